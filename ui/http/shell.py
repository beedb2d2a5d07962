"""The frame of HTML Gradio puts around the page, made ours: Vietnamese, and no address in it.

Gradio writes its own site and a picture elsewhere into the tags for social networks, and calls
every page English.
"""

import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from prompts import Language

_SOCIAL = re.compile(r"<meta\s+(?:property|name)=\"(?:og|twitter):[^>]*>\s*")
_MANIFEST = re.compile(r"<link rel=\"manifest\"[^>]*>\s*")
_LANGUAGE = re.compile(r"(<html\s+lang=)\"\w+\"")


class Shell:
    """ASGI middleware over the answer to `GET /`; everything else passes through untouched."""

    def __init__(self, app: ASGIApp, language: Language) -> None:
        self.app = app
        self.language: Language = language

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Holds the page back until it is whole, then sends it rewritten."""
        if scope["type"] != "http" or scope["path"] != "/":
            await self.app(scope, receive, send)
            return
        start: list[Message] = []
        body = bytearray()

        async def hold(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.append(message)
                return
            body.extend(message.get("body", b""))
            if not message.get("more_body", False):
                page = reframed(body.decode("utf-8"), self.language).encode()
                MutableHeaders(scope=start[0])["content-length"] = str(len(page))
                await send(start[0])
                await send({"type": "http.response.body", "body": page})

        await self.app(scope, receive, hold)


def reframed(page: str, language: Language) -> str:
    """The HTML without social tags and manifest, its language being the one given."""
    plain = _MANIFEST.sub("", _SOCIAL.sub("", page))
    return _LANGUAGE.sub(rf'\1"{language}" data-language="{language}"', plain, count=1)
