"""Who sends a request: told by what they bring, else somebody at this machine, else nobody."""

from collections.abc import Callable

from starlette.requests import HTTPConnection

from ui.access.access import Access
from ui.access.hosts import Hosts, address_of, is_here
from ui.access.visitor import AccessRole, Via, Visitor

# The visitor whom a bearer token stands for, coming from an address; None where it is not theirs
# to tell.
ByToken = Callable[[str, str], Visitor | None]
_COOKIE = "cancu_session"
_SECURE_COOKIE = f"__Host-{_COOKIE}"  # a browser takes it over https only, and for this host only


class Identify:
    """Tells visitors apart. `more`: kinds of bearer tokens beside the keys of programs.

    Once a user is set up, or CANCU_URL says that others come, what is wrong, expired or revoked
    is nobody's. Before that whoever sits at this machine is let in, whatever key their client
    insists on sending.
    """

    def __init__(self, access: Access, hosts: Hosts, *more: ByToken) -> None:
        self._access = access
        self._hosts = hosts
        self._by_token: tuple[ByToken, ...] = (self._key, *more)

    def __call__(self, connection: HTTPConnection) -> Visitor:
        """The visitor; nobody where nothing tells."""
        address = address_of(connection)
        token = bearer(connection)
        found = self._bearer(token, address) if token else self._session(connection, address)
        if found is None and self._is_first(connection):
            return Visitor(Via.HERE, AccessRole.EDITOR, "", address)
        return found or Visitor(address=address)

    def _is_first(self, connection: HTTPConnection) -> bool:
        """True for who sits at this machine before anybody was set up, and before it was said that
        others come: from then on a proxy may stand on this machine that cannot be seen."""
        is_open = self._hosts.are_here_only and not self._access.has_users
        return is_open and is_here(connection)

    def _bearer(self, token: str, address: str) -> Visitor | None:
        told = (by_token(token, address) for by_token in self._by_token)
        return next(filter(None, told), None)

    def _key(self, token: str, address: str) -> Visitor | None:
        key = self._access.keys.find(token) if self._access.is_made else None
        return Visitor(Via.KEY, key.role, key.name, address) if key else None

    def _session(self, connection: HTTPConnection, address: str) -> Visitor | None:
        token = session_token(connection, self._hosts)
        found = self._access.sessions.user(token) if token and self._access.has_users else None
        return Visitor(Via.SESSION, found[1], found[0], address) if found else None


def bearer(connection: HTTPConnection) -> str:
    """The token of `Authorization: Bearer …` (RFC 6750, 2.1); "" where there is none."""
    scheme, _, token = connection.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def session_cookie(connection: HTTPConnection, hosts: Hosts) -> str:
    """What the cookie of a login is called on this connection."""
    return _SECURE_COOKIE if hosts.is_https(connection) else _COOKIE


def session_token(connection: HTTPConnection, hosts: Hosts) -> str:
    """What the cookie of a login holds; "" where there is none."""
    return connection.cookies.get(session_cookie(connection, hosts), "")
