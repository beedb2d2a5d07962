"""Web addresses as browsers name them: scheme, host, and the port where it is not the usual one."""

from urllib.parse import urlsplit

_PORTS = {"http": 80, "https": 443}


def origin_of(text: str) -> str | None:
    """ "https://phuong.example" of an address as typed (RFC 6454, 6.2), names in their ASCII form.

    None for what has a path or a person in it, or is no address of a web site.
    """
    try:
        parts = urlsplit(text.strip())
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
    except ValueError:
        return None
    is_plain = parts.path in ("", "/") and not (parts.query or parts.fragment or parts.username)
    if parts.scheme not in _PORTS or not host or not is_plain:
        return None
    is_usual = port is None or port == _PORTS[parts.scheme]
    return f"{parts.scheme}://{_bracketed(host)}" + ("" if is_usual else f":{port}")


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
