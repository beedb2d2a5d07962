"""Whoever sees the public shelf alone gets the answers of a store without the internal papers."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from assistant.answer import Assistant
from assistant.conversation import Answer, Question, Turn
from assistant.conversation_json import to_json
from ingest.document import Shelf
from tests.assistant.papers import TODAY, paper, table
from vectorstore.check import check
from vectorstore.intake import ingest
from vectorstore.store import Mode, Store

PUBLIC = frozenset({Shelf.PUBLIC})
WARD = "phường Bến Trúc"

_PLAN = paper(
    """
Căn cứ Quyết định số 40/QĐ-UBND ngày 05/3/2025 của UBND tỉnh Lam Giang về bộ tiêu chí;

I. MỤC TIÊU

Phấn đấu 85% hồ sơ nộp trực tuyến trong năm 2026.

Chuyển đổi số là việc đưa công việc của chính quyền lên môi trường số.

"""
    + table(
        "TT | Chỉ tiêu | Đơn vị tính | Kế hoạch năm 2026 | Cơ quan chủ trì",
        "1 | Tỷ lệ hồ sơ nộp trực tuyến | % | 85 | Văn phòng HĐND và UBND",
        "2 | Tỷ lệ người dân có tài khoản VNeID | % | 90 | Công an phường",
        "3 | Số tổ công nghệ số cộng đồng | tổ | 12 | Phòng Văn hóa - Xã hội",
    )
    + """

II. NHIỆM VỤ

1. Tuyên truyền đến từng hộ dân về dịch vụ công trực tuyến.

2. Bố trí máy tính tại nhà văn hóa các khu phố.

III. TỔ CHỨC THỰC HIỆN

1. Phòng Văn hóa - Xã hội chủ trì, phối hợp với Công an phường hướng dẫn người dân, xong trước
ngày 30/6/2026.

2. Văn phòng HĐND và UBND theo dõi, đôn đốc.
""",
    subject="Chuyển đổi số phường Bến Trúc năm 2026",
)
_DECISION = paper(
    """
Điều 1. Thành lập Tổ công tác chuyển đổi số phường gồm 9 thành viên.

Điều 2. Tổ công tác họp mỗi tháng một lần.
""",
    number="12/QĐ-UBND",
    day="ngày 10 tháng 02 năm 2025",
    kind="Quyết định",
    subject="Về việc thành lập Tổ công tác chuyển đổi số phường Bến Trúc",
)
_REPORT = paper(
    """
I. KẾT QUẢ

Tỷ lệ hồ sơ nộp trực tuyến đạt 81,5% trong 9 tháng năm 2026.

"""
    + table(
        "TT | Chỉ tiêu | Đơn vị tính | Kết quả 9 tháng năm 2026",
        "1 | Tỷ lệ người dân có tài khoản VNeID | % | 88",
        "2 | Số hộ nghèo | hộ | 41",
    )
    + """

II. TỒN TẠI, HẠN CHẾ

Một số khu phố chưa có mạng không dây tại nhà văn hóa.
""",
    number="105/BC-UBND",
    day="ngày 02 tháng 10 năm 2026",
    kind="Báo cáo",
    subject="Kết quả chuyển đổi số 9 tháng năm 2026 phường Bến Trúc",
)

# What only internal papers hold; the marks by which a leak is known.
_SECRET_REPLACES = paper(
    """
Điều 1. Thành lập Tổ công tác chuyển đổi số phường gồm 7 thành viên.

Điều 2. Quyết định này thay thế Quyết định số 12/QĐ-UBND ngày 10/02/2025 của UBND phường Bến Trúc.
""",
    number="77/QĐ-UBND",
    day="ngày 03 tháng 3 năm 2026",
    kind="Quyết định",
    subject="Về việc kiện toàn Tổ công tác chuyển đổi số phường Bến Trúc",
    signer="Tống Khắc Ghềnh",
)
_SECRET_REPORT = paper(
    """
