"""Official letters: whom they go to decides how they speak."""

from collections.abc import Iterator

import pytest

from assistant.drafting.draft import Draft, State
from tests.assistant.drafting.desk import Desk, drafting
from tests.assistant.drafting.test_results import FIRST_QUARTER, PLAN, UNIT, lines, spans
from tests.assistant.papers import paper

REQUEST = paper(
    "Sở Nội vụ đề nghị UBND các xã, phường báo cáo kết quả cải cách hành chính năm 2026.",
    unit="tỉnh Vân Lĩnh",
    number="902/SNV-CCHC",
    kind="Công văn",
    day="ngày 03 tháng 11 năm 2026",
    subject="Báo cáo kết quả cải cách hành chính năm 2026",
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("letters")
    papers = {"plan.md": PLAN, "quarter.md": FIRST_QUARTER, "request.md": REQUEST}
    with drafting(folder, papers) as made:
        yield made


def letter(desk: Desk, topic: str) -> Draft:
    return desk.draft("cong-van", UNIT, "2026", topic)


def test_the_topic_may_say_whom_a_letter_goes_to(desk: Desk) -> None:
    draft = letter(desk, "báo cáo kết quả cải cách hành chính gửi Sở Nội vụ")
    assert draft.head.addressees == ("Sở Nội vụ",)
    subject = "".join(span.text for span in draft.head.subject)
    assert subject == "V/v báo cáo kết quả cải cách hành chính năm 2026"


def test_a_letter_always_has_a_place_for_its_addressee(desk: Desk) -> None:
    assert letter(desk, "trồng cây xanh").head.addressees == ("[CẦN BỔ SUNG]",)


def test_upwards_a_committee_reports_and_asks_humbly(desk: Desk) -> None:
    told = lines(letter(desk, "kiến nghị về cải cách hành chính gửi Sở Nội vụ"))
    assert "kính đề nghị Sở Nội vụ xem xét" in told
    assert "bổ sung 02 biên chế" in told
    assert "nâng cấp phần mềm" not in told  # that was proposed to another body
    assert "yêu cầu" not in told


@pytest.mark.parametrize("topic", ["cải cách hành chính", "thực hiện cải cách hành chính"])
def test_upwards_it_never_asks_for_its_own_tasks(desk: Desk, topic: str) -> None:
    draft = letter(desk, f"{topic} gửi Sở Nội vụ")
    told = lines(draft)
    assert "bổ sung 02 biên chế" in told
    assert "Khảo sát mức độ hài lòng" not in told
    assert "báo cáo bằng văn bản về" not in told
    assert [span for span in spans(draft) if "02 biên chế" in span.text][0].state is State.CHECK


def test_a_letter_to_a_higher_body_that_nothing_was_proposed_to_stays_open(desk: Desk) -> None:
    told = lines(letter(desk, "cải cách hành chính gửi Sở Tài chính"))
    assert "1. [CẦN BỔ SUNG]." in told
    assert "Khảo sát" not in told


def test_the_kind_may_say_whom_a_letter_goes_to(desk: Desk) -> None:
    draft = desk.draft("công văn gửi Sở Nội vụ", UNIT, "2026", "cải cách hành chính")
    assert draft.head.addressees == ("Sở Nội vụ",)
    assert "kính đề nghị Sở Nội vụ xem xét" in lines(draft)


def test_downwards_it_requires_what_its_plan_still_asks_for(desk: Desk) -> None:
    told = lines(letter(desk, "đôn đốc thực hiện nhiệm vụ cải cách hành chính gửi các phòng"))
    assert "yêu cầu các phòng thực hiện" in told
    assert "Khảo sát mức độ hài lòng lần 2" in told
    assert "Lắp máy lấy số" not in told
    assert "trước ngày [CẦN BỔ SUNG]" in told


def test_front_and_party_bodies_are_only_ever_asked(desk: Desk) -> None:
    told = lines(letter(desk, "phối hợp cải cách hành chính gửi Ủy ban MTTQ Việt Nam phường"))
    assert "đề nghị Ủy ban MTTQ Việt Nam phường phối hợp thực hiện" in told
    assert "yêu cầu" not in told


def test_a_letter_rests_on_the_plan_of_the_year(desk: Desk) -> None:
    told = lines(letter(desk, "đôn đốc thực hiện nhiệm vụ cải cách hành chính"))
    assert "Thực hiện Kế hoạch số 31/KH-UBND ngày 15 tháng 01 năm 2026" in told


def test_a_letter_ends_once(desk: Desk) -> None:
    told = lines(letter(desk, "đôn đốc thực hiện nhiệm vụ cải cách hành chính"))
    assert told.count("./.") == 1
    assert told.endswith("./.")


def test_a_topic_that_nothing_is_held_of_leaves_all_open(desk: Desk) -> None:
    draft = letter(desk, "nuôi tôm trên cát")
    assert not [span for span in spans(draft) if span.state in (State.CITED, State.COMPUTED)]
    assert len([span for span in spans(draft) if span.state is State.OPEN]) >= 2
