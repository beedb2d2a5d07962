"""The two indexes and the embedder as one generation of the catalog names them."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from ingest.errors import CancuError
from vectorstore.catalog import Catalog
from vectorstore.dense import Dense
from vectorstore.embeddings import Embedder, LocalModel, Lsa, open_model
from vectorstore.lexical import Lexical
from vectorstore.sight import index_key
from vectorstore.vectors import Matrix

_CARD = "embedder.json"
_FIT = "lsa"
# A folder may be swapped for a newer one between reading its name and opening it.
_TRIES = 3

LSA_NAME = "LSA"


@dataclass(frozen=True, slots=True)
class Card:
    """Whose vectors a dense folder holds. `fitted`, `last`: chunks at the fit, highest number."""

    fingerprint: str
    name: str
    fitted: int = 0
    last: int = 0

    def write(self, folder: Path) -> None:
        """Lay the card into the folder."""
        (folder / _CARD).write_text(json.dumps(asdict(self), ensure_ascii=False), "utf-8")

    @classmethod
    def read(cls, folder: Path) -> "Card":
        """The card of this folder."""
        return cls(**json.loads((folder / _CARD).read_text("utf-8")))


class Choice:
    """The embedder that was asked for: "" for LSA, otherwise a model's folder or name."""

    def __init__(self, setting: str) -> None:
        self.name = setting or LSA_NAME
        self.model: LocalModel | None = open_model(setting) if setting else None

    def fits(self, card: Card) -> bool:
        """True where the vectors of this folder are of the embedder asked for."""
        if self.model is None:
            return card.fingerprint.startswith("lsa:")
        return card.fingerprint == self.model.fingerprint

    def load(self, folder: Path) -> Embedder:
        """The embedder whose vectors lie in this folder."""
        return self.model or Lsa.load(folder / _FIT)


def save_fit(embedder: Embedder, folder: Path) -> None:
    """Lay a fit beside the vectors it made; a model has its own folder."""
    if isinstance(embedder, Lsa):
        embedder.save(folder / _FIT)


class Engines:
    """Open to read. `dense` and `embedder` are None while no chunk has a vector."""

    def __init__(
        self, generation: int, lexical: Lexical, dense: Dense | None, embedder: Embedder | None
    ) -> None:
        self.generation, self.lexical, self.dense = generation, lexical, dense
        self._embedder = embedder
        self.users = 0

    @property
    def leans_on_words(self) -> bool:
        """True for vectors made of the same words: the lexical index says it better."""
        return not isinstance(self._embedder, LocalModel)

    def embed(self, text: str) -> Matrix:
        """The vector of a question; empty while there is no embedder."""
        found = self._embedder.embed_query(text) if self._embedder else []
        return np.array(found, np.float32)

    def close(self) -> None:
        """Let go of the files."""
        self.lexical.close()
        if self.dense is not None:
            self.dense.close()


class Current:
    """The engines of the catalog's present generation, opened anew when it changes."""

    def __init__(self, catalog: Catalog, folder: Path, choice: Choice) -> None:
        self._catalog, self._folder, self._choice = catalog, folder, choice
        self._lock = threading.Lock()
        self._engines: Engines | None = None

    @contextmanager
    def use(self) -> Iterator[Engines | None]:
        """The engines, kept open until the block ends; None before the first ingest."""
        engines = self._take()
        try:
            yield engines
        finally:
            self._give_back(engines)

    def close(self) -> None:
        """Close what is open; searches must have ended."""
        with self._lock:
            if self._engines is not None:
                self._engines.close()
            self._engines = None

    def _take(self) -> Engines | None:
        with self._lock:
            if self._engines is None or self._engines.generation < self._catalog.generation():
                former, self._engines = self._engines, self._open()
                if former is not None and not former.users:
                    former.close()
            if self._engines is not None:
                self._engines.users += 1
            return self._engines

    def _give_back(self, engines: Engines | None) -> None:
        if engines is None:
            return
        with self._lock:
            engines.users -= 1
            if engines is not self._engines and not engines.users:
                engines.close()

    def _open(self) -> Engines | None:
        for _ in range(_TRIES):
            generation = self._catalog.generation()
            lexical, dense = self._names()
            if not lexical:
                return None
            if all((self._folder / name).is_dir() for name in (lexical, dense)):
                return self._open_folders(generation, self._folder / lexical, dense)
        raise CancuError("vectorstore.index_missing", folder=self._folder / lexical)

    def _names(self) -> tuple[str, str]:
        """The indexes of this sight; before anything was out of it, those of all documents."""
        catalog, shelves = self._catalog, self._catalog.shelves
        own = catalog.meta(index_key("lexical", shelves))
        if not own:
            return catalog.meta("lexical"), catalog.meta("dense")
        # One folder with the vectors of a model serves every sight.
        dense = catalog.meta("dense" if self._choice.model else index_key("dense", shelves))
        return own, dense

    def _open_folders(self, generation: int, lexical: Path, dense: str) -> Engines:
        if not dense:
            return Engines(generation, Lexical(lexical), None, None)
        folder = self._folder / dense
        card = Card.read(folder)
        if not self._choice.fits(card):
            raise CancuError("vectorstore.other_embedder", found=card.name, asked=self._choice.name)
        return Engines(generation, Lexical(lexical), Dense(folder), self._choice.load(folder))
