"""A ward's web site on an address of its own: strict about what its pages may load, and with a
style sheet that reaches for everything."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

STYLE = """
* { color: rgb(0, 0, 255); font: italic 40px serif; letter-spacing: 3px; text-transform: uppercase }
button { background: lime; transform: rotate(3deg) } p { display: none } dialog { opacity: 0 }
:root { font-size: 10px } body { font: 16px sans-serif }
"""
_PAGE = """<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>Phường</title>
<meta name="viewport" content="width=device-width, initial-scale=1">{style}</head>
<body><main><h1>Phường Sao Mai</h1><button>Nút của trang</button>
<a href="/khac">Trang khác</a></main>
{scripts}</body></html>"""
_SCRIPT = '<script src="{server}/widget.js" data-site="{site}"{more}></script>'


@contextmanager
def ward_site(server: str, site: str, port: int = 0) -> Iterator[str]:
    """The address of the site while it is served, with the widget of `server` on every page.

    Of its addresses, `?lang=` is the page's language, `?times=` how often it loads the widget,
    `?ugly=1` takes the style sheet, and every other name is a setting of the widget.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            is_style = parts.path == "/site.css"
            body = STYLE if is_style else _page(server, site, asked)
            self.send_response(204 if parts.path == "/favicon.ico" else 200)
            kind = "text/css" if is_style else "text/html"
            self.send_header("content-type", f"{kind}; charset=utf-8")
            self.send_header("content-security-policy", _policy(server))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", port), Handler) as served:
        thread = Thread(target=served.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{served.server_address[1]}"
        served.shutdown()
        thread.join()


def _policy(server: str) -> str:
    return (
        f"default-src 'none'; script-src {server}; connect-src {server}; style-src 'self'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types"
    )


def _page(server: str, site: str, asked: dict[str, str]) -> str:
    lang, times, ugly = asked.pop("lang", "vi"), asked.pop("times", "1"), asked.pop("ugly", "")
    more = "".join(f' data-{name}="{value}"' for name, value in asked.items())
    script = _SCRIPT.format(server=server, site=site, more=more)
    style = '<link rel="stylesheet" href="/site.css">' if ugly else ""
    return _PAGE.format(lang=lang, style=style, scripts=script * int(times))
