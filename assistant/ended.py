"""Documents of the centre that are no longer in force: `prompts/data/ended.toml`."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ingest.codes import code_key
from ingest.text import fold
from prompts import table


@dataclass(frozen=True, slots=True)
class Ended:
    """A document that ended, and what is to be cited instead; "" where nothing is known."""

    number: str
    name: str
    since: date
    by: str
    title: str = ""  # of a law that shares its name with a later one …
    passed: date | None = None  # … and is known by its day
    is_sure: bool = True  # False where public copies differ about the day


@lru_cache
def ended_documents() -> tuple[Ended, ...]:
    """The list, as in the data."""
    return tuple(
        Ended(
            one["number"],
            one.get("name", ""),
            one["since"],
            one["by"],
            one.get("title", ""),
            one.get("passed"),
            one.get("sure", True),
        )
        for one in table("ended")["ended"]
    )


def ended(number: str, name: str, on: date) -> Ended | None:
    """The entry of a document that is over on the day, by its number or by the name of a law."""
    key, said = code_key(number), fold(name).strip()
    return next(
        (
            one
            for one in ended_documents()
            if one.since <= on
            and ((key and code_key(one.number) == key) or (one.name and fold(one.name) == said))
        ),
        None,
    )
