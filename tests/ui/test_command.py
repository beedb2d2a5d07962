"""The command line, through the installed program."""

import csv
import json
import socket
from io import StringIO
from pathlib import Path

import pytest

from tests.ui.conftest import Cancu, environment, run_cancu

VNEID = "chi tieu vneid nam 2026 cua phuong minh la bao nhieu"


def test_an_answer_in_words_names_its_basis(cancu: Cancu) -> None:
    done = cancu("ask", VNEID, "--unit", "phường Sao Mai")
    assert (done.code, done.err) == (0, "")
    assert "[1] Kế hoạch số " in done.out
    assert "phường Sao Mai" in done.out


def test_with_json_the_answer_is_the_contract_and_nothing_else(cancu: Cancu) -> None:
    done = cancu("ask", VNEID, "--unit", "phường Sao Mai", "--json")
    answer = json.loads(done.out)
    assert (done.code, done.err) == (0, "")
    assert set(answer) == {
        *("status", "answer", "language", "citations", "passages", "findings"),
        *("composer", "timings_ms"),
    }
    assert answer["status"] == "answered"
    assert answer["citations"][0]["source"].endswith(".docx")


def test_not_knowing_is_no_error(cancu: Cancu) -> None:
    done = cancu("ask", "Giá vé tàu cao tốc lên sao Hỏa là bao nhiêu?", "--json")
    assert done.code == 0
    assert json.loads(done.out)["status"] == "no_information"


@pytest.mark.parametrize("question", ["", "   ", "?!", "chỉ tiêu " * 1200])
def test_an_empty_or_endless_question_is_an_error_with_a_sentence(
    cancu: Cancu, question: str
) -> None:
    told = cancu("ask", question)
    assert (told.code, told.out) == (1, "")
    assert told.err.count("\n") == 1
    as_json = cancu("ask", question, "--json")
    answer = json.loads(as_json.out)
    assert (as_json.code, answer["status"]) == (1, "error")
    assert answer["answer"] + "\n" == told.err


def test_an_unknown_unit_is_told_with_the_ones_there_are(cancu: Cancu) -> None:
    asked = ("ask", VNEID, "--unit", "phường Bãi Đá")
    for code, words in ((1, asked), (2, ("figures", "--unit", "Bãi Đá"))):
        done = cancu(*words)
        assert (done.code, done.out) == (code, "")
        assert "Bãi Đá" in done.err
        assert "phường Sao Mai" in done.err


def test_the_home_unit_of_the_environment_is_used(cancu: Cancu) -> None:
    def cited(**more: str) -> str:
        answer = json.loads(cancu("ask", VNEID, "--json", **more).out)
        return str(answer["citations"][0]["unit"])

    assert cited(CANCU_UNIT="phường Sao Mai") == "phường Sao Mai"
    assert cited(CANCU_UNIT="phường Đông Hồ") == "phường Đông Hồ"


def test_a_history_is_read_and_a_broken_one_is_told(cancu: Cancu, tmp_path: Path) -> None:
    good, bad = tmp_path / "tot.json", tmp_path / "hong.json"
    good.write_text(json.dumps([{"role": "user", "content": "Chào"}]), "utf-8")
    assert cancu("ask", VNEID, "--history", str(good)).code == 0
    for text in ("[", '{"role": "user"}', '[{"role": "boss", "content": "x"}]', "[1]"):
        bad.write_text(text, "utf-8")
        done = cancu("ask", VNEID, "--history", str(bad))
        assert (done.code, "hong.json" in done.err) == (1, True)
    assert cancu("ask", VNEID, "--history", str(tmp_path / "thieu.json")).code == 1


def test_documents_are_listed_as_the_contract_says(cancu: Cancu, corpus: Path) -> None:
    listed = json.loads(cancu("documents", "--json").out)
    assert {d["source"] for d in listed} == {path.name for path in corpus.iterdir()}
    keys = [
        "document_id",
        "source",
        "path",
        "number",
        "type",
        "unit",
        "issued",
        "pages",
        "findings",
    ]
    assert all(list(document) == keys for document in listed)


