"""What no client of good will sends, by hand and mostly over a bare socket.

Whatever comes, the status is right, no stack trace goes out, no defect is logged, and the server
answers the next question.
"""

import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

ASKED = json.dumps({"question": "Ai ký Kế hoạch 27/KH-UBND?"}).encode()
JSON = "Content-Type: application/json"


def dialled(server: str) -> socket.socket:
    address = urlsplit(server)
    return socket.create_connection((address.hostname or "", address.port or 0), 60)


def heard(connection: socket.socket) -> bytes:
    """All that comes until the other side closes, or has said as much as it announced."""
    said = b""
    try:
        while piece := connection.recv(65_536):
            said += piece
            head, _, body = said.partition(b"\r\n\r\n")
            length = [line for line in head.lower().split(b"\r\n") if b"content-length:" in line]
            if length and len(body) >= int(length[0].split(b":")[1]):
                break
    except ConnectionError:
        pass
    return said


def exchange(server: str, *lines: str, body: bytes = b"", host: str = "") -> tuple[int, str]:
    """The status and the whole answer to a request as it is written here."""
    first, *more = lines
    head = [first, f"Host: {host or urlsplit(server).netloc}", *more]
    with dialled(server) as connection:
        connection.sendall("\r\n".join(head).encode("latin-1") + b"\r\n\r\n" + body)
        said = heard(connection).decode("utf-8", "replace")
    return int(said.split(" ", 2)[1]) if said else 0, said


@pytest.fixture(scope="module")
def slow(server: str) -> Iterator[list[socket.socket]]:
    """Senders who stop in the middle of a head, of a body, and before either; looked at last."""
    host = f"Host: {urlsplit(server).netloc}\r\n"
    begun = (
        b"",
        f"POST /v1/ask HTTP/1.1\r\n{host}X-Slow: ".encode(),
        f"POST /v1/ask HTTP/1.1\r\n{host}{JSON}\r\nContent-Length: 90\r\n\r\n{{".encode(),
        f"POST /v1/documents HTTP/1.1\r\n{host}Content-Type: multipart/form-data; boundary=x\r\n"
        "Content-Length: 9000\r\n\r\n--x\r\n".encode(),
    )
    connections = [dialled(server) for _ in begun]
    for connection, piece in zip(connections, begun, strict=True):
        connection.sendall(piece)
    yield connections
    for connection in connections:
        connection.close()


@pytest.fixture(autouse=True)
def stays_well(server: str, slow: list[socket.socket]) -> Iterator[None]:
    """After each of them the server answers."""
    yield
    assert httpx.get(f"{server}/healthz", timeout=60).status_code == 200


@pytest.fixture(scope="module", autouse=True)
def nothing_is_logged(data: Path) -> Iterator[None]:
    """No defect of ours, whatever was sent."""
    before = defects(data)
    yield
    assert defects(data) == before


def defects(data: Path) -> int:
    logs = [data / "cancu.log", data / "server.log"]
    return sum(log.read_text("utf-8").count("Traceback") for log in logs if log.exists())


def is_clean(said: str) -> bool:
    return not any(word in said for word in ("Traceback", "site-packages", 'File "', ".py"))


ROUTES = ("/v1/ask", "/v1/chat/completions", "/v1/drafts", "/v1/drafts/x/confirm")
WRONG: tuple[Any, ...] = (
    *(None, [], "x", 5, True, {}, {"question": None}, {"question": ["a"]}, {"question": {}}),
    *({"question": "x", "unit": 5}, {"question": "x", "history": "y"}, {"question": 1e400}),
    *({"question": "x", "history": [{"role": "user"}]}, {"question": "x", "stream": "yes"}),
    *({"model": 5, "messages": []}, {"model": "can-cu", "messages": {}}, {"version": "1"}),
    *({"version": 10**30, "place": "x"}, {"version": -(10**30)}, {"version": 0, "place": "x"}),
    *({"kind": [], "year": {}}, {"kind": "ke-hoach", "year": None}, {"version": 1.5, "place": 2}),
)


@pytest.mark.parametrize("route", ROUTES)
def test_wrong_types_are_told_by_their_names(server: str, route: str) -> None:
    for wrong in WRONG:
        body = json.dumps(wrong).encode()
        response = httpx.post(server + route, content=body, headers={"content-type": JSON[14:]})
        assert response.status_code == 422, (wrong, response.text)
        assert response.headers["content-type"] == "application/problem+json"
        assert is_clean(response.text)


@pytest.mark.parametrize("topic", ["§ ¡", "\U0002a5d6¡", "%", "\x00"])
def test_a_topic_without_words_is_no_defect(server: str, topic: str) -> None:
    body = {"kind": "thu-moi", "unit": "phường Sao Mai", "year": 2027, "topic": topic}
    assert httpx.post(f"{server}/v1/drafts", json=body).status_code == 422


