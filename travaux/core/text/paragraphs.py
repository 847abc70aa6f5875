"""From lines of a file to paragraphs: hard-wrapped lines joined, page numbers put aside, quoted wording kept together.

Every reader (plain text, Word, HTML) gives the same thing, `Para`; what builds the tree knows no formats.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from .drawn import DRAWS, Found, barred, tabbed
from .numbers import printed
from .pages import Pages, pages_of
from .tree import Line, Node


@dataclass(slots=True)  # not frozen: a text has thousands, for a moment each
class Para:
    """One paragraph of a source, before anybody knows what it is."""

    text: str  # its words, number included, spaces collapsed
    where: int  # the line or the paragraph of the file, from 1
    runs: tuple[Node | str, ...] | None = None  # the same words with marks and notes, where the format has them
    table: Node | None = None  # a table stands here instead of words
    style: str = ""  # the format's own name for the kind of paragraph: "heading 1", "title", ""
    soft: bool = False  # it began after a hard-wrapped line: may be the middle of a sentence
    escaped: bool = False  # a backslash said that this is text, whatever it looks like
    numbered: bool = False  # the format itself numbers it: it opens a unit, whatever came before
    quoted: bool = False  # it stands inside quoted new wording


def para_of(
    runs: tuple[Node | str, ...], where: int, *, style: str = "", escaped: bool = False, numbered: bool = False
) -> Para:
    """The paragraph that these runs make; raised digits are raised in its words too, so that 10¹ is not read as 101."""
    if len(runs) == 1 and isinstance(runs[0], str):  # nearly every one
        return Para(runs[0].strip(), where, style=style, escaped=escaped, numbered=numbered)
    plain = all(isinstance(run, str) for run in runs)
    text = printed(Line("p", runs)).strip()
    return Para(text, where, runs=None if plain else runs, style=style, escaped=escaped, numbered=numbered)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A choice that a person should look at: where, which words, why, and what was chosen."""

    where: int
    text: str
    why: str
    chose: str

    def as_json(self) -> dict[str, str | int]:
        return {"where": self.where, "text": self.text, "why": self.why, "chose": self.chose}


_TERMINAL = re.compile(r"[.;:!?»”…)—]$")
_OPENS = re.compile(
    r"(?:\(?(?:\d{1,3}(?:[.\-]\d{1,3})*|[a-zа-яё]{1,2}|[ivxl]+)[.)]|[—–•-])\s"
    r"|(?i:статья|глава|раздел|часть|приложение|article|chapter|section|part|annex|appendix|schedule)\s+[\dIVXLА-ЯA-Z№]"
)
_PAGE_NUMBER = re.compile(r"(?:[—–-]\s*)?\d{1,4}(?:\s*[—–-])?")
_HYPHEN = re.compile(r"(\w+)[-\u00ad]$")


def from_lines(lines: Iterable[str]) -> tuple[list[Para], list[Doubt]]:
    """Paragraphs of a plain text, hard-wrapped or one paragraph a line, and what was uncertain."""
    rows = [line.rstrip("\r\n").replace("\f", "") for line in lines]
    rows[:1] = [rows[0].removeprefix("\ufeff")] if rows else []
    doubts: list[Doubt] = []
    pages = pages_of(rows)
    doubts += _left_out(rows, pages)
    gone = pages.numbers | pages.heads | pages.blank
    numbered = [(at + 1, row) for at, row in enumerate(rows) if at not in gone]
    width = wrap_width([row for _, row in numbered])
    if width:
        paras = _unwrapped(numbered, width, doubts)
    else:
        paras = [_para(row, number) for number, row in numbered if row.strip()]
        if pages.going_on:
            paras = _over_breaks(paras, pages)
    paras = _notes_together(_tables_together(paras))
    return quoted_together([para for para in paras if para.text or para.table]), doubts


def _left_out(rows: list[str], pages: Pages) -> list[Doubt]:
    why = {
        **dict.fromkeys(pages.numbers, ("a number alone on a line", "left out as a page number")),
        **dict.fromkeys(pages.heads, ("the same line on every page", "left out as a running head")),
    }
    return [Doubt(at + 1, rows[at].strip()[:80], *why[at]) for at in sorted(why)]


def _over_breaks(paras: list[Para], pages: Pages) -> list[Para]:
    """Paragraphs of one line each, put together where a page ended in the middle of one."""
    made: list[Para] = []
    for para in paras:
        if made and para.where - 1 in pages.going_on:
            made[-1] = replace(made[-1], text=f"{made[-1].text} {para.text}")
        else:
            made.append(para)
    return made


def wrap_width(rows: list[str]) -> int | None:
    """The width at which lines were wrapped by hand, or None where every line is a paragraph."""
    rows = ["" if row[:1] in DRAWS else row for row in rows]  # rows of tables are of one length for other reasons
    lengths = sorted(len(row) for row in rows if row.strip())
    if len(lengths) < 6:
        return None
    width = lengths[int(len(lengths) * 0.95)]
    if not 40 <= width <= 110:
        return None
    followed = [len(a) for a, b in pairwise(rows) if a.strip() and b.strip()]
    long = sum(1 for length in followed if length >= 0.75 * width)
    ends_open = sum(
        1 for a, b in pairwise(rows)
        if a.strip() and len(a) >= 0.75 * width and not _TERMINAL.search(a.rstrip()) and b.lstrip()[:1].islower()
    )  # fmt: skip
    return width if followed and long >= 0.3 * len(followed) and ends_open >= 0.15 * len(followed) else None


