"""Commands that are events of the audit log: what is done at the machine counts too."""

import argparse
from collections.abc import Mapping

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


def put_on_record(arguments: argparse.Namespace, settings: Settings) -> None:
    """Writes down a command that came to its end, where it is an event and there is a store."""
    event = _EVENTS.get(arguments.command)
    if event is None or not settings.data.is_dir():
        return
    from ui.audit.entry import at_machine
    from ui.audit.log import AuditLog

    said = at_machine(event, about=f"cancu {arguments.command}")
    AuditLog(settings.data, settings.audit_months).write(said)
