"""Another year's and another unit's words: what is put in place, left open, or stays."""

from datetime import date

import pytest

from assistant.drafting.adapted import Model, adapted_spans
from assistant.drafting.draft import CHECK_MARK, OPEN_MARK, Span, State
from assistant.drafting.past_times import quarters_marked
from assistant.drafting.setting import Setting
from assistant.drafting.written import cited
from assistant.evidence import Basis
from ingest.document import FrontMatter, Period, Shelf, Unit
from vectorstore.records import DocumentRecord

_RECORD = DocumentRecord("d", "d.txt", "d.txt", "/d.txt", "", Shelf.PUBLIC, FrontMatter(year=2026))
_OLD = Setting(Unit("phường", "Bến Trúc", "Lam Giang"), 2026, "tỉnh")
_OURS = Setting(Unit("phường", "Bến Trúc", "Lam Giang"), 2027, "tỉnh")
_COMMUNE = Setting(Unit("xã", "Vân Đồi", "Lam Giang"), 2027, "tỉnh")
_CITY = Setting(Unit("phường", "Bến Trúc", "Hải Phòng"), 2026, "thành phố")


def spans(text: str, source: Setting = _OLD, own: Setting = _OURS, **told: object) -> list[Span]:
    model = Model(source, own, **told)  # type: ignore[arg-type]
    return list(adapted_spans(text, model, Basis(_RECORD, 1, (), text)))


def said(text: str, source: Setting = _OLD, own: Setting = _OURS, **told: object) -> str:
    return "".join(span.text for span in spans(text, source, own, **told))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hoàn thành trong quý I năm 2026", "hoàn thành trong quý I năm 2027"),
        ("Quý II/2026", "Quý II/2027"),
        ("trước ngày 30/6/2026", "trước ngày 30/6/2027"),
        ("Tháng 9/2026", "Tháng 9/2027"),
        ("trước ngày 15 tháng 3 năm 2026", "trước ngày 15 tháng 3 năm 2027"),
        ("trong tháng 01 năm 2027", "trong tháng 01 năm 2028"),
        ("năm học 2026-2027", "năm học 2027-2028"),
    ],
)
def test_times_of_the_plans_year_move_on(text: str, expected: str) -> None:
    found = spans(text)
    assert "".join(span.text for span in found) == expected
    assert any(span.state is State.ADAPTED and span.note for span in found)


@pytest.mark.parametrize(
    "text",
    [
        "Nghị quyết số 193/2025/QH15 và Nghị định số 82/2024/NĐ-CP ngày 10/7/2024 của Chính phủ",
        "Kế hoạch số 91/KH-UBND ngày 12/02/2026 của UBND tỉnh",
        "Kế hoạch số 91/KH-UBND của UBND tỉnh về chuyển đổi số năm 2026",
        "giai đoạn 2026-2030, tầm nhìn đến năm 2045",
        "hồ sơ trước ngày 01 tháng 7 năm 2025 và từ ngày 01/7/2025",
        "mạng 5G, IPv6, VNeID mức độ 2, Đề án 06, trực 24/7, Thuế cơ sở 4",
        "từ 7 giờ 30 đến 11 giờ 00; trong 07 ngày làm việc; từ đủ 14 tuổi; mỗi tháng 01 lần",
        "hồ sơ giai đoạn trước năm 2007",
        "trưởng thôn, khu phố chịu trách nhiệm",
        'phong trào "3 không"',
        "vận hành chính quyền địa phương 2 cấp, bảo đảm 06 rõ, phương châm 4 tại chỗ",
    ],
)
def test_what_no_year_changes_is_quoted_as_it_is(text: str) -> None:
    assert [span.state for span in spans(text)] == [State.CITED]
    assert said(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lắp đặt 05 điểm wifi", f"lắp đặt {OPEN_MARK} điểm wifi"),
        ("phấn đấu 3.000 lượt người", f"phấn đấu {OPEN_MARK} lượt người"),
        ("cắt giảm ít nhất 20% thời gian", f"cắt giảm ít nhất {OPEN_MARK}% thời gian"),
        ("thay thế 38 máy tính cũ", f"thay thế {OPEN_MARK} máy tính cũ"),
        ("là 4.850 triệu đồng", f"là {OPEN_MARK} triệu đồng"),
        ("giám sát 1-2 lĩnh vực", f"giám sát {OPEN_MARK} lĩnh vực"),
    ],
)
def test_last_years_aim_is_open_and_told_in_the_note(text: str, expected: str) -> None:
    assert said(text) == expected
    number = next(span for span in spans(text) if span.state is State.OPEN)
    assert any(character.isdigit() for character in number.note.partition("ghi")[2])


