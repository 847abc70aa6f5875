"""Plain text: read as people write laws, written so that it reads the same.

Written: titles, preamble, one paragraph a line, an empty line before each unit that a word opens; a backslash before a
paragraph that would otherwise be taken for the opening of a unit. Tables are rows of cells between bars.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .akn_write import with_meta
from .batch import collector_paused
from .build import is_sentence
from .contents import without_contents
from .eids import mint
from .front import ANNEX, CLOSING, document_from, title_of, without_annexes
from .numbers import printed
from .paragraphs import Doubt, Para, from_lines
from .profiles import detect, profile
from .refusals import NotReadable
from .shapes import PATTERNS
from .tables import rows_of
from .tree import Component, Document, Line, Meta, Node, Note, Table, Unit, words


@dataclass(frozen=True, slots=True)
class Reading:
    """A document read, how it was read, and what a person should look at."""

    document: Document  # with eIds
    profile: str  # the structure profile used
    language: str  # three letters, ISO 639-2: rus, eng, kaz, bel; und when unknown
    doubts: tuple[Doubt, ...]  # in the order of the text


LANGUAGES = {"ru": "rus", "en": "eng", "kk": "kaz", "be": "bel", "fr": "fra"}


def language_of(text: str) -> str:
    """The language by its letters: Kazakh and Belarusian have their own; other Cyrillic is taken for Russian."""
    sample = text[:20000].lower()
    cyrillic, latin = len(re.findall("[а-яё]", sample)), len(re.findall("[a-z]", sample))
    if cyrillic + latin == 0:
        return "und"
    if latin > cyrillic:
        return "eng"
    if len(re.findall("[әғқңөұүһ]", sample)) > cyrillic / 50:
        return "kaz"
    return "bel" if sample.count("ў") > cyrillic / 200 else "rus"


_NOTICE = re.compile(r"\A\*\*\* [^\n]* \*\*\*\r?\n")  # what `write_text` puts before a text


@collector_paused()
def read_text(text: str, *, profile_id: str | None = None, language: str | None = None, name: str = "") -> Reading:
    """The document that a plain text says. Raises `NotReadable` for an empty text."""
    paras, doubts = from_lines(_NOTICE.sub("", text).splitlines())
    return read_paras(paras, doubts, profile_id=profile_id, language=language, name=name)


@collector_paused()
def read_paras(
    paras: list[Para], doubts: list[Doubt], *, profile_id: str | None, language: str | None, name: str
) -> Reading:
    """The document that paragraphs of any format make."""
    if not paras:
        raise NotReadable(
            "There is no text in the file.", where=name, remedy="Give a file with at least one paragraph."
        )
    paras = without_contents(paras, doubts)
    whole = "\n".join(para.text for para in without_annexes(paras))
    used = profile(profile_id) if profile_id else detect(whole)[0]
    said = LANGUAGES.get(language or "", language) or language_of(whole)
    document, more = document_from(paras, used)
    document = with_meta(document, language=said, title=title_of(document))
    minted = mint(document)
    assert isinstance(minted, Document)
    return Reading(minted, used.id, said, tuple(sorted((*doubts, *more), key=lambda doubt: doubt.where)))


def write_text(document: Document, *, notice: str | None = None) -> str:
    """The text with its numbers as printed, one paragraph a line; `notice` stands first, between stars."""
    said_first = f"*** {notice} ***\n\n" if notice else ""
    return said_first + "\n".join(_lines(document)).strip("\n") + "\n"


def _lines(node: Node) -> Iterator[str]:
    if isinstance(node, (Meta, Note)):
        return
    if isinstance(node, Unit):
        yield from _unit(node)
    elif isinstance(node, Line):
        text = words(node).strip()
        yield text if node.attr("class") == "quoted" and text[:1] not in "\\|" else _safe(text)
    elif isinstance(node, Table):
        for row in rows_of(node):
            yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
    elif isinstance(node, Component):
        yield ""
        yield " ".join(filter(None, (printed(node.of_kind("num")), *_heads(node))))
        if node.document is not None:
            yield from _lines(node.document)
    else:
        if node.kind in ("preamble", "body", "mainBody", "conclusions"):
            yield ""
        for child in node.nodes:
            closing = node.kind == "conclusions" and isinstance(child, Line) and CLOSING.match(words(child))
            yield from (words(child),) if closing else _lines(child)


def _unit(unit: Unit) -> Iterator[str]:
    number = printed(unit.num)
    heads = " ".join(_heads(unit))
    wordy = bool(_WORDY.match(number))
    if wordy:
        yield ""
    rest = [child for child in unit.nodes if child.kind not in ("num", "heading", "subheading")]
    lines = [text for child in rest for text in _lines(child)]
    if heads or not number:
        if heads and wordy and is_sentence("" if number[-1:].isalnum() else ".", heads):
            yield number
            yield heads
        elif number or heads:
            yield f"{number} {heads}".strip()
        yield from lines
    elif lines and lines[0] and not wordy and _starts_with_words(rest[0]):
        yield f"{number} {lines[0].removeprefix(chr(92))}"
        yield from lines[1:]
    else:
        yield number
        yield from lines


def _heads(node: Node) -> Iterator[str]:
    for child in node.nodes:
        if child.kind in ("heading", "subheading"):
            yield words(child)


def _starts_with_words(node: Node) -> bool:
    """Whether the first thing inside is a line, so that it may stand on the number's own line."""
    if isinstance(node, Line):
        return True
    return not isinstance(node, (Unit, Table)) and bool(node.nodes) and _starts_with_words(node.nodes[0])


_WORDY = re.compile(
    r"(?i:часть|раздел|подраздел|глава|статья|part|section|subsection|title|chapter|article|clause|§)\s*\S"
)


def _safe(text: str) -> str:
    """The paragraph as a line that will be read as text."""
    looks = text.startswith(("\\", "|")) or _WORDY.match(text) or ANNEX.fullmatch(text) or CLOSING.match(text)
    return "\\" + text if looks or any(pattern.match(text) for pattern in PATTERNS.values()) else text
