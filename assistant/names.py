"""Full names of persons as offices write them."""

import re
from functools import lru_cache

from prompts import table


@lru_cache
def full_names() -> re.Pattern[str]:
    """A family name and one to three given names, each capitalised."""
    families = "|".join(table("units")["words"]["surnames"])
    return re.compile(rf"\b(?:{families})(?: [^\W\d_a-z]\w+){{1,3}}")
