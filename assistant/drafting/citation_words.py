"""How a citation words a paper: its title, its day, who issued it (NĐ 30/2020/NĐ-CP, Phụ lục I)."""

import re
from datetime import date

from ingest.text import fold
from prompts import table


def whole_name(name: str, quote: str, text: str) -> str:
    """The name of a law with what goes on behind a comma: "Luật Phòng cháy, chữa cháy và …"."""
    _, _, after = text.partition(quote)
    goes_on = re.match(r"(?:,\s+[a-zà-ỹđ][^,;.]*?)+?(?=\s+(?:ngày|số)\s+\d|\s*;)", after)
    begins = tuple(map(str.lower, table("drafts/bases")["opening"].values()))
    if not goes_on or goes_on[0].lstrip(", ").startswith(begins):
        return name
    return name + goes_on[0]


def cut_title(title: str, what: str) -> str:
    """A cited title without the words of the citing paper that run on behind it."""
    if title.count("(") > title.count(")"):
        title = title[: title.rindex("(")]
    if "”" not in title:
        title = title.replace("“", "")
    words = "|".join(map(re.escape, table("drafts/bases")["runs_on"][what]))
    joined = r"\s+" if what == "places" else r"\s*[,;]\s*"
    return re.sub(rf"{joined}(?:{words})\b.*$", "", title, flags=re.DOTALL).rstrip(" .;,:")


def titled(subject: str) -> str:
    """A subject as a citation says it: "về" stands before it, unless it begins with such a word."""
    begun = f"{subject[:1].lower()}{subject[1:]}"
    is_title = any(fold(subject).startswith(f"{word} ") for word in table("drafts/bases")["titles"])
    return begun if is_title else f"về {begun}"


def issuer_by_symbol(number: str) -> str:
    """The central body whose symbol ends a number: "749/QĐ-TTg" is the Prime Minister's."""
    return str(table("issuers")["central"].get(re.split(r"[-/\s]", number)[-1], ""))


def written_day(day: date | None) -> str:
    """`05 tháng 3 năm 2026`: days below 10 and months 1 and 2 take a leading 0 (NĐ 30/2020/NĐ-CP,
    Phụ lục I, mục II.4); "" for a day that is not known."""
    if day is None:
        return ""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d} tháng {month} năm {day.year}"


def letter_titled(subject: str) -> str:
    """The subject of an official letter, which stands there behind "V/v"."""
    begun = re.sub(r"^(?:v/v|về việc)\s+", "", subject, flags=re.IGNORECASE)
    return f"về việc {begun[:1].lower()}{begun[1:]}"
