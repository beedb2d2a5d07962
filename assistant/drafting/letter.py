"""An official letter: what it rests on, and what it asks or tells, by whom it goes to.

Upwards a committee reports and "kính đề nghị", sideways it asks to "phối hợp", downwards it
"yêu cầu"; Front and Party bodies it only ever asks.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache

from assistant.drafting.bases import Reference, citation
from assistant.drafting.draft import CHECK_MARK, OPEN_MARK, DraftBlock, Span, Wanted
from assistant.drafting.due import Ahead, DueTask, due_tasks
from assistant.drafting.forms import SectionForm
from assistant.drafting.held_against import is_behind
from assistant.drafting.material import Material
from assistant.drafting.next_tasks import task_spans
from assistant.drafting.proposals import candidates
from assistant.drafting.request import plan_of, requests
from assistant.drafting.results import result_spans
from assistant.drafting.results_table import sources_of
from assistant.drafting.standing import Standing, standings
from assistant.drafting.wording import filled
from assistant.drafting.written import Written, fixed, item, left_open, paragraph, written
from assistant.evidence import Basis
from ingest.text import fold
from prompts import say, table

_REPORT = "bao-cao"
_NAMING = 2  # words by which a body is called when its place is not said


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter is for ("report", "propose", "task", "cooperate"), and which way it goes."""

    purpose: str
    way: str  # "up", "across", "down"


def write_reason(material: Material, form: SectionForm, wanted: Wanted) -> Written:
    """The papers it rests on: who asks for it, and the plan of the year; open without any."""
    found = _rests_on(about(material), letter_of(material))
    words = table("drafts/letter")["phrase"]
    spans: list[Span] = [fixed(f"{words['reason']} ")]
    for one in found:
        spans += [*citation(one), fixed("; ")]
    cited_ones = spans[:-1] if found else [*spans, left_open(say("assistant.draft_no_reason"))]
    opening = paragraph(*cited_ones, fixed(f", {_opening(material)}"))
    return written([opening], [one.basis for one in found])


def write_letter(material: Material, form: SectionForm, wanted: Wanted) -> Written:
    """What is asked or told, each on its place; by when it is to be answered stays open; then the
    words that such a letter ends with."""
    letter, core = letter_of(material), about(material)
    lines, sources = _CONTENT[letter.purpose](core, letter)
    unknown = item(fixed("1. "), left_open(say("assistant.draft_no_content")), fixed("."))
    return written([*(lines or [unknown]), _closing(material, letter)], sources)


def addressees(material: Material) -> tuple[str, ...]:
    """Whom a letter goes to: as commissioned; of a report whoever asked for it, for a look; else
    open."""
    given = material.commission.addressee
    if given:
        return (given,)
    asked = requests(about(material)) if letter_of(material).purpose == "report" else ()
    known = next((one.issuer for one in asked if one.issuer and not one.doubt), "")
    return (f"{known} {CHECK_MARK}",) if known else (OPEN_MARK,)


def letter_of(material: Material) -> Letter:
    """What the topic and the addressee make of it."""
    topic, data = fold(material.commission.topic), table("drafts/letter")
    purpose = next(one for one in data["purpose"] if any(fold(w) in topic for w in one["words"]))
    given = fold(material.commission.addressee)
    if not given:
        return Letter(purpose["id"], purpose["way"])
    ways = (way for way in ("up", "down") if f"{given} ".startswith(_words(way)))
    way = next(ways, "across")
    is_theirs = purpose["id"] in ("report", "propose")  # what is only ever sent upwards
    if way == "up" and not is_theirs:
        return Letter("propose", way)  # the unit's own tasks are no matter of a higher body
    return Letter("task" if is_theirs and way == "down" else purpose["id"], way)


@lru_cache
def _words(way: str) -> tuple[str, ...]:
    return tuple(f"{fold(word)} " for word in table("drafts/letter")["way"][way])


def about(material: Material) -> Material:
    """The material of the matter itself: "đôn đốc các đơn vị thực hiện nhiệm vụ cải cách hành
    chính" is about "cải cách hành chính". What it looks up is what a report would."""
    topic = material.commission.topic
    while match := _lead().match(topic):
        topic = topic[match.end() :]
    commission = replace(material.commission, topic=topic, kind=_REPORT)
    return replace(material, commission=commission)


@lru_cache
def _lead() -> re.Pattern[str]:
    words = sorted(table("drafts/letter")["leads"], key=len, reverse=True)
    return re.compile(rf"\s*(?:{'|'.join(map(re.escape, words))})(?!\w)[\s,]*", re.IGNORECASE)


def _rests_on(core: Material, letter: Letter) -> list[Reference]:
    """Who asked, where a report is sent; and the plan of the year."""
    plan = plan_of(core)
    asks = requests(core) if letter.purpose == "report" else ()
    return [*(one for one in asks if not one.doubt), *([plan] if plan else [])]


