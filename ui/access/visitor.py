"""The nouns of access: a visitor, how they are known, and what their role lets them do."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection

from ingest.document import Shelf
from vectorstore.records import ALL_SHELVES


class AccessRole(StrEnum):
    """What somebody may do; each may also do what the ones before it may."""

    PUBLIC = "public"  # ask and search what is public
    STAFF = "staff"  # see the internal shelf too, draft, check
    EDITOR = "editor"  # add and remove documents, review what users say of answers
    ADMIN = "admin"  # accounts, keys, sites, the audit log


class Via(StrEnum):
    """How a visitor is known."""

    NOBODY = "nobody"
    HERE = "here"  # sits at this machine, and no user has been set up yet
    SESSION = "session"  # logged in on a page
    KEY = "key"  # a program with an API key
    WIDGET = "widget"  # a citizen on a site that holds the widget


_RISING = tuple(AccessRole)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who sends a request. `name` is the account, key or site; `session` one talk of a widget."""

    via: Via = Via.NOBODY
    role: AccessRole | None = None
    name: str = ""
    address: str = ""
    session: str = ""

    def may(self, role: AccessRole | None) -> bool:
        """True where this role's doors are open; None is everybody's."""
        if role is None:
            return True
        return self.role is not None and _RISING.index(self.role) >= _RISING.index(role)

    @property
    def shelves(self) -> frozenset[Shelf]:
        """What exists for them: all shelves from staff upward, else the public one."""
        return ALL_SHELVES if self.may(AccessRole.STAFF) else frozenset({Shelf.PUBLIC})

    @property
    def may_draft(self) -> bool:
        """True for officials: a paper of an office is not drafted for whoever asks."""
        return self.may(AccessRole.STAFF)

    @property
    def owner(self) -> str:
        """Whose drafts they see: their own; "" is everybody's, for editors and at this machine."""
        return "" if self.may(AccessRole.EDITOR) else f"{self.via}:{self.name}"


def visitor_of(connection: HTTPConnection) -> Visitor:
    """The visitor whom the gate let in; nobody where a request did not come through it."""
    found: Visitor = getattr(connection.state, "visitor", Visitor())
    return found


Seen = Annotated[Visitor, Depends(visitor_of)]
