"""An office with users: who is let in where, and who sees which shelf."""

import httpx
import pytest

from tests.ui.office import SECRETS, Office
from ui.access.visitor import AccessRole

ASKED = {"question": "Số cây bạch hạc thảo năm 2026 là bao nhiêu?"}


def test_with_users_nobody_is_let_in_for_sitting_at_the_machine(office: Office) -> None:
    refused = httpx.post(f"{office.server}/v1/ask", json=ASKED)
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("token", ["x", "cancu_" + "0" * 43, "cancu_ÿ"])
def test_a_wrong_key_is_nobody(office: Office, token: str) -> None:
    headers = [(b"authorization", f"Bearer {token}".encode())]
    assert httpx.get(f"{office.server}/v1/documents", headers=headers).status_code == 401


def test_staff_read_what_is_internal(office: Office) -> None:
    for headers in (office.by_cookie(AccessRole.STAFF), office.by_key(AccessRole.STAFF)):
        answer = httpx.post(f"{office.server}/v1/ask", json=ASKED, headers=headers)
        assert answer.status_code == 200
        assert SECRETS[2] in answer.json()["answer"]


@pytest.mark.parametrize("sent", [{}, {"origin": "http://evil.example"}, {"origin": "null"}])
def test_a_cookie_alone_does_nothing_unless_our_page_sent_it(
    office: Office, sent: dict[str, str]
) -> None:
    cookie = {"cookie": office.by_cookie(AccessRole.STAFF)["cookie"]}
    forged = httpx.post(f"{office.server}/v1/ask", json=ASKED, headers={**cookie, **sent})
    assert forged.status_code == 403


def test_papers_are_drafted_for_officials_only(office: Office) -> None:
    asked = {"question": "soạn mục chỉ tiêu cho Kế hoạch trồng cây năm 2027 của phường Sao Mai"}
    told = [
        httpx.post(f"{office.server}/v1/ask", json=asked, headers=headers, timeout=60).json()
        for headers in (
            office.by_widget(),
            office.by_key(AccessRole.PUBLIC),
            office.by_key(AccessRole.STAFF),
        )
    ]
    assert [answer["status"] == "out_of_scope" for answer in told] == [True, True, False]


def test_a_line_break_behind_an_address_opens_no_door(office: Office) -> None:
    staff = office.by_key(AccessRole.STAFF)
    assert httpx.get(f"{office.server}/v1/audit", headers=staff).status_code == 403
    assert httpx.get(f"{office.server}/v1/audit%0A", headers=staff).status_code == 404
