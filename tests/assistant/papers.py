"""Papers of fictitious bodies, written as plain text, and an assistant over a folder of them."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from assistant.answer import Assistant
from assistant.conversation import Answer, Question, Turn
from ingest.document import Shelf
from vectorstore.intake import ingest
from vectorstore.store import Mode, Store

TODAY = date(2026, 11, 20)
_MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"

Ask = Callable[..., Answer]


def paper(
    body: str,
    *,
    unit: str = "phường Bến Trúc",
    number: str = "31/KH-UBND",
    day: str = "ngày 15 tháng 01 năm 2026",
    kind: str = "Kế hoạch",
    subject: str = "Chuyển đổi số năm 2026",
    signer: str = "Đinh Quang Hưng",
) -> str:
    """A paper of a people's committee: letterhead, title, body, signature."""
    kind_of_unit, _, name = unit.partition(" ")
    head = f"ỦY BAN NHÂN DÂN\n{kind_of_unit.upper()} {name.upper()}\n\nSố: {number}\n\n{_MOTTO}"
    foot = f"Nơi nhận:\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n{signer}"
    text, _, annexes = body.strip().partition("\n---\n")
    title = f"{name}, {day}\n\n{kind.upper()}\n\n{subject}"
    return "\n\n".join(part for part in (head, title, text, foot, annexes) if part) + "\n"


def table(*rows: str) -> str:
    """A markdown table from rows with bars; the first is the header."""
    head, *rest = ([cell.strip() for cell in row.split("|")] for row in rows)
    lines = [head, ["---"] * len(head), *rest]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


@contextmanager
def asking(folder: Path, papers: Mapping[str, str]) -> Iterator[Ask]:
    """Ask the papers, each a name with its text: the question, the unit, earlier turns.

    A turn that is only text is one of the user.
    """
    shelf = folder / "papers"
    shelf.mkdir()
    for name, text in papers.items():
        (shelf / name).write_text(text, "utf-8")
    with Store.open(folder / "store", mode=Mode.WRITE) as writer:
        ingest([shelf], Shelf.PUBLIC, writer)
    with Store.open(folder / "store") as store:
        assistant = Assistant(store, lambda: TODAY)

        def ask(text: str, unit: str = "", *earlier: str | Turn) -> Answer:
            turns = (turn if isinstance(turn, Turn) else Turn("user", turn) for turn in earlier)
            history = tuple(turns)
            return assistant.invoke(Question(text, unit, history))

        yield ask