def test_a_document_is_shown_as_read_even_where_it_looks_like_markup(cancu: Cancu) -> None:
    listed = json.loads(cancu("documents", "--json").out)
    tree = next(d for d in listed if d["source"] == "ke-hoach-trong-cay.txt")
    shown = cancu("documents", "--show", tree["document_id"])
    assert shown.code == 0
    assert "Phường trồng bàng lá nhỏ dọc bờ kè" in shown.out
    assert "<script>window.pwned = 1</script>" in shown.out
    missing = cancu("documents", "--show", "khong-co")
    assert (missing.code, "khong-co" in missing.err) == (1, True)


def test_figures_are_found_by_indicator_unit_and_period(cancu: Cancu) -> None:
    rows = json.loads(
        cancu(
            *("figures", "--indicator", "vneid", "--unit", "phuong sao mai"),
            *("--period", "2026", "--json"),
        ).out
    )
    assert rows
    assert all("vneid" in row["indicator"].lower() for row in rows)
    assert all("2026" in row["period"] for row in rows)
    assert {row["place"] or row["unit"] for row in rows} == {"phường Sao Mai"}


def test_a_target_set_by_a_higher_body_is_a_figure_of_the_ward(cancu: Cancu) -> None:
    rows = json.loads(cancu("figures", "--unit", "phường Sao Mai", "--json").out)
    assert ("tỉnh Lam Giang", "phường Sao Mai") in {(row["unit"], row["place"]) for row in rows}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--period", "hôm nào đó"), "2026"),
        (("--period", "quý V/2026"), "quý I năm 2026"),
        (("--period", "2027-2025"), "2025-2026"),
        (("--role", "sếp"), "target (chỉ tiêu)"),
        (("--indicator", "dài " * 100), "300"),
    ],
)
def test_a_condition_that_cannot_be_meant_is_told_with_what_was_expected(
    cancu: Cancu, words: tuple[str, str], expected: str
) -> None:
    done = cancu("figures", *words)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert expected in done.err


def test_figures_are_found_by_role_and_by_who_is_in_charge(cancu: Cancu) -> None:
    words = ("figures", "--role", "ket qua,uoc thuc hien", "--owner", "cong an", "--json")
    rows = json.loads(cancu(*words).out)
    assert {row["role"] for row in rows} <= {"result", "estimate"}
    assert rows
    assert all("Công an" in row["owner"] for row in rows)


def test_csv_has_a_line_a_figure_and_nothing_a_spreadsheet_would_run(cancu: Cancu) -> None:
    rows = list(csv.DictReader(StringIO(cancu("figures", "--csv").out)))
    assert len(rows) == len(json.loads(cancu("figures", "--json").out))
    words = [cell for row in rows for cell in row.values() if len(cell) > 1]
    assert any(cell.startswith("'=") for cell in words)
    assert not {cell[0] for cell in words} & set("=+-@\t\r")


def test_a_usage_error_is_two_and_shows_the_usage(cancu: Cancu) -> None:
    for words in ((), ("hoi",), ("ask",), ("ask", "a", "--jsn"), ("figures", "--csv", "--json")):
        done = cancu(*words)
        assert (done.code, done.out) == (2, "")
        assert "Cách dùng: cancu" in done.err
        assert "Traceback" not in done.err


def test_help_and_messages_speak_the_language_of_the_settings(cancu: Cancu) -> None:
    assert "Cách dùng" in cancu("ask", "--help").out
    assert "Usage" in cancu("ask", "--help", CANCU_LANG="en").out
    assert "Show" not in cancu("ask", "").err
    assert "question" in cancu("ask", "", CANCU_LANG="en").err.lower()


