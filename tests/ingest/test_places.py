"""Units in documents, and units in questions typed in any way."""

import pytest

from ingest.document import Unit
from ingest.mentions import Mention, match_unit
from ingest.places import find_units, is_central, level, same_unit, today, unit_key, unit_of

HAI_AN = Unit("phường", "Hải An", "Hải Phòng")
SAO_MAI = Unit("phường", "Sao Mai", "Lam Giang")
KNOWN = (
    HAI_AN,
    SAO_MAI,
    Unit("phường", "Phù Liễn"),
    Unit("phường", "1"),
    Unit("phường", "Hòa Bình"),
    Unit("đặc khu", "Phú Quý", "Lâm Đồng"),
    Unit("tỉnh", "Lam Giang"),
    Unit("", "Trung ương"),
)


def only(text: str) -> Mention:
    (mention,) = match_unit(text, KNOWN)
    return mention


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("UBND phường Hải An ban hành", Unit("phường", "Hải An")),
        ("phường Hải An, thành phố Hải Phòng", HAI_AN),
        ("P. Hải An, TP. Hải Phòng", HAI_AN),
        ("phường Hải An (Hải Phòng)", HAI_AN),
        ("xã Thống Nhất, huyện Gia Lộc, tỉnh Hải Dương", Unit("xã", "Thống Nhất", "Hải Dương")),
        ("UBND Phường 1 xây dựng", Unit("phường", "1")),
        ("đặc khu Phú Quý, tỉnh Lâm Đồng", Unit("đặc khu", "Phú Quý", "Lâm Đồng")),
        ("CHUYỂN ĐỔI SỐ PHƯỜNG THẠCH KHÔI GIAI ĐOẠN 2026", Unit("phường", "Thạch Khôi")),
        ("ỦY BAN NHÂN DÂN TỈNH BÀ RỊA - VŨNG TÀU", Unit("tỉnh", "Bà Rịa - Vũng Tàu")),
        ("PHƯỜNG SAO MAI", Unit("phường", "Sao Mai")),
        ("TPHCM giao", Unit("thành phố", "Hồ Chí Minh")),
        ("Chủ tịch UBND phường Hải An Nguyễn Văn Bình", Unit("phường", "Hải An")),
        ("phường Trần Hưng Đạo tổ chức", Unit("phường", "Trần Hưng Đạo")),
    ],
)
def test_unit_is_read_with_kind_name_and_province(text: str, unit: Unit) -> None:
    assert find_units(text) == (unit,)


@pytest.mark.parametrize(
    "text",
    [
        "phát triển kinh tế - xã hội",
        "PHÁT TRIỂN KINH TẾ - XÃ HỘI NĂM 2026",
        "UBND phường sẽ tổ chức",
        "phường 6 tháng đầu năm",
        "UBND thành phố Kế hoạch số 12/KH-UBND",
        "Tỉnh ủy, Thành ủy",
        "các đơn vị thuộc phường\tPhòng Văn hóa - Xã hội",
    ],
)
def test_kind_word_without_a_name_is_no_unit(text: str) -> None:
    assert find_units(text) == ()


def test_units_come_in_order_of_appearance() -> None:
    names = [
        unit.name for unit in find_units("UBND tỉnh Đồng Nai giao phường Xuân Lập và xã Bàu Cạn")
    ]
    assert names == ["Đồng Nai", "Xuân Lập", "Bàu Cạn"]


def test_cell_that_is_nothing_but_a_unit_is_that_unit() -> None:
    assert unit_of(" Phường Sao Mai ") == Unit("phường", "Sao Mai")
    assert unit_of("Trạm Y tế phường Sao Mai") is None
    assert unit_of("Toàn tỉnh") is None


def test_key_has_kind_name_and_province_of_today() -> None:
    assert unit_key(HAI_AN) == "phuong|hai an|hai phong"
    assert unit_key(Unit("phường", "Hải An")) == "phuong|hai an|"
    assert unit_key(Unit("phường", "Sao Đỏ", "Hải Dương")).endswith("|hai phong")
    assert today("Hải Dương") == "Hải Phòng"


def test_wards_of_one_name_differ_by_province_where_both_know_it() -> None:
    assert not same_unit(HAI_AN, Unit("phường", "Hải An", "Đồng Nai"))
    assert same_unit(HAI_AN, Unit("phường", "Hải An"))
    assert not same_unit(HAI_AN, Unit("xã", "Hải An", "Hải Phòng"))


