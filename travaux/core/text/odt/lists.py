"""Labels of automatic numbering in Open Document, computed as a word processor shows them (ODF 1.3, 19.879 ff.)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from ..docx.numbering import written
from .names import q

_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list style."""

    form: str  # decimal, lowerLetter, russianLower, bullet; empty for no label
    prefix: str
    suffix: str
    start: int
    shown: int  # how many levels stand in the label
    pattern: str  # "%1%.%2%)", where the file gives one


@dataclass
class Lists:
    """The list styles of a file, and how far each list has counted."""

    styles: dict[str, dict[int, Level]] = field(default_factory=dict)  # style → level from 1 → what it is
    counts: dict[str, dict[int, int]] = field(default_factory=dict)  # list by its id → level → count
    last: dict[str, str] = field(default_factory=dict)  # style → the list that used it last
    number: int = 0  # of lists begun

    def learn(self, root: etree._Element) -> None:
        """The list styles of one part, and the numbering of headings under the name `outline`."""
        for style in root.iter(q("text:list-style"), q("text:outline-style")):
            name = (style.get(q("style:name")) or "") if style.tag == q("text:list-style") else "outline"
            self.styles[name] = {_whole(level.get(q("text:level")), 1): _level(level) for level in style}

    def begin(self, element: etree._Element, style: str) -> str:
        """The id of a list that begins at this element: a new one, or one that it goes on with."""
        on = element.get(q("text:continue-list")) or ""
        if on not in self.counts and element.get(q("text:continue-numbering")) == "true":
            on = self.last.get(style, "")
        self.number += 1
        made = element.get("{http://www.w3.org/XML/1998/namespace}id") or f"list {self.number}"
        self.counts[made] = self.counts.get(on, {})
        self.last[style] = made
        return made

    def label(self, list_id: str, style: str, depth: int, start: str | None = None) -> str:
        """The label of the next item of a list at a level."""
        levels = self.styles.get(style, {})
        level = levels.get(depth)
        if level is None or not level.form:
            return ""
        counts = self.counts.setdefault(list_id, {})
        counts[depth] = _whole(start, 0) if start else counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        if level.form == "bullet":
            return "–"

        def said(place: int) -> str:
            form = levels[place].form if place in levels and levels[place].form not in ("", "bullet") else "decimal"
            return written(counts.get(place, 1), form)

        if level.pattern:
            return re.sub(r"%(\d+)%", lambda found: said(int(found[1])), level.pattern)
        return (
            level.prefix + ".".join(said(n) for n in range(max(1, depth - level.shown + 1), depth + 1)) + level.suffix
        )


def _level(element: etree._Element) -> Level:
    if element.tag == q("text:list-level-style-bullet"):
        return Level("bullet", "", "", 1, 1, "")
    form = element.get(q("style:num-format")) or ""
    russian = "russianUpper" if form[:1] in "АБ" and form else "russianLower" if re.match("[а-я]", form) else ""
    pattern = element.get(q("loext:num-list-format")) or ""
    return Level(
        _FORMS.get(form, russian or ("decimal" if form else "")), element.get(q("style:num-prefix")) or "",
        element.get(q("style:num-suffix")) or "", _whole(element.get(q("text:start-value")), 1),
        min(_whole(element.get(q("text:display-levels")), 1), 10), pattern if len(pattern) < 100 else "",
    )  # fmt: skip


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else otherwise
