"""Small documents for these tests: files of one fact a line, read by a reader of a few lines.

@ phường|An Bình|Hải Phòng          the unit that issues it
# I. Mục tiêu                       a heading
- Chỉ tiêu | 2026 | ≥ 80 %          a row of the table under it
anything else                       a paragraph
"""

from datetime import date
from hashlib import sha256
from pathlib import Path

from ingest.document import (
    Block,
    BlockKind,
    Chunk,
    ChunkKind,
    Document,
    Figure,
    Finding,
    FrontMatter,
    Period,
    Role,
    Row,
    Shelf,
    Table,
    Unit,
)
from ingest.errors import UnreadableFile
from ingest.quantity import find_quantities
from ingest.text import nfc
from vectorstore.intake import Reader


def read(path: Path, root: Path, shelf: Shelf) -> Document:
    """The document in a file of the form above; one without any line cannot be read."""
    data = path.read_bytes()
    lines = [line for line in nfc(data.decode("utf-8")).splitlines() if line.strip()]
    if not lines:
        raise UnreadableFile("ingest.empty", name=path.name)
    unit = next((Unit(*line[2:].split("|")) for line in lines if line.startswith("@ ")), None)
    blocks = tuple(_blocks([line for line in lines if not line.startswith("@ ")]))
    digest = sha256(data).hexdigest()
    return Document(
        id=sha256(f"{path} {digest}".encode()).hexdigest()[:12],
        source=nfc(path.name),
        path=nfc(path.relative_to(root).as_posix()),
        location=str(path),
        sha256=digest,
        shelf=shelf,
        front=FrontMatter(number="33/KH-UBND", unit=unit, issued=date(2026, 1, 16), year=2026),
        blocks=blocks,
        figures=tuple(figure for block in blocks for figure in _figures(block, unit)),
        findings=(Finding("doubtful", "đọc chưa chắc", block=0),),
    )


def chunk(document: Document) -> tuple[Chunk, ...]:
    """One chunk a paragraph and one a row."""
    unit = document.front.unit
    found = []
    for block in document.blocks:
        rows = block.table.rows if block.table else (None,)
        for index, row in enumerate(rows):
            title = row.cells[0] if row else (block.path[-1] if block.path else "")
            kind = ChunkKind.ROW if row else ChunkKind.PASSAGE
            body = " | ".join(row.cells) if row else block.text
            found.append((kind, title, body, block, index if row else None))
    return tuple(
        Chunk(
            id=f"{document.id}:{number}",
            document_id=document.id,
            kind=kind,
            title=title,
            body=body,
            context=" › ".join([unit.label if unit else "", *block.path]),
            tokens=len(body.split()),
            blocks=(block.ordinal,),
            row=row,
            place=_place(title),
        )
        for number, (kind, title, body, block, row) in enumerate(found)
        if block.kind != BlockKind.HEADING
    )


def reader(version: str = "1") -> Reader:
    """The reader of these files; `.txt` alone is a known type."""
    return Reader(read, chunk, lambda path: path.suffix == ".txt", version)


def _blocks(lines: list[str]) -> list[Block]:
    blocks: list[Block] = []
    path: tuple[str, ...] = ()
    for line in lines:
        if line.startswith("# "):
            blocks.append(Block(len(blocks), BlockKind.HEADING, line[2:], level=1))
            path = (line[2:],)
        elif line.startswith("- "):
            _add_row(blocks, tuple(cell.strip() for cell in line[2:].split("|")), path)
        else:
            blocks.append(Block(len(blocks), BlockKind.PARAGRAPH, line, path, page=1))
    return blocks


def _add_row(blocks: list[Block], cells: tuple[str, ...], path: tuple[str, ...]) -> None:
    before = blocks.pop() if blocks and blocks[-1].table else None
    rows = (*(before.table.rows if before and before.table else ()), Row(cells))
    text = "\n".join(" | ".join(row.cells) for row in rows)
    table = Table(("Chỉ tiêu", "Năm", "Giá trị"), rows)
    blocks.append(Block(len(blocks), BlockKind.TABLE, text, path, page=2, table=table))


def _figures(block: Block, unit: Unit | None) -> list[Figure]:
    rows = block.table.rows if block.table else ()
    return [
        Figure(
            indicator=row.cells[0],
            text=row.cells[2],
            quantity=next(iter(find_quantities(row.cells[2])), None),
            role=Role.TARGET,
            period=Period(date(2026, 1, 1), date(2026, 12, 31)),
            place=_place(row.cells[0]) or unit,
            owner="",
            person="",
            block=block.ordinal,
            row=index,
            column=2,
        )
        for index, row in enumerate(rows)
        if len(row.cells) > 2
    ]


def _place(title: str) -> Unit | None:
    """A row that starts with the name of a commune is about that commune."""
    return Unit("xã", title.split(":")[0][3:], "Hải Phòng") if title.startswith("xã ") else None
