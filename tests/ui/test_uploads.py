"""Files that come and documents that go while the server runs; what breaks off leaves nothing."""

import hashlib
import io
import json
import re
import socket
import time
import unicodedata
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree, ignore_patterns
from subprocess import PIPE, Popen
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from ingest.document import FrontMatter, Shelf
from tests.ui.conftest import PROGRAM, environment, run_cancu, serving
from ui.names import safe_name
from ui.upload_task import Place
from vectorstore.records import DocumentRecord

PAPER = """ỦY BAN NHÂN DÂN
PHƯỜNG SAO MAI

Số: {number}/KH-UBND

Sao Mai, ngày 09 tháng 02 năm 2026

KẾ HOẠCH
{subject}

I. NỘI DUNG
1. {subject}
Phường giao Đội {team} thực hiện việc {subject} trong năm 2026.
"""


def paper(number: int, subject: str, team: str = "sông nước") -> bytes:
    return PAPER.format(number=number, subject=subject, team=team).encode()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Path:
    """A data folder with one document that was not uploaded."""
    data = tmp_path_factory.mktemp("uploads") / "data"
    read = run_cancu(data, "ingest", str(corpus / "ke-hoach-trong-cay.txt"), "--shelf", "public")
    assert read.code == 0, read.err
    return data


@pytest.fixture(scope="module")
def office(folder: Path) -> Iterator[str]:
    with serving(folder) as server:
        yield server


def send(
    server: str, name: str, content: bytes, fields: dict[str, str] | None = None
) -> httpx.Response:
    files = {"file": (name, content)}
    response = httpx.post(f"{server}/v1/documents", files=files, data=fields, timeout=120)
    if response.status_code == 202:  # a busy machine: it goes on, and is asked for
        done = settled(server, response.headers["location"])
        if done["problem"]:
            return httpx.Response(done["status"], json={"detail": done["problem"]})
        there = f"{server}/v1/documents/{done['document_id']}"
        return httpx.Response(201, json=httpx.get(there).json())
    return response


