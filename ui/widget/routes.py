"""The widget's doors: its script, the sessions of its visitors, and the page that shows it."""

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from starlette.responses import HTMLResponse, JSONResponse, Response

from assistant.settings import Settings
from ingest.errors import CancuError
from ui.access.hosts import Hosts, origin_of
from ui.filters import known_units
from ui.http.problem import problem
from ui.http.shapes import In
from ui.widget.demo import demo_page
from ui.widget.script import script
from ui.widget.signed import SECONDS
from ui.widget.sites import DEMO, Sites
from vectorstore.catalog import Catalog

# An hour: a site's pages load the script once, and still have a new one on the day it is installed.
_KEPT = {"cache-control": "public, max-age=3600", "cross-origin-resource-policy": "cross-origin"}
# The page runs our script and nothing else, just as a careful site would have it.
_PLAIN = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)


class SiteIn(In):
    """Whose page asks."""

    site: str = Field(max_length=64, description="The id of a listed site", examples=["demo"])


class SessionOut(BaseModel):
    """A visitor's session: `token` goes with each request as `Authorization: Bearer …`."""

    token: str
    expires_in: int = Field(description="Seconds")
    name: str = Field(description="What the site is called")
    language: str
    unit: str = Field(description="Whose documents come first; empty where none was chosen")


def widget_router(sites: Sites, hosts: Hosts, catalog: Catalog, settings: Settings) -> APIRouter:
    """The routes over one register of sites; `catalog`: what their visitors may ask about."""
    router = APIRouter(tags=["widget"])

    @router.get("/widget.js")
    def load(request: Request) -> Response:
        """304 where the browser has this very script (RFC 9110, 13.1.2)."""
        served = script()
        headers = {**_KEPT, "etag": served.etag}
        if served.etag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(served.content, media_type="text/javascript", headers=headers)

    @router.get("/widget")
    def show(request: Request, site: str = DEMO) -> Response:
        """`?site=`: with the widget of that site, where this server's own address is listed."""
        own = hosts.own(request)
        page = demo_page(own, site if sites.find(site, own, own) else "", settings.language)
        return HTMLResponse(page, headers={"content-security-policy": _PLAIN})

    @router.post("/widget/session", response_model=SessionOut)
    def begin(request: Request, body: SiteIn) -> Response:
        """Begin the session of a visitor of a site; `Origin` must be one of the site's. 403 for a
        site that is not listed, just as for a page that is not the site's."""
        origin, own = origin_of(request), hosts.own(request)
        site = sites.find(body.site, origin, own)
        if site is None:
            return problem(403, "widget_page.not_listed", settings.language)
        told = SessionOut(
            token=sites.open(site, origin),
            expires_in=SECONDS,
            name=site.name,
            language=site.language,
            unit=_home(settings.unit, catalog),
        )
        return JSONResponse(told.model_dump(), headers={"cache-control": "no-store"})

    return router


def _home(unit: str, catalog: Catalog) -> str:
    """The unit whose site this is; "" where no public document knows it: asking would fail."""
    try:
        known_units(unit, catalog)
    except CancuError:
        return ""
    return unit
