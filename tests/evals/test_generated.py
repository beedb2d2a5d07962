"""Made-up papers: as many as asked, the same for the same seed, readable as what they are."""

from pathlib import Path

from evals.generated import questions, write_papers
from ingest.text import is_accented


def test_there_are_as_many_files_as_asked_some_of_them_word_files(tmp_path: Path) -> None:
    wards = write_papers(tmp_path, 47)
    assert len(list(tmp_path.glob("*.txt"))) == 43
    assert len(list(tmp_path.glob("*.docx"))) == 4
    assert len({ward.label for ward in wards}) == len(wards) == 12


def test_the_same_seed_gives_the_same_papers_and_more_papers_begin_with_fewer(
    tmp_path: Path,
) -> None:
    few, many, other = tmp_path / "few", tmp_path / "many", tmp_path / "other"
    assert write_papers(many, 19)[:2] == write_papers(few, 8)
    assert write_papers(other, 8, seed=1) != write_papers(few, 8)
    for file in few.iterdir():
        assert file.read_bytes() == (many / file.name).read_bytes()


def test_a_question_of_each_kind_is_asked_of_a_ward(tmp_path: Path) -> None:
    (ward,) = write_papers(tmp_path, 1)
    asked = dict(questions(ward))
    kinds = {"figure", "comparison", "list", "responsible", "identity", "definition", "passage"}
    assert set(asked) == kinds | {"first", "absent", "unaccented", "follow_up"}
    assert not is_accented(asked["unaccented"].text)
    assert [kind for kind, question in asked.items() if question.history] == ["follow_up"]
    plan = (tmp_path / f"{ward.stem}-ke-hoach-2026.txt").read_text("utf-8")
    assert f"\t{ward.aims[0].indicator}\t" in plan
