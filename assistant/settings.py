"""The one place that reads the environment: settings, cast once and frozen."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.origin import origin_of
from ingest.errors import CancuError
from prompts import Language

_LONGEST_AUDIT = 120  # months
LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the person who runs it chose. Each field is one variable of the README's table."""

    data: Path = Path("data")  # CANCU_DATA: catalog, indexes, log
    unit: str = ""  # CANCU_UNIT: the home unit, "phường Hải An"; "" where none is set
    embeddings: str = ""  # CANCU_EMBEDDINGS: a model folder or cached name; "" is the built-in LSA
    language: Language = "vi"  # CANCU_LANG: of messages and help, not of answers
    address: str = LOOPBACK  # CANCU_ADDRESS: what `serve` listens on
    audit_months: int = 12  # CANCU_AUDIT_MONTHS: how long the audit log is kept
    urls: tuple[str, ...] = ()  # CANCU_URL: where people open it, "https://tro-ly.phuong.example"


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of the environment; an empty variable counts as not set.

    CancuError where a value cannot be meant: a language that does not exist, a data folder that
    is a file, an address that is none of a web site.
    """
    return Settings(
        data=_folder(environ.get("CANCU_DATA", "").strip() or "data"),
        unit=environ.get("CANCU_UNIT", "").strip(),
        embeddings=environ.get("CANCU_EMBEDDINGS", "").strip(),
        language=_language(environ.get("CANCU_LANG", "").strip().lower() or "vi"),
        address=environ.get("CANCU_ADDRESS", "").strip() or LOOPBACK,
        audit_months=_months(environ.get("CANCU_AUDIT_MONTHS", "").strip() or "12"),
        urls=_urls(environ.get("CANCU_URL", "")),
    )


def environment_of(settings: Settings) -> dict[str, str]:
    """The environment in which another process of the program reads these very settings."""
    ours = {
        "CANCU_DATA": str(settings.data),
        "CANCU_UNIT": settings.unit,
        "CANCU_EMBEDDINGS": settings.embeddings,
        "CANCU_LANG": settings.language,
    }
    return {**os.environ, **ours}


def _folder(value: str) -> Path:
    path = Path(value).expanduser()
    if path.exists() and not path.is_dir():
        raise CancuError("ui.data_is_no_folder", path=path)
    return path


def _language(value: str) -> Language:
    known: dict[str, Literal["vi", "en"]] = {"vi": "vi", "en": "en"}
    if value not in known:
        raise CancuError("ui.unknown_language", value=value)
    return known[value]


def _months(value: str) -> int:
    if not (value.isascii() and value.isdecimal() and 1 <= int(value) <= _LONGEST_AUDIT):
        raise CancuError("ui.bad_audit_months", value=value, most=_LONGEST_AUDIT)
    return int(value)


def _urls(value: str) -> tuple[str, ...]:
    return tuple(_url(part) for part in value.split(",") if part.strip())


def _url(text: str) -> str:
    found = origin_of(text)
    if found is None:
        raise CancuError("ui.bad_url", value=text.strip())
    return found
