"""Pages with forms that work without a script: how they are read, drawn and led onward."""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from fastapi import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from ingest.errors import CancuError
from prompts import Language
from ui.access.hosts import Hosts
from ui.page.view import render

# They run nothing, and send what is typed to us only.
_POLICY = "; ".join(
    (
        *("default-src 'none'", "style-src 'self'", "img-src 'self'", "form-action 'self'"),
        *("frame-ancestors 'none'", "base-uri 'none'"),
    )
)
_LANGUAGES = (("vi", "Tiếng Việt"), ("en", "English"))
_FIELDS = 20  # of a form
_NO_PATH = re.compile(r"[\x00-\x20\x7f\\]")  # browsers drop some of these, and read \ as /


async def _fields_of(request: Request) -> dict[str, str]:
    """What was typed into a form, files left out."""
    async with request.form(max_files=0, max_fields=_FIELDS) as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}


def own_form(hosts: Hosts) -> Callable[[Request], Awaitable[dict[str, str]]]:
    """What reads a form of ours; CancuError for one that a page of somebody else sent."""

    async def read(request: Request) -> dict[str, str]:
        if not hosts.is_own(request, told=True):
            raise CancuError("ui.forged")
        return await _fields_of(request)

    return read


def language_of(asked: Mapping[str, str], usual: Language) -> Language:
    """The language that a form or an address asks for, else the usual one."""
    found: dict[str, Language] = {"vi": "vi", "en": "en"}
    return found.get(asked.get("language", ""), usual)


def local_path(text: str) -> str:
    """The path to go on to; "/" for whatever a browser might read as another site's address."""
    if not text.startswith("/") or text.startswith("//") or _NO_PATH.search(text):
        return "/"
    parts = urlsplit(text)
    return text if not parts.netloc and not parts.scheme else "/"


def drawn(template: str, language: Language, status: int = 200, **values: Any) -> Response:
    """A page of `template`; `here`: what its address says, for the switch of languages."""
    filled = {"problem": "", "notice": "", "here": {}, **values}
    languages = [
        (code, called, "?" + urlencode({**filled["here"], "language": code}))
        for code, called in _LANGUAGES
    ]
    page = render(template, language, languages=languages, **filled)
    return HTMLResponse(page, status, {"content-security-policy": _POLICY})


def onward(path: str) -> Response:
    """Go on to a page of ours, by GET."""
    return RedirectResponse(local_path(path), 303)
