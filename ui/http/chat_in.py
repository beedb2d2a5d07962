"""What clients of OpenAI's chat interface send, read as a question of ours.

Source: platform.openai.com/docs/api-reference/chat/create. What would change what an answer is
(tools, images, several choices) is refused; what only tunes a language model is taken and does
nothing, since none writes these answers.
"""

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import ConfigDict, Field, StrictBool, StrictInt

from assistant.conversation import Question, Turn
from ingest.document import Shelf
from ingest.errors import CancuError
from ingest.tokens import count
from prompts import Language, say
from ui.http.shapes import Writable

MODEL = "can-cu"
_TURNS = 50
_SLICE = 10_000  # characters counted at a time: the tokenizer overflows on a million spaces
_LANGUAGES: tuple[Language, ...] = ("vi", "en")


class _Taken(Writable):
    model_config = ConfigDict(extra="ignore")  # clients send what their own models know


class PartIn(_Taken):
    """A piece of a message; only text is read."""

    type: str
    text: str | None = None


class MessageIn(_Taken):
    """A message of the conversation."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[PartIn] | None = None

    @property
    def text(self) -> str:
        """Its words; CancuError for a part that is no text."""
        if not isinstance(self.content, list):
            return self.content or ""
        for part in self.content:
            if part.type != "text":
                raise _unsupported(f"messages.content.type = {part.type}")
        return "\n".join(part.text or "" for part in self.content)


class StreamOptionsIn(_Taken):
    """How it is streamed."""

    include_usage: StrictBool | None = None


class ChatIn(_Taken):
    """A chat. `temperature`, `max_tokens` and other settings of models are taken and do nothing."""

    model: str = Field(examples=[MODEL])
    messages: list[MessageIn] = Field(min_length=1)
    stream: StrictBool | None = None
    stream_options: StreamOptionsIn | None = None
    unit: str | None = Field(None, description="Ours: the unit of the person who asks")
    n: StrictInt | None = None
    tools: list[Any] | None = None
    functions: list[Any] | None = None
    logprobs: StrictBool | None = None
    top_logprobs: StrictInt | None = None
    audio: Any = None
    modalities: list[str] | None = None
    response_format: Any = None
    web_search_options: Any = None

    def to_question(self, shelves: frozenset[Shelf]) -> Question:
        """The last message as the question, those of people and answers before it as its history.

        Messages of the system are let go: what a document holds is no matter of instructions.
        CancuError for a model there is not, and for what is not offered.
        """
        self._check()
        said = [one for one in self.messages if one.role not in ("system", "developer")]
        if not said or said[-1].role != "user":
            raise CancuError("api.chat_last_message")
        turns = tuple(_turns(said[:-1]))[-_TURNS:]
        return Question(said[-1].text, (self.unit or "").strip(), turns, shelves)

    @property
    def tokens(self) -> int:
        """The length of all messages."""
        return sum(tokens(message.text) for message in self.messages)

    def _check(self) -> None:
        if self.model != MODEL:
            raise CancuError("api.unknown_model", model=self.model, known=MODEL)
        for name, is_asked in self._asked():
            if is_asked:
                raise _unsupported(name)

    def _asked(self) -> Iterator[tuple[str, bool]]:
        """What could be asked for and is not offered."""
        form = self.response_format
        yield "n", self.n not in (None, 1)
        yield "tools", bool(self.tools or self.functions)
        yield "logprobs", bool(self.logprobs or self.top_logprobs)
        yield "audio", bool(self.audio or "audio" in (self.modalities or ()))
        yield "response_format", form is not None and form != {"type": "text"}
        yield "web_search_options", self.web_search_options is not None
        yield "messages.role = tool", any(m.role in ("tool", "function") for m in self.messages)


def tokens(text: str) -> int:
    """How long a text is in our own tokens."""
    return sum(count(text[at : at + _SLICE]) for at in range(0, len(text), _SLICE))


def _turns(messages: list[MessageIn]) -> Iterator[Turn]:
    for message in messages:
        if message.role == "user":
            yield Turn("user", message.text)
        elif message.role == "assistant":
            yield Turn("assistant", _without_sources(message.text))


def _without_sources(text: str) -> str:
    """An answer as it was before its sources were listed below it, which clients send back."""
    for language in _LANGUAGES:
        text = text.partition(f"\n\n{say('api.sources_below', language)}\n[1] ")[0]
    return text


def _unsupported(name: str) -> CancuError:
    return CancuError("api.chat_unsupported", name=name)
