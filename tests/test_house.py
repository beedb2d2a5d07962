"""The house holds: imports point left, and each engine has one door."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# From left to right; a room may import itself and what stands left of it.
ROOMS = ("prompts", "ingest", "vectorstore", "assistant", "evals", "ui")
DOORS = {
    "chromadb": {"vectorstore/dense.py"},
    "tantivy": {"vectorstore/lexical.py"},
    "sentence_transformers": {"vectorstore/embeddings.py"},
    "sklearn": {"vectorstore/lsa.py"},
    # one reads, one measures pages, one writes drafts, one writes papers to measure
    "docx": {
        *("ingest/loaders/docx.py", "assistant/checking/docx_page.py"),
        *("assistant/export/word.py", "evals/paper.py"),
    },
    "pypdf": {"ingest/loaders/pdf.py"},
    "pdfplumber": {"ingest/loaders/pdf.py"},
    "markdown_it": {"ingest/loaders/markdown.py"},
    "tiktoken": {"ingest/tokens.py"},
    "argon2": {"ui/access/passwords.py"},
    "itsdangerous": {"ui/widget/signed.py"},
    "limits": {"ui/widget/throttle.py"},
    "uvicorn": {"ui/commands/serve.py", "ui/http/connection.py"},
    "python_multipart": {"ui/http/received.py"},
    "pythonjsonlogger": {"ui/log.py"},
}
# What costs a cold question its second: only ever imported by the function that needs it.
HEAVY = {"chromadb", "sentence_transformers", "torch", "sklearn", "gradio", "pdfplumber"}

Import = tuple[str, bool]  # the module, and whether a function imports it


def _files(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def _imports(path: Path) -> Iterator[Import]:
    """Every module a file imports while it runs; what only the type checker reads is left out."""
    yield from _walk(ast.parse(path.read_text("utf-8")), inside=False)


def _walk(node: ast.AST, inside: bool) -> Iterator[Import]:
    if isinstance(node, ast.Import):
        yield from ((name.name, inside) for name in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield (node.module or "", inside)
    elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return
    else:
        inside = inside or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for child in ast.iter_child_nodes(node):
            yield from _walk(child, inside)


def _top(module: str) -> str:
    return module.split(".")[0]


@pytest.mark.parametrize("room", ROOMS)
def test_imports_point_left(room: str) -> None:
    allowed = ROOMS[: ROOMS.index(room) + 1]
    wrong = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in _files(room)
        for module, _ in _imports(path)
        if _top(module) in ROOMS and _top(module) not in allowed
    ]
    assert wrong == []


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_is_not_empty_so_that_the_rule_has_something_to_hold(room: str) -> None:
    assert _files(room)


@pytest.mark.parametrize("engine", sorted(DOORS))
def test_an_engine_has_one_door(engine: str) -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for room in ROOMS
        for path in _files(room)
        if any(_top(module) == engine for module, _ in _imports(path))
    }
    assert found == DOORS[engine]


def test_heavy_engines_are_imported_only_by_the_function_that_needs_them() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {module}"
        for room in ROOMS
        for path in _files(room)
        for module, inside in _imports(path)
        if _top(module) in HEAVY and not inside
    ]
    assert wrong == []


def test_gradio_is_known_to_the_page_and_where_it_is_mounted_only() -> None:
    found = {
        path.relative_to(ROOT).parts[:2]
        for room in ROOMS
        for path in _files(room)
        if any(_top(module) == "gradio" for module, _ in _imports(path))
    }
    assert found == {("ui", "page"), ("ui", "http")}


def test_only_settings_reads_the_environment() -> None:
    """Others may set a variable for a library, or hand all of them to a process; none looks."""
    reads = re.compile(r"os\.(?:getenv|environ(?!\[[^\]]+\] = |\.update| \| ))")
    found = {
        path.relative_to(ROOT).as_posix()
        for room in ROOMS
        for path in _files(room)
        if reads.search(path.read_text("utf-8"))
    }
    assert found == {"assistant/settings.py"}
