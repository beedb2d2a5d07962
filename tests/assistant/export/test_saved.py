"""A draft goes into a file whole, or not at all and with a sentence that says why."""

import json
import os
from pathlib import Path

import pytest

from assistant.export.copies import Copy
from assistant.export.saved import rendered, save
from assistant.export.to_docx import to_docx
from ingest.errors import CancuError
from tests.assistant.export.drafts import plan


@pytest.mark.parametrize(
    ("suffix", "start"), [(".docx", b"PK"), (".DOCX", b"PK"), (".md", b"> D"), (".json", b"{")]
)
def test_the_name_decides_the_format(tmp_path: Path, suffix: str, start: bytes) -> None:
    path = tmp_path / f"kế hoạch{suffix}"
    save(plan(), path, Copy.ANNEX)
    assert path.read_bytes().startswith(start)
    assert os.listdir(tmp_path) == [path.name]


@pytest.mark.parametrize("name", ["ke-hoach", "ke-hoach.pdf", "ke-hoach.docx.exe", ".docx"])
def test_a_format_that_is_not_known_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(CancuError, match=r"\.docx, \.md, \.json"):
        save(plan(), tmp_path / name, Copy.CLEAN)
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    "name", ["a\nb.docx", "a\x00b.docx", "\x1b[31m.docx", "a\u202ebxcod.docx", "\ud800.docx"]
)
def test_a_name_that_no_file_should_have_is_refused_in_words_one_can_print(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(CancuError) as refused:
        save(plan(), tmp_path / name, Copy.CLEAN)
    assert str(refused.value).isprintable()
    assert str(refused.value).encode()
    assert os.listdir(tmp_path) == []


def test_a_name_that_is_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CancuError, match="Không ghi được tệp"):
        save(plan(), tmp_path / f"{'dài' * 200}.docx", Copy.CLEAN)
    assert os.listdir(tmp_path) == []


def test_a_name_of_the_greatest_length_is_no_trouble(tmp_path: Path) -> None:
    path = tmp_path / f"{'a' * 250}.docx"
    save(plan(), path, Copy.CLEAN)
    assert path.exists()


def test_a_folder_in_the_place_of_the_file_is_refused_and_stays(tmp_path: Path) -> None:
    folder = tmp_path / "ke-hoach.docx"
    folder.mkdir()
    with pytest.raises(CancuError, match="thư mục"):
        save(plan(), folder, Copy.CLEAN)
    assert os.listdir(folder) == []


def test_a_folder_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(CancuError, match="Không ghi được tệp"):
        save(plan(), tmp_path / "none" / "ke-hoach.docx", Copy.CLEAN)


def test_a_folder_that_cannot_be_written_leaves_the_old_file(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(CancuError, match="Không ghi được tệp"):
        save(plan(), blocked / "ke-hoach.docx", Copy.CLEAN)
    assert blocked.read_text() == "not a folder"


def test_what_stood_there_stays_where_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ke-hoach.docx"
    path.write_bytes(b"the paper of yesterday")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("assistant.export.saved.os.replace", full)
    with pytest.raises(CancuError, match="No space left"):
        save(plan(), path, Copy.CLEAN)
    assert path.read_bytes() == b"the paper of yesterday"
    assert os.listdir(tmp_path) == [path.name]


def test_a_file_is_replaced_whole_and_a_link_to_it_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.docx", tmp_path / "link.docx"
    real.write_bytes(b"old")
    link.symlink_to(real)
    save(plan(), link, Copy.CLEAN)
    assert link.is_symlink()
    assert real.read_bytes() == to_docx(plan(), Copy.CLEAN)


def test_a_draft_is_rendered_for_who_has_no_file(tmp_path: Path) -> None:
    assert rendered(plan(), ".docx", Copy.ANNEX) == to_docx(plan(), Copy.ANNEX)
    points = ({"text": "Chưa giao chỉ tiêu", "state": "open"},)
    data = json.loads(rendered(plan(), ".json", Copy.ANNEX, points))
    assert data["checklist"] == list(points)
    with pytest.raises(CancuError):
        rendered(plan(), ".exe", Copy.ANNEX)