def test_a_setting_that_cannot_be_meant_is_told(tmp_path: Path, corpus: Path) -> None:
    wrong = run_cancu(tmp_path, "documents", CANCU_LANG="fr")
    assert (wrong.code, "fr" in wrong.err) == (2, True)
    a_file = next(corpus.iterdir())
    assert str(a_file) in run_cancu(a_file, "documents").err


def test_with_no_data_yet_every_reader_says_so(tmp_path: Path) -> None:
    for words in (("ask", VNEID), ("documents",), ("figures",)):
        done = run_cancu(tmp_path / "trong", *words)
        assert (done.code, "cancu ingest" in done.err) == (1, True), done.err
    assert not (tmp_path / "trong").exists()


def test_bad_files_are_told_and_stop_nothing(tmp_path: Path, corpus: Path) -> None:
    folder = tmp_path / "van-ban"
    folder.mkdir()
    (folder / "tot.txt").write_bytes((corpus / "ke-hoach-trong-cay.txt").read_bytes())
    (folder / "rong.txt").write_bytes(b"")
    (folder / "hong.docx").write_bytes(b"khong phai zip")
    (folder / "hong.pdf").write_bytes(b"%PDF-1.4\n%%EOF")
    (folder / "la.xyz").write_bytes(b"?")
    done = run_cancu(tmp_path / "data", "ingest", str(folder))
    assert (done.code, done.out) == (0, "")
    for name in ("rong.txt", "hong.docx", "hong.pdf", "la.xyz"):
        assert name in done.err
    assert "Traceback" not in done.err
    listed = json.loads(run_cancu(tmp_path / "data", "documents", "--json").out)
    assert [document["source"] for document in listed] == ["tot.txt"]


@pytest.mark.parametrize("name", ["thieu.txt", "rong.txt", "la.xyz"])
def test_a_named_file_that_cannot_be_read_is_an_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "rong.txt").write_bytes(b"")
    (tmp_path / "la.xyz").write_bytes(b"?")
    done = run_cancu(tmp_path / "data", "ingest", str(tmp_path / name))
    assert (done.code, name in done.err) == (1, True)


def test_a_removed_document_is_gone_and_reindex_keeps_the_rest(
    tmp_path: Path, corpus: Path
) -> None:
    data = tmp_path / "data"
    for source in ("ke-hoach-trong-cay.txt", "bao-cao-cds-sao-mai-2025.txt"):
        assert run_cancu(data, "ingest", str(corpus / source)).code == 0
    listed = json.loads(run_cancu(data, "documents", "--json").out)
    tree = next(d for d in listed if d["source"] == "ke-hoach-trong-cay.txt")
    assert run_cancu(data, "remove", tree["document_id"]).code == 0
    assert run_cancu(data, "remove", tree["document_id"]).code == 1
    assert run_cancu(data, "reindex").code == 0
    left = json.loads(run_cancu(data, "documents", "--json").out)
    assert [d["source"] for d in left] == ["bao-cao-cds-sao-mai-2025.txt"]


def test_a_port_in_use_is_told(cancu: Cancu) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = cancu("serve", "--port", str(port))
    assert (done.code, str(port) in done.err) == (1, True)
    assert cancu("serve", "--port", "70000").code == 1


def test_an_unexpected_defect_is_a_sentence_and_its_details_are_in_the_log(
    tmp_path: Path, corpus: Path
) -> None:
    """A catalog that is no database stands for everything nobody thought of."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "catalog.sqlite3").write_bytes(b"not a database, " * 400)
    done = run_cancu(data, "documents")
    assert done.code == 1
    assert "Traceback" not in done.err
    assert str(data / "cancu.log") in done.err
    assert "Traceback" in (data / "cancu.log").read_text("utf-8")


def test_no_variable_of_ours_leaks_into_a_test() -> None:
    assert [name for name in environment(Path("x")) if name.startswith("CANCU_")] == ["CANCU_DATA"]
