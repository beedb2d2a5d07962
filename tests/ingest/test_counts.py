"""A count of what an annex lists is held against its rows."""

from pathlib import Path

import pytest

from ingest.document import Document, Shelf
from ingest.read import read

_LIST = """DANH SÁCH THÀNH VIÊN BAN CHỈ ĐẠO
(Kèm theo Quyết định số 57/QĐ-UBND ngày 02/02/2026 của UBND phường Bến Trúc)

| TT | Họ và tên | Chức vụ |
| --- | --- | --- |
| 1 | Đinh Quang Hưng | Trưởng ban |
| 2 | Lý Thị Thanh Hà | Phó Trưởng ban |
| 3 | Mạc Văn Tuyên | Thành viên |
"""
_TARGETS = """Phụ lục II
CHỈ TIÊU NĂM 2026

| TT | Chỉ tiêu | Năm 2026 |
| --- | --- | --- |
| 1 | Tỷ lệ hộ nghèo (%) | 1,2 |
| 2 | Tỷ lệ trẻ em được tiêm chủng (%) | 95 |
| 2.1 | Trẻ dưới 1 tuổi (%) | 97 |
"""


def _read(folder: Path, said: str, annex: str) -> Document:
    path = folder / "quyet-dinh.md"
    head = "ỦY BAN NHÂN DÂN\nPHƯỜNG BẾN TRÚC\n\nSố: 57/QĐ-UBND\n\nQUYẾT ĐỊNH\n\nVề việc kiện toàn"
    path.write_text(f"{head}\n\nĐiều 1. Nội dung\n\n1. {said}\n\n{annex}", "utf-8")
    return read(path, folder, Shelf.PUBLIC)


def _conflicts(document: Document) -> list[str]:
    return [finding.text for finding in document.findings if finding.kind == "conflict"]


@pytest.mark.parametrize(
    ("said", "annex", "told"),
    [
        ("Ban Chỉ đạo gồm 04 thành viên theo danh sách kèm theo.", _LIST, "04 thành viên"),
        ("Ban Chỉ đạo gồm 05 đồng chí (có danh sách kèm theo).", _LIST, "05 đồng chí"),
        ("Thực hiện 06 chỉ tiêu tại Phụ lục II.", _TARGETS, "06 chỉ tiêu"),
    ],
)
def test_a_count_that_the_rows_do_not_give_is_a_finding(
    tmp_path: Path, said: str, annex: str, told: str
) -> None:
    (text,) = _conflicts(_read(tmp_path, said, annex))
    assert told in text
    assert "3 dòng" in text or "2 dòng" in text


@pytest.mark.parametrize(
    ("said", "annex"),
    [
        ("Ban Chỉ đạo gồm 03 thành viên theo danh sách kèm theo.", _LIST),
        ("Thực hiện 02 chỉ tiêu tại Phụ lục II.", _TARGETS),  # the sub-row is no target of its own
        ("Thực hiện 03 chỉ tiêu tại Phụ lục II.", _TARGETS),  # … or it is
        ("Thực hiện 06 chỉ tiêu tại Phụ lục I.", _TARGETS),  # another annex
        ("Mỗi tổ gồm 05 thành viên.", _LIST),  # points to no annex
    ],
)
def test_a_count_that_some_reading_gives_is_none(tmp_path: Path, said: str, annex: str) -> None:
    assert _conflicts(_read(tmp_path, said, annex)) == []
