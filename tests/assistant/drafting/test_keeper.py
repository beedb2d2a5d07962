"""A draft is a thing: kept with its versions, refused to the stale, told what changed since."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from pathlib import Path

import pytest

from assistant.drafting.draft import CHECK_MARK, Draft, Span, State
from assistant.drafting.keeper import Keeper
from assistant.drafting.kept import from_text, light, to_text
from assistant.drafting.open_points import open_points
from assistant.drafting.revise import ChangeKind, all_told, told
from assistant.drafting.section_text import section_text
from ingest.document import Shelf
from ingest.errors import CancuError
from tests.assistant.papers import TODAY, paper
from vectorstore.intake import ingest, remove
from vectorstore.records import ALL_SHELVES
from vectorstore.store import Mode, Store

_BODY = """
Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;

Căn cứ Quyết định số 40/QĐ-UBND ngày 05/3/2025 của UBND tỉnh Lam Giang về bộ tiêu chí chuyển đổi số;

Ủy ban nhân dân phường Bến Trúc ban hành Kế hoạch như sau:

I. MỤC TIÊU

Phấn đấu 85% hồ sơ nộp trực tuyến.
"""
_NOW = datetime(2026, 11, 20, 9, 30)


class Office:
    """A folder of papers that changes, and a keeper over what was read of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "papers").mkdir()

    def write(self, text: str, name: str = "plan.txt") -> None:
        """A paper, new or in place of another, read in."""
        (self.folder / "papers" / name).write_text(text, "utf-8")
        with Store.open(self.folder / "store", mode=Mode.WRITE) as store:
            ingest([self.folder / "papers"], Shelf.PUBLIC, store)

    def take_away(self) -> None:
        """Every paper out of the store."""
        with Store.open(self.folder / "store", mode=Mode.WRITE) as store:
            for record in store.catalog.documents():
                remove(record.id, store)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path)
    office.write(_plan(_BODY))
    return office


@pytest.fixture
def keeper(office: Office) -> Iterator[Keeper]:
    with (
        Store.open(office.folder / "store") as store,
        Keeper(store, lambda: _NOW) as keeper,
    ):
        yield keeper


def _plan(body: str) -> str:
    return paper(body, subject="Chuyển đổi số phường Bến Trúc năm 2026")


def _made(keeper: Keeper) -> str:
    return keeper.make("ke-hoach", "Bến Trúc", "2027", "chuyển đổi số").id


def _spans(draft: Draft) -> list[Span]:
    return [span for section in draft.sections for b in section.blocks for span in b.spans]