def test_the_whole_of_something_is_kept_for_a_look() -> None:
    assert said("số hóa 100% hồ sơ") == f"số hóa 100% {CHECK_MARK} hồ sơ"


def test_a_number_of_a_name_in_a_list_is_no_count() -> None:
    text = "lắp tại Tân Lộc 1, Tân Lộc 2 hệ thống loa"
    assert said(text) == text
    assert said("lắp tại Tân Lộc 2 hệ thống loa") == f"lắp tại Tân Lộc {OPEN_MARK} hệ thống loa"


def test_a_time_that_is_over_and_an_earlier_year_are_to_be_looked_at() -> None:
    assert said("giai đoạn 2021-2025") == f"giai đoạn 2021-2025 {CHECK_MARK}"
    assert said("so với năm 2025") == f"so với năm 2025 {CHECK_MARK}"


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("hoàn thành trước ngày 30/11/2025", "30/11/2025"),
        ("nâng cấp phần mềm (xong trong quý IV/2025)", "IV/2025"),
        ("báo cáo trước ngày 15 tháng 3 năm 2025", "ngày 15 tháng 3 năm 2025"),
    ],
)
def test_a_deadline_before_the_sources_own_year_is_to_be_looked_at(text: str, past: str) -> None:
    assert said(text) == text.replace(past, f"{past} {CHECK_MARK}")


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("theo lộ trình năm đầu của Đề án", "năm đầu của"),
        ("khắc phục hạn chế sau một năm thi hành", "sau một năm thi hành"),
        ("sau 02 năm thực hiện Nghị quyết", "sau 02 năm thực hiện"),
        ("như năm ngoái", "năm ngoái"),
    ],
)
def test_a_time_told_from_the_sources_day_is_to_be_looked_at(text: str, then: str) -> None:
    assert said(text) == text.replace(then, f"{then} {CHECK_MARK}")
    assert said(text, own=_OLD) == text


def test_years_that_run_into_the_next_word_are_no_time() -> None:
    assert said("hằng năm đầu tư hạ tầng, nộp hằng năm qua Cổng") == (
        "hằng năm đầu tư hạ tầng, nộp hằng năm qua Cổng"
    )


def test_a_quarter_without_a_year_is_marked_once_it_is_over() -> None:
    half = Period(date(2026, 1, 1), date(2026, 6, 30))
    basis = Basis(_RECORD, 1, (), "")
    text = "trong quý II; quý III; quý I, II năm 2027; quý II/2027"
    found = quarters_marked([cited(text, basis)], half, basis)
    assert [s.text for s in found if s.state is State.CHECK] == [f"quý II {CHECK_MARK}"]


def test_the_places_of_last_years_work_are_to_be_looked_at() -> None:
    assert said("tại tổ dân phố số 3, 7 và 16") == f"tại tổ dân phố số 3, 7 và 16 {CHECK_MARK}"
    assert said("tại tổ dân phố 4, 9 chưa có sóng").startswith(f"tại tổ dân phố 4, 9 {CHECK_MARK}")
    assert said("mỗi thôn 14 hộ") == f"mỗi thôn {OPEN_MARK} hộ"
    assert said("trưởng thôn 14 thôn") == f"trưởng thôn 14 thôn {CHECK_MARK}"


