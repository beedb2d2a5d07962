"""Drafts over HTTP: made, read, revised step by step, and handed out as files."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import JSONResponse, Response

from assistant.drafting.keeper import Keeper, Kept
from assistant.drafting.revise import section_in
from assistant.drafting.section_text import section_text
from assistant.export.copies import Copy
from assistant.export.saved import rendered
from assistant.settings import Settings
from ui.access.visitor import Seen, Visitor
from ui.drafts import checklist_json, entry_json, faults_json, kept_json
from ui.http.draft_shapes import (
    LAST_VERSION,
    CommissionIn,
    ConfirmIn,
    DraftEntryOut,
    DraftFaultOut,
    DraftOut,
    EditIn,
    PointOut,
    RedraftIn,
    SectionTextOut,
    StepIn,
)
from ui.http.parameters import known_only
from ui.http.shapes import problems

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
}
_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file",
        "content": {kind.partition(";")[0]: {"schema": {}} for kind in _TYPES.values()},
    }
}
_Version = Annotated[int | None, Query(ge=1, le=LAST_VERSION, description="An earlier one")]
_REVISED = problems(404, 409, 422)


def drafts_router(keeper: Keeper, settings: Settings) -> APIRouter:
    """The routes over one keeper of drafts."""
    router = APIRouter(prefix="/v1/drafts", tags=["drafts"], dependencies=[Depends(known_only)])
    desk = _Desk(keeper, settings)
    _read(router, desk)
    _hand_out(router, desk)
    _revise(router, desk)

    @router.post("", status_code=201, response_model=DraftOut, responses=problems(422))
    def make(request: Request, body: CommissionIn, visitor: Seen) -> Response:
        """Draft a paper; every sentence says what it stands on, or is left open."""
        unit, year = body.unit or settings.unit, str(body.year)
        kept = desk.of(visitor).make(
            body.kind, unit, year, body.topic, body.sections, body.addressee
        )
        request.state.what = kept.id
        return JSONResponse(kept_json(kept, settings.language), 201)

    @router.delete("/{draft_id}", status_code=204, responses=problems(404, 422))
    def delete(draft_id: str, visitor: Seen) -> None:
        """Delete a draft with all its versions."""
        desk.of(visitor).delete(draft_id)

    return router


class _Desk:
    """The drafts as each visitor sees them."""

    def __init__(self, keeper: Keeper, settings: Settings) -> None:
        self._keeper, self.language = keeper, settings.language

    def of(self, visitor: Visitor) -> Keeper:
        """Theirs, quoting what they may see."""
        return self._keeper.within(visitor.shelves, visitor.owner)

    def told(self, kept: Kept) -> Response:
        """A version as it is sent."""
        return JSONResponse(kept_json(kept, self.language))


def _read(router: APIRouter, desk: _Desk) -> None:
    """The routes that change nothing."""

    @router.get("", response_model=list[DraftEntryOut], responses=problems(422))
    def drafts(visitor: Seen) -> Response:
        """The drafts there are."""
        keeper = desk.of(visitor)
        return JSONResponse([entry_json(entry, keeper) for entry in keeper.every()])

    @router.get("/{draft_id}", response_model=DraftOut, responses=problems(404, 422))
    def read(draft_id: str, visitor: Seen, version: _Version = None) -> Response:
        """A draft."""
        return desk.told(desk.of(visitor).read(draft_id, version))

    @router.get(
        "/{draft_id}/checklist", response_model=list[PointOut], responses=problems(404, 422)
    )
    def checklist(draft_id: str, visitor: Seen, version: _Version = None) -> Response:
        """What is still to be done, in reading order."""
        draft = desk.of(visitor).read(draft_id, version).draft
        return JSONResponse(checklist_json(draft, desk.language))

    @router.get(
        "/{draft_id}/faults", response_model=list[DraftFaultOut], responses=problems(404, 422)
    )
    def faults(draft_id: str, visitor: Seen, version: _Version = None) -> Response:
        """What the check finds in the paper as it would be printed."""
        draft = desk.of(visitor).read(draft_id, version).draft
        return JSONResponse(faults_json(draft, desk.language))

    @router.get(
        "/{draft_id}/sections/{section}",
        response_model=SectionTextOut,
        responses=problems(404, 422),
    )
    def section_as_text(draft_id: str, section: str, visitor: Seen) -> Response:
        """A section as text to edit, a block a line."""
        kept = desk.of(visitor).read(draft_id)
        found = section_in(kept.draft, section)
        told = {"id": found.id, "title": found.title, "version": kept.version}
        return JSONResponse({**told, "text": section_text(found)})


def _hand_out(router: APIRouter, desk: _Desk) -> None:
    """The route that makes files."""

    @router.get(
        "/{draft_id}/file",
        response_class=Response,
        responses={**_FILE, **problems(404, 422)},
    )
    def file(
        draft_id: str,
        visitor: Seen,
        format: Literal["docx", "md", "json"] = "docx",
        sources: Copy = Copy.ANNEX,
        version: _Version = None,
    ) -> Response:
        """The draft as a file."""
        kept = desk.of(visitor).read(draft_id, version)
        points = checklist_json(kept.draft, desk.language)
        data = rendered(kept.draft, f".{format}", sources, points)
        return Response(data, media_type=_TYPES[format], headers=_named(kept, format))


def _revise(router: APIRouter, desk: _Desk) -> None:
    """The routes that write a version."""

    @router.post("/{draft_id}/sections/{section}", response_model=DraftOut, responses=_REVISED)
    def redraft(draft_id: str, section: str, body: RedraftIn, visitor: Seen) -> Response:
        """Draft a section anew."""
        keeper = desk.of(visitor)
        return desk.told(keeper.redraft(draft_id, body.version, section, body.over_edited))

    @router.put("/{draft_id}/sections/{section}", response_model=DraftOut, responses=_REVISED)
    def edit(draft_id: str, section: str, body: EditIn, visitor: Seen) -> Response:
        """Put a text in a section's place; words that stay keep their sources."""
        return desk.told(desk.of(visitor).edit(draft_id, body.version, section, body.text))

    @router.post("/{draft_id}/confirm", response_model=DraftOut, responses=_REVISED)
    def confirm(draft_id: str, body: ConfirmIn, visitor: Seen) -> Response:
        """Take a point of the checklist as right."""
        return desk.told(desk.of(visitor).confirm(draft_id, body.version, body.place))

    @router.post("/{draft_id}/refresh", response_model=DraftOut, responses=_REVISED)
    def refresh(draft_id: str, body: StepIn, visitor: Seen) -> Response:
        """Hold the sources against the documents as they are now."""
        return desk.told(desk.of(visitor).refresh(draft_id, body.version))


def _named(kept: Kept, suffix: str) -> dict[str, str]:
    """A file name of the kind, the year and the id: `ke-hoach-2027-3f2a….docx`."""
    commission = kept.draft.commission
    name = f"{commission.kind}-{commission.period.last.year}-{kept.id}.{suffix}"
    return {"content-disposition": f'attachment; filename="{name}"'}
