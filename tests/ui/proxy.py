"""A reverse proxy as an office has one in front: it says whom it speaks for."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

_OWN = {"connection", "transfer-encoding", "keep-alive"}


class Proxy(ThreadingHTTPServer):
    """`client` is the address that everybody comes from until it is changed."""

    daemon_threads = True
    client = "203.0.113.0"
    before = ""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Passed(BaseHTTPRequestHandler):
    server: Proxy

    def do_GET(self) -> None:
        length = int(self.headers.get("content-length", 0))
        headers = {**dict(self.headers), "X-Forwarded-For": self.server.client}
        behind = HTTPConnection(urlsplit(self.server.before).netloc)
        behind.request(self.command, self.path, self.rfile.read(length), headers)
        answer = behind.getresponse()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in _OWN:
                self.send_header(name, value)
        self.send_header("connection", "close")
        self.end_headers()
        while piece := answer.read1():
            self.wfile.write(piece)
            self.wfile.flush()
        behind.close()

    do_POST = do_OPTIONS = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@contextmanager
def proxy_before(server: str) -> Iterator[Proxy]:
    """A proxy on a port of its own, as long as it is needed."""
    with Proxy(("127.0.0.1", 0), _Passed) as proxy:
        proxy.before = server
        thread = Thread(target=proxy.serve_forever, daemon=True)
        thread.start()
        yield proxy
        proxy.shutdown()
        thread.join()
