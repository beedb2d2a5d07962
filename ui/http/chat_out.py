"""An answer as OpenAI's clients read one: a completion, or its chunks.

Source: platform.openai.com/docs/api-reference/chat/object and /streaming. The text carries its
markers and, below it, the sources; `cancu` beside the choices is the whole answer of `/v1/ask`.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from assistant.answer import Event
from assistant.conversation import Answer
from prompts import say
from ui.http.chat_in import MODEL, tokens
from ui.http.shapes import AnswerOut
from ui.words import source_lines

Tell = Callable[[Answer], dict[str, Any]]  # an answer as `/v1/ask` tells it


class MessageOut(BaseModel):
    """The answer with its markers, and its sources below."""

    role: Literal["assistant"]
    content: str
    refusal: None


class ChoiceOut(BaseModel):
    """The one choice there is."""

    index: Literal[0]
    message: MessageOut
    finish_reason: Literal["stop"]
    logprobs: None


class UsageOut(BaseModel):
    """Lengths in tokens of our own vocabulary; nothing is charged by them."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class CompletionOut(BaseModel):
    """OpenAI's chat completion, with the whole answer under `cancu`."""

    id: str
    object: Literal["chat.completion"]
    created: int
    model: str
    choices: list[ChoiceOut]
    usage: UsageOut
    cancu: AnswerOut


class ModelOut(BaseModel):
    """The assistant, as if it were a model."""

    id: str
    object: Literal["model"]
    created: int
    owned_by: str


class ModelsOut(BaseModel):
    """The models there are: one."""

    object: Literal["list"]
    data: list[ModelOut]


@dataclass(frozen=True, slots=True)
class Reply:
    """What all pieces of one reply have in common; `asked` is the length of the messages."""

    id: str
    created: int
    asked: int

    def completion(self, answer: Answer, told: dict[str, Any]) -> dict[str, Any]:
        """The whole reply."""
        text = answer.text + sources(answer)
        message = {"role": "assistant", "content": text, "refusal": None}
        choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
        usage = self._usage(text)
        return {**self._head("chat.completion"), "choices": [choice], "usage": usage, "cancu": told}

    def chunks(
        self, events: Iterable[Event], tell: Tell, with_usage: bool
    ) -> Iterator[dict[str, Any]]:
        """The reply piece by piece: the role first, then the words, the sources, and the end."""
        yield self._chunk({"role": "assistant", "content": ""})
        for event in events:
            if isinstance(event.data, str):
                yield self._chunk({"content": event.data})
            elif isinstance(event.data, Answer):
                yield from self._end(event.data, tell(event.data), with_usage)

    def _end(
        self, answer: Answer, told: dict[str, Any], with_usage: bool
    ) -> Iterator[dict[str, Any]]:
        if below := sources(answer):
            yield self._chunk({"content": below})
        yield {**self._chunk({}, "stop"), "cancu": told}
        if with_usage:
            usage = self._usage(answer.text + below)
            yield {**self._head("chat.completion.chunk"), "choices": [], "usage": usage}

    def _chunk(self, delta: dict[str, str], finish: str | None = None) -> dict[str, Any]:
        choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}
        return {**self._head("chat.completion.chunk"), "choices": [choice], "usage": None}

    def _head(self, kind: str) -> dict[str, Any]:
        return {"id": self.id, "object": kind, "created": self.created, "model": MODEL}

    def _usage(self, text: str) -> dict[str, int]:
        length = tokens(text)
        return {
            "prompt_tokens": self.asked,
            "completion_tokens": length,
            "total_tokens": self.asked + length,
        }


def sources(answer: Answer) -> str:
    """The list below an answer; "" where it cites nothing."""
    if not answer.citations:
        return ""
    heading = say("api.sources_below", answer.language)
    return "\n".join(("", "", heading, *source_lines(answer.citations, answer.language)))


def sent(data: object) -> str:
    """A server-sent event without a name, as OpenAI sends them."""
    return f"data: {json.dumps(data, ensure_ascii=False)}\n\n"
