"""Head and foot of documents in every layout; blank stays blank."""

from datetime import date
from pathlib import Path

import pytest

from ingest.document import FrontMatter, Shelf, Unit
from ingest.read import read

CORPUS = Path(__file__).parents[2] / "../shared/corpus"
MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"

PLAN = f"""ỦY BAN NHÂN DÂN
PHƯỜNG SAO MAI
{MOTTO}
Số: 27/KH-UBND
Sao Mai, ngày 20 tháng 01 năm 2026

KẾ HOẠCH
Thực hiện Nghị quyết số 57-NQ/TW trên địa bàn phường Sao Mai năm 2026

Thực hiện Quyết định số 145/QĐ-UBND ngày 12/01/2026 của UBND tỉnh Lam Giang về giao chỉ tiêu;
Căn cứ Nghị quyết số 18/NQ-HĐND ngày 24/12/2025 của HĐND phường;
UBND phường Sao Mai ban hành Kế hoạch như sau:

I. MỤC TIÊU
1. Người dân được phục vụ tốt hơn.

Nơi nhận:
- UBND tỉnh (để b/c);
- Lưu: VT, VHXH.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Vũ Hoàng Lâm
"""

LETTER = f"""UBND TỈNH LAM GIANG
SỞ KHOA HỌC VÀ CÔNG NGHỆ
{MOTTO}
Số: 812/SKHCN-CĐS
Lam Giang, ngày 07 tháng 4 năm 2026
V/v rà soát tài khoản định danh
mức độ 2 của người cao tuổi

Kính gửi: Ủy ban nhân dân các xã, phường, đặc khu.

Căn cứ Quyết định số 145/QĐ-UBND ngày 12/01/2026, Sở đề nghị các địa phương rà soát.

Nơi nhận:
- Như trên;
- Lưu: VT.

GIÁM ĐỐC

TS. Phan Minh Đức
"""

DECISION = f"""THỦ TƯỚNG CHÍNH PHỦ
{MOTTO}
Số: 749/QĐ-TTg
Hà Nội, ngày 03 tháng 6 năm 2020

QUYẾT ĐỊNH
Phê duyệt chương trình phát triển dữ liệu mở

THỦ TƯỚNG CHÍNH PHỦ

Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;
Theo đề nghị của Bộ trưởng Bộ Khoa học và Công nghệ.

QUYẾT ĐỊNH:

Điều 1. Phê duyệt chương trình.

Nơi nhận:
- Ban Bí thư;
- Lưu: VT.

KT. THỦ TƯỚNG
PHÓ THỦ TƯỚNG
(Đã ký)
Trần Văn An
"""

PARTY = """ĐẢNG BỘ THÀNH PHỐ HẢI PHÒNG
ĐẢNG ỦY PHƯỜNG CẦU RÀO
*
Số 15-CTr/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
Cầu Rào, ngày 11 tháng 9 năm 2025

CHƯƠNG TRÌNH HÀNH ĐỘNG
thực hiện nghị quyết về phát triển giáo dục
-----
Đảng ủy phường ban hành chương trình như sau:

I- MỤC TIÊU
1- Giáo dục mầm non được quan tâm.

Nơi nhận:
- Thành ủy,
- Lưu Đảng ủy.

T/M ĐẢNG ỦY
PHÓ BÍ THƯ THƯỜNG TRỰC

Ngô Thị Hạnh
"""

COUNCIL = f"""HỘI ĐỒNG NHÂN DÂN
XÃ TÂN KHÊ
{MOTTO}
Số:      /NQ-HĐND
Tân Khê, ngày      tháng 12 năm 2025

NGHỊ QUYẾT
Về dự toán ngân sách xã Tân Khê
năm 2026 và phân bổ ngân sách

HỘI ĐỒNG NHÂN DÂN XÃ TÂN KHÊ
KHÓA II, KỲ HỌP THỨ 3

Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2025;

QUYẾT NGHỊ:

Điều 1. Thông qua dự toán.

CHỦ TỊCH

Bế Văn Toàn
"""

CIRCULAR = f"""BỘ TÀI CHÍNH
{MOTTO}
Số: /2026/TT-BTC
Hà Nội, ngày ... tháng ... năm 2026
DỰ THẢO 2

THÔNG TƯ
Quy định quản lý kinh phí chuyển đổi số

Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2025;
Điều 1. Phạm vi
Thông tư này quy định về kinh phí.
"""

OLD_DECREE = """Nghị định
của Chính phủ số 11/1999/NĐ-CP ngày 5 tháng 3 năm 1999 về việc ban hành Quy chế thông tin
Chính phủ
Căn cứ Luật Tổ chức Chính phủ ngày 30 tháng 9 năm 1992;
Nghị định:
Điều 1. Ban hành Quy chế.
"""

HEADLESS = """Số: 07/BC-UBND Hòn Nhạn, ngày 30 tháng 6 năm 2026
BÁO CÁO
Kết quả sáu tháng đầu năm 2026
UBND đặc khu Hòn Nhạn báo cáo UBND tỉnh Lam Giang kết quả như sau:
I. KẾT QUẢ
1. Đạt 75% chỉ tiêu giao năm nay.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Vi Thị Nở
"""

