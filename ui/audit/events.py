"""Which requests are events of the audit log, told by their door: answers tell of themselves."""

from urllib.parse import unquote_plus

from assistant.state_secrets import is_secret
from ui.access.doors import Door, Method, door_to
from ui.audit.entry import LONGEST_ABOUT
from ui.audit.event import Event

_DONE, _TURNED_AWAY = range(200, 400), (401, 403)
_EVENTS: tuple[tuple[Method, str, Event], ...] = (
    ("GET", "/v1/search", Event.SEARCH),
    ("POST", "/login", Event.LOGIN),
    ("POST", "/logout", Event.LOGOUT),
    ("POST", "/admin", Event.ACCOUNTS_CHANGED),
    ("POST", "/start", Event.ACCOUNTS_CHANGED),
    ("POST", "/password", Event.ACCOUNTS_CHANGED),
    ("POST", "/v1/documents", Event.UPLOAD),
    ("DELETE", "/v1/documents/{document_id}", Event.REMOVED),
    ("POST", "/v1/drafts", Event.DRAFT_MADE),
    ("DELETE", "/v1/drafts/{draft_id}", Event.DRAFT_DELETED),
    ("GET", "/v1/drafts/{draft_id}/file", Event.DRAFT_DOWNLOADED),
    ("POST", "/v1/drafts/{draft_id}/confirm", Event.DRAFT_EDITED),
    ("POST", "/v1/drafts/{draft_id}/refresh", Event.DRAFT_EDITED),
    ("POST", "/v1/drafts/{draft_id}/sections/{section}", Event.DRAFT_EDITED),
    ("PUT", "/v1/drafts/{draft_id}/sections/{section}", Event.DRAFT_EDITED),
    ("POST", "/v1/check", Event.CHECKED),
    ("POST", "/check", Event.CHECKED),
    ("GET", "/figures.csv", Event.EXPORTED),
    ("GET", "/v1/audit", Event.AUDIT_READ),
    ("POST", "/v1/feedback", Event.FEEDBACK),
    ("POST", "/v1/feedback/{feedback_id}/reviewed", Event.REVIEWED),
)
_DOORS = tuple((Door((method,), path, None), event) for method, path, event in _EVENTS)


def event_of(method: str, path: str, status: int) -> Event | None:
    """What a request was that ended with this status; None for one that is not kept."""
    found = next((event for door, event in _DOORS if door.fits(method, path)), None)
    if found is Event.LOGIN and status not in _DONE:
        return Event.LOGIN_FAILED
    if status in _TURNED_AWAY:
        return Event.TURNED_AWAY
    return found if status in _DONE else None


def about(method: str, path: str, query: str) -> str:
    """The address as it is kept, with what was asked for, but for a state secret."""
    asked = f"{method} {path}?{unquote_plus(query)}" if query else f"{method} {path}"
    return f"{method} {path}"[:LONGEST_ABOUT] if is_secret(asked) else asked[:LONGEST_ABOUT]


def door_name(method: str, path: str) -> str:
    """The path as its door writes it: one for whatever is tried of what does not exist."""
    return f"{method} {door_to(method, path).path}"
