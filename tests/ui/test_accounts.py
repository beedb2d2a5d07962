"""Users, logins, keys, sites and links as they are kept: when each opens, and when no more."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ingest.errors import CancuError
from tests.ui.office import PASSWORD
from ui.access.access import Access
from ui.access.login import LoginRefused, invite, log_in, set_password, start
from ui.access.passwords import is_right, make_hash, read_password
from ui.access.records import DAY, HOUR, Purpose
from ui.access.sites import read_origin
from ui.access.visitor import AccessRole

NEXT = "mười hai bến nước trong xanh"
KEPT = make_hash(PASSWORD.encode())


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1_795_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def access(tmp_path: Path, clock: Clock) -> Iterator[Access]:
    """An administrator and a member of staff, both with a password."""
    access = Access(tmp_path, clock)
    for name, role in (("Sếp", AccessRole.ADMIN), ("Lan", AccessRole.STAFF)):
        access.users.add(name, role)
        access.users.set_password(name, KEPT)
    yield access
    access.close()


def test_nothing_that_opens_is_kept(access: Access, tmp_path: Path) -> None:
    key, opens = access.keys.add("máy", AccessRole.PUBLIC)
    tokens = [opens, access.sessions.open("Lan"), access.links.new(Purpose.PASSWORD, "Lan")]
    access.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert key.last4.encode() in kept
    assert [token for token in [*tokens, PASSWORD] if token.encode() in kept] == []


def test_the_file_is_its_owners_alone(access: Access, tmp_path: Path) -> None:
    assert {path.stat().st_mode & 0o077 for path in tmp_path.iterdir()} == {0}


def test_a_login_ends_when_idle_and_when_old(access: Access, clock: Clock) -> None:
    idle, busy = access.sessions.open("Lan"), access.sessions.open("Lan")
    for _ in range(5):
        clock.now += 2 * HOUR
        assert access.sessions.user(busy) == ("Lan", AccessRole.STAFF)
    assert access.sessions.user(idle) is None
    clock.now += 2 * HOUR + 1
    assert access.sessions.user(busy) is None


@pytest.mark.parametrize("change", ["role", "disable", "password", "logout"])
def test_a_login_ends_when_anything_about_its_user_changes(access: Access, change: str) -> None:
    token, other = access.sessions.open("Lan"), access.sessions.open("Sếp")
    if change == "role":
        access.users.set_role("LAN", AccessRole.EDITOR)
    elif change == "disable":
        access.users.disable("Lan")
    elif change == "password":
        set_password(access, access.links.new(Purpose.PASSWORD, "Lan"), NEXT)
    else:
        access.sessions.close(token)
    assert access.sessions.user(token) is None
    assert access.sessions.user(other) is not None


def test_there_is_always_an_administrator_who_can_log_in(access: Access) -> None:
    access.users.add("Mới", AccessRole.ADMIN)  # has no password yet, so cannot
    with pytest.raises(CancuError, match="duy nhất"):
        access.users.disable("Sếp")
    with pytest.raises(CancuError, match="duy nhất"):
        access.users.set_role("Sếp", AccessRole.EDITOR)
    access.users.set_password("Mới", KEPT)
    access.users.disable("Sếp")
    with pytest.raises(CancuError, match="duy nhất"):
        access.users.disable("Mới")


def test_two_administrators_cannot_shut_each_other_out_at_once(access: Access) -> None:
    names = ["Sếp", *(f"Phó {number}" for number in range(5))]
    for name in names[1:]:
        access.users.add(name, AccessRole.ADMIN)
        access.users.set_password(name, KEPT)

    def disable(name: str) -> bool:
        try:
            access.users.disable(name)
        except CancuError:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(disable, names)) == [False, *[True] * 5]


def test_an_account_unused_for_45_days_is_shut_but_for_the_last_administrator(
    access: Access, clock: Clock
) -> None:
    clock.now += 45 * DAY + 1
    with pytest.raises(LoginRefused, match="45 ngày"):
        log_in(access, "Lan", PASSWORD, "10.0.0.1")
    assert log_in(access, "Sếp", PASSWORD, "10.0.0.1")
    access.users.enable("Lan")
    assert log_in(access, "Lan", PASSWORD, "10.0.0.1")


def test_each_failure_makes_the_next_wait_longer(access: Access, clock: Clock) -> None:
    waits: list[int] = []
    while len(waits) < 10:
        with pytest.raises(LoginRefused) as refused:
            log_in(access, "Lan", "sai", "10.0.0.1")
        if refused.value.seconds:
            waits.append(refused.value.seconds)
            clock.now += refused.value.seconds
    assert waits == [5, 10, 20, 40, 80, 160, 320, 640, 900, 900]
    assert log_in(access, "Lan", PASSWORD, "10.0.0.1")  # waited long enough
    assert access.failures.count("Lan") == 0


def test_a_name_that_nobody_has_waits_as_long(access: Access) -> None:
    def told(name: str) -> list[int]:
        said = []
        for _ in range(7):
            with pytest.raises(LoginRefused) as refused:
                log_in(access, name, "sai", "10.0.0.1")
            said.append(refused.value.seconds)
        return said

    assert told("Lan") == told("không ai cả")


def test_an_address_that_tries_many_names_has_to_wait(access: Access) -> None:
    waits = [
        access.failures.attempt(f"ai đó {number}", f"2001:db8:1:2::{number}")
        for number in range(40)
    ]
    assert waits[:30] == [0] * 30
    assert min(waits[30:]) > 0
    assert access.failures.attempt("Lan", "2001:db8:1:3::1") == 0


def test_nobody_shuts_an_account_for_others(access: Access, clock: Clock) -> None:
    for _ in range(600):  # whoever guesses takes each free moment
        access.failures.attempt("Lan", "10.9.9.9")
        clock.now += 60
    assert max(access.failures.attempt("Lan", "10.9.9.9") for _ in range(2)) > 0
    assert log_in(access, "Lan", PASSWORD, "10.0.0.1")
    assert access.failures.attempt("Lan", "10.9.9.9") > 0  # it does not free the guesser


def test_a_name_guessed_at_from_everywhere_has_to_wait(access: Access) -> None:
    waits = [access.failures.attempt("Lan", f"10.0.{number}.1") for number in range(30)]
    assert (set(waits[:20]), min(waits[20:]) > 0) == ({0}, True)
    access.failures.forget("Lan")
    assert access.failures.attempt("Lan", "10.0.29.1") == 0


def test_many_guesses_at_once_are_many_failures(access: Access) -> None:
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _: access.failures.attempt("Lan", ""), range(20)))
    assert waits.count(0) == 5


def test_an_administrator_lifts_the_wait(access: Access) -> None:
    for _ in range(6):
        access.failures.attempt("Lan", "10.0.0.1")
    set_password(access, invite(access, "Lan").split("=")[1], NEXT)
    assert log_in(access, "Lan", NEXT, "10.0.0.1")


def test_a_link_works_once_and_within_a_day(access: Access, clock: Clock) -> None:
    first, second = (access.links.new(Purpose.PASSWORD, "Lan") for _ in range(2))
    with pytest.raises(CancuError, match="đã dùng"):  # a later one took its place
        set_password(access, first, NEXT)
    assert set_password(access, second, NEXT) == "Lan"
    with pytest.raises(CancuError, match="đã dùng"):
        set_password(access, second, NEXT)
    late = access.links.new(Purpose.PASSWORD, "Lan")
    clock.now += DAY + 1
    with pytest.raises(CancuError, match="24 giờ"):
        set_password(access, late, NEXT)


def test_a_refused_password_does_not_spend_the_link(access: Access) -> None:
    token = access.links.new(Purpose.PASSWORD, "Lan")
    with pytest.raises(CancuError, match="14 ký tự"):
        set_password(access, token, "ngắn")
    assert set_password(access, token, NEXT) == "Lan"


def test_the_first_link_sets_up_one_administrator_only(tmp_path: Path) -> None:
    access = Access(tmp_path)
    token = access.links.new(Purpose.START)

    def set_up(name: str) -> bool:
        try:
            start(access, token, name, PASSWORD)
        except CancuError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(set_up, ("Một", "Hai", "Ba", "Bốn"))) == [False] * 3 + [True]
    assert [user.role for user in access.users.every()] == [AccessRole.ADMIN]
    access.close()


def test_the_first_user_is_an_administrator(tmp_path: Path) -> None:
    access = Access(tmp_path)
    with pytest.raises(CancuError, match="quản trị"):
        access.users.add("Lan", AccessRole.STAFF)
    assert not access.has_users
    access.close()


def test_a_revoked_key_opens_nothing_and_no_key_is_an_administrators(access: Access) -> None:
    key, opens = access.keys.add("máy", AccessRole.EDITOR)
    found = access.keys.find(opens)
    assert found
    assert (found.id, found.role) == (key.id, AccessRole.EDITOR)
    access.keys.revoke(key.id)
    assert access.keys.find(opens) is None
    with pytest.raises(CancuError):
        access.keys.add("máy", AccessRole.ADMIN)


def test_a_revoked_site_is_no_site(access: Access) -> None:
    site = access.all_sites.add("Trang", ["https://a.example", "https://a.example/"], "en")
    assert access.site(site.id) == site
    assert site.origins == ("https://a.example",)
    access.all_sites.revoke(site.id)
    assert (access.site(site.id), access.sites()) == (None, ())


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("https://Phuong.Example/", "https://phuong.example"),
        ("https://phuong.example:443", "https://phuong.example"),
        ("http://192.168.1.5:8080", "http://192.168.1.5:8080"),
        ("https://phường.example", "https://xn--phng-rib8295b.example"),
        ("http://[2001:db8::1]:80", "http://[2001:db8::1]"),
    ],
)
def test_an_address_is_kept_as_browsers_send_it(typed: str, origin: str) -> None:
    assert read_origin(typed) == origin


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "*",
        "null",
        "phuong.example",
        "https://",
        "https://a.example/trang",
        "https://a@b.example",
    ]
    + ["javascript:alert(1)", "ftp://a.example", "https://a.example:x", "https://a.example?x"],
)
def test_what_is_no_address_of_a_site_is_refused(typed: str) -> None:
    with pytest.raises(CancuError):
        read_origin(typed)


@pytest.mark.parametrize(
    "password", [PASSWORD, "dán từ trình quản lý: 9Zk!", "x7)Qd2,mW0=pLs", "ấ" * 7 + "bcdefgh"]
)
def test_length_is_all_that_is_asked_of_a_password(password: str) -> None:
    assert read_password(password, "Lan")


@pytest.mark.parametrize(
    "password",
    ["mười ba ký tự", "a" * 30, "121212121212121212", "12345678901234", "abcdefghijklmno"]
    + ["Lan Nguyễn 1985", "lannguyen lannguyen", "Căn Cứ Căn Cứ 2026", "password123456"]
    + ["mật khẩu của tôi", "x" * 1_025, "ấ" * 342 + "bcdef"],
)
def test_a_short_or_guessable_password_is_refused(password: str) -> None:
    with pytest.raises(CancuError):
        read_password(password, "Lan Nguyễn")


def test_a_password_is_the_same_however_its_marks_are_typed() -> None:
    composed, decomposed = (
        "tiếng Việt có dấu",
        "tie\u0302\u0301ng Vie\u0323\u0302t co\u0301 da\u0302\u0301u",
    )
    assert composed != decomposed
    kept = make_hash(read_password(decomposed, "Lan"))
    assert is_right(kept, composed)
    assert not is_right(kept, composed + " ")
    assert not is_right("", "")