ODD = {
    "bad UTF-8": (b'{"question": "\xff\xfe\x80"}', {400, 422}),
    "no JSON": (b"question=x", {422}),
    "cut off": (b'{"question": "x', {422}),
    "lone surrogate": (b'{"question": "Ai k\\ud800?"}', {422}),
    "lone surrogate in the history": (
        b'{"question": "x", "history": [{"role": "user", "content": "\\udfff"}]}',
        {422},
    ),
    "surrogate in a key": (b'{"\\ud800": 1, "question": "x"}', {422}),
    "NUL": (b'{"question": "Ai k\\u0000?"}', {200, 422}),
    "deep": (b'{"question": ' + b"[" * 100_000, {400, 422}),
    "deep and whole": (b'{"history": ' + b"[" * 5_000 + b"]" * 5_000 + b"}", {400, 422}),
    "NaN": (b'{"question": NaN}', {422}),
    "endless number": (b'{"question": ' + b"9" * 50_000 + b"}", {400, 422}),
    "the same key twice": (b'{"question": 5, "question": "Ai k\xc3\xbd?"}', {200}),
    "a byte order mark": (b"\xef\xbb\xbf" + ASKED, {200, 400, 422}),
    "UTF-16": (ASKED.decode().encode("utf-16"), {200, 400, 422}),
    "nothing": (b"", {422}),
    "a long key": (b'{"' + b"k" * 900_000 + b'": 1}', {422}),
    "many keys": (json.dumps({f"k{n}": n for n in range(20_000)}).encode(), {422}),
    "only marks": (b'{"question": "?! \xe2\x80\xae"}', {422}),
}


@pytest.mark.parametrize(("body", "statuses"), ODD.values(), ids=ODD)
def test_an_odd_body_is_a_problem_or_a_question(
    server: str, body: bytes, statuses: set[int]
) -> None:
    for stream in ("", "text/plain"):
        headers = {"content-type": stream or "application/json"}
        response = httpx.post(f"{server}/v1/ask", content=body, headers=headers, timeout=60)
        assert response.status_code in (statuses if not stream else {400, 415, 422})
        assert is_clean(response.text)
        assert len(response.content) < 20_000


IDS = (
    *("..%2f..%2fetc%2fpasswd", "%2e%2e%2f%2e%2e%2fcatalog.sqlite3", "%00", "a%00b", "%2fetc"),
    *("%ff%fe", "%c0%af..%c0%af", "%ed%a0%80", "k%E1%BA%BF", "%0d%0aX-Evil:%201", "%25%32%66"),
    *("C:%5cx", "'%20OR%201=1--", "$%7Bx%7D", "%7B%7B7*7%7D%7D", "a" * 10_000, "%3Cscript%3E"),
    *("~", "*", "null", "-1", "0x10", "..;", "%F0%9F%98%80"),
)
BY_ID = (
    *("/v1/documents/{}", "/v1/documents/{}/blocks", "/documents/{}", "/v1/models/{}"),
    *("/v1/uploads/{}", "/v1/drafts/{}", "/v1/drafts/{}/file", "/v1/drafts/{}/sections/{}"),
)


@pytest.mark.parametrize("address", BY_ID)
def test_an_id_leads_nowhere_else(server: str, address: str) -> None:
    for odd in IDS:
        status, said = exchange(server, f"GET {address.replace('{}', odd)} HTTP/1.1")
        assert status in (400, 404), (odd, said[:300])
        assert is_clean(said)
        assert "x-evil" not in said.lower().split("\r\n\r\n")[0]
        assert "root:" not in said
        assert "text/html" not in said  # where markup in an id would be live


@pytest.mark.parametrize("method", ["DELETE", "POST"])
def test_an_id_of_nothing_is_not_found_when_it_is_to_go(server: str, method: str) -> None:
    for odd in IDS[:8]:
        path = f"/v1/documents/{odd}" if method == "DELETE" else f"/v1/drafts/{odd}/refresh"
        body = b'{"version": 1}' if method == "POST" else b""
        status, said = exchange(
            server, f"{method} {path} HTTP/1.1", JSON, f"Content-Length: {len(body)}", body=body
        )
        assert status in (400, 404), (odd, said[:300])
        assert is_clean(said)


