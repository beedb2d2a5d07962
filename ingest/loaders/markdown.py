"""Markdown: paragraphs, lists with their printed numbers, tables, and headings that are headings.

Converters mark any large line with "#": a letterhead, a document's name, its subject. A level is
handed on only where the line is not one of these.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.document import Piece
from ingest.errors import UnreadableFile
from ingest.layout import is_letterhead
from ingest.loaders import content
from ingest.loaders.loaded import Loaded
from ingest.loaders.plain import even, text_of
from ingest.shapes import marker
from ingest.text import nfc

_MAX_TITLE = 250


@lru_cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable("table").disable("code")


def read(path: Path) -> Loaded:
    """The pieces of a Markdown file, front matter between "---" lines left out."""
    data = path.read_bytes()
    if content.kind(data) != "text":
        raise UnreadableFile("ingest.binary", name=nfc(path.name), found=content.label(data))
    tokens = _parser().parse(text_of(data, path))
    return Loaded(tuple(_pieces(tokens)))


def _pieces(tokens: Sequence[Token]) -> list[Piece]:
    pieces: list[Piece] = []
    grid: list[list[str]] = []
    bullet = ""
    level: int | None = None
    for token in tokens:
        match token.type:
            case "heading_open":
                level = int(token.tag[1])
            case "list_item_open":
                bullet = _bullet(token)
            case "tr_open":
                grid.append([])
            case "table_close":
                pieces.append(Piece("", grid=even(grid)))
                grid = []
            case "inline" if grid:
                grid[-1].append(_text(token).replace("\n", " "))
            case "inline":
                pieces += _lines(bullet + _text(token), level)
                bullet, level = "", None
            case "html_block" | "code_block" | "fence":
                pieces += _lines(token.content, None)
    return _without_letterhead(pieces)


def _bullet(token: Token) -> str:
    """The list mark as printed: "3. " or "- "; a star or a dot counts as a dash."""
    if token.info:
        return f"{token.info}{token.markup} "
    return "+ " if token.markup == "+" else "- "


def _text(token: Token) -> str:
    """The words of an inline token; hard and soft breaks are line ends."""
    words = {"softbreak": "\n", "hardbreak": "\n"}
    kept = ("text", "code_inline", "html_inline", "image", "text_special")
    children = token.children or []
    return "".join(
        words.get(child.type, child.content if child.type in kept else "") for child in children
    )


def _lines(text: str, level: int | None) -> list[Piece]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [Piece(line, style_level=level if len(lines) == 1 else None) for line in lines]


def _without_letterhead(pieces: Sequence[Piece]) -> list[Piece]:
    """Levels taken away from the head of the document: its names and the line of its subject."""
    checked: list[Piece] = []
    is_subject = False
    for piece in pieces:
        is_head = bool(piece.style_level) and not marker(piece.text)
        keeps = not (
            is_head and (is_subject or is_letterhead(piece.text) or len(piece.text) > _MAX_TITLE)
        )
        checked.append(piece if keeps else Piece(piece.text))
        is_subject = is_head and is_letterhead(piece.text)
    return checked
