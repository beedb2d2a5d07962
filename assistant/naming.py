"""How documents, places and figures are named in an answer."""

import re

from assistant.evidence import Basis
from ingest.document import Figure, Period, Unit
from ingest.period import label
from ingest.syllables import is_syllable
from ingest.text import fold
from prompts import Language, say
from vectorstore.records import DocumentRecord


def document_name(record: DocumentRecord, language: Language) -> str:
    """`Kế hoạch số 33/KH-UBND ngày 16/01/2026`; what is blank in it is said to be blank."""
    front = record.front
    if not front.kind:
        return say("assistant.cited_kind_unknown", language, source=record.source)
    fields = {
        "kind": front.kind,
        "number": front.number,
        "issued": f"{front.issued:%d/%m/%Y}" if front.issued else "",
        "of_unit": of_unit(front.unit, language),
    }
    if front.is_numbered:
        key = "cited_document" if front.issued else "cited_no_date"
    else:
        key = "cited_no_number_dated" if front.issued else "cited_no_number"
    return say(f"assistant.{key}", language, **fields)


def place_name(basis: Basis, language: Language) -> str:
    """The document, section, row and page of a basis in one line."""
    parts = [document_name(basis.record, language), " › ".join(map(short, basis.section))]
    if basis.row:
        parts.append(say("assistant.cited_row", language, row=basis.row))
    if basis.page:
        parts.append(say("assistant.cited_page", language, page=basis.page))
    return ", ".join(part for part in parts if part)


def short(heading: str, limit: int = 90) -> str:
    """A heading cut at a word with "…" where it is longer than the limit."""
    if len(heading) <= limit:
        return heading
    return heading[:limit].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def of_unit(unit: Unit | None, language: Language) -> str:
    """` của phường Hải An`, or nothing."""
    return say("assistant.of_unit", language, unit=unit.label) if unit and unit.name else ""


def holder(unit: Unit | None, language: Language) -> str:
    """` của phường Hải An` as the holder of a figure, or nothing."""
    return say("assistant.holder", language, unit=unit.label) if unit and unit.name else ""


def when(period: Period | None, language: Language) -> str:
    """`năm 2026`, or "" where no period is known."""
    return label(period, language) if period else ""


# "15 km2", "12 %": a unit of its own; "3 đến 5" has none
_OWN_UNIT = re.compile(r"%|đồng|\d\s*[^\W\d_][\w/]*$")


def _in_a_sentence(measure: str) -> str:
    """A measure as a sentence writes it: "Tấn" of a header is "tấn"; "GWh" and "USD" stay."""
    first = measure.split(" ")[0]
    return measure[:1].lower() + measure[1:] if first.istitle() and is_syllable(first) else measure


def value(figure: Figure) -> str:
    """The value as written, with its unit of measure where the cell leaves that to the header."""
    text, measure = figure.text, _in_a_sentence(figure.measure)
    has_unit = bool(figure.quantity) and bool(_OWN_UNIT.search(fold(text)))
    if not measure or has_unit or not text[-1:].isdecimal():
        return text
    return f"{text}{measure}" if measure.startswith("%") else f"{text} {measure}"


def figure_sentence(figure: Figure, unit: Unit | None, language: Language) -> str:
    """`Năm 2026, chỉ tiêu “…” của phường Hải An là 85%`."""
    period = when(figure.period, language)
    opening = period or say("assistant.no_period", language)
    return say(
        f"assistant.figure_{figure.role.value}",
        language,
        Period=opening[0].upper() + opening[1:],
        period_in=say("assistant.period_in", language, period=period) if period else "",
        indicator=figure.indicator.strip(" .,;:"),
        holder=holder(unit, language),
        value=value(figure),
    )
