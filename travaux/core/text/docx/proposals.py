"""Tracked changes as amendments that can be tabled: for each author, what is changed in one article.

Everybody else's changes are rejected, and what remains differs from the base by what this author wants. That difference
is put in operations and their formulae (`amend.formulate`), which are tried on the base. What no operation says, and
what changes another author's words, stays in the residue with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..amend.execute import carry_out
from ..amend.formulate import formulate
from ..amend.operations import Operation
from ..amend.phrase import phrase
from ..diff import diff
from ..gate import refusing
from ..plain import Reading, read_paras
from ..profiles import profile
from ..tree import Document, Unit, walk
from .amendments import amendments
from .package import open_package
from .read import paras_of
from .resolve import resolve_package
from .tracked import Comment, Tracked

NOT_SAID = "no formula says this change; table it in words"
OTHERS = "it changes words that another author proposes; table it as a sub-amendment"
LOOKS = "it changes how the text looks, not what it says"
ALONE = "its author changes nothing here; it is no amendment"
_ARTICLE = re.compile(r"^(?:.*?__)??(?:art|sec|rule)_[^_]+(?:_\d+)?(?=__|$)")


@dataclass(frozen=True, slots=True)
class Proposed:
    """What one author wants of one article."""

    author: str
    date: str  # of the last change
    unit: str  # eId of the article, or of the smallest unit around it
    operations: tuple[Operation, ...]  # each was tried on the base, in this order
    formula: str
    changes: tuple[Tracked, ...]
    comments: tuple[Comment, ...]  # the author's own at this article: the reason


@dataclass(frozen=True, slots=True)
class Proposals:
    """All of one file."""

    proposed: tuple[Proposed, ...]  # in the order of the text, then of the authors
    residue: tuple[Tracked | Comment, ...]


def proposals(data: bytes, base: Document, *, language: str, profile_id: str, name: str = "") -> Proposals:
    """What a tracked file proposes to change in a text. `language`: "en" or "ru". Raises `NotReadable`."""
    with refusing(name):
        found = amendments(data, name=name, base=Reading(base, profile_id, language, ()))
        made: list[Proposed] = []
        plain = _read(data, None, profile_id, language, name)
        for author in dict.fromkeys(each.author for each in found.amendments if each.op != "format"):
            wanted = _read(data, author, profile_id, language, name)
            operations = formulate(diff(plain, wanted), language, profile(profile_id)).operations
            own = [each for each in found.amendments if each.author == author]
            said = [each for each in found.comments if each.author == author]
            made += _of_author(author, operations, base, own, said, language, profile_id)
    return Proposals(tuple(_in_order(made, base)), tuple(_left(found.amendments, found.comments, found.residue, made)))


def _read(data: bytes, author: str | None, profile_id: str, language: str, name: str) -> Document:
    """The text with every change rejected but those of one author."""
    package = open_package(data, name=name)
    resolve_package(package, accept=False, but=author)
    resolve_package(package, accept=True)
    return read_paras(paras_of(package), [], profile_id=profile_id, language=language, name=name).document


def _of_author(
    author: str, operations: Sequence[Operation], base: Document, own: Sequence[Tracked], said: Sequence[Comment],
    language: str, profile_id: str,
) -> Iterator[Proposed]:  # fmt: skip
    groups: dict[str, list[Operation]] = {}
    for outcome in carry_out(base, list(operations), profile(profile_id)).outcomes:
        if outcome.status == "applied":
            groups.setdefault(article_of(outcome.target), []).append(outcome.operation)
    for unit, group in groups.items():
        tried = carry_out(base, group, profile(profile_id)).outcomes  # without the others
        kept = tuple(outcome.operation for outcome in tried if outcome.status == "applied")
        changes = tuple(each for each in own if _is_of(each, unit, kept))
        comments = tuple(each for each in said if article_of(each.unit or "") == unit)
        if kept:
            last = max((each.date for each in changes), default="")
            yield Proposed(author, last, unit, kept, formula_of(kept, language), changes, comments)


def article_of(eid: str) -> str:
    """The article that an eId is in, or its first part.

    >>> article_of("chp_1__art_3__para_2"), article_of("att_1/art_2__point_a"), article_of("chp_2")
    ('chp_1__art_3', 'att_1/art_2', 'chp_2')
    """
    found = _ARTICLE.match(eid)
    return found[0] if found else eid.partition("__")[0]


def _is_of(change: Tracked, unit: str, operations: Sequence[Operation]) -> bool:
    """Whether a change is part of these operations: in their article, or its words are among theirs."""
    if change.op == "format":
        return False
    words = " ".join(change.new.split())
    told = any(words and words in " ".join(each.text.split()) for each in operations)
    return told or (change.op != "add_unit" and article_of(change.unit or "") == unit)


def formula_of(operations: Sequence[Operation], language: str) -> str:
    """The operations in words: one sentence, or a numbered list of them."""
    said = [phrase(each, language) for each in operations]
    said = [each[:1].upper() + each[1:] if len(said) == 1 else each for each in said]
    if len(said) == 1:
        return said[0] + ("" if said[0].endswith(".”") else ".")
    return ";\n".join(f"{number}) {each}" for number, each in enumerate(said, 1)) + "."


def _in_order(made: Sequence[Proposed], base: Document) -> list[Proposed]:
    eids = [node.eid for node in walk(base) if isinstance(node, Unit) and node.eid]
    order = {article_of(eid): place for place, eid in reversed(list(enumerate(eids)))}
    return sorted(made, key=lambda each: order.get(each.unit, len(eids)))


def _changes_words_of(change: Tracked, other: Tracked) -> bool:
    if change.author == other.author or not other.new.strip():
        return False
    return change.context == other.new or (bool(change.old) and change.old in other.new)


def _left(
    changes: Sequence[Tracked],
    comments: Sequence[Comment],
    residue: Sequence[Tracked | Comment],
    made: Sequence[Proposed],
) -> Iterator[Tracked | Comment]:
    told = {id(each) for one in made for each in (*one.changes, *one.comments)}
    yield from (each for each in residue if id(each) not in told)
    for change in changes:
        if id(change) not in told and not change.why:
            others = any(_changes_words_of(change, other) for other in changes)
            yield replace(change, why=LOOKS if change.op == "format" else OTHERS if others else NOT_SAID)
    yield from (replace(each, why=ALONE) for each in comments if id(each) not in told and not each.why)
