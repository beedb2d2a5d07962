"""Commands that are events of the audit log: what is done at the machine counts too."""

import argparse
from collections.abc import Iterator, Mapping

from assistant.settings import Settings
from ui.audit.event import Event

# By the name of the command; `cancu ask` puts its answer on record itself.
_EVENTS: Mapping[str, Event] = {
    "ingest": Event.UPLOAD,
    "remove": Event.REMOVED,
    "reindex": Event.REINDEXED,
    "draft": Event.DRAFT_MADE,
    "backup": Event.BACKUP,
    "restore": Event.BACKUP,
    "audit": Event.AUDIT_READ,
    "user": Event.ACCOUNTS_CHANGED,
    "key": Event.ACCOUNTS_CHANGED,
    "site": Event.ACCOUNTS_CHANGED,
}
# The arguments that tell what a command was done to; what somebody asks of the log is no such.
_TELLING = ("action", "name", "role", "path", "id", "file")


def put_on_record(arguments: argparse.Namespace, settings: Settings) -> None:
    """Writes down a command that came to its end, where it is an event and there is a store."""
    event = _EVENTS.get(arguments.command)
    is_list = getattr(arguments, "action", "") == "list"  # which changes no account
    if event is None or is_list or not settings.data.is_dir():
        return
    from ui.audit.entry import LONGEST_ABOUT, at_machine
    from ui.audit.log import AuditLog

    about = " ".join(("cancu", arguments.command, *_said(arguments)))[:LONGEST_ABOUT]
    AuditLog(settings.data, settings.audit_months).write(at_machine(event, about=about))


def _said(arguments: argparse.Namespace) -> Iterator[str]:
    """What the command was given that tells what it was done to."""
    for name in _TELLING:
        given = getattr(arguments, name, "")
        yield from map(str, given if isinstance(given, list) else filter(None, (given,)))
