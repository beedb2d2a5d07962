"""No span keeps words that its sources do not hold."""

from collections.abc import Iterator

import pytest

from assistant.drafting.draft import DraftBlock, Section, Span, State, source_key
from assistant.drafting.verified import verified
from assistant.drafting.written import adapted, cited, computed, fixed, paragraph
from assistant.evidence import Basis, basis_of
from tests.assistant.drafting.desk import Desk, drafting
from tests.assistant.papers import paper

_WORDS = "Đã kích hoạt 24.630/33.016 tài khoản, đạt 74,6% trước ngày 05/3/2026."


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    papers = {"bc.txt": paper(f"I. KẾT QUẢ\n\n{_WORDS}", kind="Báo cáo", number="7/BC-UBND")}
    with drafting(tmp_path_factory.mktemp("verified"), papers) as desk:
        yield desk


@pytest.fixture(scope="module")
def basis(desk: Desk) -> Basis:
    record = desk.store.catalog.documents()[0]
    blocks = desk.store.catalog.blocks(record.id)
    return basis_of(record, next(block for block in blocks if "24.630" in block.text))


def _after(desk: Desk, basis: Basis, *spans: Span) -> tuple[Span, ...]:
    """The spans as verification leaves them."""
    draft = desk.draft("bao-cao", "Bến Trúc", "2026", "", "đề xuất")
    block: DraftBlock = paragraph(*spans)
    sections = (Section("proposals", "", (block,)),)
    whole = type(draft)(draft.commission, draft.head, sections, draft.foot, (basis,))
    return verified(whole).sections[0].blocks[0].spans


@pytest.mark.parametrize(
    "words",
    ["Đã kích hoạt 24.630/33.016 tài khoản", "ngày 05 tháng 3 năm 2026", "đạt 74,6%"],
)
def test_words_of_the_source_stay(desk: Desk, basis: Basis, words: str) -> None:
    assert _after(desk, basis, cited(words, basis)) == (cited(words, basis),)


@pytest.mark.parametrize(
    "words",
    [
        "đạt 74,7%",
        "Đã kích hoạt 24.631 tài khoản",
        "ngày 06 tháng 3 năm 2026",
        "theo Kế hoạch số 12/KH-UBND",
        "Đã kích hoạt chữ ký số",
    ],
)
def test_words_that_the_source_does_not_hold_are_left_open(
    desk: Desk, basis: Basis, words: str
) -> None:
    (span,) = _after(desk, basis, cited(words, basis))
    assert span.state is State.OPEN
    assert words in span.note


@pytest.mark.parametrize(
    ("words", "stays"), [("74,6%", True), ("74,60%", True), ("75%", True), ("74,7%", False)]
)
def test_a_computed_figure_is_computed_again(
    desk: Desk, basis: Basis, words: str, stays: bool
) -> None:
    (span,) = _after(desk, basis, computed(words, "24.630 : 33.016", basis))
    assert (span.state is State.COMPUTED) is stays


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("75%", ""),
        ("đạt 75%", "75% = 24.630 chia cho 32.840"),
        ("tăng 8.386 tài khoản", "24.630 so với 16.244"),
        ("12 hồ sơ", "Đếm theo các chỉ tiêu."),
    ],
)
def test_a_computed_figure_stands_on_the_numbers_that_its_note_names(
    desk: Desk, basis: Basis, words: str, note: str
) -> None:
    (span,) = _after(desk, basis, computed(words, note, basis))
    assert span.state is State.OPEN


@pytest.mark.parametrize(
    ("words", "stays"),
    [
        ("trước ngày 05/3/2027", True),
        ("trước ngày 06/3/2027", False),
        ("24.630", True),
        ("630", False),
        ("4,6%", False),
    ],
)
def test_what_was_put_in_place_differs_by_its_year_alone(
    desk: Desk, basis: Basis, words: str, stays: bool
) -> None:
    (span,) = _after(desk, basis, adapted(words, "", basis))
    assert (span.state is State.ADAPTED) is stays


@pytest.mark.parametrize("state", [State.CITED, State.COMPUTED, State.ADAPTED, State.REWORDED])
def test_what_names_no_source_does_not_stand(desk: Desk, basis: Basis, state: State) -> None:
    (span,) = _after(desk, basis, Span("Đã hoàn thành", state))
    assert span.state is State.OPEN


def test_what_is_cited_takes_no_year_from_the_commission(desk: Desk, basis: Basis) -> None:
    (span,) = _after(desk, basis, cited("trước năm 2027", basis))
    assert span.state is State.OPEN


@pytest.mark.parametrize(
    ("words", "stays"),
    [("Trên đây là Báo cáo.", True), ("năm 2026", True), ("Có 12 thủ tục.", False)],
)
def test_a_set_phrase_states_no_fact(desk: Desk, basis: Basis, words: str, stays: bool) -> None:
    (span,) = _after(desk, basis, fixed(words))
    assert (span.state is State.SET) is stays


def test_a_source_that_the_draft_does_not_hold_is_none(desk: Desk, basis: Basis) -> None:
    lost = Span("đạt 74,6%", State.CITED, (f"{source_key(basis)}9",))
    (span,) = _after(desk, basis, lost)
    assert span.state is State.OPEN


@pytest.mark.parametrize(
    ("words", "stays"),
    [("phường Bến Trúc", True), ("năm 2026", True), ("Đề nghị", True), ("phường Lạ Hoắc", False)],
)
def test_only_the_commissions_own_names_are_put_in_place(
    desk: Desk, basis: Basis, words: str, stays: bool
) -> None:
    (span,) = _after(desk, basis, adapted(words, "Nguồn ghi khác.", basis))
    assert (span.state is State.ADAPTED) is stays
