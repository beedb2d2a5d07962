"""A file becomes a document."""

from pathlib import Path

import pytest

from ingest.document import BlockKind, Shelf
from ingest.errors import UnreadableFile
from ingest.read import READER_VERSION, identity, read

SAMPLES = Path(__file__).parents[2] / "samples/corpus"
TEXT = """Số: /KH-UBND Sao Mai, ngày tháng 3 năm 2026
KẾ HOẠCH
Chuyển đổi số phường Sao Mai năm 2026
UBND phường Sao Mai ban hành Kế hoạch như sau:
I. MỤC TIÊU
1. Người dân được phục vụ tốt hơn trong năm 2026.
"""


def file(folder: Path, name: str, text: str = TEXT) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_document_knows_its_file(tmp_path: Path) -> None:
    path = file(tmp_path, "2026/kế hoạch.txt")
    document = read(path, tmp_path, Shelf.PUBLIC)
    assert (document.source, document.path) == ("kế hoạch.txt", "2026/kế hoạch.txt")
    assert document.location == str(path.resolve())
    assert (document.shelf, document.pages) == (Shelf.PUBLIC, None)
    assert document.blocks[-1].path[0] == "I. MỤC TIÊU"


def test_name_in_nfd_is_shown_in_nfc(tmp_path: Path) -> None:
    path = file(tmp_path, "ke\u0302\u0301 hoa\u0323ch.txt")
    document = read(path, tmp_path, Shelf.INTERNAL)
    assert document.source == document.path == "kế hoạch.txt"


def test_same_file_has_the_same_id_and_other_content_or_place_another(tmp_path: Path) -> None:
    path = file(tmp_path, "a.txt")
    first = read(path, tmp_path, Shelf.INTERNAL)
    assert read(path, tmp_path, Shelf.PUBLIC).id == first.id
    assert len(first.id) == 12
    elsewhere = read(file(tmp_path, "b.txt"), tmp_path, Shelf.INTERNAL)
    assert elsewhere.id != first.id
    assert elsewhere.sha256 == first.sha256
    file(tmp_path, "a.txt", TEXT + "2. Thêm một mục tiêu nữa.\n")
    assert read(path, tmp_path, Shelf.INTERNAL).id != first.id


def test_id_depends_on_the_version_of_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    before = identity("/a.txt", "0")
    monkeypatch.setattr("ingest.read.READER_VERSION", READER_VERSION + 1)
    assert identity("/a.txt", "0") != before


def test_what_the_head_leaves_blank_is_a_finding(tmp_path: Path) -> None:
    findings = read(file(tmp_path, "a.txt"), tmp_path, Shelf.INTERNAL).findings
    assert [finding.kind for finding in findings] == ["blank", "blank"]
    assert "/KH-UBND" in findings[0].text
    assert "tháng 3 năm 2026" in findings[1].text


def test_complete_head_has_no_finding(tmp_path: Path) -> None:
    text = TEXT.replace("Số: /KH", "Số: 12/KH").replace("ngày tháng 3", "ngày 09 tháng 3")
    assert read(file(tmp_path, "a.txt", text), tmp_path, Shelf.INTERNAL).findings == ()


def test_text_without_a_head_says_that_nothing_was_found(tmp_path: Path) -> None:
    path = file(tmp_path, "a.txt", "Danh sách hộ gia đình văn hóa.\nCó 45 hộ.")
    assert len(read(path, tmp_path, Shelf.INTERNAL).findings) == 2


def test_file_outside_the_folder_keeps_its_whole_path(tmp_path: Path) -> None:
    path = file(tmp_path, "x/a.txt")
    outside = read(path, tmp_path / "y", Shelf.INTERNAL)
    assert outside.path == path.resolve().as_posix()


def test_empty_file_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="a.txt"):
        read(file(tmp_path, "a.txt", " \n"), tmp_path, Shelf.INTERNAL)


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".txt", ".md"])
def test_every_format_of_the_samples_gives_front_matter_and_figures(suffix: str) -> None:
    for path in sorted(SAMPLES.glob(f"*{suffix}")):
        document = read(path, SAMPLES, Shelf.PUBLIC)
        assert document.front.kind
        assert document.front.number
        assert document.front.unit
        assert document.front.subject
        assert document.front.signer
        assert document.figures
        assert any(block.kind is BlockKind.TABLE for block in document.blocks)
