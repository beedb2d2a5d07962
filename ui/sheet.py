"""Figures as a sheet: comma-separated values that a spreadsheet shows and never runs."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from ui.figures import Value

EXCEL = "\ufeff"  # begins a file: without it Excel takes it for one of an old code page
# What a spreadsheet would run as a formula when it stands first in a cell (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(titles: Sequence[str], rows: Iterable[Iterable[Value]]) -> str:
    """The rows under their titles; a list in a cell is joined by " › ", None is empty."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(titles)
    writer.writerows(map(_cell, row) for row in rows)
    return out.getvalue()


def in_cell(value: str) -> str:
    """The value as a spreadsheet shows it: a leading apostrophe where it would run as a formula.

    A lone dash, the genre's sign for "nothing", is no formula and stays.
    """
    runs = value.lstrip().startswith(_FORMULA) or value.startswith(_FORMULA)
    return f"'{value}" if runs and len(value.strip()) > 1 else value


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, int | float):  # a negative number is no formula
        return str(value)
    return in_cell(" › ".join(value) if isinstance(value, list) else str(value))