def settled(server: str, address: str) -> dict[str, Any]:
    """The upload once it is over."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        told: dict[str, Any] = httpx.get(server + address).json()
        if told["state"] in ("done", "failed"):
            return told
        time.sleep(0.3)
    raise AssertionError(told)


def removed(server: str, document_id: str) -> int:
    response = httpx.delete(f"{server}/v1/documents/{document_id}", timeout=60)
    if response.status_code == 202:
        return 204 if settled(server, response.headers["location"])["state"] == "done" else 500
    return response.status_code


def sources(server: str) -> list[str]:
    return [one["source"] for one in httpx.get(f"{server}/v1/documents").json()]


def left_in(data: Path) -> list[str]:
    """Every file under the folder of uploads."""
    uploads = data / "uploads"
    return sorted(str(p.relative_to(uploads)) for p in uploads.rglob("*") if p.is_file())


def asked(server: str, question: str) -> dict[str, Any]:
    told: dict[str, Any] = httpx.post(f"{server}/v1/ask", json={"question": question}).json()
    return told


def test_an_upload_answers_the_next_question_and_a_removal_ends_that(
    office: str, folder: Path
) -> None:
    question = "Ai thực hiện nạo vét rạch Cầu Muối?"
    assert asked(office, question)["status"] != "answered"
    content = paper(11, "nạo vét rạch Cầu Muối")
    response = send(office, "../../../nạo vét\u202e.txt", content)
    assert response.status_code == 201
    made = response.json()
    assert (made["number"], made["shelf"], made["source"]) == (
        *("11/KH-UBND", "internal"),
        "nạo vét.txt",
    )
    answer = asked(office, question)
    assert answer["citations"][0]["document_id"] == made["document_id"]
    assert left_in(folder) == ["internal/nạo vét.txt"]
    assert removed(office, made["document_id"]) == 204
    assert asked(office, question)["status"] != "answered"
    assert left_in(folder) == []
    assert httpx.delete(f"{office}/v1/documents/{made['document_id']}").status_code == 404


def test_the_same_bytes_twice_are_one_document_also_at_once(office: str, folder: Path) -> None:
    content = paper(12, "sửa chữa cầu Ván")
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda name: send(office, name, content), ("mot.txt", "mot.txt")))
    assert {response.json()["document_id"] for response in both} == {
        send(office, "ten khac.txt", content).json()["document_id"]
    }
    assert send(office, "mot.txt", content).status_code == 200
    assert left_in(folder) == ["internal/mot.txt"]
    assert sources(office).count("mot.txt") == 1
    assert removed(office, both[0].json()["document_id"]) == 204


def test_a_known_name_with_other_bytes_is_refused_unless_it_is_to_be_replaced(
    office: str, folder: Path
) -> None:
    first = send(office, "ke hoach.txt", paper(13, "dọn chợ Bến"))
    other = paper(14, "dọn chợ Bến đợt hai")
    refused = send(office, "ke hoach.txt", other)
    assert refused.status_code == 409
    assert "replace=true" in refused.json()["detail"]
    assert send(office, "ke hoach.txt", other, {"shelf": "public"}).status_code == 409
    new = send(office, "ke hoach.txt", other, {"replace": "true", "shelf": "public"})
    assert (new.status_code, new.json()["number"]) == (201, "14/KH-UBND")
    assert httpx.get(f"{office}/v1/documents/{first.json()['document_id']}").status_code == 404
    assert left_in(folder) == ["public/ke hoach.txt"]
    broken = send(office, "ke hoach.txt", b"", {"replace": "true", "shelf": "public"})
    assert broken.status_code == 422
    assert left_in(folder) == ["public/ke hoach.txt"]
    assert (folder / "uploads/public/ke hoach.txt").read_bytes() == other
    assert removed(office, new.json()["document_id"]) == 204


def test_what_was_internal_is_published_by_sending_it_so(office: str, folder: Path) -> None:
    content = paper(15, "mở thư viện phường")
    first = send(office, "thu vien.txt", content).json()
    then = send(office, "thu vien.txt", content, {"shelf": "public"})
    assert then.json()["shelf"] == "public"
    assert left_in(folder) == ["public/thu vien.txt"]
    assert sources(office).count("thu vien.txt") == 1
    if first["document_id"] != then.json()["document_id"]:
        there = f"{office}/v1/documents/{first['document_id']}"
        assert httpx.get(there).status_code == 404
    assert removed(office, then.json()["document_id"]) == 204


def test_what_was_published_by_mistake_is_taken_back_or_said_to_be_public_still(
    office: str, folder: Path, tmp_path: Path
) -> None:
    content, name = paper(18, "sửa hàng rào trụ sở"), "hang rao.txt"
    made = send(office, name, content, {"shelf": "public"}).json()
    assert send(office, name, content, {"shelf": "internal"}).status_code == 409
    back = send(office, name, content, {"shelf": "internal", "replace": "true"}).json()
    assert (back["shelf"], left_in(folder)) == ("internal", [f"internal/{name}"])
    assert removed(office, back["document_id"]) == 204
    assert made["shelf"] == "public"
    file = tmp_path / "noi khac.txt"
    file.write_bytes(content)
    assert run_cancu(folder, "ingest", str(file), "--shelf", "public").code == 0
    asked = send(office, name, content, {"shelf": "internal", "replace": "true"})
    assert (asked.status_code, "noi khac.txt" in asked.json()["detail"]) == (409, True)
    assert run_cancu(folder, "remove", _id_of(office, "noi khac.txt")).code == 0


def _id_of(server: str, source: str) -> str:
    listed = httpx.get(f"{server}/v1/documents").json()
    return next(str(one["document_id"]) for one in listed if one["source"] == source)


def test_a_document_from_elsewhere_goes_and_its_file_stays(
    office: str, folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "rieng.txt"
    file.write_bytes(paper(16, "sơn lại cổng chào"))
    assert run_cancu(folder, "ingest", str(file)).code == 0
    same = send(office, "ban sao.txt", file.read_bytes())
    assert (same.status_code, same.json()["source"]) == (200, "rieng.txt")
    assert left_in(folder) == []
    assert removed(office, same.json()["document_id"]) == 204
    assert "rieng.txt" not in sources(office)
    assert file.exists()


def bomb() -> bytes:
    """A .docx of a few kilobytes that unpacks to 100 MB."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w:p/>" * 17_000_000)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "status", "says"),
    [
        ("rong.txt", b"", 422, "rong.txt"),
        ("hong.docx", b"PK\x03\x04 hong", 422, "hong.docx"),
        ("anh.png", b"x", 415, "anh.png"),
        ("", b"x", 400, "file"),
        ("x.docx\x00.exe", b"x", 415, "x.docx"),
        ("to.txt", b"a" * 30_001_000, 413, "30000000"),
    ],
)
def test_what_cannot_be_a_document_is_told_and_nothing_of_it_stays(
    office: str, folder: Path, name: str, content: bytes, status: int, says: str
) -> None:
    before = left_in(folder)
    response = send(office, name, content)
    assert response.status_code == status
    assert says in response.json()["detail"]
    assert left_in(folder) == before


