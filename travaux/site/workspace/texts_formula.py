"""An amendment said by form (a place, what happens, the words) put in the words of a formula."""

from collections.abc import Iterable, Sequence

from django.utils.text import Truncator
from django.utils.translation import gettext, gettext_lazy

from travaux.core.text.amend.operations import Locator, Operation, Step
from travaux.core.text.amend.phrase import phrase
from travaux.instruments.blocks import Block
from travaux.lib.refusals import Refused

HOW = (
    ("replace_words", gettext_lazy("words are replaced by others")),
    ("delete_words", gettext_lazy("words are deleted")),
    ("insert_words", gettext_lazy("words are inserted after others")),
    ("replace_unit", gettext_lazy("it gets a new wording")),
    ("delete_unit", gettext_lazy("it is deleted")),
)
NEEDS_FOUND = ("replace_words", "delete_words", "insert_words")
NEEDS_NEW = ("replace_words", "insert_words", "replace_unit")
RANKS = {"article": "article", "chapter": "chapter", "section": "section", "part": "part", "paragraph": "paragraph"}


def provisions(blocks: Iterable[Block]) -> list[tuple[str, str]]:
    """(eId, the place and its first words) of every numbered provision."""
    chain: list[Block] = []
    found = []
    for block in blocks:
        if block.kind == "component" or (block.kind == "unit" and block.num):
            chain = [each for each in chain if each.depth < block.depth] + [block]
            said = block.heading or Truncator(" ".join(block.paragraphs)).words(6)
            found.append((block.eid, f"{place_of(chain)} {said}".strip()))
    return found


def place_of(chain: Sequence[Block]) -> str:
    """ "Annex 1, Article 5, 2." """
    named = [each.num for each in chain if each.kind == "component" or each.name not in ("chapter", "section", "part")]
    return ", ".join(number.rstrip(".") for number in named) or chain[-1].num


def chain_to(blocks: Iterable[Block], eid: str) -> list[Block]:
    """The provision with those that it stands in. Raises `Refused` where there is none."""
    chain: list[Block] = []
    for block in blocks:
        if block.kind == "component" or (block.kind == "unit" and block.num):
            chain = [each for each in chain if each.depth < block.depth] + [block]
            if block.eid == eid:
                return chain
    raise Refused(gettext("The version has no such provision."), where=eid)


def locator_of(chain: Sequence[Block]) -> Locator:
    """Where it is, as a formula says it: chapters are named only where they are what is meant."""
    steps: list[Step] = []
    for block in chain:
        rank = rank_of(block, steps)
        if rank in ("part", "section", "chapter") and block is not chain[-1]:
            continue
        steps.append(Step(rank, (block.num.split()[-1].strip("().,"),)))
    return Locator(tuple(steps))


def rank_of(block: Block, above: Sequence[Step]) -> str:
    if block.kind == "component":
        return "annex"
    if block.name == "point":
        return "subpoint" if any(step.rank == "point" for step in above) else "point"
    return RANKS.get(block.name, "paragraph")


def formula_for(blocks: Iterable[Block], eid: str, how: str, find: str, text: str, lang: str) -> str:
    """The words of the amendment in a language. Raises `Refused` where words are missing or do not stand there."""
    chain = chain_to(blocks, eid)
    if how in NEEDS_FOUND and not find.strip():
        raise Refused(gettext("Say which words of the provision are meant."), where=place_of(chain))
    if how in NEEDS_NEW and not text.strip():
        raise Refused(gettext("Say what the new words are."), where=place_of(chain))
    if how in NEEDS_FOUND and find.strip() not in " ".join((chain[-1].heading, *chain[-1].paragraphs)):
        raise Refused(
            gettext("These words do not stand in the provision."), where=place_of(chain),
            remedy=gettext("Copy them from the text, letter by letter."),
        )  # fmt: skip
    place = "after" if how == "insert_words" else ""
    said = phrase(Operation(how, locator_of(chain), find=find.strip(), text=text.strip(), place=place), lang)
    return said[:1].upper() + said[1:] + "."
