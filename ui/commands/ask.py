"""`cancu ask`: one question, one answer with its basis."""

import argparse
import json
import sys
from pathlib import Path

from assistant.conversation import Answer, Question, Status, Turn
from assistant.settings import Settings
from ingest.errors import CancuError
from prompts import Language, say
from ui.log import log_defect


def arguments(group: argparse._ArgumentGroup, language: Language) -> None:
    """The question, who asks it, what was said before, and the form of the answer."""
    group.add_argument("question", help=say("ui.question", language))
    group.add_argument("--unit", default="", help=say("ui.unit_option", language))
    group.add_argument("--history", type=Path, help=say("ui.history", language))
    group.add_argument("--json", action="store_true", help=say("ui.json", language))


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 for every status but `error`; with --json an error is JSON too."""
    try:
        answer = _answer(arguments, settings)
    except CancuError as error:
        answer = _failed(error.sentence(settings.language), settings)
    except Exception:
        answer = _failed(log_defect(settings), settings)
    _print(answer, settings, arguments.json)
    return int(answer.status is Status.ERROR)


def _answer(arguments: argparse.Namespace, settings: Settings) -> Answer:
    history = _read_history(arguments.history) if arguments.history else ()

    from assistant.build import open_assistant
    from ui.audit.answers import on_record
    from ui.audit.entry import at_machine
    from ui.audit.event import Event
    from ui.audit.log import AuditLog
    from ui.filters import known_units

    assistant = open_assistant(settings)
    with assistant.store:
        if arguments.unit:
            known_units(arguments.unit, assistant.store.catalog)
        question = Question(arguments.question, arguments.unit, history)
        answer = assistant.invoke(question)
        said = on_record(assistant, question, answer)
    AuditLog(settings.data, settings.audit_months).write(at_machine(Event.ANSWER, **said))
    return answer


def _failed(sentence: str, settings: Settings) -> Answer:
    return Answer(Status.ERROR, sentence, settings.language)


def _read_history(path: Path) -> tuple[Turn, ...]:
    """The turns of the file; CancuError where it is missing or of another form."""
    try:
        turns = json.loads(path.read_text("utf-8-sig"))
        return tuple(_turn(turn) for turn in turns)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise CancuError("ui.history_unreadable", path=path) from error


def _turn(turn: dict[str, object]) -> Turn:
    content = turn["content"]
    if not isinstance(content, str):
        raise TypeError(content)
    if turn["role"] == "user":
        return Turn("user", content)
    if turn["role"] == "assistant":
        return Turn("assistant", content)
    raise ValueError(turn["role"])


def _print(answer: Answer, settings: Settings, as_json: bool) -> None:
    """The answer on standard output; an error in words goes to the other one."""
    if as_json:
        from assistant.conversation_json import to_json

        sys.stdout.write(json.dumps(to_json(answer), ensure_ascii=False, indent=2) + "\n")
    elif answer.status is Status.ERROR:
        sys.stderr.write(answer.text + "\n")
    else:
        from ui.terminal import answer_text

        sys.stdout.write(answer_text(answer, settings.language) + "\n")