def test_a_bomb_is_refused_before_it_is_unpacked(office: str, folder: Path) -> None:
    response = send(office, "bom.docx", bomb())
    assert (response.status_code, "MB" in response.json()["detail"]) == (422, True)
    assert left_in(folder) == []


NAMES = {
    "../../../etc/thoat.txt": "thoat.txt",
    "..\\..\\thoat.txt": "thoat.txt",
    "C:\\con.txt": "_con.txt",
    "Lpt1.tar.txt": "_Lpt1.tar.txt",
    "ke\u202ehoach.txt": "kehoach.txt",
    "a\x00b\ud800<c>.txt": "ab_c_.txt",
    "~$khoa.txt": "$khoa.txt",
    unicodedata.normalize("NFD", "Kế hoạch.txt"): "Kế hoạch.txt",
    "ế" * 300 + ".txt": "ế" * 66 + ".txt",
    "..": "",
    ".txt": "txt",
}


@pytest.mark.parametrize(("name", "kept"), NAMES.items(), ids=map(ascii, NAMES.values()))
def test_a_name_leads_nowhere_and_reads_as_it_is(name: str, kept: str) -> None:
    assert safe_name(name) == kept


@pytest.mark.parametrize(
    ("fields", "says"), [({"shelf": "boss"}, "internal"), ({"replace": "maybe"}, "true")]
)
def test_a_field_that_cannot_be_meant_is_a_problem(
    office: str, folder: Path, fields: dict[str, str], says: str
) -> None:
    response = send(office, "x.txt", paper(18, "x"), fields)
    assert (response.status_code, says in response.json()["detail"]) == (422, True)
    assert left_in(folder) == []


def raw(server: str, head: str, body: bytes) -> socket.socket:
    """A connection over which a request has been written by hand."""
    address = urlsplit(server)
    connection = socket.create_connection((address.hostname or "", address.port or 0), 30)
    connection.sendall(head.encode() + b"\r\n\r\n" + body)
    return connection


BOUNDARY = "cat-giua-chung"
HALF = (
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="nua.txt"\r\n\r\n'
    "nửa đầu của tệp"
).encode()


def head(server: str, length: int) -> str:
    return (
        f"POST /v1/documents HTTP/1.1\r\nHost: {urlsplit(server).netloc}\r\n"
        f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {length}"
    )


def emptied(data: Path) -> bool:
    """True once nothing is left of what was sent; the server notices that a sender left."""
    until = time.monotonic() + 20
    while left_in(data) and time.monotonic() < until:
        time.sleep(0.05)
    return left_in(data) == []


def test_an_upload_cut_half_way_leaves_nothing(office: str, folder: Path) -> None:
    with raw(office, head(office, len(HALF) + 1_000), HALF):
        until = time.monotonic() + 20
        while not left_in(folder) and time.monotonic() < until:
            time.sleep(0.05)
        assert len(left_in(folder)) == 1  # it is on the disk, not in memory
    assert emptied(folder)
    with raw(office, head(office, len(HALF)), HALF) as whole:  # as long as it says, but no form
        assert b" 400 " in whole.recv(200)
    assert emptied(folder)