def _opening(material: Material) -> str:
    letter, words = letter_of(material), table("drafts/letter")["phrase"]
    key = "report" if letter.purpose == "report" and letter.way == "up" else f"ask_{letter.way}"
    matter = _without_verb(material.commission.topic)
    return _said(material, words[key], letter, matter=matter)


def _without_verb(topic: str) -> str:
    """ "Báo cáo kết quả …" is reported as "kết quả …"."""
    verbs = "|".join(table("drafts/letter")["purpose"][0]["words"])
    return re.sub(rf"^\s*(?:gửi\s+)?(?:{verbs})\s+", "", topic, flags=re.IGNORECASE)


def _said(material: Material, template: str, letter: Letter, **more: str) -> str:
    whoever = table("drafts/letter")["phrase"][f"whoever_{letter.way}"]
    addressee = material.commission.addressee or whoever
    return filled(template, material.commission, addressee=addressee, **more)


def _closing(material: Material, letter: Letter) -> DraftBlock:
    key = "close_report" if letter.purpose == "report" else f"close_{letter.way}"
    words = _said(material, table("drafts/letter")["phrase"][key], letter)
    return paragraph(fixed(f"{words}./."))


Content = tuple[list[DraftBlock], list[Basis]]


def _report(core: Material, letter: Letter) -> Content:
    """The results of the period, then what a person has to tell."""
    held = standings(core)
    words = table("drafts/letter")["phrase"]
    lines = [item(fixed("- "), *result_spans(one, core), fixed(";")) for one in held]
    told = [
        item(fixed(f"1. {words['results']}"), *([] if lines else [fixed(" "), _open()])),
        *lines,
        item(fixed(f"2. {words['difficulties']} "), _open(), fixed(".")),
        item(fixed(f"3. {words['proposals']} "), _open(), fixed(".")),
    ]
    return told, list(sources_of(held))


def _propose(core: Material, letter: Letter) -> Content:
    """What earlier reports have proposed to the addressee, each for a look."""
    every = candidates(core, "proposals", core.today)
    named = ((one, " ".join((*one[0].section[-1:], one[1].text))) for one in every)
    found = [one for one, said in named if _is_to(core.commission.addressee, said)]
    lines = [item(fixed(f"{at}. "), span, fixed(".")) for at, (_, span) in enumerate(found, 1)]
    return lines, [basis for basis, _ in found]


def _is_to(addressee: str, text: str) -> bool:
    """True where a proposal names the addressee: "UBND tỉnh" for "UBND tỉnh Lam Giang"; of none
    every one may be meant."""
    return " ".join(fold(addressee).split()[:_NAMING]) in fold(text)


def _tasks(core: Material, letter: Letter) -> Content:
    """The tasks of the year that are still due, those of the addressee where it is named; what is
    behind its plan; by when to answer."""
    period = core.commission.period
    after = max(core.today, period.first - timedelta(days=1))
    every = due_tasks(core, Ahead(after, period))
    tasks = _of_addressee(core, every) or every
    behind = [one for one in standings(core) if is_behind(one, period)]
    numbered = [*map(_task, tasks), *([_behind(behind, core)] if behind else [])]
    if not numbered:
        return [], []
    ends = [*numbered, _answer(core)]
    lines = [item(fixed(f"{at}. "), *spans) for at, spans in enumerate(ends, 1)]
    return lines, [*(task.basis for task in tasks), *sources_of(behind)]


def _of_addressee(core: Material, tasks: Sequence[DueTask]) -> list[DueTask]:
    name = fold(core.commission.addressee)
    return [task for task in tasks if name and fold(task.owner) and fold(task.owner) in name]


def _task(task: DueTask) -> Sequence[Span]:
    """One task; Front and Party bodies are asked, never told."""
    asked = table("drafts/letter")["asked_only"]
    owner = fold(task.owner)
    ahead = fixed(f"{table('drafts/letter')['phrase']['asked_only']}: ")
    is_asked = any(owner.startswith(fold(word)) for word in asked)
    return (*([ahead] if is_asked else []), *task_spans(task), fixed("."))


def _behind(behind: Sequence[Standing], core: Material) -> Sequence[Span]:
    spans: list[Span] = [fixed(f"{table('drafts/letter')['phrase']['behind']} ")]
    for one in behind:
        spans += [*result_spans(one, core), fixed("; ")]
    return (*spans[:-1], fixed("."))


def _answer(core: Material) -> Sequence[Span]:
    words = table("drafts/letter")["phrase"]
    first = fixed(f"{filled(words['answer'], core.commission)} ")
    return (first, _open("by_whom"), fixed(f"{words['answer_by']} "), _open("by_when"), fixed("."))


def _open(what: str = "content") -> Span:
    return left_open(say(f"assistant.draft_no_{what}"))


_CONTENT = {"report": _report, "propose": _propose, "task": _tasks, "cooperate": _tasks}
