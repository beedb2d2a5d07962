"""Of a row whose columns have names of their own, the columns that a question names."""

from assistant.inquiry import same_time
from assistant.understand import Request
from ingest.document import Figure, Role
from ingest.row_names import BETWEEN
from ingest.text import unaccent, words

_NAMED = 0.6  # share of a column's own words that the question must hold to name it
_SAY_LITTLE = {"so", "luong"}  # "Số hồ sơ": that it is a number tells no column


def columns_meant(figures: tuple[Figure, ...], request: Request) -> tuple[Figure, ...]:
    """The figures of the columns the question names; of none, those of the plain column.

    A number held against another one is meant only where the question asks for it.
    """
    is_ratio = request.role is Role.RATIO
    figures = tuple(f for f in figures if (f.role is Role.RATIO) is is_ratio) or figures
    indicators = {figure.indicator for figure in figures}
    title = row_name(indicators)
    if len(indicators) < 2 or not title:
        return figures
    timely = tuple(f for f in figures if _is_timely(f, request)) or figures
    timely = tuple(f for f in timely if f.role is request.role) or timely
    indicators = {figure.indicator for figure in timely}
    asked = set(words(unaccent(request.text))) - set(words(request.counted)) - _SAY_LITTLE
    shares = {name: _share(name.removeprefix(title), asked) for name in indicators}
    best = max(shares.values())
    if best >= _NAMED:
        return tuple(figure for figure in timely if shares[figure.indicator] == best)
    return tuple(figure for figure in timely if figure.indicator == title) or timely


def _is_timely(figure: Figure, request: Request) -> bool:
    return any(same_time(figure.period, period) for period in request.periods)


def row_name(indicators: set[str]) -> str:
    """What the indicators of one row have in common before their columns' names; "" if nothing."""
    shortest = min(indicators, key=len, default="")
    if all(name.startswith(shortest) for name in indicators):
        return shortest
    shared = {name.rpartition(BETWEEN)[0] for name in indicators}
    return shared.pop() if len(shared) == 1 else ""


def _share(name: str, asked: set[str]) -> float:
    """The share of the column's innermost name that the question holds."""
    own = words(unaccent(name.rpartition(BETWEEN)[2] or name))
    return sum(word in asked for word in own) / len(own) if own else 0.0
