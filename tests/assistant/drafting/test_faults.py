"""A draft is checked as the paper that it would be."""

from pathlib import Path

from assistant.drafting.faults import faults_of
from assistant.drafting.revise import with_text
from tests.assistant.drafting.desk import drafting
from tests.assistant.papers import paper

_BODY = """
Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;

Ủy ban nhân dân phường Bến Trúc ban hành Kế hoạch như sau:

I. NỘI DUNG

Giao tổ dân phố chăm sóc cây.
"""


def test_a_fault_that_a_person_writes_is_found_in_its_section(tmp_path: Path) -> None:
    with drafting(tmp_path, {"plan.txt": paper(_BODY, subject="Trồng cây năm 2026")}) as desk:
        draft = desk.draft("ke-hoach", "Bến Trúc", "2027", "trồng cây")
    before = {one.fault.rule for one in faults_of(draft, "vi")}
    assert "blank" not in before
    assert "missing-part" not in before  # the subject of a draft is read though its day is open
    wrong = "# IV. KINH PHÍ THỰC HIỆN\n1. Nguồn vốn\nNgân sách phường.\n3. Quản lý\nTheo quy định."
    edited = with_text(draft, "funding", wrong).draft
    (found,) = [one for one in faults_of(edited, "vi") if one.fault.rule == "numbering"]
    assert found.section == "funding"
    assert found.fault.suggestion
