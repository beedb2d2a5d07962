"""Names of files as people send them, made such that they lie in one folder and name one file."""

import re
import unicodedata

from ingest.text import nfc

_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')
# Names of devices on Windows, with whatever ending (learn.microsoft.com, "Naming Files").
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
_LONGEST = 200  # bytes of a name that are kept: no file system takes more than 255


def safe_name(name: str) -> str:
    """The last part of a name without what could lead out of a folder or deceive the eye.

    In NFC, without marks that turn the direction of writing; its ending is kept, a stem that is too
    long is cut. "" where nothing of it is left.
    """
    shown = "".join(c for c in nfc(name) if unicodedata.category(c) not in ("Cf", "Cs", "Co"))
    last = _UNSAFE.sub("_", re.split(r"[/\\]", shown)[-1]).strip(" .~")
    if _DEVICE.match(last):
        last = f"_{last}"
    stem, dot, suffix = last.rpartition(".")
    cut = stem.encode()[:_LONGEST].decode(errors="ignore").rstrip(" .")
    return f"{cut}{dot}{suffix}" if stem else last
