"""Whose paper it is, and of what year."""

from dataclasses import dataclass

from ingest.document import Unit
from ingest.places import provinces, same_unit, today
from ingest.text import fold


@dataclass(frozen=True, slots=True)
class Setting:
    """A unit in a year. `province_kind` is what its province is, where the documents tell."""

    unit: Unit
    year: int
    province_kind: str = ""  # "tỉnh", "thành phố"


def is_other(one: Setting, other: Setting) -> bool:
    """True for two units."""
    return not same_unit(one.unit, other.unit)


def kind_of_province(setting: Setting) -> str:
    """ "tỉnh" or "thành phố", as the documents or our list of provinces have it; "" if unknown."""
    known = provinces().get(fold(today(setting.unit.province)))
    return setting.province_kind or (known.kind if known else "")
