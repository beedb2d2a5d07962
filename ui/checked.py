"""A file put under check, and what was found as text for a terminal."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.checking.check import check
from assistant.checking.fault import Checked, Fault, Severity
from assistant.checking.fault_json import rule_name, rule_source
from assistant.settings import Settings
from ingest.document import Shelf
from ingest.errors import CancuError
from ingest.read import read
from prompts import Language, say
from vectorstore.catalog import Catalog
from vectorstore.store import Store

UPLOAD_LIMIT = 30_000_000  # bytes of a file that is sent: a paper with scanned annexes


def check_file(path: Path, language: Language, catalog: Catalog | None) -> Checked:
    """What is wrong with the document in a file; `UnreadableFile` where it holds none."""
    document = read(path, path.parent, Shelf.INTERNAL)
    return check(document, language, path, catalog)


@contextmanager
def stored(settings: Settings) -> Iterator[Catalog | None]:
    """The documents of the data folder; None where nothing has been read in yet."""
    try:
        store = Store.open(settings.data, settings.embeddings)
    except CancuError as error:
        if error.key != "vectorstore.no_data":
            raise
        yield None
        return
    with store:
        yield store.catalog


def as_text(checked: Checked, language: Language) -> str:
    """The faults by severity, the worst first, each with its place and what to do."""
    counts = {severity: 0 for severity in Severity}
    for fault in checked.faults:
        counts[fault.severity] += 1
    head = say(
        "checking.found",
        language,
        source=checked.source,
        count=len(checked.faults),
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        looks=counts[Severity.LOOK],
    )
    parts = [head if checked.faults else say("checking.nothing", language)]
    for severity in Severity:
        faults = [fault for fault in checked.faults if fault.severity is severity]
        if faults:
            parts.append(say(f"checking.{severity}", language).upper())
            parts += [_told(at, fault, language) for at, fault in enumerate(faults, 1)]
    parts += [
        say("checking.not_run", language, rule=rule_name(rule, language), why=why)
        for rule, why in checked.not_run
    ]
    return "\n\n".join(parts)


def _told(at: int, fault: Fault, language: Language) -> str:
    lines = [f"{at}. {fault.text}"]
    if place := place_of(fault, language):
        lines.append(place)
    if fault.excerpt and fault.excerpt != fault.text:
        lines.append(f"“{fault.excerpt}”")
    if fault.related:
        lines.append(say("checking.beside", language, related=f"“{fault.related}”"))
    lines.append(say("checking.do", language, suggestion=fault.suggestion))
    rule, source = rule_name(fault.rule, language), rule_source(fault.rule)
    lines.append(say("checking.rule_of", language, rule=rule, source=source))
    return "\n   ".join(lines)


def place_of(fault: Fault, language: Language) -> str:
    """Where it stands: headings, row, page."""
    parts = []
    if fault.section:
        parts.append(say("checking.at_section", language, section=" › ".join(fault.section)))
    if fault.row:
        parts.append(say("checking.at_row", language, row=fault.row))
    if fault.page:
        parts.append(say("checking.at_page", language, page=fault.page))
    return "; ".join(parts)
