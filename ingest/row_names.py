"""What a row and a ratio beside it are called in the ledger."""

import re

from ingest.columns import STEP, row_title
from ingest.document import Table
from ingest.text import fold

BETWEEN = " – "  # between the title of a row and what its column is called
_DASH = re.compile(r"^[-–+*•]+\s*")
_PART = re.compile(r"trong đó\s*:?\s*", re.IGNORECASE)


def row_name(found: Table, at: int) -> str:
    """The title of a row without its dash; a part behind the row it is a part of: "Số lao động:
    có bằng cấp" where the row says "Trong đó: có bằng cấp".
    """
    titles = [row_title(found.columns, row.cells) for row in found.rows[: at + 1]]
    title = _DASH.sub("", titles[-1])
    part = _PART.match(title)
    if part is None or part.end() == len(title):
        return title
    whole = (_DASH.sub("", other) for other in reversed(titles[:-1]) if not _DASH.match(other))
    of = next((other for other in whole if other and not _PART.match(other)), "")
    return f"{of}: {title[part.end() :]}" if of else title


def ratio_name(header: str, name: str) -> str:
    """ "So với dự toán (%)" → "so với dự toán (%)", under "Thu › Đạt (%)" → "thu – đạt (%)"."""
    last = header.split(STEP)[-1]
    whole = name if fold(last) in fold(name) else BETWEEN.join(filter(None, (name, last)))
    return whole[:1].lower() + whole[1:] if whole[1:2].islower() else whole
