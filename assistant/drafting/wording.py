"""The fields of a form's wording, filled in from the commission."""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from assistant.drafting.draft import Commission
from ingest.document import Period, Unit
from ingest.period import label, year_of

BODY: Final = "Ủy ban nhân dân"
END: Final = "./."  # of every paper of the state (NĐ 30/2020/NĐ-CP, Phụ lục III)


def filled(template: str, commission: Commission, **more: str) -> str:
    """The template with its fields; those that the commission lacks leave no gap behind.

    A field in capitals is printed in capitals, one with a first capital begins with one.
    """
    fields = _fields(commission) | more
    shown = {name: text for name, text in fields.items()}
    shown |= {name.capitalize(): begun(text) for name, text in fields.items()}
    shown |= {name.upper(): text.upper() for name, text in fields.items()}
    return " ".join(template.format(**shown).split())


def without_fields(template: str) -> str:
    """The template without its fields, for a list to choose from."""
    return " ".join(re.sub(r"\{\w+\}", "", template).split())


def begun(text: str) -> str:
    """The text with its first letter a capital."""
    return text[:1].upper() + text[1:]


def body_of(unit: Unit) -> str:
    """The people's committee of a unit: `Ủy ban nhân dân phường Sao Mai`."""
    return f"{BODY} {unit.label}"


def next_period(period: Period) -> Period:
    """The period of the same length that follows; after half a year or nine months the rest."""
    first = period.last + timedelta(days=1)
    if first.month == 1:
        months = period.last.month - period.first.month + 1
        return year_of(first.year) if months == 12 else _from_new_year(first.year, months)
    months = period.last.month - period.first.month + 1
    if months in (6, 9):
        return Period(first, year_of(first.year).last)
    return Period(first, _last_day(first.year, first.month + months - 1))


def _from_new_year(year: int, months: int) -> Period:
    return Period(year_of(year).first, _last_day(year, min(months, 12)))


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _fields(commission: Commission) -> dict[str, str]:
    unit, period = commission.unit, commission.period
    return {
        "unit": unit.label,
        "body": body_of(unit),
        "topic": commission.topic,
        "period": label(period),
        "next_period": label(next_period(period)),
        "year": str(period.last.year),
        "last_year": str(period.last.year - 1),
    }
