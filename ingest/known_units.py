"""The units that documents know, with what questions look up in them made once.

A province of communes knows thousands: nothing here goes through all of them a second time.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property

from ingest.document import Unit
from ingest.places import level, name_key, same_unit
from ingest.text import unaccent

COMMUNE = 3


class Units(tuple[Unit, ...]):
    """Units in the order given. They never change, so their hash is taken once."""

    @cached_property
    def _hash(self) -> int:
        return super().__hash__()

    def __hash__(self) -> int:
        return self._hash

    def same(self, unit: Unit) -> tuple[Unit, ...]:
        """Those that are this unit, with its province named or not."""
        return tuple(one for one in self._by_name.get(name_key(unit), ()) if same_unit(one, unit))

    @cached_property
    def above(self) -> tuple[Unit, ...]:
        """The bodies that stand over communes."""
        return tuple(unit for unit in self if level(unit) < COMMUNE)

    @cached_property
    def communes(self) -> tuple[Unit, ...]:
        """The communes, each once though one document may leave out its province."""
        found: dict[str, list[Unit]] = {}
        for unit in self:
            if level(unit) == COMMUNE:
                namesakes = found.setdefault(unaccent(unit.label), [])
                if not any(same_unit(unit, known) for known in namesakes):
                    namesakes.append(unit)
        return tuple(unit for namesakes in found.values() for unit in namesakes)

    @cached_property
    def _by_name(self) -> Mapping[str, list[Unit]]:
        found: dict[str, list[Unit]] = {}
        for unit in self:
            found.setdefault(name_key(unit), []).append(unit)
        return found


def as_units(known: Iterable[Unit]) -> Units:
    """The units as one list that remembers what was looked up in it."""
    return known if isinstance(known, Units) else Units(known)
