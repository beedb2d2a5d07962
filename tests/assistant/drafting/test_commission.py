"""What is to be drafted, read from words typed in any way."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.drafting.draft import Wanted
from ingest.errors import CancuError
from ingest.period import label
from tests.assistant.drafting.desk import Desk, drafting
from tests.assistant.papers import paper


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder: Path = tmp_path_factory.mktemp("commission")
    with drafting(folder, {"kh.txt": paper("I. MỤC TIÊU\n\nPhủ sóng 5G.")}) as desk:
        yield desk


@pytest.mark.parametrize(
    ("kind", "form", "period"),
    [
        ("ke-hoach", "ke-hoach", "năm 2027"),
        ("Kế hoạch năm", "ke-hoach", "năm 2027"),
        ("KH", "ke-hoach", "năm 2027"),
        ("bao-cao-quy-1", "bao-cao", "quý I/2027"),
        ("báo cáo quý III", "bao-cao", "quý III/2027"),
        ("bao cao 6 thang", "bao-cao", "6 tháng đầu năm 2027"),
        ("báo cáo 9 tháng", "bao-cao", "9 tháng đầu năm 2027"),
        ("bao-cao", "bao-cao", "năm 2027"),
        ("cong-van", "cong-van", "năm 2027"),
    ],
)
def test_the_kind_names_the_form_and_the_part_of_the_year(
    desk: Desk, kind: str, form: str, period: str
) -> None:
    commission = desk.commission(kind, "phường Bến Trúc", "2027")
    assert (commission.kind, label(commission.period)) == (form, period)


@pytest.mark.parametrize("unit", ["phường Bến Trúc", "bến trúc", "phuong ben truc", "Ben Truc"])
def test_the_unit_may_be_typed_in_any_way(desk: Desk, unit: str) -> None:
    assert desk.commission("ke-hoach", unit, "2027").unit.label == "phường Bến Trúc"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("chỉ tiêu", Wanted("targets")),
        ("chi tieu", Wanted("targets")),
        ("mục chỉ tiêu về xã hội số", Wanted("targets", "xã hội số")),
        ("nhiệm vụ, giải pháp", Wanted("tasks")),
        ("tổ chức thực hiện", Wanted("organisation")),
        ("targets", Wanted("targets")),
    ],
)
def test_a_section_is_known_by_its_names_and_may_be_narrowed(
    desk: Desk, typed: str, wanted: Wanted
) -> None:
    commission = desk.commission("ke-hoach", "Bến Trúc", "2027", "chuyển đổi số", typed)
    assert commission.sections == (wanted,)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("thư mời", "Bến Trúc", "2027"), "ke-hoach (Kế hoạch)"),
        (("ke-hoach", "phường Không Có", "2027"), "phường Bến Trúc"),
        (("ke-hoach", "", "2027"), "phường Bến Trúc"),
        (("ke-hoach", "Bến Trúc", "hai bảy"), "bốn chữ số"),
        (("ke-hoach", "Bến Trúc", "20277"), "bốn chữ số"),
        (("ke-hoach", "Bến Trúc", "2019"), "2026"),
        (("bao-cao-quy-7", "Bến Trúc", "2026"), "quy 7"),
        (("ke-hoach", "Bến Trúc", "2027", "số " * 400), "1199"),
        (("ke-hoach", "Bến Trúc", "2027", "", "thời tiết"), "chỉ tiêu"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_was_expected(
    desk: Desk, words: tuple[str, ...], told: str
) -> None:
    with pytest.raises(CancuError) as refused:
        desk.commission(*words)
    assert told in str(refused.value)
    assert refused.value.sentence("en") != str(refused.value)


def test_of_state_secrets_nothing_is_drafted_and_of_keeping_them_it_is(desk: Desk) -> None:
    with pytest.raises(CancuError) as refused:
        desk.commission("ke-hoach", "phường Bến Trúc", "2027", "TỐI MẬT tuần tra biên giới")
    assert refused.value.key == "assistant.secret_draft"
    kept = desk.commission("ke-hoach", "phường Bến Trúc", "2027", "bảo vệ bí mật nhà nước")
    assert kept.topic == "bảo vệ bí mật nhà nước"
