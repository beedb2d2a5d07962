"""What users say of answers, and who reads it."""

from typing import Any

import httpx
import pytest

from tests.ui.office import Office
from ui.access.visitor import AccessRole

QUESTION = "Số cây sấu năm 2026 là bao nhiêu?"


def answered(office: Office, headers: dict[str, str]) -> str:
    """The id of an answer."""
    answer = httpx.post(f"{office.server}/v1/ask", json={"question": QUESTION}, headers=headers)
    return str(answer.json()["id"])


def say(office: Office, headers: dict[str, str], **body: Any) -> httpx.Response:
    return httpx.post(f"{office.server}/v1/feedback", json=body, headers=headers)


def words(office: Office, answer_id: str, **asked: str) -> list[dict[str, Any]]:
    """What an editor reads of an answer."""
    editor = office.by_cookie(AccessRole.EDITOR)
    read = httpx.get(f"{office.server}/v1/feedback", params=asked, headers=editor)
    assert read.status_code == 200, read.text
    return [one for one in read.json()["feedback"] if one["answer_id"] == answer_id]


def test_an_editor_reads_a_word_beside_question_answer_and_documents(office: Office) -> None:
    public = office.by_key(AccessRole.PUBLIC)
    answer_id = answered(office, public)
    said = say(
        office,
        public,
        answer_id=answer_id,
        verdict="down",
        reason="wrong_figure",
        comment="Phải là 160, gọi 0912.345.678",
    )
    assert said.status_code == 201
    assert set(said.json()) == {"id", "answer_id", "at", "verdict", "reason", "comment"}
    (read,) = words(office, answer_id, verdict="down", reviewed="false")
    assert (read["reason"], read["comment"]) == ("wrong_figure", "Phải là 160, gọi ***78")
    assert read["question"] == QUESTION
    assert "150" in read["answer"]
    assert read["documents"][0]["number"] == "97/KH-UBND"


def test_a_second_word_of_the_same_visitor_stands_in_place_of_the_first(office: Office) -> None:
    public, staff = office.by_key(AccessRole.PUBLIC), office.by_cookie(AccessRole.STAFF)
    answer_id = answered(office, public)
    say(office, public, answer_id=answer_id, verdict="down", reason="other")
    say(office, public, answer_id=answer_id, verdict="up")
    say(office, staff, answer_id=answer_id, verdict="down")
    verdicts = [(one["verdict"], one["reason"]) for one in words(office, answer_id)]
    assert sorted(verdicts, key=str) == [("down", None), ("up", None)]


def test_a_word_that_was_read_is_marked_with_who_read_it(office: Office) -> None:
    public, editor = office.by_key(AccessRole.PUBLIC), office.by_cookie(AccessRole.EDITOR)
    answer_id = answered(office, public)
    said = say(office, public, answer_id=answer_id, verdict="down").json()
    address = f"{office.server}/v1/feedback/{said['id']}/reviewed"
    assert httpx.post(address, headers=office.by_cookie(AccessRole.STAFF)).status_code == 403
    assert httpx.post(address, headers=editor).json()["reviewer"] == "biên tập"
    assert words(office, answer_id, reviewed="false") == []
    assert words(office, answer_id, reviewed="true")[0]["reviewed"]
    say(office, public, answer_id=answer_id, verdict="up")
    assert words(office, answer_id, reviewed="false")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"answer_id": "0" * 32, "verdict": "up"}, 404),
        ({"answer_id": "x", "verdict": "maybe"}, 422),
        ({"answer_id": "x", "verdict": "up", "reason": "nope"}, 422),
        ({"answer_id": "x", "verdict": "up", "comment": "a" * 1001}, 422),
        ({"verdict": "up"}, 422),
        ({"answer_id": "x", "verdict": "up", "more": 1}, 422),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_sentence(
    office: Office, body: dict[str, Any], status: int
) -> None:
    refused = say(office, office.by_key(AccessRole.PUBLIC), **body)
    assert refused.status_code == status
    assert refused.json()["detail"]


def test_a_wrong_reason_is_told_in_one_language(office: Office) -> None:
    public = office.by_key(AccessRole.PUBLIC)
    told = say(office, public, answer_id="x", verdict="up", reason="nope").json()["detail"]
    assert told.startswith("Góp ý chưa đúng: reason. ")
    assert told.count("wrong_figure") == 1
    assert " or " not in told


def test_a_wrong_parameter_of_the_list_is_told_with_what_it_takes(office: Office) -> None:
    editor = office.by_key(AccessRole.EDITOR)
    for asked, limit in (({"verdict": "no"}, "verdict ('up', 'down')"), ({"limit": 999}, "≤ 200")):
        told = httpx.get(f"{office.server}/v1/feedback", params=asked, headers=editor)
        assert told.status_code == 422
        assert limit in told.json()["detail"]
        assert "answer_id" not in told.json()["detail"]


def test_only_editors_read_what_was_said(office: Office) -> None:
    for headers in (office.by_key(AccessRole.PUBLIC), office.by_cookie(AccessRole.STAFF)):
        assert httpx.get(f"{office.server}/v1/feedback", headers=headers).status_code == 403
    editor = office.by_key(AccessRole.EDITOR)
    unknown = httpx.post(f"{office.server}/v1/feedback/xyz/reviewed", headers=editor)
    assert unknown.status_code == 404


def test_a_state_secret_in_a_comment_is_not_kept(office: Office) -> None:
    public = office.by_key(AccessRole.PUBLIC)
    answer_id = answered(office, public)
    said = say(
        office, public, answer_id=answer_id, verdict="up", comment="TUYỆT MẬT\nSố: 3 phương án"
    )
    assert said.json()["comment"] == ""
