"""A draft as plain data: for the interface of programs and as a file."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.citing import citation
from assistant.conversation_json import citation_json
from assistant.drafting.draft import Commission, Draft, DraftBlock, Grid, Section, Span
from assistant.export.copies import numbers_of

_Numbers = Mapping[str, int]


def draft_json(draft: Draft, checklist: Sequence[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """The draft as its nouns name it. `markers` of a span are numbers of `citations`, which have
    the shape they have in an answer. The checklist goes along as it comes."""
    numbers = numbers_of(draft)
    return {
        "commission": _commission(draft.commission),
        "head": _head(draft, numbers),
        "sections": [_section(section, numbers) for section in draft.sections],
        "foot": {
            "recipients": [_spans(line, numbers) for line in draft.foot.recipients],
            "authority": draft.foot.authority,
            "title": draft.foot.title,
            "signer": _spans(draft.foot.signer, numbers),
        },
        "citations": [citation_json(citation(b, n)) for n, b in enumerate(draft.sources, 1)],
        "made": draft.made,
        "notes": list(draft.notes),
        "checklist": [dict(point) for point in checklist],
    }


def _commission(commission: Commission) -> dict[str, Any]:
    period = commission.period
    return {
        "kind": commission.kind,
        "unit": commission.unit.label,
        "period": {"first": period.first.isoformat(), "last": period.last.isoformat()},
        "topic": commission.topic,
        "sections": [{"id": one.id, "focus": one.focus} for one in commission.sections],
        "addressee": commission.addressee,
    }


def _head(draft: Draft, numbers: _Numbers) -> dict[str, Any]:
    head = draft.head
    return {
        "superior": head.superior,
        "issuer": list(head.issuer),
        "number": head.number,
        "place": head.place,
        "date": head.date,
        "type": head.type,
        "subject": _spans(head.subject, numbers),
        "addressees": list(head.addressees),
    }


def _section(section: Section, numbers: _Numbers) -> dict[str, Any]:
    return {
        "id": section.id,
        "title": section.title,
        "focus": section.focus,
        "is_appendix": section.is_appendix,
        "is_edited": section.is_edited,
        "blocks": [_block(block, numbers) for block in section.blocks],
    }


def _block(block: DraftBlock, numbers: _Numbers) -> dict[str, Any]:
    return {
        "kind": block.kind.value,
        "level": block.level,
        "spans": _spans(block.spans, numbers),
        "table": _table(block.grid, numbers) if block.grid else None,
    }


def _table(grid: Grid, numbers: _Numbers) -> dict[str, Any]:
    return {
        "columns": list(grid.columns),
        "widths": list(grid.widths),
        "measure": grid.measure,
        "rows": [
            {"is_group": row.is_group, "cells": [_spans(cell, numbers) for cell in row.cells]}
            for row in grid.rows
        ],
    }


def _spans(spans: Sequence[Span], numbers: _Numbers) -> list[dict[str, Any]]:
    return [
        {
            "text": span.text,
            "state": span.state.value,
            "markers": [numbers[key] for key in span.sources],
            "note": span.note,
        }
        for span in spans
    ]
