"""How fast the ledger is searched: `catalog.search_figures` with the filters people use."""

from collections.abc import Iterator, Sequence

from assistant.settings import Settings
from evals.generated import Ward
from ingest.document import Role
from ingest.period import year_of
from ingest.places import unit_key
from vectorstore.figure_search import plain_words
from vectorstore.records import EVERY_FIGURE, FigureFilter
from vectorstore.store import Store

Filters = list[tuple[str, FigureFilter]]


def filters(settings: Settings, wards: Sequence[Ward]) -> tuple[int, Filters]:
    """The number of figures there are, and for each ward one filter of each kind, with its name."""
    with Store.open(settings.data, settings.embeddings) as store:
        keys = {unit.label: unit_key(unit) for unit in store.catalog.units()}
        total = store.catalog.search_figures(EVERY_FIGURE, limit=1).total
    return total, [each for ward in wards for each in _filters(ward, keys.get(ward.label, ""))]


def _filters(ward: Ward, key: str) -> Iterator[tuple[str, FigureFilter]]:
    aim = ward.aims[0]
    words, periods, roles = plain_words(aim.indicator), (year_of(2026),), (Role.TARGET,)
    yield "words", FigureFilter(words)
    yield "words+period+role", FigureFilter(words, periods=periods, roles=roles)
    yield "words+unit", FigureFilter(words, units=(key,))
    yield "words+unit+period+role", FigureFilter(words, (), (key,), periods, roles)
    yield "unit", FigureFilter(units=(key,))
    yield "owner", FigureFilter(owner=plain_words(aim.body))
    yield "period+role", FigureFilter(periods=periods, roles=roles)
    yield "every", EVERY_FIGURE
