"""The names of the units that documents know, as a question's words are held against them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from ingest.document import Unit
from ingest.known_units import Units
from ingest.places import level, provinces
from ingest.text import fold, unaccent
from ingest.typed import WORD


@dataclass(frozen=True, slots=True)
class Name:
    """A known unit by the syllables of its name."""

    unit: Unit
    folded: tuple[str, ...]
    plain: tuple[str, ...]

    @property
    def joined(self) -> str:
        return " ".join(self.plain)


@dataclass(frozen=True)
class Names:
    """The known units by the first syllable of their name; the provinces they speak of."""

    by_first: dict[str, list[Name]] = field(default_factory=dict)
    provinces: dict[str, str] = field(default_factory=dict)  # unaccented → as written

    def alike(self, joined: str) -> Iterator[Name]:
        """The names that may be one letter off, in their order: those left alike by taking one
        letter out of each."""
        places = {at for key in (joined, *_shorter(joined)) for at in self._by_letters.get(key, ())}
        return (self._all[at] for at in sorted(places))

    @cached_property
    def _all(self) -> list[Name]:
        return [name for names in self.by_first.values() for name in names]

    @cached_property
    def _by_letters(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for at, name in enumerate(self._all):
            for key in {name.joined, *_shorter(name.joined)}:
                found.setdefault(key, []).append(at)
        return found


def _shorter(text: str) -> Iterator[str]:
    """The text with each of its letters left out in turn."""
    return (text[:at] + text[at + 1 :] for at in range(len(text)))


@lru_cache(maxsize=8)
def known_names(units: Units) -> Names:
    """The names of these units, for `match_unit`."""
    known = Names()
    known.provinces.update({unaccent(name): unit.name for name, unit in provinces().items()})
    for unit in dict.fromkeys(units):
        syllables = tuple(WORD.findall(unit.name))
        if unit.kind and syllables:
            name = Name(unit, tuple(map(fold, syllables)), tuple(map(unaccent, syllables)))
            known.by_first.setdefault(name.plain[0], []).append(name)
        province = unit.name if unit.kind and level(unit) == 1 else unit.province
        if province:
            known.provinces[unaccent(province)] = province
    return known
