"""Where a request was sent to and where from: this machine, an address of ours, or neither."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection

_HERE = frozenset({"127.0.0.1", "localhost", "::1"})
# What a proxy in front of us adds. Somebody far away who comes through one arrives from this
# machine, and often under its name: nginx sends "Host: 127.0.0.1" unless it is told otherwise.
_FORWARDED = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


class Hosts:
    """The addresses that people open us at: this machine's, and `urls` of the settings."""

    def __init__(self, urls: tuple[str, ...]) -> None:
        self._urls = frozenset(urls)
        self._names = frozenset(filter(None, map(_name, urls)))

    @property
    def are_here_only(self) -> bool:
        """True where nobody said that others open us at an address of their own."""
        return self._names <= _HERE

    def lets_in(self, headers: Headers) -> bool:
        """True for a request sent to a name of ours. Another one is how a web page reaches a
        server by rebinding its own name to the server's address."""
        name = _name("//" + headers.get("host", ""))
        return name in _HERE or name in self._names

    def is_foreign(self, connection: HTTPConnection) -> bool:
        """True for a request that says it comes of a page of another address."""
        origin = connection.headers.get("origin")
        is_told_own = connection.headers.get("sec-fetch-site") == "same-origin"
        return origin is not None and not is_told_own and origin not in self._own(connection)

    def is_own(self, connection: HTTPConnection, *, told: bool) -> bool:
        """True for a request of a page of ours; `told`: it must say so, else silence will do.

        Browsers say it by Sec-Fetch-Site, which no page can forge, and where that is missing
        (plain http in an office) by Origin; programs say neither.
        """
        site = connection.headers.get("sec-fetch-site")
        if site is not None:
            return site in {"same-origin", "none"}
        origin = connection.headers.get("origin")
        return not told if origin is None else origin in self._own(connection)

    def is_https(self, connection: HTTPConnection) -> bool:
        """True where the browser speaks https with us, or with a proxy before us."""
        is_said = any(url.startswith("https:") for url in self._urls)
        return connection.url.scheme == "https" or (is_said and not is_here(connection))

    def own(self, connection: HTTPConnection) -> str:
        """The origin of our own pages, by the name we were called by; a proxy may hide that it
        speaks https."""
        called = f"{connection.url.scheme}://{connection.headers.get('host', '')}"
        secure = called.replace("http://", "https://", 1)
        return secure if secure in self._urls and called not in self._urls else called

    def _own(self, connection: HTTPConnection) -> frozenset[str]:
        host = connection.headers.get("host", "")
        here = {f"{connection.url.scheme}://{host}"} if _name("//" + host) in _HERE else set()
        return self._urls | here


def is_here(connection: HTTPConnection) -> bool:
    """True for a request from this machine itself to a name of this machine, with no proxy
    between; one that hides itself cannot be told apart (docs/architecture.md)."""
    # nginx as it comes adds none of these, but speaks HTTP/1.0, as no browser or client does.
    is_old = connection.scope.get("http_version") == "1.0"
    is_plain = not is_old and not any(name in connection.headers for name in _FORWARDED)
    to_here = _name("//" + connection.headers.get("host", "")) in _HERE
    return is_plain and to_here and _is_loopback(address_of(connection))


def origin_of(connection: HTTPConnection) -> str:
    """The `Origin` that the browser sent; "" where it sent none."""
    return connection.headers.get("origin", "")


def address_of(connection: HTTPConnection) -> str:
    """The client's address, "" where it has none."""
    return connection.client.host if connection.client else ""


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _name(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:  # "[::1" and the like
        return None
