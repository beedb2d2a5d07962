"""Whose document it is: the organ that issues it, and the unit that organ is of.

The letterhead says it; where the file begins below it, the symbol of the number says the organ,
and title, place of signing and text say the unit.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz.distance import OSA

from ingest.document import Unit
from ingest.places import (
    CENTRE,
    find_units,
    is_central,
    kinds,
    level,
    provinces,
    same_unit,
    unit_spans,
)
from ingest.text import fold, unaccent
from prompts import table


def organ_of(lines: Sequence[str]) -> str:
    """The issuing organ of a letterhead: its last body, `UBND phường Sao Mai`; "" for no line.

    A line that names no organ goes on from the one above: "ỦY BAN NHÂN DÂN" / "PHƯỜNG SAO MAI".
    """
    bodies: list[str] = []
    for line in lines:
        if bodies and not opens_organ(line):
            bodies[-1] += f" {line}"
        else:
            bodies.append(line)
    return _in_proper_case(bodies[-1]) if bodies else ""


def opens_organ(line: str) -> bool:
    """True where a line begins with the name of an organ: "SỞ TÀI CHÍNH", "UBND phường …"."""
    folded = fold(line)
    return any(re.match(rf"{re.escape(fold(o))}(?!\w)", folded) for o in table("issuers")["organs"])


def _in_proper_case(organ: str) -> str:
    """An organ in capitals as it is written in a sentence, with the usual abbreviations."""
    text = organ.strip(" .*_-:")
    units = [(unit.label, start, end) for unit, start, end in unit_spans(text)]
    for label, start, end in reversed(units):
        text = f"{text[:start]}{label}{text[end:]}"
    head = text[: units[0][1]] if units else text
    if head.upper() == head:
        text = _sentence_case(head) + text[len(head) :]
    for full, short in table("issuers")["short"].items():
        if fold(text).startswith(fold(full)):
            text = short + text[len(full) :]
    return text


def _sentence_case(capitals: str) -> str:
    words = capitals[:1] + capitals[1:].lower()
    for proper in table("issuers")["proper"]:
        words = re.sub(rf"(?<!\w){re.escape(proper)}(?!\w)", proper, words, flags=re.IGNORECASE)
    return words


def issuer_of_type(kind: str) -> str:
    """The only body that issues a type of document: `Luật` → `Quốc hội`; "" for all others."""
    rows = table("document_types")["type"]
    return next((str(row["issuer"]) for row in rows if row["name"] == kind and "issuer" in row), "")


def organ_by_symbol(number: str, unit: Unit | None) -> str:
    """The organ that the last part of a number stands for; "" where the symbol is not known."""
    issuers = table("issuers")
    symbols = [re.sub(r"\d+$", "", part) for part in re.split(r"[\s/-]+", number) if part]
    for symbol in reversed(symbols):
        if symbol in issuers["central"]:
            return str(issuers["central"][symbol])
        if symbol in issuers["symbol"]:
            return str(issuers["symbol"][symbol]).format(unit=unit.label if unit else "").strip()
    return ""


def unit_of_document(
    organs: Sequence[str], title: str, place: str, texts: Sequence[str]
) -> Unit | None:
    """The unit a document is of, with its province where the text tells it.

    In order: the letterhead, the place of signing together with the kind the text gives it, the
    title, the unit of the sentence that issues the document. A form that is frequent in the text
    does not win over title and place: scanning garbles names.
    """
    heads = find_units("\n".join(organs))
    if not heads and any(map(is_central, organs)):
        return CENTRE
    named = Counter(unit for text in texts for unit in find_units(text))
    titled = find_units(title)
    unit = (
        next(reversed(heads), None)
        or _signed_at(place, titled, named)
        or next((u for u in titled if level(u) == 3), None)
        or _issuing(texts)
        or next(iter(titled), None)
    )
    if unit and len(heads) > 1 and level(heads[0]) == 1 < level(unit):
        return replace(unit, province=heads[0].name)
    return _with_province(unit, named, texts) if unit else None


def _signed_at(place: str, titled: Sequence[Unit], named: Counter[Unit]) -> Unit | None:
    """The commune of the name under which the document is signed: "Hải An, ngày …"."""
    if not place:
        return None
    candidates = [*titled, *(unit for unit, _ in named.most_common())]
    for unit in candidates:
        if level(unit) in (1, 3) and fold(unit.name) == fold(place):
            return unit
    return _garbled(place, candidates)


def _garbled(place: str, candidates: Iterable[Unit]) -> Unit | None:
    """The place under the kind of a commune whose name is almost its own: Thạch Khê for Khôi."""
    name = unaccent(place)
    for unit in candidates:
        other = unaccent(unit.name)
        alike = other.split()[0] == name.split()[0] and OSA.distance(other, name) < 3
        if level(unit) == 3 and alike and len(other.split()) == len(name.split()):
            return replace(unit, name=place)
    return None


def _issuing(texts: Sequence[str]) -> Unit | None:
    """The unit of the sentence that issues the document, or of "(Kèm theo … của UBND …)"."""
    acts = re.compile(
        r"((?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân|Đảng ủy|Tỉnh ủy|Thành ủy)\s.{2,60}?)"
        r"(?:\s(?:xây dựng|ban hành|báo cáo|quyết định|đề ra|kính báo cáo)|\)|,|\.|$)",
        re.IGNORECASE,
    )
    for text in texts:
        opening = re.match(r"(?:\(\s*(?:Ban hành )?[Kk]èm theo|Trên đây là)", text)
        for match in acts.finditer(text):
            at_start = match.start() < 2 or text[: match.start()].rstrip().endswith((".", ",", ";"))
            if (units := find_units(match[1])) and (opening or at_start):
                return units[0]
    return None


def _with_province(unit: Unit, named: Counter[Unit], texts: Sequence[str]) -> Unit:
    if unit.province or level(unit) < 2:
        return unit
    known = [other for other in named if same_unit(unit, other) and other.province]
    if known:
        return replace(unit, province=known[0].province)
    return replace(unit, province=_province(named, texts))


def _province(named: Counter[Unit], texts: Sequence[str]) -> str:
    """The province a text speaks of most, under its kind or as a Party committee's; else the only
    one it names at least twice.
    """
    full = Counter[str]()
    for unit, times in named.items():
        if level(unit) == 1:
            full[unit.name] += times
        elif unit.province:
            full[unit.province] += times
    whole = "\n".join(texts)
    bare = Counter(_bare_provinces(whole))
    for name in re.findall(r"(?:Thành|Tỉnh) (?:ủy|uỷ) ((?:[A-ZĐ]\w+ ?){2,3})", whole):
        full[name.strip()] += 1
    if full:
        return full.most_common(1)[0][0]
    return next(iter(bare)) if len(bare) == 1 and max(bare.values()) > 1 else ""


def _bare_provinces(text: str) -> list[str]:
    names = sorted({unit.name for unit in provinces().values()}, key=len, reverse=True)
    return re.findall(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", text)


def kind_word(text: str) -> bool:
    """True where a line begins with the kind of a unit: "PHƯỜNG SAO MAI"."""
    return fold(text).startswith(tuple(kinds()))
