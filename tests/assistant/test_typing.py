"""A question is read as it is meant: shortened words in full, slips of the hand set right."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from assistant.conversation import Question, Status, Turn
from assistant.meant import as_meant
from assistant.spelling import respelled
from ingest.document import Shelf
from ingest.text import fold
from tests.assistant.papers import asking, paper, table
from vectorstore.intake import ingest
from vectorstore.store import Mode, Store

PLAN = paper(
    """
I. MỤC TIÊU

Phường nâng mức hưởng thụ dịch vụ số của người dân, giảm hồ sơ trễ hạn; học sinh giỏi được khen.

II. CHỈ TIÊU

"""
    + table(
        "STT | Chỉ tiêu | Đơn vị tính | Chỉ tiêu năm 2026 | Đơn vị chủ trì",
        "1 | Tỷ lệ hồ sơ sức khỏe điện tử được lập | % | 92 | Trạm Y tế",
        "2 | Số hồ sơ trễ hạn | hồ sơ | 14 | Văn phòng HĐND và UBND",
        "3 | Tỷ lệ phủ sóng 5G tại khu phố | % | 75 | Phòng Kinh tế",
        "4 | Số học sinh giỏi | học sinh | 310 | Phòng Văn hóa - Xã hội",
    )
    + """

III. KINH PHÍ

