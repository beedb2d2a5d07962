"""What a program claims to have been said before is read only as far as it can have been said."""

import httpx

from tests.ui.office import Office
from ui.access.visitor import AccessRole


def test_an_earlier_question_that_is_too_long_was_never_answered(office: Office) -> None:
    history = [
        {"role": "user", "content": "mười chín " * 400},
        {"role": "assistant", "content": "hai mươi " * 4_000},
        {"role": "user", "content": "Số cây sấu năm 2026 là bao nhiêu?"},
    ]
    asked = {"question": "còn năm 2025?", "history": history}
    key, admin = office.by_key(AccessRole.PUBLIC), office.by_cookie(AccessRole.ADMIN)
    answer = httpx.post(f"{office.server}/v1/ask", json=asked, headers=key, timeout=60).json()
    assert "120" in answer["answer"]
    kept = httpx.get(f"{office.server}/v1/audit?event=answer", headers=admin).json()["entries"]
    [entry] = [entry for entry in kept if entry["id"] == answer["id"]]
    assert [turn["role"] for turn in entry["history"]] == ["assistant", "user"]
    assert len(entry["history"][0]["content"]) <= 4_000
