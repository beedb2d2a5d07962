"""Parameters of an address: one that does not exist is refused, since a slip would widen a list."""

from fastapi import Request
from fastapi.routing import APIRoute

from ingest.errors import CancuError


def known_only(request: Request) -> None:
    """A dependency of routes; CancuError that names the parameters there are."""
    route = request.scope["route"]
    if not isinstance(route, APIRoute):
        raise TypeError(f"no route of ours: {route!r}")
    known = [field.alias for field in route.dependant.query_params]
    for name in request.query_params:
        if name not in known:
            raise CancuError("ui.unknown_parameter", name=name, known=", ".join(known) or "–")
