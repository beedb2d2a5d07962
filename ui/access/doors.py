"""Every door of the server, and the least role that opens it: the one list of who may do what.

A path that stands nowhere here is the page's (Gradio brings its own), which is for staff. So a
route that somebody forgets to list is at least not public, and a test finds it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ui.access.visitor import AccessRole

Method = Literal["GET", "POST", "PUT", "DELETE"]
_NAME = r"[^/]+"


@dataclass(frozen=True, slots=True)
class Door:
    """A route: `path` as the route writes it, `{…}` standing for one step of the path."""

    methods: tuple[Method, ...]
    path: str
    role: AccessRole | None  # None: open to everybody, who see what is public
    widget: bool = False  # a citizen's session of the widget may pass too

    def fits(self, method: str, path: str) -> bool:
        """True for a request to this route; HEAD goes where GET goes."""
        asked = "GET" if method == "HEAD" else method
        return asked in self.methods and re.fullmatch(_pattern(self.path), path) is not None


_PUBLIC, _STAFF, _EDITOR, _ADMIN = AccessRole
_GET: tuple[Method, ...] = ("GET",)
_POST: tuple[Method, ...] = ("POST",)

DOORS = (
    Door(_GET, "/healthz", None),
    Door(_GET, "/readyz", None),
    Door(("GET", "POST"), "/login", None),
    Door(_POST, "/logout", None),
    Door(("GET", "POST"), "/start", None),
    Door(("GET", "POST"), "/password", None),
    Door(("GET", "POST"), "/admin", AccessRole.ADMIN),
    Door(_GET, "/favicon.ico", None),
    Door(_GET, "/page.css", None),
    Door(_GET, "/documents/{document_id}", None),
    Door(_GET, "/widget.js", None),
    Door(_GET, "/widget", None),
    Door(_POST, "/widget/session", None, widget=True),
    Door(_GET, "/openapi.json", _PUBLIC),
    Door(_POST, "/v1/ask", _PUBLIC, widget=True),
    Door(_POST, "/v1/feedback", _PUBLIC, widget=True),
    Door(_GET, "/v1/feedback", _EDITOR),
    Door(_POST, "/v1/feedback/{feedback_id}/reviewed", _EDITOR),
    Door(_GET, "/v1/audit", _ADMIN),
    Door(_POST, "/v1/chat/completions", _PUBLIC),
    Door(_GET, "/v1/models", _PUBLIC),
    Door(_GET, "/v1/models/{model}", _PUBLIC),
    Door(_GET, "/v1/search", _PUBLIC),
    Door(_GET, "/v1/documents", _PUBLIC),
    Door(_GET, "/v1/documents/{document_id}", _PUBLIC),
    Door(_GET, "/v1/documents/{document_id}/blocks", _PUBLIC),
    Door(_POST, "/v1/documents", _EDITOR),
    Door(("DELETE",), "/v1/documents/{document_id}", _EDITOR),
    Door(_GET, "/v1/uploads/{upload_id}", _EDITOR),
    Door(_GET, "/v1/figures", _PUBLIC),
    Door(_POST, "/v1/check", _STAFF),
    Door(_POST, "/check", _STAFF),
    Door(_GET, "/figures.csv", _STAFF),
    Door(("GET", "POST"), "/v1/drafts", _STAFF),
    Door(("GET", "DELETE"), "/v1/drafts/{draft_id}", _STAFF),
    Door(_GET, "/v1/drafts/{draft_id}/checklist", _STAFF),
    Door(_GET, "/v1/drafts/{draft_id}/faults", _STAFF),
    Door(_GET, "/v1/drafts/{draft_id}/file", _STAFF),
    Door(_POST, "/v1/drafts/{draft_id}/confirm", _STAFF),
    Door(_POST, "/v1/drafts/{draft_id}/refresh", _STAFF),
    Door(("GET", "PUT", "POST"), "/v1/drafts/{draft_id}/sections/{section}", _STAFF),
)
PAGE = Door(("GET", "POST", "PUT", "DELETE"), "/", _STAFF)


def door_to(method: str, path: str) -> Door:
    """The door a request stands before; the page's for whatever is not listed."""
    return next((door for door in DOORS if door.fits(method, path)), PAGE)


def is_listed(path: str) -> bool:
    """True where some door of ours has this path."""
    return any(re.fullmatch(_pattern(door.path), path) for door in DOORS)


def is_of_widget(path: str) -> bool:
    """True for the doors that pages of other sites come to."""
    return any(door.widget and re.fullmatch(_pattern(door.path), path) for door in DOORS)


def methods_at(path: str) -> frozenset[str]:
    """What can be done at a path of ours; nothing where it is not in the list."""
    fitting = (door.methods for door in DOORS if re.fullmatch(_pattern(door.path), path))
    return frozenset(method for methods in fitting for method in methods)


@lru_cache
def _pattern(path: str) -> str:
    return "".join(
        _NAME if step.startswith("{") else re.escape(step)
        for step in re.split(r"(\{[^}]*\})", path)
    )