def test_province_stays_itself_when_it_becomes_a_city() -> None:
    assert same_unit(Unit("tỉnh", "Hải Phòng"), Unit("thành phố", "Hải Phòng"))


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (Unit("", "Trung ương"), 0),
        (Unit("tỉnh", "Đồng Nai"), 1),
        (Unit("thành phố", "Hải Phòng"), 1),
        (Unit("thành phố", "Biên Hòa"), 2),
        (Unit("quận", "Hồng Bàng"), 2),
        (Unit("đặc khu", "Phú Quý"), 3),
    ],
)
def test_level_follows_the_kind(unit: Unit, expected: int) -> None:
    assert level(unit) == expected


def test_bodies_of_the_centre_are_known() -> None:
    assert all(map(is_central, ("Chính phủ", "BỘ TÀI CHÍNH", "Thủ tướng Chính phủ", "Quốc hội")))
    assert not any(map(is_central, ("Bộ phận một cửa", "UBND tỉnh Lam Giang", "Sở Tài chính")))


# --- questions -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "question",
    [
        "chi tieu vneid phuong hai an nam 2026",
        "Phường Hải An đạt bao nhiêu?",
        "PHƯỜNG HẢI AN ĐẠT BAO NHIÊU",
        "hải an đạt bao nhiêu",
        "chi tieu cua hai an",
        "chỉ tiêu của Hai An là gì",
        "P. Hải An",
        "what is Hai An ward's 2026 target",
        "phuong Hai An, tp hai phong",
    ],
)
def test_known_unit_is_found_however_it_is_typed(question: str) -> None:
    assert only(question).units == (HAI_AN,)


@pytest.mark.parametrize(
    "question",
    [
        "so sanh hai an pham",
        "so sánh hai án dân sự",
        "tai sao mai moi hoan thanh",
        "kinh te xa hoi phat trien",
        "hòa bình thế giới",
        "phuong an ung pho",
        "tinh hinh thuc hien",
        "phường mình có bao nhiêu khu phố",
        "phuong nao cao nhat",
        "phường ta giao ai chủ trì",
        "our ward target for VNeID",
        "công an phường có nhiệm vụ gì",
    ],
)
def test_ordinary_words_are_no_unit(question: str) -> None:
    assert match_unit(question, KNOWN) == ()


@pytest.mark.parametrize(
    ("question", "typed"),
    [
        ("phường Lê Chân năm 2026", "phường Lê Chân"),
        ("phuong le chan nam 2026", "phuong le chan"),
        ("phuong le chan chi tieu vneid", "phuong le chan"),
        ("phuong tran hung dao nam 2026", "phuong tran hung dao"),
        ("phường lê chân đào tạo bao nhiêu người", "phường lê chân"),
        ("Le Chan ward target", "Le Chan ward"),
        ("Phường 5 thế nào", "Phường 5"),
        ("phường Hải An, tỉnh Nghệ An", "phường Hải An, tỉnh Nghệ An"),
        ("tỉnh Nghệ An có bao nhiêu xã", "tỉnh Nghệ An"),
    ],
)
def test_unit_that_is_not_known_is_reported_as_typed(question: str, typed: str) -> None:
    mention = only(question)
    assert (mention.text, mention.units) == (typed, ())


def test_name_that_is_another_name_is_suggested_not_taken() -> None:
    for question in ("phuong hai am", "xã Hải An", "phường Hải Anh"):
        mention = only(question)
        assert mention.units == ()
        assert mention.near == (HAI_AN,)


def test_slip_of_the_hand_is_understood_and_said() -> None:
    slip = only("phường Hải Ann")
    assert slip.units == (HAI_AN,)
    assert not slip.exact
    accent = only("phường Phù Liên")
    assert accent.units == (Unit("phường", "Phù Liễn"),)
    assert not accent.exact


def test_wards_of_one_name_are_all_given_and_a_province_chooses() -> None:
    other = Unit("phường", "Hải An", "Đồng Nai")
    (both,) = match_unit("phường hải an", (HAI_AN, other))
    assert both.units == (HAI_AN, other)
    (one,) = match_unit("phuong hai an tinh dong nai", (HAI_AN, other))
    assert one.units == (other,)


def test_several_units_come_in_order() -> None:
    found = match_unit("so sánh phường Hải An với phường Sao Mai và phường 1", KNOWN)
    assert [mention.units[0].name for mention in found] == ["Hải An", "Sao Mai", "1"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("PHƯỜNG HÒA MỤC", "Hòa Mục"),
        ("KẾ HOẠCH CỦA PHƯỜNG HÒA MỤC NĂM 2026", "Hòa Mục"),
        ("ỦY BAN NHÂN DÂN XÃ TÂN CƠ", "Tân Cơ"),
        ("TỈNH HÀ NAM BAN HÀNH", "Hà Nam"),
        ("PHƯỜNG HẢI AN NĂM 2026", "Hải An"),
    ],
)
def test_a_name_in_capitals_keeps_a_syllable_that_is_also_a_word(line: str, name: str) -> None:
    assert [unit.name for unit in find_units(line)] == [name]
