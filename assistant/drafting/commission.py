"""What is to be drafted, from words typed in any way."""

import re
from collections.abc import Sequence
from datetime import date

from assistant.drafting.draft import Commission, Wanted
from assistant.drafting.forms import Form, SectionForm, form_named
from assistant.holders import named_units
from assistant.state_secrets import is_secret
from ingest.document import Period, Unit
from ingest.errors import CancuError
from ingest.mentions import match_unit
from ingest.period import find_periods, unreal_periods, year_of
from ingest.text import nfc, tidy, unaccent, words
from prompts import table
from vectorstore.catalog import Catalog

_LONGEST = 300  # characters of what is typed into one field
_YEARS = range(1945, 2101)
_NAMED = 5  # units named in the sentence about one that is not known
_BESIDE = re.compile(r"^(?:về|cho|của|thuộc|lĩnh vực)\s+", re.IGNORECASE)


def read_commission(
    catalog: Catalog,
    kind: str,
    unit: str,
    year: str,
    topic: str = "",
    sections: Sequence[str] = (),
    addressee: str = "",
) -> Commission:
    """The commission meant: `kind` may name the part of the year too ("bao-cao-quy-1"), the topic
    or the kind of a letter whom it goes to ("… gửi Sở Nội vụ").

    CancuError where a field is too long or holds a state secret (Luật 117/2025/QH15), the kind or a
    section is not known, the unit is none that the documents know, the year is none, or everything
    that is held is from later years.
    """
    typed = tuple(_checked(text) for text in (kind, unit, year, topic, *sections))
    said, of_kind = _split(typed[0])
    form = form_named(said)
    topic, named = _addressed(typed[3], form)
    commission = Commission(
        kind=form.id,
        unit=_unit(typed[1], catalog),
        period=_period(said, typed[2]),
        topic=topic,
        addressee=_checked(addressee) or named or of_kind,
        sections=tuple(dict.fromkeys(_wanted(text, form) for text in typed[4:])),
    )
    _refuse_before_sources(commission.period, catalog)
    return commission


def section_wanted(text: str, form: Form) -> Wanted | None:
    """The section of a form that a text asks for, and what of it; None where it names none.

    The longest name wins: "kết quả thực hiện" is not "thực hiện".
    """
    plain = " ".join(words(unaccent(text)))
    found = [
        (len(name), section, name)
        for section in form.sections
        for name in _names(section)
        if f" {name} " in f" {plain} "
    ]
    if not found:
        return None
    _, section, name = max(found, key=lambda one: one[0])
    return Wanted(section.id, _focus(text, name))


def _checked(text: str) -> str:
    text = tidy(nfc(text)).strip()
    if len(text) > _LONGEST:
        raise CancuError("assistant.long_field", length=len(text), limit=_LONGEST)
    if is_secret(text):
        raise CancuError("assistant.secret_draft")
    return text


def _addressed(topic: str, form: Form) -> tuple[str, str]:
    """The topic of a letter, and whom it is said to go to; "" where it is not said."""
    is_letter = not form.short
    return _split(topic) if is_letter else (topic, "")


def _split(text: str) -> tuple[str, str]:
    """What stands before "gửi …", and who stands behind it; "" where it is not said."""
    words = "|".join(map(re.escape, table("drafts/letter")["addressed"]))
    found = re.fullmatch(rf"(.+?),?\s+(?:{words}):?\s+(.+)", text)
    return (found[1], found[2]) if found else (text, "")


def _unit(text: str, catalog: Catalog) -> Unit:
    known = catalog.units()
    units = named_units(match_unit(text, known))
    if len(units) != 1:
        some = ", ".join(unit.label for unit in known.communes[:_NAMED]) or "–"
        raise CancuError("assistant.unknown_draft_unit", unit=text or "–", known=some)
    return units[0]


def _period(kind: str, year: str) -> Period:
    """The part of the year that the kind names, else the year; CancuError where it is none."""
    digits = re.fullmatch(r"(?:năm\s*)?(\d{4})", year.lower())
    if not digits or int(digits[1]) not in _YEARS:
        raise CancuError("assistant.no_year", year=year or "–")
    said = f"{re.sub('[-_]', ' ', kind)} năm {digits[1]}"
    if unreal := unreal_periods(said):
        raise CancuError("assistant.unreal_period", period=unreal[0])
    return next(iter(find_periods(said)), year_of(int(digits[1])))


def _wanted(text: str, form: Form) -> Wanted:
    wanted = section_wanted(text, form)
    if wanted is None:
        known = ", ".join(section.asked[0] for section in form.sections)
        raise CancuError("assistant.unknown_section", section=text, form=form.name, known=known)
    return wanted


def _names(section: SectionForm) -> set[str]:
    spoken = (section.id.replace("_", " "), section.title, *section.asked)
    return {" ".join(words(unaccent(name))) for name in spoken if name}


def _focus(text: str, name: str) -> str:
    """What a request says after the section's name: "chỉ tiêu về xã hội số" → "xã hội số"."""
    spoken = words(text)
    plain = [unaccent(word) for word in spoken]
    width = len(name.split())
    at = next(n for n in range(len(plain)) if " ".join(plain[n : n + width]) == name)
    return _BESIDE.sub("", " ".join(spoken[at + width :]))


def _refuse_before_sources(period: Period, catalog: Catalog) -> None:
    """A draft for a time before every paper held could only be invented."""
    years = [record.front.year for record in catalog.documents() if record.front.year]
    if years and period.last < date(min(years), 1, 1):
        raise CancuError("assistant.before_sources", year=period.last.year, first=min(years))
