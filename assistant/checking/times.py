"""Words and shapes of times that the rules about years, quarters and deadlines share."""

import re
from functools import lru_cache

from assistant.checking.paper import section_of
from ingest.document import Block
from ingest.text import fold
from prompts import table as data


@lru_cache
def time_words(name: str) -> re.Pattern[str]:
    """Any word of one list under `[dates]` in the data, in a folded text."""
    words = sorted(map(fold, data("checking")["dates"][name]), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")


def looks_ahead(block: Block) -> bool:
    """True for what stands under a heading of aims or tasks."""
    return any(time_words("ahead").search(fold(step)) for step in block.path)


def looks_back(block: Block) -> bool:
    """True for what stands under a heading of results."""
    told = [fold(step) for step in section_of(block)]
    return any(
        time_words("back").search(step) and not time_words("ahead").search(step) for step in told
    )


_TIME = re.compile(
    r"(?:quý\s+[ivx\d]+\s*(?:/|năm)?\s*\d{0,4}"
    r"|6 tháng (?:đầu|cuối) năm \d{4}|9 tháng[^,.;]{0,12}\d{4}"
    r"|ngày\s+\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|ngày \d+ tháng \d+ năm \d{4}|\d{1,2}/\d{1,2}/\d{4}"
    r"|tháng\s+\d{1,2}\s*(?:/|năm)\s*\d{4}|năm\s+\d{4}|\d{1,2}/\d{4})",
    re.I,
)


def named_time(text: str) -> str:
    """The first time of a text as it is written there."""
    found = _TIME.search(text)
    return found[0].strip() if found else text.strip()[:30]
