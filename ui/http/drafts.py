"""Drafts over HTTP: made, read, revised step by step, and handed out as files."""

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse, Response

from assistant.drafting.keeper import Keeper, Kept
from assistant.drafting.revise import section_in
from assistant.drafting.section_text import section_text
from assistant.export.copies import Copy
from assistant.export.saved import rendered
from assistant.settings import Settings
from ingest.errors import CancuError
from prompts import Language
from ui.drafts import checklist_json, entry_json, faults_json, kept_json

_SECTIONS = 30  # asked for at once: no kind of paper has as many
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
}


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class CommissionIn(_Body):
    """What is to be drafted, in words as people type them."""

    kind: str
    unit: str = ""
    year: int | str
    topic: str = ""
    sections: list[str] = Field(default_factory=list, max_length=_SECTIONS)
    addressee: str = ""


class StepIn(_Body):
    """The version that the person saw; one written since refuses the step."""

    version: int


class RedraftIn(StepIn):
    """`over_edited`: also where a person edited the section."""

    over_edited: bool = False


class EditIn(StepIn):
    """A section as text, a block a line."""

    text: str


class ConfirmIn(StepIn):
    """The place of a point of the checklist."""

    place: str


def drafts_router(keeper: Keeper, settings: Settings) -> APIRouter:
    """The routes over one keeper of drafts."""
    router = APIRouter(prefix="/v1/drafts")
    _read(router, keeper, settings.language)
    _revise(router, keeper, settings.language)

    @router.post("")
    def make(body: CommissionIn) -> Response:
        unit, year = body.unit or settings.unit, str(body.year)
        kept = keeper.make(body.kind, unit, year, body.topic, body.sections, body.addressee)
        return JSONResponse(kept_json(kept, settings.language), 201)

    @router.delete("/{draft_id}", status_code=204)
    def delete(draft_id: str) -> None:
        keeper.delete(draft_id)

    return router


def _read(router: APIRouter, keeper: Keeper, language: Language) -> None:
    """The routes that change nothing."""

    @router.get("")
    def drafts() -> list[dict[str, Any]]:
        return [entry_json(entry, keeper) for entry in keeper.every()]

    @router.get("/{draft_id}")
    def read(draft_id: str, version: int | None = None) -> Response:
        return JSONResponse(kept_json(keeper.read(draft_id, version), language))

    @router.get("/{draft_id}/checklist")
    def checklist(draft_id: str, version: int | None = None) -> list[dict[str, Any]]:
        return checklist_json(keeper.read(draft_id, version).draft, language)

    @router.get("/{draft_id}/faults")
    def faults(draft_id: str, version: int | None = None) -> list[dict[str, Any]]:
        return faults_json(keeper.read(draft_id, version).draft, language)

    @router.get("/{draft_id}/sections/{section}")
    def section_as_text(draft_id: str, section: str) -> dict[str, Any]:
        kept = keeper.read(draft_id)
        found = section_in(kept.draft, section)
        text = section_text(found)
        return {"id": found.id, "title": found.title, "version": kept.version, "text": text}

    @router.get("/{draft_id}/file")
    def file(
        draft_id: str, format: str = "docx", sources: str = "annex", version: int | None = None
    ) -> Response:
        if format not in _TYPES or sources not in set(Copy):
            raise CancuError("ui.bad_draft_file", format=format, sources=sources)
        kept = keeper.read(draft_id, version)
        points = checklist_json(kept.draft, language)
        data = rendered(kept.draft, f".{format}", Copy(sources), points)
        return Response(data, media_type=_TYPES[format], headers=_named(kept, format))


def _revise(router: APIRouter, keeper: Keeper, language: Language) -> None:
    """The routes that write a version."""

    def told(kept: Kept) -> Response:
        return JSONResponse(kept_json(kept, language))

    @router.post("/{draft_id}/sections/{section}")
    def redraft(draft_id: str, section: str, body: RedraftIn) -> Response:
        return told(keeper.redraft(draft_id, body.version, section, body.over_edited))

    @router.put("/{draft_id}/sections/{section}")
    def edit(draft_id: str, section: str, body: EditIn) -> Response:
        return told(keeper.edit(draft_id, body.version, section, body.text))

    @router.post("/{draft_id}/confirm")
    def confirm(draft_id: str, body: ConfirmIn) -> Response:
        return told(keeper.confirm(draft_id, body.version, body.place))

    @router.post("/{draft_id}/refresh")
    def refresh(draft_id: str, body: StepIn) -> Response:
        return told(keeper.refresh(draft_id, body.version))


def _named(kept: Kept, suffix: str) -> dict[str, str]:
    """A file name of the kind, the year and the id: `ke-hoach-2027-3f2a….docx`."""
    commission = kept.draft.commission
    name = f"{commission.kind}-{commission.period.last.year}-{kept.id}.{suffix}"
    return {"content-disposition": f'attachment; filename="{name}"'}
