"""What stands outside the articles, from a difference back to amendments: the title, the preamble, the annexes."""

from __future__ import annotations

from difflib import SequenceMatcher

from ..diff import Diff
from ..numbers import bare, printed
from ..tree import Component, Document, Line, Node, words
from .find import below, find
from .naming import MOST
from .operations import Locator, Operation, Step
from .script import paragraphs_in


def outer(found: Diff, language: str) -> list[Operation]:
    """The operations on title, preamble and annexes."""
    return [*_title(found), *_preamble(found, language), *_annexes(found, language)]


def _title(found: Diff) -> list[Operation]:
    """The title of the text, when that is what changed in the preface."""
    old, new = (_titles(text) for text in found.texts)
    if len(old) == len(new) == 1 and old != new:
        return [Operation("replace_heading", Locator((), "title"), text=new[0])]
    return []


def _preamble(found: Diff, language: str) -> list[Operation]:
    """Paragraphs of the preamble given anew; in Russian also what came and went."""
    old, new = (_recitals(text) for text in found.texts)
    made: list[Operation] = []
    steps = SequenceMatcher(None, [words(p) for p in old], [words(p) for p in new], autojunk=False).get_opcodes()
    for tag, a, b, c, d in reversed(steps):
        if tag == "equal":
            continue
        same = min(b - a, d - c)
        if language in ("ru", "rus"):
            made += [_new_recital(words(new[c + n]), a + n + 1) for n in range(same, d - c)]
            gone = (Step("alinea", (str(n + 1),), "абзац") for n in range(b - 1, a + same - 1, -1))
            made += [Operation("delete_unit", Locator((step,), "preamble")) for step in gone]
        made += [op for n in range(same) for op in _recital(found, language, old[a + n], a + n + 1, words(new[c + n]))]
    return made


def _new_recital(text: str, number: int) -> Operation:
    other = Locator((Step("alinea", (str(number),), "абзац"),))
    return Operation("add_unit", Locator((), "preamble"), text=text, other=other)


def _recital(found: Diff, language: str, line: Node, number: int, text: str) -> list[Operation]:
    """One paragraph of the preamble given anew, cited as it is found."""
    said = "абзац" if language in ("ru", "rus") else "recital"
    for count in (number, *range(1, number)):  # who speaks is no recital
        place = Locator((Step("alinea", (str(count),), said),), "preamble")
        if count <= MOST and any(node is line for node in find(found.texts[0], place).nodes):
            return [Operation("replace_unit", place, text=text)]
    return []


def _annexes(found: Diff, language: str) -> list[Operation]:
    """Annexes by their numbers: given anew when anything in them changed, added, deleted."""
    old, new = ({bare(c.of_kind("num")): c for c in text.components} for text in found.texts)
    made = []
    for number in dict.fromkeys((*old, *new)):
        printed_ = printed((old.get(number) or new[number]).of_kind("num")).split(" ")[0].lower()
        said = "приложение" if language in ("ru", "rus") else printed_ if printed_.isascii() else "annex"
        place = Locator((Step("annex", (number,) if number[:1].isalnum() else (), said),))
        if number not in new:
            made.append(Operation("delete_unit", place))
        elif number not in old:
            made.append(Operation("add_unit", Locator(), text="\n".join(_annexed(new[number])), other=place))
        elif _annexed(old[number]) != _annexed(new[number]):
            made.append(Operation("replace_unit", place, text="\n".join(_annexed(new[number]))))
    return made


def _titles(text: Document) -> list[str]:
    preface = text.of_kind("preface")
    lines = preface.nodes if preface is not None else ()
    return [words(line) for line in lines if any(node.kind == "docTitle" for node in line.nodes)]


def _recitals(text: Document) -> list[Node]:
    preamble = text.of_kind("preamble")
    return (
        [node for node in below(preamble) if isinstance(node, Line) and node.kind == "p"]
        if preamble is not None
        else []
    )


def _annexed(component: Component) -> list[str]:
    """An annex as it is quoted: its number first."""
    return [printed(component.of_kind("num")), *paragraphs_in(component)]
