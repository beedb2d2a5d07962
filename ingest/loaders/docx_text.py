"""The words of WordprocessingML (ECMA-376, part 1, 17.3): what is shown, in that order."""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

Element: TypeAlias = Any  # lxml publishes no types of its own

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HIDDEN = {"del", "moveFrom", "pPr", "rPr", "instrText", "delText", "txbxContent", "Fallback"}
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}


def w(path: str) -> str:
    """A path of names in the main namespace: "pPr/numPr"."""
    return "/".join(f"{_W}{name}" for name in path.split("/"))


def tag(element: Element) -> str:
    """The name without its namespace, "" of comments and instructions."""
    name = element.tag
    return name.rsplit("}", 1)[-1] if isinstance(name, str) else ""


def children(element: Element) -> Iterator[Element]:
    """The elements directly inside; of two renderings of the same thing only the first."""
    for child in element:
        if tag(child) == "AlternateContent":
            yield from (inner for inner in child if tag(inner) == "Choice")
        else:
            yield child


def each(element: Element, name: str) -> Iterator[Element]:
    """All elements of that name at any depth, renderings for older programs left out."""
    for found in element.iter(w(name)):
        if not any(tag(above) == "Fallback" for above in found.iterancestors()):
            yield found


def value(element: Element, path: str) -> str | None:
    """The `w:val` of the element at the path, None where there is none."""
    found = element.find(w(path))
    return found.get(w("val")) if found is not None else None


def paragraph_text(paragraph: Element, reference: Callable[[str], str]) -> str:
    """The text shown, line breaks as "\\n"; `reference` gives the mark of a note by its id."""
    return "".join(_shown(paragraph, reference))


def _shown(element: Element, reference: Callable[[str], str]) -> Iterator[str]:
    for child in children(element):
        name = tag(child)
        if name == "t":
            yield child.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name in ("footnoteReference", "endnoteReference"):
            yield reference(f"{name.removesuffix('Reference')} {child.get(w('id'))}")
        elif name not in _HIDDEN and not _is_vanished(child):
            yield from _shown(child, reference)


def _is_vanished(run: Element) -> bool:
    """True for a run formatted as hidden text."""
    mark = run.find(w("rPr/vanish"))
    return mark is not None and mark.get(w("val"), "1") not in ("0", "false")
