"""Fusion on questions with a known answer: words cut at random out of a chunk, half unaccented."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.document import Shelf
from ingest.text import unaccent
from vectorstore.engines import Choice, Current
from vectorstore.index import LSA_WEIGHT, fuse
from vectorstore.intake import ingest
from vectorstore.lexical import Scored
from vectorstore.records import ANYTHING
from vectorstore.store import Mode, Store

CORPUS = Path(__file__).parents[2] / "../shared/corpus"
QUESTIONS = 200

Lists = tuple[list[Scored], list[Scored]]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real documents is not here")
def test_words_and_nearness_together_find_more_than_either_alone(tmp_path: Path) -> None:
    with Store.open(tmp_path, mode=Mode.WRITE) as store:
        ingest([CORPUS], Shelf.INTERNAL, store)
        asked = _ask(store, Current(store.catalog, tmp_path, Choice("")))
    alone = max(_found(asked, lambda lists: lists[0]), _found(asked, lambda lists: lists[1]))
    assert _found(asked, lambda lists: fuse(*lists, LSA_WEIGHT)) > alone
    assert _found(asked, lambda lists: fuse(*lists, LSA_WEIGHT)) > _found(asked, _by_rank)


def _ask(store: Store, current: Current) -> list[tuple[int, Lists]]:
    chance, asked = random.Random(1), []
    bodies = store.catalog.database.rows("SELECT seq, id FROM chunks ORDER BY seq")
    with current.use() as engines:
        assert engines is not None
        assert engines.dense is not None
        for number, (seq, chunk_id) in enumerate(chance.sample(bodies, QUESTIONS)):
            words = store.catalog.chunks([chunk_id])[0].body.split()[:14]
            text = " ".join(word for word in words if chance.random() < 0.6)
            text = unaccent(text) if number % 2 else text
            by_words = engines.lexical.search(text, ANYTHING, 50)
            asked.append((seq, (by_words, engines.dense.search(engines.embed(text), 50))))
    current.close()
    return asked


def _found(asked: list[tuple[int, Lists]], ranked: Callable[[Lists], list[Scored]]) -> int:
    """How many questions have their chunk among the first three."""
    return sum(seq in [hit.seq for hit in ranked(lists)[:3]] for seq, lists in asked)


def _by_rank(lists: Lists) -> list[Scored]:
    """Reciprocal rank fusion, the usual way, for comparison."""
    total: dict[int, float] = {}
    for ranking, weight in zip(lists, (1, LSA_WEIGHT), strict=True):
        for rank, (seq, _) in enumerate(ranking):
            total[seq] = total.get(seq, 0) + weight / (60 + rank)
    return [Scored(seq, total[seq]) for seq in sorted(total, key=lambda seq: -total[seq])]
