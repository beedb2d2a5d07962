"""A made-up document and its files."""

from dataclasses import dataclass
from pathlib import Path

Grid = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A document in reading order: paragraphs, and tables with their header row first."""

    stem: str
    parts: tuple[str | Grid, ...]


def write_text(folder: Path, paper: Paper) -> None:
    """As text, a table as one row a line, its cells parted by tabs."""
    parts = [
        part if isinstance(part, str) else "\n".join("\t".join(row) for row in part)
        for part in paper.parts
    ]
    (folder / f"{paper.stem}.txt").write_text("\n\n".join(parts) + "\n", "utf-8")


def write_docx(folder: Path, paper: Paper) -> None:
    """As a Word file with real tables."""
    from docx import Document

    document = Document()
    for part in paper.parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(rows=0, cols=len(part[0]))
        for row in part:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    document.save(str(folder / f"{paper.stem}.docx"))
