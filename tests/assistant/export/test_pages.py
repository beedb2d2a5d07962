"""The pages as LibreOffice lays them out: it opens the file, numbers and repeats what it must."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pdfplumber
import pytest

from assistant.drafting.draft import Draft
from assistant.export.copies import Copy
from assistant.export.to_docx import to_docx
from tests.assistant.export.drafts import letter, plan, report

_OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(
    _OFFICE is None, reason="LibreOffice (soffice) is not installed: nothing lays out the pages"
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The text of every page of some papers, by their names."""
    folder = tmp_path_factory.mktemp("pages")
    papers: Sequence[tuple[str, Draft, Copy]] = (
        ("plan", plan(), Copy.FOOTNOTES),
        ("annex", plan(), Copy.ANNEX),
        ("report", report(), Copy.CLEAN),
        ("letter", letter(), Copy.CLEAN),
    )
    for name, draft, copy in papers:
        (folder / f"{name}.docx").write_bytes(to_docx(draft, copy))
    _to_pdf(folder)
    return {name: _texts(folder / f"{name}.pdf") for name, _, _ in papers}


def _texts(path: Path) -> list[str]:
    """The lines of each page by where their letters stand: a font that lacks some of them has
    others drawn in their place, which a reader of the file's order finds behind the line."""
    with pdfplumber.open(path) as pdf:
        return [page.extract_text() for page in pdf.pages]


def _to_pdf(folder: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = sorted(map(str, folder.glob("*.docx")))
    command = [str(_OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=240)


def _first_line(page: str) -> str:
    return page.strip().splitlines()[0].strip()


def test_the_first_page_has_no_number_and_the_second_has_its_own(
    pages: dict[str, list[str]],
) -> None:
    first, second, third = pages["report"][:3]
    assert _first_line(first) != "1"
    assert first.strip().splitlines()[-1].strip() != "1"
    assert (_first_line(second), _first_line(third)) == ("2", "3")


def test_an_appendix_starts_its_count_anew(pages: dict[str, list[str]]) -> None:
    starts = [i for i, page in enumerate(pages["plan"]) if "(Kèm theo" in page]
    assert len(starts) == 2
    for start in starts:
        assert _first_line(pages["plan"][start]).startswith("Phụ lục")
        assert _first_line(pages["plan"][start + 1]) == "2"


def test_a_table_repeats_its_header_on_its_second_page(pages: dict[str, list[str]]) -> None:
    holding = [page for page in pages["report"] if "Nội dung công việc thứ" in page]
    assert len(holding) > 1
    assert all("Kết quả" in page for page in holding[1:])


def test_a_letter_is_one_page(pages: dict[str, list[str]]) -> None:
    assert len(pages["letter"]) == 1
    assert "V/v hướng dẫn" in pages["letter"][0]


def test_a_footnote_stands_on_the_page_that_refers_to_it(pages: dict[str, list[str]]) -> None:
    first = " ".join(pages["plan"][0].split())
    assert "Căn cứ Nghị định số 45/2026/NĐ-CP ngày 20/3/2026 của Chính phủ;”" in first
    assert "DỰ THẢO" in first


def test_the_signature_stands_on_the_page_of_the_closing_words(
    pages: dict[str, list[str]],
) -> None:
    for name, closing in (("plan", "Trên đây là Kế hoạch"), ("report", "báo cáo./.")):
        signed = next(page for page in pages[name] if "TM. ỦY BAN NHÂN DÂN" in page)
        assert closing in " ".join(signed.split())
        assert "Nơi nhận:" in signed
