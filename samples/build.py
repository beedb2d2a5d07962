"""Build the Word and PDF papers of `samples/corpus` from `samples/content`.

    python -m samples.build [--into FOLDER]

The .txt and .md papers are written by hand where they stand: their scars are their content.
"""

import argparse
from pathlib import Path

from samples.paper import read_paper
from samples.to_docx import to_docx
from samples.to_pdf import to_pdf

CONTENT = Path(__file__).parent / "content"
CORPUS = Path(__file__).parent / "corpus"


def build(content: Path, folder: Path) -> Path:
    """Write one content file in the format its head asks for; the path written."""
    paper = read_paper(content)
    target = folder / f"{content.stem}.{paper.head.file}"
    target.write_bytes(to_pdf(paper) if paper.head.file == "pdf" else to_docx(paper))
    return target


def main() -> None:
    """Build every paper into the corpus, or into the folder named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=CORPUS)
    folder: Path = parser.parse_args().into
    for content in sorted(CONTENT.glob("*.txt")):
        build(content, folder)


if __name__ == "__main__":
    main()