POST = "POST /v1/ask HTTP/1.1"
LENGTH = f"Content-Length: {len(ASKED)}"
SMUGGLED = b"0\r\n\r\nGET /v1/documents HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
FORGED = {
    "CL and TE": ((POST, JSON, LENGTH, "Transfer-Encoding: chunked"), SMUGGLED, {400, 411}),
    "TE alone": ((POST, JSON, "Transfer-Encoding: chunked"), b"5\r\nhello\r\n0\r\n\r\n", {411}),
    "TE hidden": ((POST, JSON, LENGTH, "Transfer-Encoding: xchunked"), ASKED, {400, 411, 501}),
    "TE twice": (
        (POST, JSON, "Transfer-Encoding: chunked", "Transfer-Encoding: identity"),
        SMUGGLED,
        {400, 411, 501},
    ),
    "space before the colon": ((POST, JSON, "Content-Length : 5"), ASKED, {400}),
    "two lengths": ((POST, JSON, LENGTH, "Content-Length: 3"), ASKED, {400}),
    "a length with a sign": ((POST, JSON, "Content-Length: +5"), ASKED, {400}),
    "a length below nothing": ((POST, JSON, "Content-Length: -1"), ASKED, {400}),
    "a length without end": ((POST, JSON, "Content-Length: " + "9" * 30), ASKED, {400, 413}),
    "folded": (("GET /healthz HTTP/1.1", "X: a", " b"), b"", {200, 400}),
    "a bare line end": (("GET /healthz HTTP/1.1\nX: y",), b"", {200, 400}),
    "a head without end": (("GET /healthz HTTP/1.1", "X: " + "a" * 200_000), b"", {400, 431}),
    "many headers": (
        ("GET /healthz HTTP/1.1", *(f"X-{n}: y" for n in range(20_000))),
        b"",
        {400, 431},
    ),
    "NUL in a header": (("GET /healthz HTTP/1.1", "X: a\x00b"), b"", {400}),
    "no method": (("/healthz",), b"", {400}),
    "another protocol": (("GET /healthz SPDY/3",), b"", {400, 505}),
    "an address of another": (("GET http://evil.example/ HTTP/1.1",), b"", {400, 403, 404}),
    "an upgrade": (
        ("GET /v1/ask HTTP/1.1", "Connection: Upgrade", "Upgrade: websocket"),
        b"",
        {400, 403, 404, 405, 426},
    ),
    "another's host": (("GET /healthz HTTP/1.1", "Host: evil.example"), b"", {400, 403}),
}


@pytest.mark.parametrize(("lines", "body", "statuses"), FORGED.values(), ids=FORGED)
def test_a_forged_request_is_refused_whole(
    server: str, lines: tuple[str, ...], body: bytes, statuses: set[int]
) -> None:
    status, said = exchange(server, *lines, body=body)
    assert status in statuses, said[:300]
    assert is_clean(said)
    assert '"document_id"' not in said  # no second request was answered


def test_what_follows_a_smuggling_request_is_no_request(server: str) -> None:
    with dialled(server) as connection:
        head = f"{POST}\r\nHost: {urlsplit(server).netloc}\r\n{JSON}\r\n{LENGTH}\r\n"
        connection.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode() + SMUGGLED)
        connection.settimeout(3)
        said = b""
        try:
            while piece := connection.recv(65_536):
                said += piece
        except TimeoutError:
            pass
    assert b'"document_id"' not in said


def test_an_old_client_is_heard_and_has_to_say_who_it_is(server: str) -> None:
    """What speaks HTTP/1.0 may be a proxy, behind which nobody sits at this machine."""
    assert exchange(server, "GET /healthz HTTP/1.0")[0] == 200
    status, said = exchange(server, "POST /v1/ask HTTP/1.0", JSON, LENGTH, body=ASKED)
    assert status == 401
    assert "www-authenticate: bearer" in said.lower()


@pytest.mark.parametrize("path", ["/v1/ask", "/v1/check", "/check", "/v1/documents"])
def test_a_body_too_large_is_refused_before_it_comes(server: str, path: str) -> None:
    status, said = exchange(
        server, f"POST {path} HTTP/1.1", "Content-Length: 99999999", "Expect: 100-continue"
    )
    assert status == 413
    assert "byte" in said


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "BREW", "GET"])
def test_a_method_that_is_not_there_is_told_with_those_that_are(server: str, method: str) -> None:
    status, said = exchange(server, f"{method} /v1/ask HTTP/1.1")
    assert status == 405
    assert "allow: options, post" in said.lower()


def test_head_and_options_say_what_get_would(server: str) -> None:
    head = httpx.head(f"{server}/v1/documents")
    assert (head.status_code, head.content) == (200, b"")
    assert (
        head.headers["x-total-count"]
        == httpx.get(f"{server}/v1/documents").headers["x-total-count"]
    )
    options = httpx.options(f"{server}/v1/documents")
    assert options.status_code == 204
    assert options.headers["allow"] == "GET, HEAD, OPTIONS, POST"


@pytest.mark.parametrize(
    "query",
    [
        *("q=", "limit=5", "q=x&limit=1e3", "q=x&limit=51", "q=x&kind=boss", "q=x&unit=%00"),
        *("q=x&nit=y", "q=" + "x" * 2_001, "q=x&limit=-1", "q=x&limit=9" + "9" * 500),
    ],
)
def test_a_wrong_parameter_is_a_problem(server: str, query: str) -> None:
    response = httpx.get(f"{server}/v1/search?{query}")
    assert response.status_code == 422
    assert is_clean(response.text)


@pytest.mark.parametrize("words", ["%ff", "%00", "%22%22%22", "NEAR(", "%ed%a0%80", "%F0%9F%98%80"])
def test_odd_words_are_words_only(server: str, words: str) -> None:
    assert httpx.get(f"{server}/v1/search?q={words}").status_code == 200


def test_slow_senders_are_let_go(slow: list[socket.socket]) -> None:
    """Last of the file: they have been waiting since its beginning."""
    started = time.monotonic()
    for connection in slow:
        connection.settimeout(60)
        said = heard(connection)
        assert said == b"" or b" 408 " in said
    assert time.monotonic() - started < 60
