"""The command line `cancu`: one word, one file of `ui/commands/`."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from functools import partial
from importlib import import_module
from io import TextIOWrapper
from typing import NoReturn

from assistant.settings import Settings, read_settings
from ingest.errors import CancuError
from prompts import Language, say
from ui.audit.commands import put_on_record
from ui.log import log_defect, start_log
from ui.quiet import silence
from ui.stopped import Stopped

COMMANDS = (
    *("ingest", "ask", "figures", "documents", "draft", "check"),
    *("remove", "reindex", "serve", "eval"),
    *("user", "key", "site"),
)
_RUNNING = ("backup", "restore", "doctor")
_AUDIT = ("audit",)
_ERROR, _USAGE_ERROR, _INTERRUPTED = 1, 2, 130
LOCKED = 75  # another process writes: the same command may go well later (EX_TEMPFAIL, sysexits.h)


def main(words: Sequence[str] | None = None) -> int:
    """The exit code: 0, 1 after an error that was told, 2 where the words were not understood, 75
    where another process writes and did not let go."""
    silence()
    _speak_utf8()
    try:
        settings = read_settings()
    except CancuError as error:
        return _tell(str(error), _USAGE_ERROR)
    start_log(settings)
    return _run(_parser(settings.language).parse_args(words), settings)


def _run(arguments: argparse.Namespace, settings: Settings) -> int:
    try:
        code = int(arguments.run(arguments, settings))
        put_on_record(arguments, settings)
        return code
    except CancuError as error:
        code = LOCKED if error.key == "vectorstore.locked" else _ERROR
        return _tell(error.sentence(settings.language), code)
    except Stopped as stopped:
        return _tell(stopped.sentence(settings.language), stopped.code)
    except KeyboardInterrupt:
        return _tell(say("ui.interrupted", settings.language), _INTERRUPTED)
    except BrokenPipeError:  # `cancu documents | head` has seen enough
        sys.stderr.close()
        return 0
    except Exception:
        return _tell(log_defect(settings), _ERROR)


def _tell(sentence: str, code: int) -> int:
    sys.stderr.write(sentence + "\n")
    return code


def _speak_utf8() -> None:
    """Windows consoles and pipes default to code pages that lack Vietnamese letters."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _parser(language: Language) -> "_Parser":
    parser = _Parser("cancu", language, say("ui.about", language))
    commands = parser.add_subparsers(
        title=say("ui.commands", language), metavar=say("ui.command", language), required=True
    )
    for name in (*COMMANDS, *_RUNNING, *_AUDIT):
        room = "running" if name in _RUNNING else "audit" if name in _AUDIT else "ui"
        about = say(f"{room}.{name}_about", language)
        command = commands.add_parser(name, language=language, about=about, help=about)
        module = import_module(f"ui.commands.{name}")
        module.arguments(command.group, language)
        command.set_defaults(run=module.run, command=name)
    return parser


class _Parser(argparse.ArgumentParser):
    """argparse with its headings and its complaint in the language of the settings."""

    def __init__(self, prog: str, language: Language, about: str) -> None:
        super().__init__(
            prog=prog,
            description=about,
            formatter_class=partial(_Formatter, prefix=say("ui.usage", language)),
            add_help=False,
            allow_abbrev=False,
        )
        self.language: Language = language
        self.group = self.add_argument_group(say("ui.arguments", language))
        self.group.add_argument("-h", "--help", action="help", help=say("ui.help", language))

    def error(self, message: str) -> NoReturn:
        """Exit 2 with how the command is written; argparse's own words are English only."""
        self.print_usage(sys.stderr)
        self.exit(_USAGE_ERROR, say("ui.usage_error", self.language, prog=self.prog) + "\n")


class _Formatter(argparse.HelpFormatter):
    def __init__(self, prog: str, prefix: str) -> None:
        super().__init__(prog, max_help_position=32)
        self._prefix = prefix

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """argparse's usage line under our word for "usage"."""
        super().add_usage(usage, actions, groups, self._prefix if prefix is None else prefix)
