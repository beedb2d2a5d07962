"""Rows of targets that stand in sentences: of the unit's own plan, and of a higher body for all."""

import re
from collections.abc import Iterator

from assistant.drafting.donors import Donors
from assistant.drafting.material import Material
from assistant.drafting.stated import REACHED
from assistant.drafting.target_row import Known, TargetRow
from assistant.evidence import basis_of
from ingest.document import Figure, Role
from ingest.text import fold
from prompts import table
from vectorstore.records import DocumentRecord


def of_all_communes(material: Material, record: DocumentRecord) -> Iterator[TargetRow]:
    """What a sentence of a higher body sets for every commune: "chung cho mọi xã, phường"."""
    catalog = material.store.catalog
    everyone = tuple(map(fold, table("drafts/plan")["tasks"]["communes"]))
    for one in catalog.figures((record.id,), material.shelves):
        figure = one.figure
        block = catalog.block(record.id, figure.block) if figure.row is None else None
        if block is None or figure.role is not Role.TARGET or figure.quantity is None:
            continue
        if any(one in fold(block.text) for one in everyone) and not _counts_communes(figure):
            basis = basis_of(record, block)
            unit = figure.quantity.unit
            row = TargetRow(figure.indicator, basis, "", unit, (Known(figure, basis),))
            if not material.focus or material.is_on_topic(row.indicator):
                yield row


def of_sentences(material: Material, donors: Donors) -> Iterator[TargetRow]:
    """The aims that the unit's own plan sets in sentences, where it has no table of them, each with
    what sentences of its papers tell of the very same words."""
    part = donors.part("targets")
    if part is None or not part.is_own:
        return
    for block in part.blocks:
        basis = basis_of(part.record, block)
        for figure in material.store.catalog.figures_in(part.record.id, (block.ordinal,)):
            if figure.role is not Role.TARGET or figure.quantity is None:
                continue
            if not material.focus or material.is_on_topic(figure.indicator):
                known = (Known(figure, basis), *_reached(material, figure))
                yield TargetRow(figure.indicator, basis, "", _counted(figure), known)


def _reached(material: Material, aim: Figure) -> Iterator[Known]:
    """What sentences of the unit's papers tell of an aim under its very name."""
    name = fold(aim.indicator)
    for record in material.own:
        for one in material.store.catalog.figures((record.id,), material.shelves):
            figure = one.figure
            if figure.row is None and figure.role in REACHED and fold(figure.indicator) == name:
                block = material.store.catalog.block(record.id, figure.block)
                if block is not None:
                    yield Known(figure, basis_of(record, block))


def _counted(figure: Figure) -> str:
    """What a value of a sentence counts, as it is printed: "tỷ đồng" of "42,6 tỷ đồng"."""
    found = re.search(r"\d(?=\D*\Z)", figure.text)
    return figure.text[found.end() :].strip() if found else ""


def _counts_communes(figure: Figure) -> bool:
    """True for "11 xã, phường": how many are meant, not what is set for each."""
    unit = fold(figure.quantity.unit) if figure.quantity else ""
    return unit.startswith(tuple(map(fold, table("issuers")["levels"])))
