"""How other documents are cited: in which form, under which numbers and dates.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II.6.b. The first citation says type,
number, day, issuer and subject; later ones type and number. A law is cited by its name. The form of
numbers is that of its Phụ lục III, for the Party that of Hướng dẫn 05-HD/VPTW.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA

from assistant.checking.fault import Fault, Severity
from assistant.checking.paper import Paper, is_law, told_in
from assistant.drafting.draft import CHECK_MARK
from ingest.citations import check_citations
from ingest.codes import find_codes
from ingest.document import Block, Relation
from ingest.relations import citations_in
from ingest.text import fold
from prompts import say
from prompts import table as data

_FAR = 20  # blocks of a head before which a number in a title is no citation
_MOST = 4  # words shown of what stands in many places


@dataclass(frozen=True, slots=True)
class Citation:
    """A document cited at a place, with all that is said of it there."""

    relation: Relation
    block: Block
    is_basis: bool

    @property
    def is_inside(self) -> bool:
        """True within the title of a document cited before it."""
        at = self.block.text.find(self.relation.quote)
        before = self.block.text[: max(at, 0)].rpartition(";")[2]
        listed = re.search(r"(?:,|(?<!\w)và)\s+(?:các\s+)?$", before)
        return bool(find_codes(before)) and listed is None

    @property
    def typed(self) -> bool:
        """True where the name of its type stands before the number."""
        return not self.relation.quote[:1].isdigit()


def citations(paper: Paper) -> tuple[Citation, ...]:
    """Every citation of the main text and the annexes in reading order, tables left out."""
    front = paper.document.front
    bases = set(front.bases)
    return tuple(
        Citation(relation, plain, block.text in bases)
        for block in paper.blocks
        if not block.table and block not in paper.foot
        for plain in (_unmarked(block),)
        for relation in citations_in(plain, front)
    )


def _unmarked(block: Block) -> Block:
    """The block without the mark of a draft that may stand between a number and its day."""
    text = block.text.replace(f" {CHECK_MARK}", "")
    return block if text == block.text else replace(block, text=text)


def citation_forms(paper: Paper) -> Iterator[Fault]:
    """Citations that are not in the form of the decree, each number told once."""
    cited = [
        found
        for found in citations(paper)
        if not _is_title(paper, found.block) and not found.is_inside
    ]
    yield from _firsts(paper, cited)
    yield from _undated(paper, cited)
    yield from _without_so(paper, cited)
    yield from _again(paper, cited)
    if not is_law(paper):
        yield from _laws(paper, cited)
    yield from _basis_ends(paper)


def citations_differ(paper: Paper) -> Iterator[Fault]:
    """One document under two numbers, or two dates."""
    told = check_citations(paper.blocks, paper.document.front)
    for found in told:
        block = paper.blocks[found.block or 0]
        yield paper.fault(
            "citation-differs", "cited_differently", block, told=told_in(paper, found)
        )
    if not told:
        yield from _other_days(paper)
    yield from _slips(paper)


def _other_days(paper: Paper) -> Iterator[Fault]:
    """One number of one type on two days, where nothing says that two bodies gave it out."""
    first: dict[tuple[str, str], Citation] = {}
    for cited in citations(paper):
        relation = cited.relation
        if not relation.number or relation.issued is None:
            continue
        known = first.setdefault((relation.number, relation.type), cited)
        day = known.relation.issued
        if day is None or day == relation.issued or (known.relation.issuer and relation.issuer):
            continue
        yield paper.fault(
            "citation-differs",
            "cited_days",
            cited.block,
            relation.quote,
            severity=Severity.LOOK,
            related=known.relation.quote,
            cited=cited_name(cited),
            day=f"{relation.issued:%d/%m/%Y}",
            other=f"{day:%d/%m/%Y}",
        )
        return


def _slips(paper: Paper) -> Iterator[Fault]:
    """A number told in short and nowhere in full, one slip from one that is: 338 for 388."""
    cited = [found for found in citations(paper) if found.relation.number]
    full = {c.relation.number: c for c in reversed(cited) if c.relation.issued}
    told: set[str] = set()
    for found in cited:
        number = found.relation.number
        if number in full or number in told or not found.typed:
            continue
        others = [other for other in full.values() if _is_slip(found.relation, other.relation)]
        if others:
            told.add(number)
            yield paper.fault(
                "citation-differs",
                "cited_slip",
                found.block,
                found.relation.quote,
                severity=Severity.WARNING,
                related=others[0].relation.quote,
                cited=cited_name(found),
                other=cited_name(others[0]),
            )


def _is_slip(one: Relation, other: Relation) -> bool:
    """True for two numbers of one type and one symbol that a digit, or two in turn, tell apart."""
    first, second = (re.split(r"(?<=\d)(?=[/-])", c.number, maxsplit=1) for c in (one, other))
    same = len(first) == len(second) == 2 and (first[1] == second[1]) is not (first[0] == second[0])
    typed = not (one.type and other.type) or fold(one.type) == fold(other.type)
    if not same or not typed or min(len(first[0]), len(second[0])) < 2:
        return False
    digits = [re.sub(r"[^\d]", "", part[first[0] == second[0]]) for part in (first, second)]
    symbols = [re.sub(r"\d", "", part[first[0] == second[0]]) for part in (first, second)]
    return symbols[0] == symbols[1] and OSA.distance(*digits) == 1


def _is_title(paper: Paper, block: Block) -> bool:
    """True for the head of the paper: a title tells a number in short."""
    bases = paper.document.front.bases
    first = next((b.ordinal for b in paper.blocks if b.text in bases or b.level), _FAR)
    return block.ordinal < first


# --- first and later citations ----------------------------------------------------------------


def _firsts(paper: Paper, cited: Sequence[Citation]) -> Iterator[Fault]:
    """The first citation of each number, where it leaves something out."""
    seen: set[str] = set()
    for found in cited:
        number = found.relation.number
        if not number or number in seen or not found.typed:
            continue
        seen.add(number)
        if found.block.ordinal >= paper.annex_at or not found.is_basis:
            continue
        if found.relation.type in data("drafts/bases")["laws"]:
            continue
        missing = _missing(found, cited)
        if missing:
            yield paper.fault(
                "citation-form",
                "citation_short",
                found.block,
                found.relation.quote,
                severity=None if "day" in missing else Severity.LOOK,
                cited=cited_name(found),
                missing=", ".join(
                    say(f"checking.citation_{one}", paper.language) for one in missing
                ),
            )


def _undated(paper: Paper, cited: Sequence[Citation]) -> Iterator[Fault]:
    """Documents that the text tells by number only, and never with their day: one fault."""
    dated = {found.relation.number for found in cited if found.relation.issued}
    laws = ("Luật", "Bộ luật", "Pháp lệnh")
    names: dict[str, Citation] = {}
    for found in cited:
        relation = found.relation
        if not relation.number or relation.number in dated or not found.typed or found.is_basis:
            continue
        if found.block.ordinal < paper.foot_at and relation.type not in laws:
            names.setdefault(cited_name(found), found)
    if names and not is_law(paper):
        first = next(iter(names.values()))
        yield paper.fault(
            "citation-form",
            "citation_first",
            first.block,
            first.relation.quote,
            severity=Severity.LOOK,
            names="; ".join(list(names)[:_MOST]) + (" …" if len(names) > _MOST else ""),
        )


def _missing(found: Citation, cited: Sequence[Citation]) -> list[str]:
    """What a first citation does not say ("day", "issuer", "subject"); a list of documents may say
    it once for all of them."""
    relation = found.relation
    if _is_request(found.block):
        return [] if relation.issued else ["day"]
    same = [other.relation for other in cited if other.block is found.block]
    after = same[same.index(relation) :] if relation in same else []
    missing = [] if relation.issued else ["day"]
    if not any(one.issuer for one in after) and not _tells_issuer(relation, found.block):
        missing.append("issuer")
    if not any(one.subject for one in after) and not _goes_on(found):
        missing.append("subject")
    return missing


def _tells_issuer(relation: Relation, block: Block) -> bool:
    """True where the list names the issuer before the numbers: "các quyết định của Thủ tướng …"."""
    at = block.text.find(relation.quote)
    before = fold(block.text[: max(at, 0)])
    listed = re.search(r"(?<!\w)các(?!\w)[^;]*(?<!\w)của(?!\w)", before) is not None
    codes = find_codes(relation.quote)
    return listed or (bool(codes) and " của " in relation.quote[: codes[0].start])


def _is_request(block: Block) -> bool:
    """True for "Theo đề nghị của …": who proposes is told, and on what is the paper itself."""
    opens = tuple(map(fold, data("checking")["citations"]["requests"]))
    return fold(block.text).startswith(opens)


def _goes_on(found: Citation) -> bool:
    """True where words follow the citation that may be its subject in another form."""
    at = found.block.text.find(found.relation.quote)
    after = found.block.text[at + len(found.relation.quote) :][:60]
    told = found.relation.quote.split("ngày")[-1]
    return len(re.findall(r"[^\W\d_]+", told)) > 8 or bool(re.match(r"\s*[\"“(]", after))


def _without_so(paper: Paper, cited: Sequence[Citation]) -> Iterator[Fault]:
    """ "Kế hoạch 15/KH-UBND": the word "số" is missing."""
    wrong: dict[str, list[Citation]] = {}
    for found in cited:
        if re.match(r"[^\W\d_][^\d;,.(]*?(?<!số)(?<!số:)\s\d", found.relation.quote, re.I):
            wrong.setdefault(found.relation.number, []).append(found)
    for places in wrong.values():
        yield paper.fault(
            "citation-form",
            "citation_so",
            places[0].block,
            places[0].relation.quote,
            severity=None if places[0].is_basis else Severity.LOOK,
            cited=cited_name(places[0]),
            places=len(places),
        )


def _again(paper: Paper, cited: Sequence[Citation]) -> Iterator[Fault]:
    """Documents told in full a second time: one fault for the paper."""
    full: dict[str, list[Citation]] = {}
    for found in cited:
        relation = found.relation
        if relation.number and relation.issued and relation.subject and relation.issuer:
            full.setdefault(relation.number, []).append(found)
    repeated = [places for places in full.values() if len(places) > 1]
    if repeated:
        names = "; ".join(cited_name(places[0]) for places in repeated[:_MOST])
        more = " …" if len(repeated) > _MOST else ""
        yield paper.fault(
            "citation-form",
            "citation_again",
            repeated[0][1].block,
            repeated[0][1].relation.quote,
            severity=Severity.LOOK,
            names=names + more,
        )


def _laws(paper: Paper, cited: Sequence[Citation]) -> Iterator[Fault]:
    """Laws with their numbers: the decree cites them by type and name only. One fault a paper."""
    kinds = data("drafts/bases")["laws"]
    found = [c for c in cited if c.relation.number and c.typed and c.relation.type in kinds]
    if found:
        names = {cited_name(citation): None for citation in found}
        yield paper.fault(
            "citation-form",
            "law_numbered",
            found[0].block,
            found[0].relation.quote,
            severity=Severity.LOOK,
            names="; ".join(list(names)[:_MOST]) + (" …" if len(names) > _MOST else ""),
        )


def _basis_ends(paper: Paper) -> Iterator[Fault]:
    """Căn cứ that end without a sign: each with a semicolon, the last with a stop."""
    bases = [block for block in paper.main if fold(block.text).startswith("căn cứ ")]
    open_ = [block for block in bases if block.is_text and block.text.rstrip()[-1:].isalnum()]
    if open_ and len(bases) > 1:
        yield paper.fault(
            "citation-form", "basis_end", open_[0], severity=Severity.LOOK, places=len(open_)
        )


def cited_name(found: Citation) -> str:
    """Its type and number as the paper writes them."""
    quote = found.relation.quote
    codes = find_codes(quote)
    return quote[: codes[0].end] if codes else quote
