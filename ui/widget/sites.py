"""The sites that may hold the widget, and the sessions that their visitors are given.

A site's id stands in its pages, so it is no secret. What keeps others out is the origin, which
browsers say of every such request and no page can forge; a program can, and therefore sees what
any visitor of the site sees: the public shelf.
"""

import secrets

from prompts import Language
from ui.access.access import Access
from ui.access.records import Site
from ui.widget.signed import Session, read_token, signed_token

DEMO = "demo"


class Sites:
    """Gives sessions to the visitors of listed sites, and knows them again."""

    def __init__(self, register: Access, name: str, language: Language) -> None:
        self._register = register
        self._name = name
        self._language: Language = language
        self._own_secret = secrets.token_hex(32)  # for the demo, which keeps nothing

    def is_listed(self, origin: str) -> bool:
        """True where some site is served from there."""
        known = self._register.sites() if self._register.is_made else ()
        return any(origin in site.origins for site in known)

    def find(self, site_id: str, origin: str, own: str) -> Site | None:
        """The site of this id where it is served from `origin`; `own` is the server's own.

        None for an unknown or revoked site just as for a foreign origin: who asks learns nothing.
        """
        site = self._site(site_id, own)
        return site if site and origin in site.origins else None

    def open(self, site: Site, origin: str) -> str:
        """A token for one visitor of the site, signed; nothing is kept of it."""
        return signed_token(self._secret(), Session(site.id, origin, secrets.token_urlsafe(9)))

    def known(self, token: str, origin: str, own: str) -> Session | None:
        """The session of a token that comes from where it was given to.

        None where it is forged, over, used elsewhere, or its site is not listed any more.
        """
        session = read_token(self._secret(), token)
        if session is None or session.origin != origin:
            return None
        return session if self.find(session.site, origin, own) else None

    def _site(self, site_id: str, own: str) -> Site | None:
        if site_id == DEMO and not self._register.has_users:
            return Site(DEMO, self._name, (own,), self._language, 0, False)
        return self._register.site(site_id) if self._register.is_made else None

    def _secret(self) -> str:
        return self._register.secret if self._register.is_made else self._own_secret