def _unwrapped(rows: list[tuple[int, str]], width: int, doubts: list[Doubt]) -> list[Para]:
    whole = "\n".join(row for _, row in rows).lower()
    paras: list[Para] = []
    previous = ""
    for number, row in rows:
        if not row.strip():
            previous = ""
        elif _PAGE_NUMBER.fullmatch(row.strip()) and not previous:
            doubts.append(Doubt(number, row.strip(), "a number alone on a line", "left out as a page number"))
        else:
            if previous and paras and _continues(previous, row, width):
                paras[-1] = replace(paras[-1], text=_joined(paras[-1].text, row.strip(), whole, number, doubts))
            else:
                paras.append(_para(row, number, soft=bool(previous)))
            previous = row
    return paras


def _continues(previous: str, row: str, width: int) -> bool:
    """Whether a line goes on with the paragraph of the line before it."""
    text, before = row.strip(), previous.rstrip()
    ended = bool(_TERMINAL.search(before))
    if text[:1] in DRAWS or before.lstrip()[:1] in DRAWS or ("\t" in text and "\t" in before):
        return False  # rows of a table
    if len(row) - len(row.lstrip()) > len(previous) - len(previous.lstrip()) + 1 and ended:
        return False
    if not ended and re.match(r"\(?[\w.]{1,6}[.)]\s+[a-zа-яё]", text) and len(before) > 0.25 * width:
        return True  # a number in the middle of a sentence: "… of\n2. copies are"
    if _OPENS.match(text) and (ended or (not text[0].isdigit() and len(before) < 0.75 * width)):
        return False
    if re.match(r"(?:Статья|СТАТЬЯ|ARTICLE|ГЛАВА|РАЗДЕЛ|CHAPTER)\s+[\dIVXLC]+(?:\.\d+)?\.?(?:\s+[А-ЯA-Z]|$)", text):
        return False
    first_word = len(text.split(" ", 1)[0])
    return len(before) + first_word + 1 > 0.85 * width or (not ended and text[:1].islower())


def _joined(before: str, row: str, whole: str, number: int, doubts: list[Doubt]) -> str:
    hyphen = _HYPHEN.search(before)
    row = re.sub(r"[ \t]+", " ", row)
    if not hyphen or not row[:1].islower():
        return f"{before} {row}"
    head, tail = hyphen[1], re.split(r"\W", row, maxsplit=1)[0]
    if before.endswith("\u00ad") or (head + tail).lower() in whole:
        return before[:-1] + row
    if f"{head}-{tail}".lower() in whole:
        return before + row
    doubts.append(Doubt(number, f"{head}-{tail}", "a hyphen at the end of a line", f"joined as “{head}{tail}”"))
    return before[:-1] + row


def _para(row: str, number: int, *, soft: bool = False) -> Para:
    text = row.strip()
    if "  " in text and "\t" not in text:
        text = re.sub(" +", " ", text)
    if text.startswith("\\"):
        return Para(text[1:], number, escaped=True)
    return Para(text, number, soft=soft)


def _tables_together(paras: list[Para]) -> list[Para]:
    """Rows written with bars or tabs become one table; a lone tab inside a paragraph is a space."""
    result: list[Para] = []
    at = 0
    while at < len(paras):
        para = paras[at]
        text = para.text
        if not para.escaped and (text[:1] in DRAWS or "\t" in text):
            table, used = _drawn(paras, at)
            if table is not None:
                result.append(Para("", para.where, table=table))
            if used:
                at += used
                continue
        if "\t" in text or "  " in text:
            para = replace(para, text=re.sub(r"[ \t]+", " ", text))
        result.append(para)
        at += 1
    return result


def _drawn(paras: list[Para], at: int) -> Found:
    """The table that begins at a paragraph, and how many paragraphs it takes."""
    texts: list[str] = []
    while at < len(paras) and not paras[at].escaped and (paras[at].text[:1] in DRAWS or "\t" in paras[at].text):
        texts.append(paras[at].text)
        at += 1
    found = barred(texts)
    return found if found[1] else tabbed(texts, _OPENS.match)


_NOTE_BEGINS = re.compile(r"\((?:[^()]{1,40}\s)?(?:в ред|введен)")
_LONGEST_NOTE = 20  # lines


def _notes_together(paras: list[Para]) -> list[Para]:
    """A note in brackets of the acts that changed a text, over several lines, becomes one paragraph."""
    result: list[Para] = []
    at = 0
    while at < len(paras):
        para = paras[at]
        at += 1
        if para.text[:1] == "(" and ")" not in para.text and _NOTE_BEGINS.match(para.text):
            more = paras[at : at + _LONGEST_NOTE]
            end = next((n for n, each in enumerate(more) if each.text.endswith(")")), None)
            if end is not None and not any(each.table or "(" in each.text for each in more[: end + 1]):
                para = replace(para, text=" ".join([para.text, *(each.text for each in more[: end + 1])]))
                at += end + 1
        result.append(para)
    return result


_QUOTES = {"«": "»", "“": "”", "„": "“"}


def quoted_together(paras: list[Para]) -> list[Para]:
    """Marks the paragraphs of quoted new wording that runs over several: from « after a colon to its »."""
    result: list[Para] = []
    opened: str | None = None
    depth, before = 0, ""
    for para in paras:
        text = para.text
        if opened is None and before.endswith(":") and text[:1] in _QUOTES:
            opened, depth = text[0], 0
        if opened is not None:
            depth += text.count(opened) - text.count(_QUOTES[opened])
            result.append(replace(para, quoted=True))
            if depth <= 0:
                opened = None
        else:
            result.append(para)
        before = text
    return result