def test_a_cited_paper_in_doubt_is_marked_and_one_of_the_bases_cited_shortly() -> None:
    text = "theo Quyết định số 145/QĐ-UBND ngày 12/01/2026 của UBND tỉnh Lam Giang"
    assert CHECK_MARK in said(text, doubts={"145/QD-UBND": "Đã qua."})
    shortly = said(text, cited={"145/QD-UBND": "UBND tỉnh Lam Giang"})
    assert shortly == "theo Quyết định số 145/QĐ-UBND"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UBND phường Bến Trúc", "UBND xã Vân Đồi"),
        ("ỦY BAN NHÂN DÂN PHƯỜNG BẾN TRÚC", "ỦY BAN NHÂN DÂN XÃ VÂN ĐỒI"),
        ("Công an phường phối hợp", "Công an xã phối hợp"),
        ("giao UBND các xã, phường, đặc khu", "giao UBND các xã, phường, đặc khu"),
        ("Trường THCS Bến Trúc", f"Trường THCS {OPEN_MARK}"),
        ("đồng chí Đinh Quang Hưng", f"đồng chí {OPEN_MARK}"),
        ("chợ Cầu Đông và khu vực Bãi Sậy", f"chợ {OPEN_MARK} và khu vực {OPEN_MARK}"),
        ("tại các tổ dân phố số 3, 7 và 11", f"tại các thôn số {OPEN_MARK}"),
        ("tại 24 tổ dân phố", f"tại {OPEN_MARK} thôn"),
        ("họp Khu phố, trưởng thôn, tổ dân phố", "họp Thôn, trưởng thôn, tổ dân phố"),
        ("UBND phường Đông Hà", f"UBND {OPEN_MARK}"),
        ("Sở Khoa học và Công nghệ, Đoàn Thanh niên", "Sở Khoa học và Công nghệ, Đoàn Thanh niên"),
        ("tư tưởng Hồ Chí Minh", "tư tưởng Hồ Chí Minh"),
    ],
)
def test_another_units_names_and_figures_are_not_carried_over(text: str, expected: str) -> None:
    names = frozenset({"Cầu Đông", "Bãi Sậy"})
    assert said(text, _OLD, _COMMUNE, names=names) == expected


def test_a_phuong_says_to_dan_pho_where_its_model_of_a_xa_says_thon() -> None:
    text = "trưởng các thôn, bản xây dựng nông thôn mới"
    assert said(text, _COMMUNE, _OURS) == "trưởng các tổ dân phố xây dựng nông thôn mới"
    assert said(text, _COMMUNE, _COMMUNE) == text


def test_a_name_that_nothing_explains_is_to_be_looked_at() -> None:
    assert said("lễ hội của Thủy Nguyên cũ", _OLD, _COMMUNE) == (
        f"lễ hội của Thủy Nguyên {CHECK_MARK} cũ"
    )


def test_another_province_is_put_in_place_by_name_and_by_kind() -> None:
    text = "UBND thành phố Hải Phòng; Công an thành phố"
    assert said(text, _CITY, _COMMUNE) == "UBND tỉnh Lam Giang; Công an tỉnh"


def test_papers_that_only_the_other_unit_has_are_open() -> None:
    text = "theo Kế hoạch số 79/KH-UBND ngày 08/9/2025"
    local = frozenset({"79/KH-UBND"})
    assert said(text, _OLD, _COMMUNE, local=local) == f"theo Kế hoạch số {OPEN_MARK}"


def test_a_place_of_one_syllable_is_marked_and_a_post_is_no_name() -> None:
    text = "giao đồng chí Phó Chủ tịch UBND phường sửa cầu Mía dẫn vào Trường Tiểu học"
    doubted = [s.text for s in spans(text, own=_COMMUNE) if s.state is State.CHECK]
    assert doubted == [f"Mía {CHECK_MARK}"]


def test_what_an_earlier_draft_left_open_is_open_here_too() -> None:
    opened = [s for s in spans(f"Trạm Y tế chủ trì, phối hợp {OPEN_MARK} tuyên truyền") if s.note]
    assert [(s.text, s.state) for s in opened] == [(OPEN_MARK, State.OPEN)]
