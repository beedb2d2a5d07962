"""Kinds of papers that can be drafted, as data that an office may edit: `prompts/data/drafts/`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ingest.errors import CancuError
from ingest.text import unaccent, words
from prompts import table

KINDS = ("ke-hoach", "bao-cao", "cong-van")


@dataclass(frozen=True, slots=True)
class SectionForm:
    """One section of a kind of paper."""

    id: str
    title: str  # as printed, without its number; "" for one without a heading
    asked: tuple[str, ...]  # how people ask for it
    headed: tuple[str, ...]  # words that its heading holds in papers of others
    content: str  # the composer that fills it
    is_required: bool
    is_appendix: bool


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of paper: its names, its wording, its sections in order."""

    id: str  # "ke-hoach"
    name: str  # "Kế hoạch"
    short: str  # "KH"; "" for an official letter
    called: tuple[str, ...]
    subject: str
    subject_without_topic: str
    opening: str
    closing: str
    looks_back: bool  # it tells what was reached in its period, not what is planned for it
    sections: tuple[SectionForm, ...]

    def has(self, id: str) -> bool:
        """True where the form has a section of this id."""
        return any(section.id == id for section in self.sections)

    def called_section(self, id: str, title: str = "") -> str:
        """What people call a section: its title, else how it is asked for ("Căn cứ")."""
        asked = (one.asked[0] for one in self.sections if one.id == id)
        return title or next(asked, id).capitalize()

    def section(self, id: str) -> SectionForm:
        """The section of this id; KeyError where the form has none."""
        return {section.id: section for section in self.sections}[id]


@lru_cache
def forms() -> tuple[Form, ...]:
    """Every kind of paper, as in the data."""
    return tuple(_form(kind, table(f"drafts/{kind}")) for kind in KINDS)


def form_named(text: str) -> Form:
    """The form of a kind typed in any way ("ke-hoach", "KH", "báo cáo quý I").

    CancuError where it names none, or more than one as well as another.
    """
    said = " ".join(words(unaccent(text)))
    found = {form.id: form for name, form in _names() if f" {name} " in f" {said} "}
    if len(found) != 1:
        known = ", ".join(f"{form.id} ({form.name})" for form in forms())
        raise CancuError("assistant.unknown_form", kind=text, known=known)
    return next(iter(found.values()))


def form_of(kind: str) -> Form:
    """The form of this id; CancuError where there is none."""
    return form_named(kind) if kind not in KINDS else forms()[KINDS.index(kind)]


@lru_cache
def _names() -> tuple[tuple[str, Form], ...]:
    return tuple(
        (" ".join(words(unaccent(name))), form)
        for form in forms()
        for name in (form.id, form.name, *form.called)
    )


def _form(kind: str, data: Mapping[str, Any]) -> Form:
    return Form(
        id=kind,
        name=data["name"],
        short=data["short"],
        called=tuple(data["called"]),
        subject=data["subject"],
        subject_without_topic=data["subject_without_topic"],
        opening=data["opening"],
        closing=data["closing"],
        looks_back=data["looks_back"],
        sections=tuple(
            SectionForm(
                id=one["id"],
                title=one["title"],
                asked=tuple(one["asked"]),
                headed=tuple(one["headed"]),
                content=one["content"],
                is_required=one["is_required"],
                is_appendix=one.get("is_appendix", False),
            )
            for one in data["section"]
        ),
    )
