"""The faults of a draft as a paper: what the check finds in the file that would be printed."""

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.checking.check import check
from assistant.checking.fault import Fault
from assistant.drafting.draft import CHECK_MARK, Draft, Span, State
from assistant.drafting.section_text import on_one_line
from assistant.drafting.verified import with_spans
from assistant.export.copies import Copy
from assistant.export.saved import save
from ingest.document import Shelf
from ingest.read import read
from ingest.text import fold
from prompts import Language

_TOLD = "blank"  # what is open is told by the checklist, with its reason


@dataclass(frozen=True, slots=True)
class DraftFault:
    """A fault, and the id of the section that it stands in; "" outside of all."""

    fault: Fault
    section: str


def faults_of(draft: Draft, language: Language) -> tuple[DraftFault, ...]:
    """The faults of the clean copy, as any office's paper is checked, in reading order."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "du-thao.docx"
        save(with_spans(draft, _unmarked), path, Copy.CLEAN)
        checked = check(read(path, path.parent, Shelf.INTERNAL), language, path)
    return tuple(
        DraftFault(fault, _section(draft, fault)) for fault in checked.faults if fault.rule != _TOLD
    )


def _unmarked(span: Span) -> Span:
    """What is to be checked without its mark: a mark inside a citation is no fault of its form."""
    if span.state is not State.CHECK:
        return span
    return replace(span, text=span.text.replace(f" {CHECK_MARK}", ""), state=State.CITED)


def _section(draft: Draft, fault: Fault) -> str:
    """The section whose title is among the headings that the fault stands under."""
    above = " ".join(fold(on_one_line(heading)) for heading in fault.section)
    found = (one.id for one in draft.sections if one.title and fold(one.title) in above)
    return next(found, "")
