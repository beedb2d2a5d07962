"""A check with a store and without one, as JSON, and in English."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.checking.check import check
from assistant.checking.fault_json import as_json
from evals.faults import clean_papers
from ingest.document import Document, Shelf
from ingest.read import read
from tests.assistant.papers import paper
from vectorstore.intake import ingest
from vectorstore.store import Mode, Store

PLAN = clean_papers()["ke-hoach"]
OLD = paper("I. NỘI DUNG\n\nMột.", number="15/KH-UBND", day="ngày 12 tháng 01 năm 2026")


def _document(folder: Path, text: str, name: str = "paper.txt") -> Document:
    path = folder / name
    path.write_text(text, "utf-8")
    return read(path, folder, Shelf.PUBLIC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    shelf = tmp_path / "papers"
    shelf.mkdir()
    new = paper(
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025;\n\nQUYẾT ĐỊNH:\n\n"
        "Điều 1. Quyết định này thay thế Quyết định số 240/QĐ-UBND ngày 20/01/2026 của UBND tỉnh "
        "Lam Giang về việc ban hành Kế hoạch chuyển đổi số năm 2026./.",
        unit="tỉnh Lam Giang",
        number="251/QĐ-UBND",
        day="ngày 30 tháng 01 năm 2026",
        kind="Quyết định",
        subject="Về việc thay thế Quyết định số 240/QĐ-UBND",
    )
    cites = paper(
        "Căn cứ Nghị định số 118/2025/NĐ-CP ngày 09/6/2025 của Chính phủ về thủ tục hành chính;\n\n"
        "I. NỘI DUNG\n\nThực hiện cải cách hành chính."
    )
    (shelf / "new.txt").write_text(new, "utf-8")
    (shelf / "cites.txt").write_text(cites, "utf-8")
    with Store.open(tmp_path / "store", mode=Mode.WRITE) as writer:
        ingest([shelf], Shelf.PUBLIC, writer)
    with Store.open(tmp_path / "store") as reader:
        yield reader


def test_without_a_store_the_rules_that_need_one_say_that_they_were_not_run(tmp_path: Path) -> None:
    checked = check(_document(tmp_path, PLAN))
    assert {rule for rule, _ in checked.not_run} >= {"citation-replaced", "citation-unknown"}


def test_a_document_that_the_store_replaces_is_told_with_what_replaces_it(
    store: Store, tmp_path: Path
) -> None:
    document = _document(tmp_path, clean_papers()["quyet-dinh"])
    checked = check(document, catalog=store.catalog)
    fault = next(fault for fault in checked.faults if fault.rule == "citation-replaced")
    assert "240/QĐ-UBND" in fault.text
    assert "251/QĐ-UBND" in fault.text
    assert "citation-replaced" not in dict(checked.not_run)


def test_another_day_than_the_store_knows_is_told(store: Store, tmp_path: Path) -> None:
    text = PLAN.replace("118/2025/NĐ-CP ngày 09/6/2025", "118/2025/NĐ-CP ngày 19/6/2025")
    checked = check(_document(tmp_path, text), catalog=store.catalog)
    fault = next(fault for fault in checked.faults if fault.rule == "citation-differs")
    assert "19/06/2025" in fault.text
    assert "09/06/2025" in fault.text


def test_numbers_that_the_store_does_not_know_are_told_once(store: Store, tmp_path: Path) -> None:
    checked = check(_document(tmp_path, PLAN), catalog=store.catalog)
    faults = [fault for fault in checked.faults if fault.rule == "citation-unknown"]
    assert len(faults) == 1
    assert "15/KH-UBND" in faults[0].text
    assert "118/2025/NĐ-CP" not in faults[0].text


def test_json_tells_name_and_source_of_each_rule_and_counts(tmp_path: Path) -> None:
    text = PLAN.replace("1.3. Tái cấu trúc", "1.4. Tái cấu trúc")
    told = as_json(check(_document(tmp_path, text)), "vi")
    fault = next(one for one in told["faults"] if one["rule"] == "numbering")
    assert fault["name"] == "Đánh số"
    assert fault["source"].startswith("NĐ 30/2020/NĐ-CP")
    assert told["counts"]["warning"] == sum(f["severity"] == "warning" for f in told["faults"])
    assert {one["rule"] for one in told["not_run"]} >= {"layout"}


def test_an_english_check_speaks_english(tmp_path: Path) -> None:
    text = PLAN.replace("1.3. Tái cấu trúc", "1.4. Tái cấu trúc")
    faults = check(_document(tmp_path, text), "en").faults
    assert faults[0].text == "The numbering jumps: 1.4 follows 1.2; 1.3 is missing."


def test_a_law_is_not_held_to_the_register_of_offices(tmp_path: Path) -> None:
    law = "LUẬT\n\nBẢO VỆ RỪNG\n\nĐiều 1. Phạm vi\n\nNhà nước đảm bảo nguồn lực hàng năm."
    assert [f.rule for f in check(_document(tmp_path, law)).faults if f.rule == "register"] == []


def test_a_total_is_told_in_the_language_of_the_check(tmp_path: Path) -> None:
    text = PLAN.replace("3\tTập huấn, tuyên truyền\t120\t40\t160", "3\tTập huấn\t130\t40\t170")
    faults = check(_document(tmp_path, text), "en").faults
    assert any(fault.rule == "sum" and "add up" in fault.text for fault in faults)
    assert not any("văn bản ghi" in fault.text for fault in faults)
