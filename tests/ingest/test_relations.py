"""What a document says of others is read with its kind; one document under two names is told."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.citations import check_citations
from ingest.document import Block, BlockKind, FrontMatter, Relation, RelationKind, Shelf
from ingest.read import read
from ingest.relations import read_relations

SAMPLES = Path(__file__).parents[2] / "samples/corpus"
OWN = FrontMatter(number="99/QĐ-UBND", kind="Quyết định", issued=date(2026, 3, 5), year=2026)


def blocks(*texts: str) -> tuple[Block, ...]:
    return tuple(Block(at, BlockKind.PARAGRAPH, text) for at, text in enumerate(texts))


def relations(*texts: str) -> list[tuple[str, str]]:
    return [(found.kind.value, found.number) for found in read_relations(blocks(*texts), OWN)]


def only(text: str) -> Relation:
    (found,) = read_relations(blocks(text), OWN)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Căn cứ Nghị định số 45/2020/NĐ-CP ngày 08/4/2020;", [("basis", "45/2020/ND-CP")]),
        (
            "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2026 của UBND tỉnh, UBND phường ban hành:",
            [("implements", "12/KH-UBND")],
        ),
        (
            "Triển khai Nghị quyết số 57-NQ/TW và Nghị quyết số 71/NQ-CP, phường đề ra:",
            [("implements", "57/NQ-TW"), ("implements", "71/NQ-CP")],
        ),
        (
            "Quyết định này thay thế Quyết định số 12/QĐ-UBND ngày 03/02/2024; Quyết định số "
            "15/QĐ-UBND ngày 05/3/2024.",
            [("replaces", "12/QD-UBND"), ("replaces", "15/QD-UBND")],
        ),
        (
            "Quyết định này thay thế Quyết định số 12/QĐ-UBND; bãi bỏ Thông báo số 40/TB-UBND.",
            [("replaces", "12/QD-UBND"), ("repeals", "40/TB-UBND")],
        ),
        ("Điều 2. Bãi bỏ Chỉ thị số 03/CT-UBND.", [("repeals", "3/CT-UBND")]),
        (
            "Quyết định số 07/QĐ-UBND hết hiệu lực kể từ ngày Quyết định này có hiệu lực.",
            [("repeals", "7/QD-UBND")],
        ),
        (
            "Sửa đổi, bổ sung một số điều của Nghị quyết số 10/2020/NQ-HĐND.",
            [("amends", "10/2020/NQ-HDND")],
        ),
        ("Báo cáo theo Công văn số 4720/VP-VX.", [("mentions", "4720/VP-VX")]),
        ("Tham mưu sửa đổi, bổ sung Quyết định số 12/QĐ-UBND.", [("mentions", "12/QD-UBND")]),
        (
            "Rà soát, đề xuất bãi bỏ Quyết định số 12/QĐ-UBND không còn phù hợp.",
            [("mentions", "12/QD-UBND")],
        ),
        (
            "Kế hoạch số 05/KH-UBND về việc thay thế thiết bị đã cũ.",
            [("mentions", "5/KH-UBND")],
        ),
        ("Số 99/QĐ-UBND ngày 05/3/2026, kèm theo Phụ lục.", []),
        ("Ban hành kế hoạch số: /KH-UBND.", []),
    ],
)
def test_the_words_before_a_number_tell_the_kind(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert relations(text) == expected


def test_what_stands_in_a_title_is_a_mention() -> None:
    text = (
        "Căn cứ Kế hoạch số 79/KH-UBND ngày 08/9/2025 của UBND phường về thực hiện Nghị quyết số "
        "57-NQ/TW ngày 22/12/2024 của Bộ Chính trị;"
    )
    assert relations(text) == [("basis", "79/KH-UBND"), ("mentions", "57/NQ-TW")]


@pytest.mark.parametrize(
    ("body", "subject"),
    [
        ("UBND thành phố", "Kế hoạch Chuyển đổi số thành phố năm 2026"),
        ("UBND tỉnh Vân Lĩnh", "Chương trình xúc tiến đầu tư năm 2026"),
        ("Bộ trưởng Bộ Y tế", "Quy định chế độ báo cáo"),
    ],
)
def test_a_title_without_about_follows_its_issuer(body: str, subject: str) -> None:
    found = only(f"Thực hiện Kế hoạch số 45/KH-UBND ngày 31/12/2025 của {body} {subject}.")
    assert (found.issuer, found.subject) == (body, subject)


def test_a_board_is_named_whole_and_the_next_paper_is_no_title() -> None:
    board = only("Thực hiện Kế hoạch số 45/KH-BCĐ của Ban Chỉ đạo Đề án 06 về dữ liệu dân cư.")
    assert (board.issuer, board.subject) == ("Ban Chỉ đạo Đề án 06", "về dữ liệu dân cư")
    first, *_ = read_relations(
        blocks("Thực hiện Kế hoạch số 45/KH-UBND của UBND tỉnh, Kế hoạch của Đảng ủy phường."), OWN
    )
    assert first.subject == ""


def test_a_citation_keeps_type_date_issuer_subject_and_words() -> None:
    text = (
        "Căn cứ Quyết định số 145/QĐ-UBND ngày 12 tháng 01 năm 2026 của UBND tỉnh Lam Giang "
        "về việc giao chỉ tiêu năm 2026;"
    )
    found = only(text)
    assert (found.type, found.issued, found.issuer, found.subject) == (
        "Quyết định",
        date(2026, 1, 12),
        "UBND tỉnh Lam Giang",
        "về việc giao chỉ tiêu năm 2026",
    )
    assert found.quote in text


def test_an_issuer_with_va_in_its_name_is_whole() -> None:
    found = only("Theo Công văn số 58/SKHCN-CĐS ngày 08/01/2026 của Sở Khoa học và Công nghệ.")
    assert found.issuer == "Sở Khoa học và Công nghệ"


def test_a_law_without_a_number_is_a_basis_by_its_name() -> None:
    found = only("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;")
    assert (found.kind, found.number, found.type) == (RelationKind.BASIS, "", "Luật")
    assert (found.subject, found.issued) == (
        "Tổ chức chính quyền địa phương",
        date(2025, 6, 16),
    )


def test_a_document_is_told_once_and_not_as_a_mention_too() -> None:
    found = relations(
        "Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024;",
        "Tiếp tục quán triệt Nghị quyết 57-NQ/TW trong cán bộ.",
    )
    assert found == [("basis", "57/NQ-TW")]


@pytest.mark.parametrize(
    "texts",
    [
        (
            "Theo Nghị định số 73/2017/NĐ-CP ngày 05/9/2019.",
            "Nghị định số 73/2019/NĐ-CP ngày 05/9/2019.",
        ),
        (
            "Quyết định số 45/QĐ-BKHHCN ngày 30/12/2025.",
            "Quyết định số 45/QĐ-BKHCN ngày 30/12/2025.",
        ),
        ("Nghị quyết số 57-NQ/TW ngày 22/12/2024.", "Nghị quyết số 57-NQ/TW ngày 22/12/2025."),
        (
            "Nghị định số 118/2025/NĐ-CP ngày 09/6/2025 về cơ chế một cửa liên thông.",
            "Nghị định số 181/2025/NĐ-CP ngày 09/6/2025 về cơ chế một cửa liên thông.",
        ),
        (
            "Kế hoạch số 5/KH-UBND ngày 01/3/2026 của UBND tỉnh.",
            "Kế hoạch số 5/KH-UBND ngày 02/3/2026 của UBND tỉnh.",
        ),
    ],
)
def test_one_document_under_two_names_is_a_conflict(texts: tuple[str, ...]) -> None:
    (found,) = check_citations(blocks(*texts), OWN)
    assert (found.kind, found.block) == ("conflict", 1)


@pytest.mark.parametrize(
    "texts",
    [
        (
            "Nghị định số 73/2019/NĐ-CP ngày 05/9/2019.",
            "Nghị định số 82/2024/NĐ-CP ngày 10/7/2024.",
        ),
        (
            "Kế hoạch số 55/KH-UBND ngày 29/8/2025 của UBND phường.",
            "Kế hoạch số 55/KH-UBND ngày 23/01/2026 của UBND thành phố.",
        ),
        ("Kế hoạch số 95/KH-UBND ngày 25/02/2026.", "Kế hoạch số 96/KH-UBND ngày 25/02/2026."),
        ("Nghị quyết số 50/NQ-CP ngày 17/4/2020.", "Nghị quyết số 50/NQ-CP ngày 17/4/2020."),
        ("Quyết định số 12/QĐ-UBND ngày 01/3/2026.", "Kế hoạch số 12/KH-UBND ngày 01/3/2026."),
    ],
)
def test_two_documents_are_no_conflict(texts: tuple[str, ...]) -> None:
    assert check_citations(blocks(*texts), OWN) == ()


@given(
    st.integers(1, 9999),
    st.sampled_from(["KH-UBND", "QĐ-UBND", "NQ-HĐND", "CT-UBND"]),
    st.dates(date(2000, 1, 1), date(2030, 12, 31)),
)
def test_any_number_and_date_come_back(number: int, symbol: str, day: date) -> None:
    text = f"Căn cứ văn bản số {number:02}/{symbol} ngày {day:%d/%m/%Y} của UBND tỉnh;"
    found = only(text)
    assert found.number == f"{number}/{symbol.replace('Đ', 'D')}"
    assert found.issued == day


@given(st.text(alphabet="Căn cứthay này số 0123456789/-KHUBNDQĐ.,;() \n", max_size=80))
def test_no_text_breaks_the_reader(text: str) -> None:
    for found in read_relations(blocks(text), OWN):
        assert found.quote in text


def test_the_samples_know_what_they_replace_and_which_decree_has_two_numbers() -> None:
    documents = {path.name: read(path, SAMPLES, Shelf.PUBLIC) for path in SAMPLES.iterdir()}
    replacing = {
        name: relation.number
        for name, document in documents.items()
        for relation in document.relations
        if relation.kind is RelationKind.REPLACES
    }
    assert replacing["ke-hoach-dieu-chinh-cchc-sao-mai-2026.txt"] == "41/KH-UBND"
    texts = [f.text for f in documents["ke-hoach-cchc-sao-mai-2026.docx"].findings]
    assert any("118/2025/NĐ-CP" in text and "181/2025/NĐ-CP" in text for text in texts)