I. KẾT QUẢ

Tỷ lệ hồ sơ nộp trực tuyến đạt 61,3% trong 9 tháng năm 2026.

Đề án Thủy Triều là phương án di dời 214 hộ ven sông Khoẳm.

"""
    + table(
        "TT | Chỉ tiêu | Đơn vị tính | Kế hoạch năm 2026 | Kết quả 9 tháng năm 2026 | Chủ trì",
        "1 | Tỷ lệ người dân có tài khoản VNeID | % | 99 | 73 | Tổ Mật vụ Khoẳm",
        "2 | Số vụ khiếu kiện vượt cấp | vụ | 5 | 37 | Thanh tra phường",
        "3 | Số hộ nghèo | hộ | 30 | 66 | Phòng Kinh tế",
    )
    + """

II. NHIỆM VỤ

1. Thanh tra phường chủ trì rà soát 37 vụ khiếu kiện, xong trước ngày 15/12/2026.

2. Lập danh sách di dời ven sông Khoẳm theo Đề án Thủy Triều.

III. NGUYÊN NHÂN

Nguyên nhân hồ sơ nộp trực tuyến thấp là do phần mềm lỗi nghiêm trọng.
""",
    number="209/BC-UBND",
    day="ngày 06 tháng 10 năm 2026",
    kind="Báo cáo",
    subject="Tình hình khiếu kiện và chuyển đổi số 9 tháng năm 2026",
    signer="Tống Khắc Ghềnh",
)
_SECRET_OTHER_WARD = paper(
    "I. KẾT QUẢ\n\nTỷ lệ hồ sơ nộp trực tuyến đạt 97,7% trong 9 tháng năm 2026.\n\n"
    + table(
        "TT | Chỉ tiêu | Đơn vị tính | Kết quả 9 tháng năm 2026",
        "1 | Tỷ lệ người dân có tài khoản VNeID | % | 58",
        "2 | Số hộ nghèo | hộ | 93",
    ),
    unit="phường Ghềnh Sậy",
    number="88/BC-UBND",
    day="ngày 01 tháng 10 năm 2026",
    kind="Báo cáo",
    subject="Kết quả chuyển đổi số 9 tháng năm 2026 phường Ghềnh Sậy",
)
_NAMELESS = "Nhà văn hóa khu phố 3 mở cửa từ 7 giờ đến 21 giờ các ngày trong tuần.\n"
_OPEN = {
    "a-ke-hoach.txt": _PLAN,
    "b-quyet-dinh.txt": _DECISION,
    "c-bao-cao.txt": _REPORT,
    "d-gio-mo-cua.txt": _NAMELESS,
}
_SECRET = {
    "bao-cao-mat.txt": _SECRET_REPORT,
    "kien-toan-mat.txt": _SECRET_REPLACES,
    "phuong-khac-mat.txt": _SECRET_OTHER_WARD,
    "ban-sao-mat-ke-hoach.txt": _PLAN,  # aliases: the same bytes as a public paper
    "mat-vu-khoam.txt": _NAMELESS,  # called by its name, having no other
}
SECRETS = re.compile(
    r"khoẳm|khoam|thủy triều|ghềnh|61,3|97,7|\b214\b|\b37\b|\bmat\b|mật vụ|khiếu kiện|\b77/|209/|"
    r"nghiêm trọng|-mat|noi-bo|kiện toàn|7 thành viên",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Office:
    """A store with both shelves, one that never met the internal papers, and where they lie."""

    both: Assistant
    without: Assistant

    def seen(self, question: Question) -> tuple[Answer, Answer]:
        """The answer in public sight, and that of the store without the internal papers."""
        public = self.both.invoke(replace(question, shelves=PUBLIC))
        return replace(public, timings_ms={}), replace(self.without.invoke(question), timings_ms={})


@pytest.fixture(scope="module", params=["public first", "internal first", "public again"])
def office(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    """The internal papers came before the public ones, after them, or in between."""
    folder = tmp_path_factory.mktemp("office")
    for name, text in {
        **{f"cong-khai/{name}": text for name, text in _OPEN.items()},
        **{f"noi-bo/{name}": text for name, text in _SECRET.items()},
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    steps = [(Shelf.PUBLIC, "cong-khai"), (Shelf.INTERNAL, "noi-bo")]
    if request.param == "internal first":
        steps.reverse()
    with Store.open(folder / "both", mode=Mode.WRITE) as writer:
        if request.param == "public again":
            ingest([folder / "cong-khai"], Shelf.INTERNAL, writer)
        for shelf, name in steps:
            ingest([folder / name], shelf, writer)
        assert check(writer) == []
    with Store.open(folder / "without", mode=Mode.WRITE) as writer:
        ingest([folder / "cong-khai"], Shelf.PUBLIC, writer)
    with Store.open(folder / "both") as both, Store.open(folder / "without") as without:
        yield Office(Assistant(both, lambda: TODAY), Assistant(without, lambda: TODAY))


QUESTIONS = {
    "a figure": "Tỷ lệ hồ sơ nộp trực tuyến 9 tháng năm 2026 là bao nhiêu?",
    "a target": "Chỉ tiêu tỷ lệ người dân có tài khoản VNeID năm 2026?",
    "a figure only internal": "Số vụ khiếu kiện vượt cấp 9 tháng năm 2026?",
    "a figure in conflict": "Kết quả 9 tháng năm 2026 số hộ nghèo?",
    "a replaced decision": "Quyết định 12/QĐ-UBND còn hiệu lực không?",
    "replaced by": "Quyết định số 12/QĐ-UBND bị văn bản nào thay thế?",
    "members": "Tổ công tác chuyển đổi số gồm bao nhiêu thành viên?",
    "a hidden number": "Quyết định 77/QĐ-UBND quy định gì?",
    "a hidden number's signer": "Ai ký báo cáo 209/BC-UBND?",
    "who signs": "Chủ tịch UBND phường là ai?",
    "a person": "Ông Tống Khắc Ghềnh là ai?",
    "a definition": "Đề án Thủy Triều là gì?",
    "a public definition": "Chuyển đổi số là gì?",
    "duties": "Ai chủ trì rà soát khiếu kiện và bao giờ xong?",
    "public duties": "Phòng Văn hóa - Xã hội làm gì trong kế hoạch chuyển đổi số?",
    "duties of a hidden body": "Tổ Mật vụ Khoẳm có nhiệm vụ gì?",
    "a list": "Liệt kê các nhiệm vụ của kế hoạch chuyển đổi số",
    "documents issued": "Phường đã ban hành những văn bản nào năm 2026?",
    "a comparison": "So sánh tỷ lệ người dân có tài khoản VNeID của các phường",
    "a hidden ward": "Tỷ lệ hồ sơ nộp trực tuyến của phường Ghềnh Sậy?",
    "two wards": "So sánh số hộ nghèo phường Bến Trúc và phường Ghềnh Sậy",
    "target and result": "So với kế hoạch thì kết quả tài khoản VNeID đạt bao nhiêu?",
    "shortfalls": "Những chỉ tiêu nào chưa đạt?",
    "a cause": "Vì sao tỷ lệ hồ sơ nộp trực tuyến thấp?",
    "shortcomings": "Tồn tại hạn chế trong chuyển đổi số là gì?",
    "an article": "Điều 2 Quyết định 12/QĐ-UBND nói gì?",
    "bases": "Kế hoạch chuyển đổi số căn cứ vào đâu?",
    "a cited paper": "Quyết định 40/QĐ-UBND của tỉnh là văn bản gì?",
    "a misspelt word": "phần mềm lôỗi nghiêm trọng",
    "a hidden word": "khoẳm",
    "another misspelt word": "số vụ khiêú kiện",
    "a neighbour in meaning": "di dời hộ dân ven sông",
    "a passage": "Máy tính được bố trí ở đâu?",
    "without marks": "ty le ho so nop truc tuyen",
    "two at once": "Số hộ nghèo là bao nhiêu? Ai ký quyết định 12?",
    "english": "How many poor households were there in the first nine months of 2026?",
    "a draft": "Soạn kế hoạch chuyển đổi số phường Bến Trúc năm 2027",
    "a draft of a report": "Soạn báo cáo quý III năm 2026 về chuyển đổi số phường Bến Trúc",
    "a draft for a hidden ward": "Soạn kế hoạch chuyển đổi số phường Ghềnh Sậy năm 2027",
    "a paper without a name": "Nhà văn hóa khu phố 3 mở cửa lúc nào?",
    "a greeting": "xin chào",
    "a procedure": "Thủ tục làm giấy khai sinh thế nào?",
}
_TOLD_INTERNALLY = Turn(
    "assistant",
    "Theo Báo cáo 209/BC-UBND, có 37 vụ khiếu kiện vượt cấp [1]; Đề án Thủy Triều di dời 214 hộ.",
)
FOLLOW_UPS = {
    "go on from internal words": (Turn("user", "Số vụ khiếu kiện?"), _TOLD_INTERNALLY, "Ai ký?"),
    "the item of a list": (Turn("user", "Nhiệm vụ của phường?"), _TOLD_INTERNALLY, "ý thứ 2?"),
    "another year": (Turn("user", "Số hộ nghèo 9 tháng năm 2026?"), _TOLD_INTERNALLY, "Năm 2025?"),
    "why": (Turn("user", "Tỷ lệ hồ sơ nộp trực tuyến?"), _TOLD_INTERNALLY, "Vì sao?"),
    "a reply": (Turn("user", "Số vụ khiếu kiện vượt cấp?"), _TOLD_INTERNALLY, "Thủy Triều"),
}


def _question(*said: str | Turn) -> Question:
    *earlier, asked = said
    assert isinstance(asked, str)
    turns = tuple(turn for turn in earlier if isinstance(turn, Turn))
    return Question(asked, history=turns)


def _named(name: str) -> Question:
    return _question(*((QUESTIONS[name],) if name in QUESTIONS else FOLLOW_UPS[name]))


def _secrets(told: object) -> set[str]:
    return {found.lower() for found in SECRETS.findall(json.dumps(told, ensure_ascii=False))}


@pytest.mark.parametrize("name", [*QUESTIONS, *FOLLOW_UPS])
def test_public_sight_answers_as_if_the_internal_papers_were_never_read(
    office: Office, name: str
) -> None:
    question = _named(name)
    asked = _secrets([question.text, *(turn.content for turn in question.history)])
    for unit in ("", WARD):
        seen, without = office.seen(replace(question, unit=unit))
        assert to_json(seen) == to_json(without)
        assert seen == without
        assert _secrets(to_json(seen)) <= asked


@pytest.mark.parametrize(
    ("name", "told"),
    {
        "a figure": "61,3%",
        "a figure only internal": "37 vụ",
        "a figure in conflict": "66 hộ",
        "a replaced decision": "77/QĐ-UBND",
        "members": "7 thành viên",
        "a definition": "214 hộ",
        "duties": "15/12/2026",
        "documents issued": "209/BC-UBND",
        "a comparison": "Ghềnh Sậy",
        "a cause": "nghiêm trọng",
        "a misspelt word": "được hiểu là: “phần mềm lỗi nghiêm trọng”",
        "go on from internal words": "Ghềnh",
        "the item of a list": "Thủy Triều",
        "a draft": "Mật vụ",
        "a draft of a report": "61,3",
    }.items(),
)
def test_whoever_sees_every_shelf_is_told(office: Office, name: str, told: str) -> None:
    answer = office.both.invoke(replace(_named(name), unit=WARD))
    assert told in json.dumps(to_json(answer), ensure_ascii=False)
