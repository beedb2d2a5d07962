"""Whoever sees the public shelf alone gets the answers of a store without the internal papers."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from assistant.answer import Assistant
from assistant.conversation import Answer, Question, Turn
from assistant.conversation_json import to_json
from ingest.document import Shelf
from tests.assistant.papers import TODAY
from tests.assistant.secret_papers import PUBLIC, SECRETS, write_papers
from vectorstore.check import check
from vectorstore.intake import ingest
from vectorstore.store import Mode, Store

WARD = "phường Bến Trúc"


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
    public, internal = write_papers(folder)
    steps = [(Shelf.PUBLIC, public), (Shelf.INTERNAL, internal)]
    if request.param == "internal first":
        steps.reverse()
    with Store.open(folder / "both", mode=Mode.WRITE) as writer:
        if request.param == "public again":
            ingest([public], Shelf.INTERNAL, writer)
        for shelf, papers in steps:
            ingest([papers], shelf, writer)
        assert check(writer) == []
    with Store.open(folder / "without", mode=Mode.WRITE) as writer:
        ingest([public], Shelf.PUBLIC, writer)
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
