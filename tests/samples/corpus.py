"""The sample papers as plain text, read without the project's own readers."""

import re
from functools import lru_cache
from pathlib import Path

from docx import Document
from docx.table import Table
from pypdf import PdfReader

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "samples" / "corpus"
STEMS = {path.stem: path for path in CORPUS.iterdir()}


@lru_cache
def plain_text(path: Path) -> str:
    """The words of a paper with one space between them; OCR marks and Markdown stars taken away."""
    raw = {".docx": _docx, ".pdf": _pdf}.get(path.suffix, lambda p: p.read_text("utf-8"))(path)
    bare = re.sub(r"</?u>|\*\*|\$|\\geq", "", raw)
    return re.sub(r"\s+", " ", bare)


def _docx(path: Path) -> str:
    word = Document(str(path))
    notes = [p.blob.decode() for p in word.part.package.iter_parts() if "footnotes" in p.partname]
    blocks = (
        "\n".join(cell.text for row in block.rows for cell in row.cells)
        if isinstance(block, Table)
        else block.text
        for block in word.iter_inner_content()
    )
    return "\n".join([*blocks, *(re.sub(r"<[^>]+>", " ", note) for note in notes)])


def _pdf(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)