@contextmanager
def begun(folder: Path, name: str, command: str) -> Iterator[tuple[str, Path, "Popen[str]"]]:
    """A server of its own over a copy of the folder: its address, its data, its process."""
    data = folder.parent / name
    copytree(folder, data, ignore=ignore_patterns("uploads", "writer.*"))
    with Popen(["bash", "-c", command], env=environment(data), stderr=PIPE, text=True) as process:
        try:
            assert process.stderr
            said = re.search(r"http://127\.0\.0\.1:\d+", process.stderr.readline())
            assert said
            yield said[0], data, process
        finally:
            process.kill()


SERVE = f"exec {PROGRAM} serve --port 0"


def test_a_full_disk_is_told_and_leaves_nothing(folder: Path) -> None:
    """A limit on the size of files, 8 MB, stands for the end of the disk."""
    with begun(folder, "full", f"ulimit -f 8192; {SERVE}") as (server, data, _):
        response = send(server, "to.txt", b"a" * 20_000_000)
        assert response.status_code == 507
        assert left_in(data) == []
        assert httpx.get(f"{server}/v1/documents").status_code == 200


def test_a_server_that_is_killed_finishes_what_it_took_and_forgets_the_rest(folder: Path) -> None:
    with (
        begun(folder, "killed", SERVE) as (server, data, process),
        raw(server, head(server, len(HALF) + 1_000), HALF),
        ThreadPoolExecutor(1) as pool,
    ):
        sent = pool.submit(send, server, "cat.txt", paper(19, "khơi cống phố Đê"))
        notes = data / "uploads" / ".part"
        until = time.monotonic() + 20
        while not list(notes.glob("*.json")) and time.monotonic() < until:
            time.sleep(0.01)
        process.kill()
        assert sent.exception()
    assert len(list(notes.glob("*.json"))) == 1
    with serving(data) as server:
        assert emptied_but(data, ["internal/cat.txt"])
        assert sources(server).count("cat.txt") == 1


def emptied_but(data: Path, kept: list[str]) -> bool:
    until = time.monotonic() + 90
    while left_in(data) != kept and time.monotonic() < until:
        time.sleep(0.05)
    return left_in(data) == kept


def test_an_uploaded_file_is_known_again_in_a_folder_that_was_brought_back(tmp_path: Path) -> None:
    file = tmp_path / "internal" / "ao.txt"
    file.parent.mkdir()
    file.write_bytes(b"ao sen")
    former = "/mat/uploads/internal/ao.txt"
    front, sha256 = FrontMatter(), hashlib.sha256(b"ao sen").hexdigest()
    record = DocumentRecord("1", "ao.txt", "ao.txt", former, sha256, Shelf.INTERNAL, front)
    assert Place(tmp_path).uploaded(record) == [file]
    file.write_bytes(b"ao khac")
    assert Place(tmp_path).uploaded(record) == []


def test_what_takes_longer_is_told_where_to_ask(office: str, folder: Path) -> None:
    """Another process holds the writer's lock: the file waits, and is read in when it lets go."""
    from vectorstore.lock import WriterLock

    lock = WriterLock(folder)
    lock.acquire(60)
    try:
        files = {"file": ("cho.txt", paper(20, "lắp đèn ngõ Chợ"))}
        response = httpx.post(f"{office}/v1/documents", files=files, timeout=60)
    finally:
        lock.release()
    assert response.status_code == 202
    assert response.json()["state"] in ("waiting", "reading")
    done = settled(office, response.headers["location"])
    assert done["state"] == "done"
    assert removed(office, done["document_id"]) == 204
    assert httpx.get(f"{office}/v1/uploads/khong-co").status_code == 404


def test_ingest_tells_what_became_of_files_as_json(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "mot.txt"
    file.write_bytes(paper(21, "kẻ vạch đường"))
    done = run_cancu(folder, "ingest", str(file), str(tmp_path / "khong-co.txt"), "--json")
    told = json.loads(done.out)
    assert [(row["path"], row["outcome"]) for row in told] == [
        ("mot.txt", "added"),
        ("khong-co.txt", "failed"),
    ]
    assert "khong-co.txt" in told[1]["reason"]
    assert run_cancu(folder, "remove", told[0]["document_id"]).code == 0
