"""What the audit log tells of. Imports nothing heavy: the command line lists them in its help."""

from enum import StrEnum


class Event(StrEnum):
    """What was done."""

    ANSWER = "answer"
    SEARCH = "search"
    LOGIN = "login"
    LOGIN_FAILED = "login_failed"
    LOGOUT = "logout"
    TURNED_AWAY = "turned_away"  # 401 or 403 at a door
    UPLOAD = "upload"
    REMOVED = "removed"
    DRAFT_MADE = "draft_made"
    DRAFT_EDITED = "draft_edited"
    DRAFT_DELETED = "draft_deleted"
    DRAFT_DOWNLOADED = "draft_downloaded"
    CHECKED = "checked"
    EXPORTED = "exported"  # figures as a sheet
    ACCOUNTS_CHANGED = "accounts_changed"  # users, keys, sites
    FEEDBACK = "feedback"
    REVIEWED = "reviewed"  # feedback was read
    AUDIT_READ = "audit_read"
    BACKUP = "backup"  # and what came back from one
    REINDEXED = "reindexed"
