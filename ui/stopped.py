"""A long command that is told to stop ends between two steps, and says how far it came."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

from prompts import Language, say

if TYPE_CHECKING:
    from vectorstore.intake import Progress, Report

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stopped(Exception):
    """The signal that was heard, and the last step that was done."""

    def __init__(self, number: int, last: "Progress | None" = None) -> None:
        super().__init__(number)
        self.code = 128 + number  # as shells tell it: 130 after Ctrl-C, 143 after SIGTERM
        self.last = last

    def sentence(self, language: Language) -> str:
        """For whoever stopped it."""
        if self.last is None:
            return say("ui.interrupted", language)
        stage, done, total = self.last.stage, self.last.done, self.last.total
        return say(f"running.stopped_{stage}", language, done=done, total=total)


class Listening:
    """Hears the signals of one command."""

    def __init__(self) -> None:
        self._heard = 0
        self._is_working = False

    def hear(self, number: int, frame: FrameType | None) -> None:
        """Stops at once what has not begun, and whoever insists."""
        if self._heard or not self._is_working:
            raise Stopped(number)
        self._heard = number

    def between(self, report: "Report") -> "Report":
        """From now on the command stops only where it reports a step as done."""
        self._is_working = True

        def reported(step: "Progress") -> None:
            report(step)
            if self._heard:
                raise Stopped(self._heard, step)

        return reported


@contextmanager
def listening() -> Iterator[Listening]:
    """SIGTERM and Ctrl-C are heard here until the block ends."""
    heard = Listening()
    former: dict[int, Callable[[int, FrameType | None], object] | int | None] = {
        number: signal.signal(number, heard.hear) for number in _SIGNALS
    }
    try:
        yield heard
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
