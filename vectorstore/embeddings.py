"""What turns text into vectors: LSA fitted to the corpus, or a sentence-transformers model.

Both are LangChain `Embeddings`; a fingerprint tells whose vectors an index holds.
"""

import os
from collections.abc import Iterable
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from langchain_core.embeddings import Embeddings

from ingest.errors import CancuError
from vectorstore.lsa import Folded, Lsa
from vectorstore.vectors import Matrix

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_ENDS_OF_LARGE_FILE = 1 << 20


class Embedder(Protocol):
    """What the index needs of an embedder beside LangChain's interface."""

    @property
    def fingerprint(self) -> str:
        """The same for the same vectors: `lsa:…` or `model:…`."""

    def fold(self, texts: Iterable[str]) -> Folded:
        """Vectors for the index."""

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""


class LocalModel(Embeddings):
    """A sentence-transformers model on this machine; loaded when first asked for a vector."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def fingerprint(self) -> str:
        """Of the files, by name, size and content (large ones by their two ends)."""
        digest = sha256()
        for path in sorted(self.folder.rglob("*")):
            if path.is_file():
                digest.update(f"{path.relative_to(self.folder)} {path.stat().st_size}\n".encode())
                digest.update(_ends(path))
        return f"model:{digest.hexdigest()[:16]}"

    def fold(self, texts: Iterable[str]) -> Folded:
        """Vectors of length 1; a model knows every word, so none is unseen."""
        wanted = list(texts)
        matrix = self._encode(wanted, "document", "passage")
        return Folded(matrix, [0] * len(wanted), [0] * len(wanted))

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector of length 1 for each text."""
        return [[float(value) for value in row] for row in self.fold(texts).matrix]

    def embed_query(self, text: str) -> list[float]:
        """The vector of one question, behind the prefix the model asks for."""
        return [float(value) for value in self._encode([text], "query")[0]]

    def _encode(self, texts: list[str], *prompts: str) -> Matrix:
        """`prompts`: names a model may give the prefix in its configuration, in turn."""
        name = next((name for name in prompts if self._model.prompts.get(name)), None)
        found = self._model.encode(
            texts, prompt_name=name, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(found, np.float32)

    @cached_property
    def _model(self) -> "SentenceTransformer":
        _stay_offline()
        from sentence_transformers import SentenceTransformer

        try:
            return SentenceTransformer(str(self.folder), local_files_only=True, device="cpu")
        except (OSError, ValueError, KeyError) as error:
            raise CancuError(
                "vectorstore.model_unreadable", folder=self.folder, cause=error
            ) from error


def open_model(setting: str) -> LocalModel:
    """The model in this folder, or of this name in the local model cache.

    CancuError at once where there is none: nothing is looked for on a network.
    """
    folder = Path(setting).expanduser()
    if folder.is_dir():
        if not (folder / "modules.json").exists() and not (folder / "config.json").exists():
            raise CancuError("vectorstore.no_model_in_folder", folder=folder)
        return LocalModel(folder.resolve())
    return LocalModel(_in_cache(setting))


def _in_cache(name: str) -> Path:
    _stay_offline()
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    # The bare names of sentence-transformers' own models leave out their owner.
    for full in (name, f"sentence-transformers/{name}"):
        try:
            return Path(snapshot_download(full, local_files_only=True))
        except (LocalEntryNotFoundError, HFValidationError):
            continue
    raise CancuError("vectorstore.no_model", name=name)


def _stay_offline() -> None:
    os.environ["HF_HUB_OFFLINE"] = os.environ["TRANSFORMERS_OFFLINE"] = "1"


def _ends(path: Path) -> bytes:
    with path.open("rb") as file:
        head = file.read(_ENDS_OF_LARGE_FILE)
        if path.stat().st_size > 2 * _ENDS_OF_LARGE_FILE:
            file.seek(-_ENDS_OF_LARGE_FILE, os.SEEK_END)
        return head + file.read()


__all__ = ["Embedder", "LocalModel", "Lsa", "open_model"]
