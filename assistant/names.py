"""Full names of persons as offices write them."""

import re
from functools import lru_cache

from prompts import table

# Every capital letter that Vietnamese is written with, for a class of a pattern.
CAPITALS = "A-Z" + "".join(
    chr(c) for c in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)) if chr(c).isupper()
)


@lru_cache
def full_names() -> re.Pattern[str]:
    """A family name and one to three given names, each capitalised."""
    families = "|".join(table("units")["words"]["surnames"])
    return re.compile(rf"\b(?:{families})(?: [^\W\d_a-z]\w+){{1,3}}")


_ADDRESSED = re.compile(
    rf"(?i:\b(?:ông|bà|đồng chí|đ/c|anh|chị))\s+"
    rf"(?P<name>[{CAPITALS}]\w*(?:\s+[{CAPITALS}]\w*){{1,4}})"
)


def person_named(text: str) -> str:
    """The first full name in a text, known by how it is addressed or by its family name; "" for
    none."""
    addressed = _ADDRESSED.search(text)
    known = full_names().search(text)
    return addressed["name"] if addressed else known[0] if known else ""
