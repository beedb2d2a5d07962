"""Aims and money of a plan: as the nearest earlier paper has them, else in set phrases."""

from collections.abc import Callable, Sequence

from assistant.drafting.donors import Donors, Part, served_by
from assistant.drafting.draft import DraftBlock, Wanted
from assistant.drafting.forms import SectionForm
from assistant.drafting.material import Material
from assistant.drafting.prose import Numbers, part_blocks, part_places
from assistant.drafting.wording import filled
from assistant.drafting.written import (
    Written,
    fixed,
    heading,
    item,
    left_open,
    note,
    paragraph,
    written,
)
from ingest.document import Block
from ingest.text import fold, words
from prompts import say, table


def write_purpose(material: Material, form: SectionForm, wanted: Wanted) -> Written:
    """What the plan is for and what it demands."""
    part = Donors(material).part(form.id)
    if part:
        return with_part(part, list(part_blocks(part, Numbers(), on_focus(material))))
    told = table("drafts/plan")["purpose"]
    blocks: list[DraftBlock] = []
    for at, (name, said) in enumerate((("aim", "aims"), ("demand", "demands")), start=1):
        blocks.append(heading(2, fixed(f"{at}. {told[name]}")))
        blocks += [item(fixed(f"- {filled(one, material.commission)}")) for one in told[said]]
    return written([without_model(), *blocks])


def write_funding(material: Material, form: SectionForm, wanted: Wanted) -> Written:
    """Where the money comes from; how much it is stays open."""
    part = Donors(material).part(form.id)
    if part:
        return with_part(part, list(part_blocks(part, Numbers(), on_focus(material))))
    told = table("drafts/plan")["funding"]
    phrases = [paragraph(fixed(filled(one, material.commission))) for one in told["phrases"]]
    amount = paragraph(
        fixed(f"{told['amount']} "), left_open(say("assistant.draft_no_amount")), fixed(".")
    )
    return written([without_model(), *phrases, amount])


def with_part(part: Part, blocks: Sequence[DraftBlock]) -> Written:
    """The blocks of a part under the word whose they are, with their places."""
    return written([served_by(part), *blocks], part_places(part))


def without_model() -> DraftBlock:
    """The word that no paper held serves: what follows are set phrases."""
    return note(say("assistant.draft_no_model"))


def on_focus(material: Material) -> Callable[[Block], bool]:
    """True for blocks that speak of the part of the topic that is asked for; of none, for all. A
    heading speaks of it that holds all of its words: "Hạ tầng và dữ liệu số" of "hạ tầng số"."""
    wanted = set(words(fold(material.focus)))

    def speaks_of_it(block: Block) -> bool:
        headed = any(wanted <= set(words(fold(heading))) for heading in block.path[1:])
        return headed or material.is_on_topic(block.text, "\n".join(block.path[1:]))

    return lambda block: not wanted or speaks_of_it(block)
