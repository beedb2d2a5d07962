"""The server's last seconds: streams come to their end or say why not; nothing holds them up."""

import asyncio
import json
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from prompts import Language, say
from ui.http.problem import problem

STREAM_SECONDS = 4.0  # that an answer already flowing has left to come to its end
# The page holds one of these open for as long as somebody looks at it; it says nothing.
_IDLE = "/gradio_api/heartbeat/"


@dataclass(eq=False, slots=True)
class _Open:
    """A request being answered."""

    task: "asyncio.Task[object] | None"
    is_idle: bool
    is_sent: bool = False  # all of it has come in
    is_reading: bool = False  # waits for the rest of what somebody sends
    has_begun: bool = False  # to be answered
    is_stream: bool = False  # and has not come to its end
    is_cut: bool = False

    def cut(self) -> None:
        """Ends it where it stands."""
        if self.task is not None and not self.is_cut:
            self.is_cut = True
            self.task.cancel()


class Stopping:
    """ASGI middleware that knows what is open. `begin` ends it in time, in the server's loop."""

    def __init__(self, app: ASGIApp, language: Language) -> None:
        self.app = app
        self.language: Language = language
        self._open: set[_Open] = set()

    def begin(self) -> None:
        """The server was told to stop: what waits for somebody ends now, streams soon."""
        for request in tuple(self._open):
            if request.is_idle or request.is_reading:
                request.cut()
        asyncio.get_running_loop().call_later(STREAM_SECONDS, self._cut_streams)

    def _cut_streams(self) -> None:
        for request in tuple(self._open):
            if request.is_stream:
                request.cut()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes everything on; a stream that has to end early ends with an `error` event."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = _Open(asyncio.current_task(), scope["path"].startswith(_IDLE))

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                request.has_begun, request.is_stream = True, _is_stream(message)
            elif not message.get("more_body", False):
                request.is_stream = False
            await send(message)

        async def receiving() -> Message:
            request.is_reading = not request.is_sent
            message = await receive()
            request.is_sent = not message.get("more_body", False)
            request.is_reading = False
            return message

        self._open.add(request)
        try:
            await self.app(scope, receiving, sending)
        except asyncio.CancelledError:
            if not request.is_cut:
                raise
            if request.is_stream:
                farewell = b"" if request.is_idle else _farewell(self.language)
                await send({"type": "http.response.body", "body": farewell})
            elif not request.has_begun:
                await problem(503, "running.stopping", self.language)(scope, receive, send)
        finally:
            self._open.discard(request)


def _is_stream(start: Message) -> bool:
    return any(
        name.lower() == b"content-type" and value.startswith(b"text/event-stream")
        for name, value in start["headers"]
    )


def _farewell(language: Language) -> bytes:
    """An event for our clients, and in the words that clients of OpenAI's interface look for."""
    sentence = say("running.stopping", language)
    told = {"detail": sentence, "error": {"message": sentence, "type": "server_stopping"}}
    return f"event: error\ndata: {json.dumps(told, ensure_ascii=False)}\n\n".encode()
