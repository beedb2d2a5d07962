"""What a check found as the page lays it out: faults by severity, and what was checked at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

from assistant.checking.fault import Checked, Fault, Severity
from assistant.checking.fault_json import rule_name, rule_source
from prompts import Language, say
from prompts import table as data
from ui.checked import as_text, place_of
from ui.page.view import render
from ui.sheet import EXCEL, as_csv

_COLUMNS = ("severity", "text", "section", "row", "page", "excerpt", "suggestion", "rule", "source")


@dataclass(frozen=True, slots=True)
class Told:
    """A fault with its words around it."""

    fault: Fault
    place: str
    rule: str
    source: str

    @property
    def excerpt(self) -> str:
        """The exact words; "" where the sentence about them says no less."""
        return "" if self.fault.excerpt == self.fault.text else self.fault.excerpt


@dataclass(frozen=True, slots=True)
class Group:
    """The faults of one severity, in reading order."""

    severity: Severity
    name: str
    faults: tuple[Told, ...]


def faults_html(checked: Checked, language: Language) -> str:
    """The faults, the worst first, to filter, copy and print; what was checked and what was not."""
    told = tuple(_told(fault, language) for fault in checked.faults)
    skipped = dict(checked.not_run)
    return render(
        "faults",
        language,
        checked=checked,
        groups=tuple(_groups(told, language)),
        rules=_counted(told),
        run=[(rule_name(r, language), rule_source(r)) for r in _every_rule() if r not in skipped],
        skipped=[(rule_name(rule, language), why) for rule, why in skipped.items()],
        copied=as_text(checked, language),
        file=_file(checked, language),
        c=partial(_checking, language),
    )


def _groups(told: tuple[Told, ...], language: Language) -> Iterator[Group]:
    for severity in Severity:
        faults = tuple(one for one in told if one.fault.severity is severity)
        if faults:
            yield Group(severity, say(f"checking.{severity}", language), faults)


def _counted(told: tuple[Told, ...]) -> dict[tuple[str, str], int]:
    """The rules that were broken, by id and name, with how often."""
    counts: dict[tuple[str, str], int] = {}
    for one in told:
        rule = one.fault.rule, one.rule
        counts[rule] = counts.get(rule, 0) + 1
    return counts


def _every_rule() -> tuple[str, ...]:
    return tuple(data("checking")["rules"])


def _told(fault: Fault, language: Language) -> Told:
    named = rule_name(fault.rule, language), rule_source(fault.rule)
    return Told(fault, place_of(fault, language), *named)


def _file(checked: Checked, language: Language) -> str:
    """The faults as an address that holds a sheet: nothing is kept to be fetched later."""
    titles = [say(f"ui.faults_column_{column}", language) for column in _COLUMNS]
    rows = [
        (
            *(say(f"checking.{fault.severity}", language), fault.text, list(fault.section)),
            *(fault.row, fault.page, fault.excerpt, fault.suggestion),
            *(rule_name(fault.rule, language), rule_source(fault.rule)),
        )
        for fault in checked.faults
    ]
    return "data:text/csv;charset=utf-8," + quote(EXCEL + as_csv(titles, rows))


def _checking(language: Language, key: str, **fields: object) -> str:
    return say(f"checking.{key}", language, **fields)