GARBLED = """Số: 12/KH-UBND
Vạn Khôi, ngày 03 tháng 02 năm 2026
KẾ HOẠCH
Chuyển đổi số năm 2026
I. MỤC TIÊU
1. Phường Vạn Khê phấn đấu đạt 80% trong năm.
2. Phường Vạn Khê có 12 khu phố, phường Vạn Khê giữ vững kết quả.
"""

CITY = """Số: 90/KH-UBND
Hải Phòng, ngày 03 tháng 02 năm 2026
KẾ HOẠCH
Chuyển đổi số năm 2026
UBND thành phố Hải Phòng ban hành Kế hoạch như sau:
I. MỤC TIÊU
1. Phường Hải An và phường Hải Thành phấn đấu đạt 80% trong năm.
"""

ANNEX = """PHỤ LỤC II
DANH MỤC NHIỆM VỤ
(Kèm theo Kế hoạch số 27/KH-UBND ngày 20/01/2026 của UBND phường Sao Mai)
1. Lắp đặt 05 điểm wifi công cộng tại nhà văn hóa.
"""


class Reader:
    """Reads a text as the file that an office would hand in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, text: str, name: str = "van-ban.txt") -> FrontMatter:
        path = self.folder / name
        path.write_text(text, "utf-8")
        return read(path, self.folder, Shelf.INTERNAL).front


@pytest.fixture
def front(tmp_path: Path) -> Reader:
    return Reader(tmp_path)


def test_plan_of_a_ward_is_read_whole(front: Reader) -> None:
    assert front(PLAN) == FrontMatter(
        number="27/KH-UBND",
        kind="Kế hoạch",
        issuer="UBND phường Sao Mai",
        unit=Unit("phường", "Sao Mai", "Lam Giang"),
        issued=date(2026, 1, 20),
        year=2026,
        signer="Vũ Hoàng Lâm",
        signer_title="Phó Chủ tịch",
        subject="Thực hiện Nghị quyết số 57-NQ/TW trên địa bàn phường Sao Mai năm 2026",
        bases=(
            "Thực hiện Quyết định số 145/QĐ-UBND ngày 12/01/2026 của UBND tỉnh Lam Giang về giao "
            "chỉ tiêu;",
            "Căn cứ Nghị quyết số 18/NQ-HĐND ngày 24/12/2025 của HĐND phường;",
        ),
        recipients=("UBND tỉnh (để b/c);", "Lưu: VT, VHXH."),
    )


def test_letter_has_its_subject_behind_v_v(front: Reader) -> None:
    letter = front(LETTER)
    assert (letter.number, letter.kind) == ("812/SKHCN-CĐS", "Công văn")
    assert letter.subject == "rà soát tài khoản định danh mức độ 2 của người cao tuổi"
    assert letter.issuer == "Sở Khoa học và Công nghệ"
    assert letter.unit == Unit("tỉnh", "Lam Giang")
    assert (letter.signer, letter.signer_title) == ("Phan Minh Đức", "Giám đốc")


def test_decision_of_the_prime_minister_is_of_the_centre(front: Reader) -> None:
    decision = front(DECISION)
    assert (decision.issuer, decision.number) == ("Thủ tướng Chính phủ", "749/QĐ-TTg")
    assert decision.unit == Unit("", "Trung ương")
    assert decision.subject == "Phê duyệt chương trình phát triển dữ liệu mở"
    assert len(decision.bases) == 2
    assert (decision.signer, decision.signer_title) == ("Trần Văn An", "Phó Thủ tướng")


def test_party_layout_is_read(front: Reader) -> None:
    program = front(PARTY)
    assert (program.number, program.kind) == ("15-CTr/ĐU", "Chương trình hành động")
    assert program.issuer == "Đảng ủy phường Cầu Rào"
    assert program.unit == Unit("phường", "Cầu Rào", "Hải Phòng")
    assert program.subject == "thực hiện nghị quyết về phát triển giáo dục"
    assert (program.signer, program.signer_title) == ("Ngô Thị Hạnh", "Phó Bí thư Thường trực")


def test_blank_number_and_day_stay_blank(front: Reader) -> None:
    resolution = front(COUNCIL)
    assert (resolution.number, resolution.kind) == ("/NQ-HĐND", "Nghị quyết")
    assert (resolution.issued, resolution.year) == (None, 2025)
    assert resolution.issuer == "HĐND xã Tân Khê"
    assert resolution.subject == ("Về dự toán ngân sách xã Tân Khê năm 2026 và phân bổ ngân sách")


def test_a_day_that_is_wholly_open_leaves_the_subject_its_place(front: Reader) -> None:
    paper = front(PLAN.replace("ngày 20 tháng 01 năm 2026", "ngày      tháng      năm      "))
    assert paper.issued is None
    assert paper.subject == "Thực hiện Nghị quyết số 57-NQ/TW trên địa bàn phường Sao Mai năm 2026"


def test_draft_of_a_ministry_is_read(front: Reader) -> None:
    circular = front(CIRCULAR)
    assert (circular.number, circular.issuer) == ("/2026/TT-BTC", "Bộ Tài chính")
    assert (circular.issued, circular.year) == (None, 2026)
    assert circular.subject == "Quy định quản lý kinh phí chuyển đổi số"


def test_older_paper_says_all_in_one_sentence(front: Reader) -> None:
    decree = front(OLD_DECREE)
    assert (decree.number, decree.kind) == ("11/1999/NĐ-CP", "Nghị định")
    assert (decree.issuer, decree.issued) == ("Chính phủ", date(1999, 3, 5))
    assert decree.subject == "về việc ban hành Quy chế thông tin"


def test_file_without_letterhead_takes_the_organ_from_symbol_and_text(front: Reader) -> None:
    report = front(HEADLESS)
    assert (report.number, report.issued) == ("07/BC-UBND", date(2026, 6, 30))
    assert report.issuer == "UBND đặc khu Hòn Nhạn"
    assert report.unit == Unit("đặc khu", "Hòn Nhạn", "Lam Giang")
    assert report.signer == "Vi Thị Nở"


def test_place_of_signing_wins_over_a_frequent_garbled_name(front: Reader) -> None:
    assert front(GARBLED).unit == Unit("phường", "Vạn Khôi")


def test_city_is_not_taken_for_one_of_its_wards(front: Reader) -> None:
    plan = front(CITY)
    assert plan.unit == Unit("thành phố", "Hải Phòng")
    assert plan.issuer == "UBND thành phố Hải Phòng"


def test_annex_alone_knows_the_document_it_belongs_to(front: Reader) -> None:
    annex = front(ANNEX)
    assert (annex.number, annex.issued) == ("27/KH-UBND", date(2026, 1, 20))
    assert annex.unit == Unit("phường", "Sao Mai")
    assert "DANH MỤC NHIỆM VỤ" in annex.subject


def test_text_without_head_or_foot_has_no_front_matter(front: Reader) -> None:
    assert front("Cuộc họp tổ dân phố bàn về rác thải.\nCó 45 hộ dự họp.") == FrontMatter()


def test_year_comes_from_the_subject_and_then_from_the_file_name(front: Reader) -> None:
    text = "KẾ HOẠCH\nChuyển đổi số năm 2027\nI. MỤC TIÊU\n1. Người dân hài lòng hơn."
    assert front(text, "ban-2026.txt").year == 2027
    assert front("Danh sách hộ tham gia.\nCó 45 hộ.", "danh-sach-2026.txt").year == 2026


def test_impossible_date_is_no_date(front: Reader) -> None:
    wrong = front(PLAN.replace("ngày 20 tháng 01 năm 2026", "ngày 31 tháng 02 năm 2026"))
    assert (wrong.issued, wrong.year) == (None, 2026)


def test_annex_below_does_not_change_the_signer(front: Reader) -> None:
    annex = "\nPHỤ LỤC\nDANH SÁCH\n1. Tổ 1 có 30 hộ.\nCHỦ TỊCH\nNgười Khác\n"
    assert front(PLAN + annex).signer == "Vũ Hoàng Lâm"


@pytest.mark.parametrize(
    ("name", "number", "issued", "year", "unit", "signer"),
    [
        (
            "hai-an-2026",
            "33/KH-UBND",
            date(2026, 1, 16),
            2026,
            Unit("phường", "Hải An", "Hải Phòng"),
            "Cao Huy Hiếu",
        ),
        (
            "hong-bang-2025",
            "/BC-UBND",
            None,
            2025,
            Unit("phường", "Hồng Bàng", "Hải Phòng"),
            "Nguyễn Thị Vân Anh",
        ),
        (
            "phu-lien-q1-2026",
            "/BC-UBND",
            None,
            2026,
            Unit("phường", "Phù Liễn", "Hải Phòng"),
            "Phạm Văn Diện",
        ),
        (
            "thach-khoi-2030",
            "-ĐA/ĐU",
            None,
            2026,
            Unit("phường", "Thạch Khôi", "Hải Phòng"),
            "Nguyễn Văn Kiên",
        ),
        (
            "xuan-lap-2026",
            "/KH-UBND",
            None,
            2026,
            Unit("phường", "Xuân Lập", "Đồng Nai"),
            "Trần Vĩnh Hiền",
        ),
    ],
)
def test_real_documents_are_read_right(
    name: str, number: str, issued: date | None, year: int, unit: Unit, signer: str
) -> None:
    path = CORPUS / f"{name}.txt"
    if not path.exists():
        pytest.skip("the real documents are not on this machine")
    front = read(path, path.parent, Shelf.INTERNAL).front
    assert (front.number, front.issued, front.year) == (number, issued, year)
    assert (front.unit, front.signer) == (unit, signer)
