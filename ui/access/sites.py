"""Web sites that may hold the widget, each with the addresses that it is served from."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from assistant.origin import origin_of
from ingest.errors import CancuError
from prompts import Language
from ui.access.records import Site
from ui.access.tokens import new_id
from ui.access.users import read_name
from vectorstore.database import Database

_COLUMNS = "id, name, origins, language, created, revoked"
_MOST = 20  # origins of a site


class Sites:
    """Reads and writes the table of sites."""

    def __init__(self, ready: Callable[[], Database], now: Callable[[], float]) -> None:
        self._ready = ready
        self._now = now

    def every(self) -> tuple[Site, ...]:
        """All of them, the newest first, those revoked too."""
        sql = f"SELECT {_COLUMNS} FROM sites ORDER BY created DESC, id"
        return tuple(map(_site, self._ready().rows(sql)))

    def find(self, site_id: str) -> Site | None:
        """The site of this id; None for one that is revoked or was never added."""
        sql = f"SELECT {_COLUMNS} FROM sites WHERE id = ? AND NOT revoked"
        return next(map(_site, self._ready().rows(sql, (site_id,))), None)

    def add(self, name: str, origins: Iterable[str], language: Language) -> Site:
        """A new site; CancuError where an address of it cannot be meant."""
        read = tuple(dict.fromkeys(map(read_origin, origins)))
        if not 0 < len(read) <= _MOST:
            raise CancuError("access.origins_count", most=_MOST)
        site = Site(new_id("s_"), read_name(name), read, language, int(self._now()), False)
        with self._ready().write() as connection:
            connection.execute(
                "INSERT INTO sites VALUES (?, ?, ?, ?, ?, 0)",
                (site.id, site.name, json.dumps(read), language, site.created),
            )
        return site

    def revoke(self, site_id: str) -> Site:
        """Gets no session any more; CancuError where there is none of this id."""
        found = next((site for site in self.every() if site.id == site_id), None)
        if found is None:
            raise CancuError("access.unknown_site", id=site_id)
        with self._ready().write() as connection:
            connection.execute("UPDATE sites SET revoked = 1 WHERE id = ?", (site_id,))
        return found


def read_origin(text: str) -> str:
    """An address as browsers send it as `Origin`; CancuError for what is none of a web site."""
    found = origin_of(text)
    if found is None:
        raise CancuError("access.bad_origin", origin=text)
    return found


def _site(row: tuple[Any, ...]) -> Site:
    site_id, name, origins, language, created, revoked = row
    return Site(site_id, name, tuple(json.loads(origins)), language, created, bool(revoked))
