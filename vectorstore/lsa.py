"""Meaning from the corpus itself: TF-IDF over words and word pairs, reduced by an SVD.

Fitted once with scikit-learn; what comes later is folded in with numpy alone. The fit is arrays
on disk, so that a question reads the few rows of its own words and nothing else.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from vectorstore.terms import pairs, terms
from vectorstore.vectors import Matrix

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

DIMENSIONS = 256
MAX_TERMS = 60_000  # the commonest; rarer ones say little about neighbours, and cost memory
MAX_TEXTS = 60_000  # an even sample of a larger corpus is enough to fit, and bounds memory
_RARE = 2  # a term of fewer texts ties nothing together
_FEW = 20  # so few texts would lose most of their terms to that
_ROUNDS = 2  # of the SVD; more cost seconds and move no neighbour worth having

_Hashes = NDArray[np.uint64]


class _Row(NamedTuple):
    """A text as the numbers of its terms and how often each stands in it."""

    terms: NDArray[np.int32]
    often: Matrix


class Folded(NamedTuple):
    """Vectors with, for each text, its words and how many of them the fit never saw."""

    matrix: Matrix
    words: list[int]
    unseen: list[int]


class Lsa(Embeddings):
    """An embedder fitted to a corpus; LangChain's `Embeddings`."""

    def __init__(
        self, vocabulary: _Hashes, idf: Matrix, components: NDArray[np.float16], known: _Hashes
    ) -> None:
        self._vocabulary, self._idf = vocabulary, idf
        self._components, self._known = components, known
        digest = blake2b(vocabulary.tobytes() + idf.tobytes(), digest_size=8)
        self.fingerprint = f"lsa:{digest.hexdigest()}:{components.shape[1]}"

    @classmethod
    def fit(cls, texts: Iterable[str]) -> "Lsa":
        """The embedder of these texts, with as many dimensions as they bear, at least one."""
        from sklearn.utils.extmath import randomized_svd

        names, rows = _numbered(texts)
        if not names:
            nothing = np.zeros(0, np.uint64)
            return cls(nothing, np.zeros(0, np.float32), np.zeros((0, 1), np.float16), nothing)
        spread = np.bincount(np.concatenate([row.terms for row in rows]), minlength=len(names))
        chosen = _choose(spread, len(rows))
        hashes = _hashes(names[term] for term in chosen)
        order = np.argsort(hashes)
        chosen, hashes = chosen[order], hashes[order]
        idf = (np.log((1 + len(rows)) / (1 + spread[chosen])) + 1).astype(np.float32)
        matrix = _sparse(rows, chosen, idf, len(names))
        _, _, components = randomized_svd(
            matrix, n_components=min(DIMENSIONS, *matrix.shape), n_iter=_ROUNDS, random_state=0
        )
        known = np.sort(_hashes(name for name in names if "_" not in name))
        return cls(hashes, idf, components.T.astype(np.float16), known)

    def save(self, folder: Path) -> None:
        """Write the fit as arrays."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, array in self._arrays().items():
            np.save(folder / f"{name}.npy", array, allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> "Lsa":
        """The fit that was saved; the large array stays on disk and is read by rows."""
        names = ("vocabulary", "idf", "components", "known")
        arrays = [np.load(folder / f"{name}.npy", mmap_mode="r") for name in names]
        return cls(*arrays)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector of length 1 for each text; zeros where no word is known."""
        return [[float(value) for value in row] for row in self.fold(texts).matrix]

    def embed_query(self, text: str) -> list[float]:
        """The vector of one question."""
        return self.embed_documents([text])[0]

    def fold(self, texts: Iterable[str]) -> Folded:
        """The vectors of texts the fit need not have seen, and how strange they were to it."""
        counts = [_counted(text) for text in texts]
        single = [[term for term in found if "_" not in term] for found in counts]
        return Folded(
            np.array([self._vector(found) for found in counts], np.float32),
            [len(found) for found in single],
            [int((~_among(self._known, _hashes(found))).sum()) for found in single],
        )

    def _vector(self, found: Counter[str]) -> Matrix:
        hashes = _hashes(found)
        rows = np.searchsorted(self._vocabulary, hashes)
        here = _among(self._vocabulary, hashes)
        often = np.array(list(found.values()), np.float32)[here]
        weights = (1 + np.log(often)) * self._idf[rows[here]]
        # Not `@`: see `Dense._by_hand`.
        components = np.asarray(self._components[rows[here]], np.float32)
        vector = np.einsum("i,ij->j", weights, components)
        length = np.linalg.norm(vector)
        unit: Matrix = (vector / length if length else vector).astype(np.float32)
        return unit

    def _arrays(self) -> dict[str, NDArray[np.generic]]:
        return {
            "vocabulary": self._vocabulary,
            "idf": self._idf,
            "components": self._components,
            "known": self._known,
        }


def _counted(text: str) -> Counter[str]:
    plain = terms(text).plain
    return Counter(plain) + Counter(pairs(plain))


def _numbered(texts: Iterable[str]) -> tuple[list[str], list[_Row]]:
    """Every term of the texts, and the texts as numbers of these terms."""
    numbers: dict[str, int] = {}
    rows = []
    for text in texts:
        found = _counted(text)
        places = [numbers.setdefault(term, len(numbers)) for term in found]
        often = np.fromiter(found.values(), np.float32, len(found))
        rows.append(_Row(np.array(places, np.int32), often))
    return list(numbers), rows


def _choose(spread: NDArray[np.int64], texts: int) -> NDArray[np.int64]:
    """The terms worth a column: the commonest of those in two texts or more, or all of few."""
    rare = _RARE if texts > _FEW else 1
    commonest = np.argsort(-spread, kind="stable")[:MAX_TERMS]
    return commonest[spread[commonest] >= rare]


def _sparse(
    rows: Sequence[_Row], chosen: NDArray[np.int64], idf: Matrix, terms_: int
) -> "csr_matrix[np.float32]":
    """One row of length 1 for each text, one column for each chosen term."""
    from scipy.sparse import csr_matrix

    columns = np.full(terms_, -1, np.int32)
    columns[chosen] = np.arange(len(chosen), dtype=np.int32)
    starts, places, values = [0], [], []
    for row in rows:
        here = columns[row.terms]
        weights = (1 + np.log(row.often[here >= 0])) * idf[here[here >= 0]]
        places.append(here[here >= 0])
        values.append((weights / (np.linalg.norm(weights) or 1)).astype(np.float32))
        starts.append(starts[-1] + len(places[-1]))
    shape = (len(rows), len(chosen))
    return csr_matrix((np.concatenate(values), np.concatenate(places), starts), shape=shape)


def _hashes(found: Iterable[str]) -> _Hashes:
    return np.array([_hash(term) for term in found], np.uint64)


def _among(ordered: _Hashes, asked: _Hashes) -> NDArray[np.bool_]:
    if not len(ordered):
        return np.zeros(len(asked), np.bool_)
    rows = np.searchsorted(ordered, asked)
    found: NDArray[np.bool_] = ordered[np.minimum(rows, len(ordered) - 1)] == asked
    return found


@lru_cache(maxsize=1 << 18)
def _hash(term: str) -> int:
    return int.from_bytes(blake2b(term.encode(), digest_size=8).digest(), "big")
