"""Where the parts of a paper stand: under their headings, behind a line that opens them, or inside
a sentence."""

from collections.abc import Iterator, Sequence

from assistant.section_names import (
    SectionName,
    is_shared,
    names_it,
    opening,
    section_names,
    tells_inside,
)
from ingest.document import Block, BlockKind
from ingest.layout import is_recipients

_INSIDE = 0.15  # a part told inside a sentence ranks below one with a heading
_BELOW = 0.1  # so does one that stands below another part
_SAYS = 15  # characters behind a colon that are more than a mark


def part_openings(
    blocks: Sequence[Block], names: Sequence[SectionName]
) -> Iterator[tuple[tuple[str, ...], list[Block], float]]:
    """Each part of these names: the path of headings with its own, its blocks, what it ranks off.

    Of a heading that names other parts too, what stands below it under a name of its own.
    """
    headed = [
        (*block.path, block.text)
        for block in blocks
        if block.kind is BlockKind.HEADING and names_it(block.text, names)
    ]
    led = [at for at, b in enumerate(blocks) if b.is_text and opening(b.text, names)]
    kept: list[tuple[str, ...]] = []
    for path in sorted(dict.fromkeys(headed), key=len):
        below = [*(p for p in headed if p != path), *(blocks[at].path for at in led)]
        is_split = is_shared(path[-1], names) and any(p[: len(path)] == path for p in below)
        if not is_split and not any(path[: len(one)] == one for one in kept):
            kept.append(path)
            below_another = any(_is_another(step, names) for step in path[:-1])
            held = [b for b in blocks if b.path[: len(path)] == path]
            held = [b for b in held if not _is_other(b, names)]
            yield path, held, below_another * _BELOW
    led = [at for at in led if not any(blocks[at].path[: len(one)] == one for one in kept)]
    for at in led:
        yield (*blocks[at].path, blocks[at].text.partition(":")[0]), _led(blocks, at, names), 0.0
    if not kept and not led:
        for block in blocks:
            if block.is_text and tells_inside(block.text, names):
                yield (*block.path, ""), [block], _INSIDE


def _is_another(heading: str, names: Sequence[SectionName]) -> bool:
    """True for the heading of another part: "Về vốn" below "Giải pháp" is no source of money."""
    return is_shared(heading, names) and not names_it(heading, names)


def _is_other(block: Block, names: Sequence[SectionName]) -> bool:
    """True for a line that opens another part than those asked for."""
    return block.is_text and _opens_another(block) and opening(block.text, names) is None


def _led(blocks: Sequence[Block], at: int, names: Sequence[SectionName]) -> list[Block]:
    """The line that opens a part; with the lines after it where it only opens it."""
    found = opening(blocks[at].text, names)
    if found and len(found.said) > _SAYS:
        return [blocks[at]]
    held: list[Block] = []
    for block in blocks[at + 1 :]:
        is_next = block.path != blocks[at].path or block.kind is BlockKind.HEADING
        if is_next or is_recipients(block.text) or _opens_another(block):
            break
        held.append(block)
    return held


def _opens_another(block: Block) -> bool:
    return block.is_text and opening(block.text, section_names()) is not None
