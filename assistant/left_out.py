"""What a question asks for that the figures of its answer leave out: units, times."""

from collections.abc import Iterable, Iterator

from assistant.evidence import Statement
from assistant.naming import of_unit
from assistant.understand import Request
from ingest.document import Period, Unit
from ingest.period import contains, label
from ingest.places import same_unit
from prompts import say


def left_out(
    request: Request, units: Iterable[Unit | None], periods: Iterable[Period | None]
) -> list[Statement]:
    """A sentence for each unit and each time asked for that is not among those told."""
    told, times = [unit for unit in units if unit], list(periods)
    texts = [*_units(request, told), *_periods(request, times)]
    return [Statement(text) for text in texts]


def _units(request: Request, told: list[Unit]) -> Iterator[str]:
    for unit in request.units:
        if request.only_units and not any(same_unit(one, unit) for one in told):
            yield say("assistant.nothing_unit", request.language, unit=unit.label)


def _periods(request: Request, told: list[Period | None]) -> Iterator[str]:
    """The times that no figure touches; none where a figure is of a time we do not know."""
    known = [period for period in told if period]
    if len(request.periods) < 2 or len(known) < len(told):
        return
    unit = of_unit(request.units[0], request.language) if len(request.units) == 1 else ""
    for asked in request.periods:
        if not any(contains(asked, one) or contains(one, asked) for one in known):
            period = label(asked, request.language)
            yield say("assistant.nothing_period", request.language, period=period, of_unit=unit)
