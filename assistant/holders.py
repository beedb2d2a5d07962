"""Whose statements a question asks for: the units it names, "ours", or the one chosen."""

import re
from collections.abc import Iterable
from functools import lru_cache

from assistant.cues import cues, has_cue
from assistant.lexicon import lexicon
from ingest.document import Unit
from ingest.mentions import Mention, match_unit
from ingest.places import find_units, kinds, level, same_unit
from ingest.text import blanked, is_accented, unaccent
from prompts import table


def named_units(mentions: Iterable[Mention]) -> tuple[Unit, ...]:
    """The known units named; of a ward and its province only the ward, the narrower one."""
    units = tuple(dict.fromkeys(unit for mention in mentions for unit in mention.units))
    lowest = max((level(unit) for unit in units), default=0)
    lowest_ones = [unit for unit in units if level(unit) == lowest]
    return tuple(unit for unit in lowest_ones if unit.province or not _has_twin(unit, lowest_ones))


def _has_twin(unit: Unit, others: Iterable[Unit]) -> bool:
    """True for a unit that a document names without its province, where another names it with."""
    return any(other.province and same_unit(unit, other) for other in others)


def chosen_unit(chosen: str, known: Iterable[Unit]) -> tuple[Unit, ...]:
    """The chosen unit as the documents know it, or as written where they do not; none if blank."""
    if not chosen.strip():
        return ()
    units = named_units(match_unit(chosen, known)) or find_units(chosen)
    return units or (Unit("", chosen.strip()),)


def whole_units(text: str, home: Iterable[Unit], known: Iterable[Unit]) -> tuple[Unit, ...]:
    """The unit that "toàn tỉnh", "của xã" mean: the chosen one, or the only known one of its kind.

    "của tỉnh" from a ward means its province; of several none is meant.
    """
    plain = unaccent(text)
    named = table("questions")["whole"]["adjectives"]
    told = {kind for kind, words in named.items() if has_cue(words, text)}
    meant = [k for k in kinds() if k in told or _whole_of(unaccent(k)).search(plain)]
    if not meant:
        return ()
    units = [unit for unit in known if unit.kind in meant]
    chosen = tuple(home)
    if any(unit.kind in meant for unit in chosen):
        return ()
    provinces = {unaccent(unit.province) for unit in chosen if unit.province}
    ours = [unit for unit in units if unaccent(unit.name) in provinces] or units
    return (ours[0],) if len({unaccent(unit.name) for unit in ours}) == 1 else ()


def means_home(text: str, home: Iterable[Unit]) -> bool:
    """True where a bare "phường", "của xã" speaks of the chosen unit: its own figure is asked for.

    Not "các phường", "phường nào", "Công an phường".
    """
    plain = unaccent(text)
    return any(unit.kind and _bare_kind(unaccent(unit.kind)).search(plain) for unit in home)


@lru_cache
def _bare_kind(kind: str) -> re.Pattern[str]:
    before, after = (
        "|".join(map(unaccent, table("questions")["home"][side])) for side in ("before", "after")
    )
    return re.compile(rf"(?:^|[,?;:]\s*|\b(?:{before}) ){kind}\b(?! (?:{after})\b)")


@lru_cache
def _whole_of(kind: str) -> re.Pattern[str]:
    """Of "tỉnh" the phrases "toàn tỉnh", "của tỉnh"; not of "của Tỉnh ủy"."""
    whole = "|".join(map(unaccent, table("questions")["whole"]["words"]))
    party = "|".join(map(unaccent, table("questions")["whole"]["but"]))
    return re.compile(rf"\b(?:{whole}) {kind}\b(?! (?:{party})\b)")


def units_asked(
    named: tuple[Unit, ...], home: tuple[Unit, ...], ours: bool, compares: bool, text: str
) -> tuple[Unit, ...]:
    """The units whose statements are asked for; "ours" stands beside those it is compared with."""
    if not compares:
        return named or home
    if len(named) > 1 or (named and not ours):
        return named
    return () if asks_every_unit(text) else tuple(dict.fromkeys((*home, *named)))


def asks_every_unit(text: str) -> bool:
    """True for "các phường khác", and for the one of them all that has the most or the least."""
    return has_cue(cues("other_units"), text) or asks_which_most(text)


def asks_which_most(text: str) -> bool:
    """True for "phường nào … nhiều nhất", "đơn vị nào … thấp nhất"."""
    return bool(_most().search(unaccent(text)))


@lru_cache
def _most() -> re.Pattern[str]:
    kind = "|".join(map(unaccent, (*kinds(), *table("questions")["other_units"]["any_unit"])))
    return re.compile(rf"\b(?:{kind})\s+nao\b.*\bnhat\b|\bwhich (?:ward|commune)\b.*\w+est\b")


def without_units(text: str, mentions: Iterable[Mention]) -> str:
    """The text without the names of units; their kind words stay: "Công an phường".

    So do ordinary words after one: "phường xử phạt bao nhiêu" is about fines.
    """
    is_accented_text = is_accented(text)
    for mention in mentions:
        if not (mention.units or _is_name(mention.text, is_accented_text)):
            continue
        kind = next(
            (k for k in kinds() if unaccent(mention.text).startswith(f"{unaccent(k)} ")), ""
        )
        text = blanked(text, mention.start + len(kind), mention.end)
    return text


def unknown_unit(mentions: Iterable[Mention], text: str) -> str:
    """The first unit named that no document knows; ordinary words after "xã" are none."""
    for mention in mentions:
        if not mention.units and _is_name(mention.text, is_accented(text)):
            return mention.text
    return ""


def unknown_units(mentions: Iterable[Mention], text: str) -> tuple[Unit, ...]:
    """The units named beside known ones that no document knows: a comparison lacks them."""
    unknown = (m.text for m in mentions if not m.units and _is_name(m.text, is_accented(text)))
    return tuple(unit for name in unknown for unit in find_units(name))


def _is_name(named: str, accented: bool) -> bool:
    """True for a name in capitals; in a question without marks also for words we do not know."""
    spelled = "|".join((*kinds(), *map(unaccent, kinds())))
    name = re.sub(rf"^(?:{spelled})\s+", "", named, flags=re.IGNORECASE)
    if accented or name != name.lower():
        return name[:1].isupper() or name[:1].isdigit()
    terms = lexicon("vi").terms(name)
    return all(len(term.typed) == 1 and not term.is_weak for term in terms) and bool(terms)
