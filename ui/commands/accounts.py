"""How `cancu user`, `cancu key` and `cancu site` list and end."""

import sys

from assistant.settings import Settings
from prompts import say
from ui.access.access import Access
from ui.account_steps import Asked, take
from ui.accounts import rows, titles
from ui.terminal import show_table


def listed(kind: str, settings: Settings) -> int:
    """The table of them all, or how to add the first."""
    language = settings.language
    if found := rows(kind, Access(settings.data), language):
        show_table(titles(kind, language), [row.cells for row in found])
    else:
        sys.stderr.write(say(f"access.no_{kind}s", language) + "\n")
    return 0


def ended(step: str, settings: Settings, asked: Asked) -> int:
    """The step done; what is shown once goes to standard output alone, so that it can be piped."""
    if shown := take(step, Access(settings.data), settings, asked):
        sys.stdout.write(shown + "\n")
    key = f"access.{step.replace(' ', '_')}_done"
    sys.stderr.write(say(key, settings.language) + "\n")
    return 0