Kinh phí thực hiện kế hoạch năm 2026 là 640 triệu đồng từ ngân sách phường.
"""
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("typing")
    (folder / "papers").mkdir()
    (folder / "papers" / "ke-hoach.txt").write_text(PLAN, "utf-8")
    with Store.open(folder / "store", mode=Mode.WRITE) as writer:
        ingest([folder / "papers"], Shelf.PUBLIC, writer)
    with Store.open(folder / "store") as reader:
        yield reader


def read(store: Store, text: str) -> str:
    return as_meant(Question(text), store.catalog.units(), store.index).question.text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("KH năm 2026 của phường ai ký?", "kế hoạch năm 2026 của phường ai ký?"),
        ("QĐ và NQ ntn", "quyết định và nghị quyết như thế nào"),
        ("TTHC có bn hồ sơ quá hạn", "TTHC có bao nhiêu hồ sơ quá hạn"),
        ("đạt bnh %, k tính BHYT", "đạt bao nhiêu %, không tính BHYT"),
        ("Q3 và q.II/2026", "quý 3 và quý II/2026"),
        ("T9/2026, th 9 và 6th đầu năm", "tháng 9/2026, tháng 9 và 6 tháng đầu năm"),
        ("9T/2026 so vs 9T năm 2025", "9 tháng/2026 so với 9 tháng năm 2025"),
        ("đ/c nào lo, đv nào làm", "đồng chí nào lo, đơn vị nào làm"),
        ("có hoàn thành kh?", "có hoàn thành không?"),
        ("kp nam 2026 la bn", "kinh phi nam 2026 la bao nhieu"),
        ("KP KH 33/KH-UBND la bn", "kinh phi ke hoach 33/KH-UBND la bao nhieu"),
        ("NS của P. Bến Trúc", "ngân sách của phường Bến Trúc"),
        ("NS của P Bến Trúc", "ngân sách của phường Bến Trúc"),
        ("ns p ben truc", "ngan sach phuong ben truc"),
        ("NS của X. Vĩnh Thịnh", "ngân sách của xã Vĩnh Thịnh"),
    ],
)
def test_shortened_words_are_read_in_full(store: Store, typed: str, meant: str) -> None:
    assert read(store, typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Ai ký 27/KH-UBND và 05-NQ/TW?",
        "Sở KH&CN và Phòng KT-XH",
        "Bệnh viện có BN nội trú, VS môi trường",
        "giá 5k một kg",
        "KP là gì?",
        "BC viết tắt của từ gì",
        "who signed the KH of P. Ben Truc on the 6th of May",
        "đường TL 390 và P.2",
        "Đề án 06, mã T2a",
    ],
)
def test_what_is_no_shortened_word_stays(store: Store, text: str) -> None:
    assert read(store, text) == text


def test_the_documents_choose_between_two_meanings(store: Store) -> None:
    assert read(store, "tỷ lệ phủ sóng tại KP") == "tỷ lệ phủ sóng tại khu phố"
    assert read(store, "KP thực hiện kế hoạch") == "kinh phí thực hiện kế hoạch"
    assert read(store, "số hs giỏi") == "số học sinh giỏi"
    assert read(store, "số hs trễ hạn") == "số hồ sơ trễ hạn"


def test_earlier_turns_of_the_user_are_read_in_full_too(store: Store) -> None:
    history = (Turn("user", "KP năm 2026 bn"), Turn("assistant", "KP"))
    meant = as_meant(Question("còn BC?", "", history), store.catalog.units(), store.index)
    assert [turn.content for turn in meant.question.history] == [
        "kinh phí năm 2026 bao nhiêu",
        "KP",
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hồ xơ sức khỏe điên tử", "hồ sơ sức khỏe điện tử"),  # x for s, a mark left out
        ("Tỷ lê phủ sóng", "Tỷ lệ phủ sóng"),
        ("số hồ sơ trể hạn", "số hồ sơ trễ hạn"),
        ("kế hoạhc năm 2026", "kế hoạch năm 2026"),  # two letters the wrong way round
        ("kinnh phí thực hiện", "kinh phí thực hiện"),
        ("kih phí thực hiện", "kinh phí thực hiện"),
        ("ngâm sách phường", "ngân sách phường"),  # the key beside
        ("phủ xóng 5G", "phủ sóng 5G"),
        ("đạt bao nihêu hồ sơ", "đạt bao nhiêu hồ sơ"),
        ("đơn vị lào chủ trì", "đơn vị nào chủ trì"),
        ("ty le phu sogn 5g", "ty le phu song 5g"),  # marks are not added to a question without any
    ],
)
def test_a_slip_of_the_hand_is_set_right(store: Store, typed: str, meant: str) -> None:
    assert read(store, typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "Tyr leej hoof sow sucws khoer ddieenj tuwr dduwowcj laapj nawm 2026 bao nhieeu?",
        "Ty3 le65 ho62 so7 su71c khoe3 d9ie65n tu73 d9u7o75c la65p na8m 2026 bao nhie6u?",
    ],
)
def test_keystrokes_of_marks_are_read_as_the_marks(store: Store, typed: str) -> None:
    meant = "Tỷ lệ hồ sơ sức khoẻ điện tử được lập năm 2026 bao nhiêu?"
    assert fold(read(store, typed)) == fold(meant)


@pytest.mark.parametrize(
    "text",
    [
        "cải tạo chợ Bến Trúc",  # chợ stands in no document, cho in many
        "bồi hoàn cây trồng mỗi trường hợp",
        "tín chỉ đảo xanh năm 2026",
        "thu của trường đua ngựa",
        "phường Bến Trung năm 2026",  # another ward
        "hồ bơi, sân gôn và drone",
        "Nguyễn Văn Sơ giữ chức gì",
        "đặt chỉ tiêu hồ sơ năm 2026",  # not đạt
        "kinh phí robot, camera, etax",
        "the number of khu phos",
    ],
)
def test_another_word_or_name_is_never_bent(store: Store, text: str) -> None:
    assert read(store, text) == text


def test_a_question_is_read_as_typed_twice_over(store: Store) -> None:
    once = read(store, "KP kế hoạhc bn, TTHC trể hạn")
    assert read(store, once) == once


def test_a_reading_of_other_letters_is_told(tmp_path: Path) -> None:
    with asking(tmp_path, {"ke-hoach.txt": PLAN}) as ask:
        slip, marks = ask("Tỷ lệ phủ xóng 5G năm 2026"), ask("Tỷ lê phủ sóng 5G năm 2026")
    assert slip.status is marks.status is Status.ANSWERED
    assert all("75" in answer.text for answer in (slip, marks))
    assert slip.text.splitlines()[-1] == "Câu hỏi được hiểu là: “Tỷ lệ phủ sóng 5G năm 2026”."
    assert "được hiểu là" not in marks.text


@pytest.mark.parametrize("ward", ["phường Bến Trung", "phuong Hoa Lac", "P Hòa Lạc"])
def test_an_unknown_unit_stays_unknown(tmp_path: Path, ward: str) -> None:
    with asking(tmp_path, {"ke-hoach.txt": PLAN}) as ask:
        answer = ask(f"Ty le phu song 5G nam 2026 cua {ward}", "phường Bến Trúc")
    assert answer.status is not Status.ANSWERED


def test_the_signer_of_a_shortened_paper_is_told(tmp_path: Path) -> None:
    with asking(tmp_path, {"ke-hoach.txt": PLAN}) as ask:
        answer = ask("KH chuyển đổi số 2026 của phường ai ký?", "phường Bến Trúc")
    assert "Đinh Quang Hưng" in answer.text


def test_a_row_of_vowels_is_not_tried_with_all_its_marks() -> None:
    """Each vowel would multiply what is tried: of a word of twenty a machine's memory is filled."""
    limits = "import resource as r; r.setrlimit(r.RLIMIT_AS, (2**29, 2**29))"
    tried = "from assistant.slips import slips; print(sum(map(len, slips('ế' * 20))))"
    command = [sys.executable, "-c", f"{limits}; {tried}"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout) == (0, "0\n"), done.stderr


def test_a_word_longer_than_any_syllable_is_left_as_typed(store: Store) -> None:
    tried: list[Sequence[tuple[str, ...]]] = []

    def written(asked: Sequence[tuple[str, ...]]) -> Sequence[int]:
        tried.append(asked)
        return store.index.written(asked)

    text = "tỷ lệ " + "đườngdây" * 200
    assert respelled(text, tuple(store.catalog.units()), written) == text
    assert max(map(len, tried)) < 100