def _nouns(value: object) -> Iterator[type]:
    if is_dataclass(value) and not isinstance(value, type):
        yield type(value)
        for field in fields(value):
            yield from _nouns(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _nouns(item)


def test_a_draft_comes_back_as_it_was(keeper: Keeper) -> None:
    made = keeper.make("bao-cao-quy-3", "Bến Trúc", "2026", "chuyển đổi số", ("căn cứ",), "Sở X")
    again = keeper.read(made.id)
    assert again.draft == light(made.draft)
    assert again.draft.commission.addressee == "Sở X"
    assert again.changed == "2026-11-20T09:30:00"
    assert not again.is_outdated
    assert {"Draft", "Basis", "DocumentRecord", "Span"} <= {t.__name__ for t in _nouns(again.draft)}


def test_every_noun_of_a_draft_survives_being_kept(keeper: Keeper) -> None:
    draft = keeper.read(_made(keeper)).draft
    assert from_text(to_text(draft)) == draft
    assert to_text(draft).count("findings") == 0


@pytest.mark.parametrize("typed", ["chuyen doi so", "CĐS", "digital transformation"])
def test_a_topic_typed_in_any_way_is_printed_in_full(keeper: Keeper, typed: str) -> None:
    assert "Chuyển đổi số" in keeper.make("ke-hoach", "Bến Trúc", "2027", typed, ("căn cứ",)).title


def test_each_step_is_a_version_and_the_stale_is_refused(keeper: Keeper) -> None:
    draft_id = _made(keeper)
    edited = keeper.edit(draft_id, 1, "purpose", "I. MỤC ĐÍCH\nTăng tỷ lệ hồ sơ trực tuyến.")
    assert edited.version == 2
    with pytest.raises(CancuError, match="nay đã có phiên bản 2"):
        keeper.edit(draft_id, 1, "purpose", "Khác hẳn.")
    assert keeper.read(draft_id, 1).draft != keeper.read(draft_id).draft
    assert [change.kind for change in edited.changes] == [ChangeKind.EDITED]


def test_a_step_that_changes_nothing_writes_no_version(keeper: Keeper) -> None:
    draft_id = _made(keeper)
    section = keeper.read(draft_id).draft.sections[0]
    assert keeper.edit(draft_id, 1, section.id, section_text(section)).version == 1
    assert keeper.refresh(draft_id, 1).version == 1


def test_a_draft_knows_that_the_corpus_moved_on(keeper: Keeper, office: Office) -> None:
    draft_id = _made(keeper)
    office.write(paper("I. NỘI DUNG\n\nTrồng cây.", number="9/KH-UBND"), "other.txt")
    assert keeper.read(draft_id).is_outdated
    assert keeper.is_outdated(keeper.every()[0])
    fresh = keeper.refresh(draft_id, 1)
    assert not fresh.is_outdated
    assert fresh.changes == ()
    assert keeper.read(draft_id).draft == keeper.read(draft_id, 1).draft


def test_a_source_in_a_newer_copy_with_the_same_words_moves_on(
    keeper: Keeper, office: Office
) -> None:
    draft_id = _made(keeper)
    office.write(_plan(f"{_BODY}\nII. PHỤ LỤC ẢNH\n\nKhông có ảnh."))
    fresh = keeper.refresh(draft_id, 1)
    assert {change.kind for change in fresh.changes} == {ChangeKind.MOVED}
    assert len(all_told(fresh.changes, "vi")) == 1
    (record,) = keeper.store.catalog.documents()
    assert {basis.record.id for basis in fresh.draft.sources} == {record.id}
    before = keeper.read(draft_id, 1).draft
    assert [s.text for s in _spans(fresh.draft)] == [s.text for s in _spans(before)]


def test_a_source_with_other_words_marks_what_stands_on_it(keeper: Keeper, office: Office) -> None:
    draft_id = _made(keeper)
    office.write(_plan(_BODY.replace("40/QĐ-UBND ngày 05/3/2025", "41/QĐ-UBND ngày 06/3/2025")))
    fresh = keeper.refresh(draft_id, 1)
    (change,) = [one for one in fresh.changes if one.kind is ChangeKind.CHANGED]
    assert "40/QĐ-UBND" in change.before
    assert "41/QĐ-UBND" in change.after
    assert "41/QĐ-UBND" in told(change, "en")
    span = next(span for span in _spans(fresh.draft) if "40/QĐ-UBND" in span.text)
    assert span.state is State.CHECK
    assert span.text.endswith(CHECK_MARK)
    assert "41/QĐ-UBND" in span.note
    law = next(span for span in _spans(fresh.draft) if "Luật Tổ chức" in span.text)
    assert law.state is not State.CHECK
    confirmed = keeper.confirm(draft_id, 2, _place(fresh.draft, "40/QĐ-UBND"))
    kept = next(span for span in _spans(confirmed.draft) if "40/QĐ-UBND" in span.text)
    assert kept.state is State.EDITED  # the source no longer says it: it is the person's word now


def _place(draft: Draft, words: str) -> str:
    return next(p.where.code for p in open_points(draft) if words in p.words)


def test_a_source_that_is_gone_marks_what_stood_on_it(keeper: Keeper, office: Office) -> None:
    draft_id = _made(keeper)
    office.take_away()
    fresh = keeper.refresh(draft_id, 1)
    assert {change.kind for change in fresh.changes} == {ChangeKind.GONE}
    assert not any(span.state is State.CITED for span in _spans(fresh.draft))
    again = keeper.refresh(draft_id, 2)
    assert again.draft == fresh.draft


def test_a_section_of_a_kept_draft_is_drafted_anew(keeper: Keeper, office: Office) -> None:
    draft_id = _made(keeper)
    office.write(_plan(_BODY.replace("40/QĐ-UBND", "44/QĐ-UBND")))
    new = keeper.redraft(draft_id, 1, "bases")
    assert any("44/QĐ-UBND" in span.text for span in _spans(new.draft))
    assert not any("40/QĐ-UBND" in span.text for span in _spans(new.draft))
    assert new.draft.made == TODAY.isoformat()


def test_a_place_that_is_none_is_a_sentence(keeper: Keeper) -> None:
    draft_id = _made(keeper)
    for place in ("", "x", "bases.1.2.3", "bases.999.-.-.0", "bases.-.-.-.-", "\x00.1.1.1.1"):
        with pytest.raises(CancuError, match="không có chỗ"):
            keeper.confirm(draft_id, 1, place)


def test_a_desk_knows_the_drafts_of_its_owner_from_the_shelves_in_its_sight(
    keeper: Keeper, office: Office
) -> None:
    public = frozenset({Shelf.PUBLIC})
    an, binh = keeper.within(ALL_SHELVES, "an"), keeper.within(ALL_SHELVES, "binh")
    made = an.make("ke-hoach", "Bến Trúc", "2027", "chuyển đổi số")
    assert (made.owner, made.shelves) == ("an", ALL_SHELVES)
    assert [entry.id for entry in an.every()] == [entry.id for entry in keeper.every()] == [made.id]
    for other in (binh, keeper.within(public), an.within(public)):
        assert other.every() == ()
        for ask, *asked in (
            (other.read, made.id),
            (other.edit, made.id, 1, "bases", "x"),
            (other.refresh, made.id, 1),
            (other.delete, made.id),
        ):
            with pytest.raises(CancuError, match="Không có bản thảo|không có phiên bản"):
                ask(*asked)


def test_a_draft_is_made_and_refreshed_from_what_its_reader_sees(
    keeper: Keeper, office: Office
) -> None:
    secret = office.folder / "secret"
    secret.mkdir()
    (secret / "mat.txt").write_text(_plan(_BODY.replace("85%", "97%")), "utf-8")
    with Store.open(office.folder / "store", mode=Mode.WRITE) as store:
        ingest([secret], Shelf.INTERNAL, store)
    desk = keeper.within(frozenset({Shelf.PUBLIC}), "an")
    made = desk.make("ke-hoach", "Bến Trúc", "2027", "chuyển đổi số")
    assert made.shelves == {Shelf.PUBLIC}
    again = desk.redraft(made.id, 1, "targets", over_edited=True)
    fresh = desk.refresh(made.id, again.version)
    for held in (made, again, fresh):
        assert "97%" not in to_text(held.draft)
    assert {basis.record.shelf for basis in fresh.draft.sources} == {Shelf.PUBLIC}
    assert "97%" in to_text(keeper.make("ke-hoach", "Bến Trúc", "2027", "chuyển đổi số").draft)
