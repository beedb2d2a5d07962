"""The accounts of a data folder: users, logins, keys, sites, links, in one file."""

import time
from collections.abc import Callable
from pathlib import Path

from ui.access.failures import Failures
from ui.access.keys import Keys
from ui.access.links import Links
from ui.access.records import Site
from ui.access.schema import FILE_NAME, opened
from ui.access.sessions import Sessions
from ui.access.sites import Sites
from ui.access.users import Users
from vectorstore.database import Database


class Access:
    """What is kept of who may come in; read and written from any thread, by several processes.

    The file is made at the first use that needs it: a folder where nobody set up a user has none.
    `now` is the clock, in seconds since 1970.
    """

    def __init__(self, folder: Path, now: Callable[[], float] = time.time) -> None:
        self._database = Database(folder / FILE_NAME)
        self._is_ready = False
        self._had_users = False
        self.now = now
        self.users = Users(self._ready, now)
        self.sessions = Sessions(self._ready, now)
        self.keys = Keys(self._ready, now)
        self.links = Links(self._ready, now)
        self.failures = Failures(self._ready, now, lambda: self.secret)
        self.all_sites = Sites(self._ready, now)

    @property
    def is_made(self) -> bool:
        """True where the file is there: whoever only looks need not make it."""
        return self._is_ready or self._database.path.exists()

    @property
    def has_users(self) -> bool:
        """True once a user was set up, for ever: nobody is taken out of the list."""
        if not self._had_users and self.is_made:
            self._had_users = bool(self._ready().rows("SELECT 1 FROM users LIMIT 1"))
        return self._had_users

    def site(self, site_id: str) -> Site | None:
        """The site of this public id; None for one that is revoked or was never added."""
        return self.all_sites.find(site_id)

    def sites(self) -> tuple[Site, ...]:
        """The sites that may hold the widget now."""
        return tuple(site for site in self.all_sites.every() if not site.is_revoked)

    @property
    def secret(self) -> str:
        """What signs things that are handed out, made once for this data folder."""
        return str(self._ready().rows("SELECT value FROM meta WHERE key = 'secret'")[0][0])

    def log_everybody_out(self) -> None:
        """Nothing handed out earlier opens a door any more but passwords and keys: for a copy that
        was brought back, in which logins that ended are open and links that were used are not."""
        with self._ready().write() as connection:
            connection.execute("DELETE FROM sessions")
            connection.execute("DELETE FROM links")
            connection.execute("DELETE FROM meta WHERE key = 'secret'")
        self._is_ready = False  # the next use makes a new secret

    def close(self) -> None:
        """Close every connection."""
        self._database.close()

    def _ready(self) -> Database:
        if not self._is_ready:
            opened(self._database)
            self._is_ready = True
        return self._database
