"""The place a row of a table is about: one reading for the ledger and for the index."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ingest.columns import STEP, ColumnRole, column_roles
from ingest.document import Block, Row, Table, Unit
from ingest.header_names import LAST_BRACKETS
from ingest.places import find_units, kinds, level, provinces, unit_of
from ingest.syllables import is_syllable
from ingest.text import fold
from prompts import table

_COMMUNE = 3
_MOST_SYLLABLES = 4


def place_of(
    found: Table, row: Row, home: Unit | None, named: Mapping[str, Unit] | None = None
) -> Unit | None:
    """The unit a row is about: named in its place column, or a commune as its title; or None.

    A name alone counts under a header or section that is one kind of unit ("Phường", "I. Các xã"),
    and in a province's paper where `named` (`communes_named`) knows it. What states no province is
    in the document's.
    """
    roles = column_roles(found.columns)
    for column, cell, role in zip(found.columns, row.cells, roles, strict=False):
        if role not in (ColumnRole.PLACE, ColumnRole.INDICATOR) or not cell.strip():
            continue
        unit = unit_of(_without_body(cell))
        if unit is None and role is ColumnRole.PLACE and not row.is_total:
            unit = _by_name(column, cell, row, home, named or {})
        if unit and (level(unit) == _COMMUNE or role is ColumnRole.PLACE):
            return in_province_of(unit, home)
    return None


def in_province_of(unit: Unit, home: Unit | None) -> Unit:
    """The unit with the province of the document it stands in, where it states none of its own."""
    if unit.province or level(unit) < 2 or home is None:
        return unit
    return replace(unit, province=home.name if level(home) == 1 else home.province)


def place_of_column(
    header: str, home: Unit | None, named: Mapping[str, Unit] | None = None
) -> Unit | None:
    """The commune that one level of a column's header is: "Chỉ tiêu giao › Phường Hải An"; or None.

    A name alone counts where `named` (`communes_named`) knows it.
    """
    levels = (_level_place(text, named or {}) for text in header.split(STEP))
    unit = next(filter(None, levels), None)
    return in_province_of(unit, home) if unit else None


def without_places(columns: Sequence[str], named: Mapping[str, Unit]) -> tuple[str, ...]:
    """The headers without the levels that are a commune: it is the place, not what is measured."""
    return tuple(
        STEP.join(text for text in header.split(STEP) if _level_place(text, named) is None)
        for header in columns
    )


def _level_place(text: str, named: Mapping[str, Unit]) -> Unit | None:
    """The commune that a level of a header names and nothing else; None for any other header."""
    name = LAST_BRACKETS.sub("", _without_body(text)).strip()
    unit = unit_of(name) or (named.get(fold(name)) if _is_name(name) else None)
    return unit if unit and level(unit) == _COMMUNE else None


def communes_named(found: Table, blocks: Iterable[Block], home: Unit | None) -> dict[str, Unit]:
    """Folded name → commune, as a province's paper names it with its kind.

    Names of two kinds are left out. Empty where no row and no column may be a place of a
    province's paper.
    """
    by_place = ColumnRole.PLACE in column_roles(found.columns)
    may_name = any(_is_name(text) for header in found.columns for text in header.split(STEP))
    if not (by_place or may_name) or home is None or level(home) != 1:
        return {}
    units = {u for block in blocks for u in find_units(block.text) if level(u) == _COMMUNE}
    kinds_of: dict[str, set[str]] = {}
    for unit in units:
        kinds_of.setdefault(fold(unit.name), set()).add(unit.kind)
    return {
        name: Unit(next(iter(kinds_)), _written(name, units))
        for name, kinds_ in kinds_of.items()
        if len(kinds_) == 1
    }


def _written(name: str, units: Iterable[Unit]) -> str:
    return next(unit.name for unit in units if fold(unit.name) == name)


def _without_body(cell: str) -> str:
    """ "UBND phường Hải An" → "phường Hải An"."""
    for body in table("issuers")["prefixes"]:
        if fold(cell).startswith(fold(body) + " "):
            return cell.strip()[len(body) :]
    return cell


def _by_name(
    column: str, cell: str, row: Row, home: Unit | None, named: Mapping[str, Unit]
) -> Unit | None:
    """The unit of a bare name, by what header, section or document call it."""
    name = cell.strip()
    if not _is_name(name):
        return None
    if home and level(home) == 0:
        return provinces().get(fold(name))
    if fold(column) in kinds():
        return Unit(fold(column), name)
    if home is None or level(home) != 1:
        return None
    kind = next(filter(None, map(_kind_in, reversed(row.group))), "")
    return Unit(kind, name) if kind else named.get(fold(name))


def _kind_in(heading: str) -> str:
    """The one kind of commune that a section row speaks of: "II. Các xã" → "xã"; else ""."""
    words = fold(heading)
    found = [
        kind
        for kind, depth in kinds().items()
        if depth == _COMMUNE and re.search(rf"(?<!\w){kind}(?!\w)", words)
    ]
    return found[0] if len(found) == 1 else ""


def _is_name(name: str) -> bool:
    """True for capitalised syllables and nothing else, as the name of a commune is written."""
    syllables = name.split()
    return 0 < len(syllables) <= _MOST_SYLLABLES and all(
        syllable[0].isupper() and (is_syllable(syllable) or not syllable.isupper())
        for syllable in syllables
        if syllable != "-"
    )
