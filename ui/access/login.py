"""Logging in, and setting a password: each is done, or refused with a sentence."""

from ingest.errors import CancuError
from ui.access.access import Access
from ui.access.passwords import is_right, make_hash, read_password
from ui.access.records import Purpose, state_of
from ui.access.users import read_name
from ui.access.visitor import AccessRole


class LoginRefused(CancuError):
    """Nobody was let in. `seconds`: how long to wait before the next attempt, 0 for not at all."""

    def __init__(self, key: str, seconds: int = 0) -> None:
        super().__init__(key, seconds=seconds)
        self.seconds = seconds


def log_in(access: Access, name: str, password: str, address: str) -> str:
    """The token of a new login. LoginRefused says the same of a wrong name as of a wrong
    password; that an account is shut is told only to who knows its password."""
    prove(access, name, password, address)
    user = access.users.get(name)
    state = state_of(user, access.now())
    if state == "disabled":
        raise LoginRefused("access.login_disabled")
    if state == "idle" and not access.users.is_last_admin(user):
        raise LoginRefused("access.login_idle")
    access.users.greet(name)
    return access.sessions.open(name)


def prove(access: Access, name: str, password: str, address: str) -> None:
    """Nothing where this is the user's password; LoginRefused where it is not or has to wait."""
    if seconds := access.failures.attempt(name, address):
        raise LoginRefused("access.login_wait", seconds)
    if not is_right(access.users.password(name), password):
        raise LoginRefused("access.login_wrong")
    access.failures.succeeded(name, address)


def start(access: Access, token: str, name: str, password: str) -> None:
    """The first administrator set up with the link that `serve` printed."""
    name, kept = read_name(name), make_hash(read_password(password, name))
    if access.has_users or not access.links.use(token):
        raise CancuError("access.link_spent")
    access.users.add(name, AccessRole.ADMIN)
    access.users.set_password(name, kept)


def set_password(access: Access, token: str, password: str) -> str:
    """The password of the user whom a link is for; their name. CancuError for a link that was used
    or is too old."""
    key = access.links.find(token, Purpose.PASSWORD)
    if key is None:
        raise CancuError("access.link_spent")
    name = access.users.get(key).name
    kept = make_hash(read_password(password, name))
    if not access.links.use(token):
        raise CancuError("access.link_spent")
    access.users.set_password(name, kept)
    access.failures.forget(name)
    return name


def invite(access: Access, name: str) -> str:
    """The path of a one-time link with which the user sets their own password."""
    user = access.users.get(name)
    access.failures.forget(user.name)
    return f"/password?token={access.links.new(Purpose.PASSWORD, user.name)}"
