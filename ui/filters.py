"""What a person or a program asks of the ledger, read from words typed in any way.

A condition that cannot be met by any ledger ("quý V", a role that does not exist, a unit no
document knows) is told with what was expected, never read as "nothing found".
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from assistant.lexicon import lexicon
from ingest.document import Period, Role, Unit
from ingest.errors import CancuError
from ingest.mentions import match_unit
from ingest.period import find_periods, without_periods
from ingest.places import unit_key
from ingest.text import nfc, unaccent, words
from prompts import Language
from ui.roles import role_name, role_names
from vectorstore.catalog import Catalog
from vectorstore.figure_search import plain_words
from vectorstore.records import FigureFilter, Words

FILTERS = ("indicator", "unit", "period", "role", "owner")
_NAMED = 5  # units named in the sentence about one that is not known
_LONGEST = 300  # characters of one condition
# What may stand around and between periods without asking anything of its own.
_BESIDE_PERIODS = frozenset(
    map(unaccent, ("kỳ", "trong", "của", "và", "đến", "từ", "năm", "and", "in", "of", "the", "to"))
)


def read_filters(
    typed: Mapping[str, str], catalog: Catalog, today: date, language: Language
) -> FigureFilter:
    """The conditions as typed under `FILTERS`; CancuError where one cannot be meant."""
    given = {name: nfc(typed.get(name, "")).strip() for name in FILTERS}
    for name, text in given.items():
        if len(text) > _LONGEST:
            raise CancuError("ui.filter_long", name=name, length=len(text), limit=_LONGEST)
    units = known_units(given["unit"], catalog) if given["unit"] else ()
    return FigureFilter(
        indicator=_topic(given["indicator"], language),
        owner=_topic(given["owner"], language),
        units=tuple(dict.fromkeys(map(unit_key, units))),
        periods=known_periods(given["period"], today) if given["period"] else (),
        roles=known_roles(given["role"]) if given["role"] else (),
    )


def known_units(text: str, catalog: Catalog) -> tuple[Unit, ...]:
    """The units meant by a text typed in any way, as every document that knows them names them.

    CancuError where the text names none, or one that no document knows.
    """
    known = catalog.units()
    mentions = match_unit(text, known)
    if not mentions or not all(mention.units for mention in mentions):
        some = ", ".join(sorted({unit.label for unit in known})[:_NAMED])
        raise CancuError("ui.unknown_unit", unit=text, known=some or "–")
    return tuple(dict.fromkeys(unit for mention in mentions for unit in mention.units))


def known_periods(text: str, today: date) -> tuple[Period, ...]:
    """The periods meant, of which a bare year is one.

    CancuError where the text is more than periods ("quý V/2026"), or one of them ends before it
    begins.
    """
    spelled = f"năm {text}" if text.strip().isdigit() else text
    found = find_periods(spelled, today)
    rest = words(unaccent(without_periods(spelled, today)))
    if not found or not _BESIDE_PERIODS.issuperset(rest):
        raise CancuError("ui.period_unknown", period=text)
    if any(period.last < period.first for period in found):
        raise CancuError("ui.period_reversed", period=text)
    return found


def known_roles(text: str) -> tuple[Role, ...]:
    """The roles meant, commas between them, by code or by their names in either language."""
    names = _roles()
    typed = [unaccent(name).strip() for name in text.split(",") if name.strip()]
    if not typed or not all(name in names for name in typed):
        raise CancuError("ui.unknown_role", role=text, known=role_names("vi"))
    return tuple(dict.fromkeys(names[name] for name in typed))


@lru_cache
def _roles() -> Mapping[str, Role]:
    return {
        unaccent(name): role
        for role in Role
        for name in (role.value, role_name(role, "vi"), role_name(role, "en"))
    }


def _topic(text: str, language: Language) -> Words:
    """What a text speaks of, each thing with its spellings; words that say little are left out."""
    terms = lexicon(language).terms(text)
    told = [term for term in terms if not term.is_weak] or terms
    asked = tuple(tuple(" ".join(phrase) for phrase in sorted(t.alternatives)) for t in told)
    return asked or plain_words(text)
