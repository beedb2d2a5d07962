"""Drafts as every surface tells them: as data, what is open in them, what became of them."""

from typing import Any

from assistant.drafting.draft import Draft
from assistant.drafting.faults import faults_of
from assistant.drafting.keeper import Keeper, Kept
from assistant.drafting.open_points import open_points, to_do
from assistant.drafting.revise import told
from assistant.export.draft_json import draft_json
from prompts import Language
from vectorstore.drafts import DraftEntry


def kept_json(kept: Kept, language: Language) -> dict[str, Any]:
    """A version of a draft as the interface sends it: what it is, then the draft."""
    return {
        "id": kept.id,
        "version": kept.version,
        "title": kept.title,
        "created": kept.created,
        "changed": kept.changed,
        "is_outdated": kept.is_outdated,
        "changes": [
            {"kind": change.kind.value, "text": told(change, language)} for change in kept.changes
        ],
        **draft_json(kept.draft, checklist_json(kept.draft, language)),
    }


def entry_json(entry: DraftEntry, keeper: Keeper) -> dict[str, Any]:
    """A draft as a list tells it, without its content."""
    text = entry.text
    return {
        "id": entry.id,
        "version": entry.version,
        "title": text.title,
        "unit": text.unit,
        "kind": text.kind,
        "created": entry.created,
        "changed": text.changed,
        "is_outdated": keeper.is_outdated(entry),
    }


def checklist_json(draft: Draft, language: Language) -> list[dict[str, Any]]:
    """What is still to be done, in reading order; `place` is what `confirm` takes."""
    return [
        {
            "kind": point.kind.value,
            "section": point.where.section,
            "place": point.where.code,
            "words": point.words,
            "note": point.note,
            "to_do": to_do(point, language),
            "can_confirm": point.can_confirm,
        }
        for point in open_points(draft)
    ]


def faults_json(draft: Draft, language: Language) -> list[dict[str, Any]]:
    """What the check finds in the paper as it would be printed."""
    return [
        {
            "rule": one.fault.rule,
            "severity": one.fault.severity.value,
            "section": one.section,
            "text": one.fault.text,
            "suggestion": one.fault.suggestion,
            "excerpt": one.fault.excerpt,
        }
        for one in faults_of(draft, language)
    ]
