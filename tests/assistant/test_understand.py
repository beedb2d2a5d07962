"""What a question asks for is read from its words, typed with accents or without."""

from datetime import date

import pytest

from assistant.conversation import Question, Turn
from assistant.dialogue import understand_follow_up
from assistant.kinds import Kind
from assistant.understand import Request
from ingest.document import Role, Unit
from ingest.period import label

HAI_AN, XUAN_LAP = Unit("phường", "Hải An", "Hải Phòng"), Unit("phường", "Xuân Lập", "Đồng Nai")
KNOWN = (HAI_AN, XUAN_LAP)
TODAY = date(2026, 11, 20)


def read(text: str, unit: str = "", *earlier: str) -> Request:
    turns = tuple(Turn("user", question) for question in earlier)
    return understand_follow_up(Question(text, unit, turns), KNOWN, TODAY)


def words(request: Request) -> list[str]:
    return [" ".join(term.typed) for term in request.terms if not term.is_weak]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("chỉ tiêu VNeID là bao nhiêu", Kind.FIGURE),
        ("Đơn vị nào chủ trì chỉ tiêu VNeID", Kind.RESPONSIBLE),
        ("who is responsible for VNeID", Kind.RESPONSIBLE),
        ("Ai ký Kế hoạch 33/KH-UBND?", Kind.IDENTITY),
        ("so hieu ke hoach cua phuong hai an la gi", Kind.IDENTITY),
        ("tồn tại, hạn chế của phường", Kind.PASSAGE),
        ("Phường được hợp nhất từ những đơn vị nào?", Kind.PASSAGE),
    ],
)
def test_the_kind_follows_its_cues(text: str, kind: Kind) -> None:
    assert read(text).kind is kind


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("chỉ tiêu VNeID năm 2026", Role.TARGET),
        ("kết quả chỉ tiêu VNeID năm 2025", Role.RESULT),
        ("chỉ tiêu VNeID phấn đấu đạt bao nhiêu", Role.TARGET),
        ("ước thực hiện thu ngân sách", Role.ESTIMATE),
        ("kinh phí lắp camera", Role.BUDGET),
        ("tỷ lệ giáo viên đạt chuẩn", None),
        ("giao dịch không dùng tiền mặt", None),
    ],
)
def test_the_role_follows_its_cues(text: str, role: Role | None) -> None:
    assert read(text).role is role


def test_accents_tell_words_apart_where_they_are_typed() -> None:
    assert " ".join(words(read("cải tạo chợ Bến Gỗ"))) == "cải tạo chợ bến gỗ"
    assert "cho" not in words(read("cho tôi biết VNeID"))


def test_units_are_found_typed_any_way() -> None:
    assert read("chi tieu vneid phuong hai an").units == (HAI_AN,)
    assert read("VNeID của Xuân Lập").units == (XUAN_LAP,)
    assert read("VNeID của Hải An và Xuân Lập").units == (HAI_AN, XUAN_LAP)


def test_a_named_unit_is_the_only_one_and_a_chosen_one_is_preferred() -> None:
    named, chosen = read("VNeID của Hải An", "phường Xuân Lập"), read("VNeID", "phường Xuân Lập")
    assert (named.units, named.only_units) == ((HAI_AN,), True)
    assert (chosen.units, chosen.only_units) == ((XUAN_LAP,), False)
    assert read("VNeID của mình", "phường Xuân Lập").only_units


def test_a_unit_without_documents_is_named_as_unknown() -> None:
    assert "Lê Chân" in read("VNeID của phường Lê Chân").unknown_unit


def test_a_body_of_a_ward_keeps_its_name() -> None:
    assert words(read("Trách nhiệm của Công an phường Xuân Lập")) == ["công an phường"]


def test_periods_are_taken_out_of_the_topic() -> None:
    request = read("chỉ tiêu VNeID năm nay và quý I/2026")
    assert [label(period) for period in request.periods] == ["năm 2026", "quý I/2026"]
    assert words(request) == ["vneid"]


def test_document_numbers_are_read_in_any_case() -> None:
    assert read("ai ky ke hoach 33/kh-ubnd").codes == ("33/kh-ubnd",)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("what is our 2026 VNeID target", "en"),
        ("chi tieu vneid 2026 cua minh", "vi"),
        ("How much support does Hải An ward receive?", "en"),
        ("VNeID", "vi"),
    ],
)
def test_the_language_is_that_of_the_words_around_names(text: str, language: str) -> None:
    assert read(text).language == language


def test_an_abbreviation_that_is_a_word_counts_only_in_capitals() -> None:
    assert "trí tuệ nhân tạo" in words(read("ứng dụng AI"))
    assert "trí tuệ nhân tạo" not in words(read("ai chủ trì"))


def test_a_follow_up_keeps_the_topic_and_changes_what_it_names() -> None:
    request = read("còn năm 2025?", "", "chỉ tiêu VNeID năm 2026 của Hải An")
    assert words(request) == ["vneid"]
    assert request.units == (HAI_AN,)
    assert [label(period) for period in request.periods] == ["năm 2025"]
    other = read("thế Xuân Lập thì sao?", "", "chỉ tiêu VNeID năm 2026 của Hải An")
    assert (words(other), other.units) == (["vneid"], (XUAN_LAP,))


def test_a_new_question_carries_nothing_over() -> None:
    request = read("tỷ lệ hộ nghèo", "", "chỉ tiêu VNeID năm 2026 của Hải An")
    assert (request.units, request.periods) == ((), ())
