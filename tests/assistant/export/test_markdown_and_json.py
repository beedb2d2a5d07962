"""A draft as Markdown and as plain data: nothing of it is lost, markers lead to its sources."""

import json
import re
from dataclasses import replace
from typing import Any

from markdown_it import MarkdownIt

from assistant.drafting.assemble import spans_of
from assistant.drafting.draft import BlockKind, Draft, Section, Span, words_of
from assistant.export.copies import Copy
from assistant.export.draft_json import draft_json
from assistant.export.to_markdown import to_markdown
from tests.assistant.export.drafts import OPEN, TARGET, TASK, block, cited, letter, plan, report


def _paper(*spans: Span | str) -> Draft:
    text = Section("text", "", (block(BlockKind.PARAGRAPH, *spans),))
    return replace(plan(), sections=(text,), notes=())


def _shown(markdown: str) -> str:
    """The words that a reader of the Markdown sees."""
    html = MarkdownIt("commonmark").enable("table").render(markdown)
    text = re.sub(r"<[^>]+>", " ", html)
    for sign, letter_ in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(sign, letter_)
    return " ".join(text.split())


def test_every_word_of_the_draft_is_in_the_markdown() -> None:
    for draft in (plan(), report(), letter()):
        shown = _shown(to_markdown(draft))
        for span in spans_of(draft):
            words = " ".join(span.text.rstrip(" .;,").split())
            assert words in shown or words.upper() in shown, words


def test_a_marker_follows_its_words_and_leads_to_its_source() -> None:
    text = to_markdown(_paper(cited("Một ", TASK), cited("hai", TARGET), "."))
    assert "Một [2] hai [3]./." in text
    assert "\n[3] Kế hoạch số 31/KH-UBND ngày 15/01/2026, II. CHỈ TIÊU, dòng 3: " in text


def test_a_bar_in_a_cell_does_not_make_a_column() -> None:
    lines = [line for line in to_markdown(plan()).splitlines() if line.startswith("| 1 | Tỷ lệ")]
    assert len(re.split(r"(?<!\\)\|", lines[0])) == 8
    assert r"hồ sơ \| nộp" in lines[0]


def test_signs_of_markdown_stay_words() -> None:
    words = "# 5 * 6 * 7 _x_ <b>y</b> [z](http://a.b) `c` \\d"
    html = MarkdownIt("commonmark").render(to_markdown(_paper(words, "."), Copy.CLEAN))
    assert not re.search(r"<b>|<a |<code>|<em>6|<h1>5", html)
    assert words in _shown(to_markdown(_paper(words, "."), Copy.CLEAN))


def test_open_points_are_bold_and_their_notes_stand_at_the_end() -> None:
    text = to_markdown(plan())
    assert f"| **{OPEN}** |" in text
    assert "**phường Bến Trúc** trong năm **2027** [2]." in text
    assert "- **2027**: Thay “2026”." in text


def test_a_clean_copy_holds_the_paper_alone() -> None:
    text = to_markdown(plan(), Copy.CLEAN)
    assert "[1]" not in text
    assert "NGUỒN TRÍCH DẪN" not in text
    assert "Ghi chú cho người soạn" not in text
    assert text.count(OPEN) == 5


def _spans(data: object) -> list[dict[str, Any]]:
    if isinstance(data, dict):
        if {"text", "state", "markers"} <= data.keys():
            return [dict(data)]
        return [span for value in data.values() for span in _spans(value)]
    return [span for value in data for span in _spans(value)] if isinstance(data, list) else []


def test_the_data_hold_every_span_with_its_state_note_and_markers() -> None:
    draft = plan()
    data = json.loads(json.dumps(draft_json(draft)))
    found = [(s["text"], s["state"], s["note"]) for s in _spans({**data, "citations": []})]
    wanted = [(s.text, s.state.value, s.note) for s in spans_of(draft)]
    assert sorted(found) == sorted(wanted)
    adapted = next(s for s in _spans(data) if s["state"] == "adapted")
    assert adapted["markers"] == [2]


def test_citations_of_a_draft_have_the_shape_of_those_of_an_answer() -> None:
    assert draft_json(plan())["citations"][2] == {
        "marker": 3,
        "document_id": "ke-hoach-2026",
        "source": "ke-hoach-2026.txt",
        "number": "31/KH-UBND",
        "issued": "2026-01-15",
        "unit": "phường Bến Trúc",
        "section": ["II. CHỈ TIÊU"],
        "row": "3",
        "page": None,
        "quote": TARGET.quote,
        "type": "Kế hoạch",
        "subject": "Chuyển đổi số năm 2026",
        "block": 7,
        "row_index": 2,
        "highlight": "",
    }


def test_the_data_keep_head_sections_and_tables_as_drafted() -> None:
    draft = plan()
    data = draft_json(draft)
    assert data["head"]["number"] == draft.head.number
    assert [s["id"] for s in data["sections"]] == [s.id for s in draft.sections]
    table = next(b["table"] for b in data["sections"][2]["blocks"] if b["table"])
    assert table["columns"][:2] == ["TT", "Chỉ tiêu"]
    assert [row["is_group"] for row in table["rows"]] == [True, False, False, True, False]
    assert data["commission"]["period"] == {"first": "2027-01-01", "last": "2027-12-31"}
    basis = data["sections"][0]["blocks"][0]
    assert basis["kind"] == "basis"
    assert "".join(s["text"] for s in basis["spans"]) == words_of(draft.sections[0].blocks[0].spans)
