"""`python -m tests.ui.routes DATA`: every route and mount of the application, one a line as JSON.

A process of its own: building the page leaves event loops of Gradio's behind.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from starlette.routing import BaseRoute, Mount, Route

from assistant.build import open_assistant
from assistant.settings import Settings
from ui.http.app import create_app
from ui.quiet import silence


def walk(routes: Iterable[BaseRoute], prefix: str = "") -> Iterator[tuple[str, str, bool]]:
    """Method, path, and whether a mount brought it; TypeError for a kind it cannot look into."""
    for route in routes:
        if isinstance(route, Route):
            methods = sorted((route.methods or set()) - {"HEAD"})
            yield from ((method, prefix + route.path, bool(prefix)) for method in methods)
        elif isinstance(route, Mount):
            yield ("GET", f"{prefix}{route.path or '/'}", True)
            yield from (
                (method, path, True) for method, path, _ in walk(route.routes, prefix + route.path)
            )
        elif hasattr(route, "original_router"):
            yield from walk(route.original_router.routes, prefix)
        else:
            raise TypeError(f"cannot look into {route!r}")


if __name__ == "__main__":
    silence()
    settings = Settings(data=Path(sys.argv[1]))
    with (assistant := open_assistant(settings)).store:
        for found in walk(create_app(assistant, settings).routes):
            sys.stdout.write(json.dumps(found) + "\n")
