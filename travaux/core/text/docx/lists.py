"""Lists that Word itself numbers, made so that every label is the printed number, sign for sign.

A label is taken apart into words before, a counter and signs after: `Статья 5.`, `1)`, `(a)`, `IV.`, `2.1.`. Parts and
points are inner levels of their article's list and begin anew in each. Labels that go on are one list; one that jumps
begins a list with a start of its own. What cannot be counted (10¹, `первая`) has no list: its number stays printed as
words. Whoever puts in an article in Word sees the following ones count on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from ..numbers import roman
from .numbering import DEEPEST, HIGHEST, RUSSIAN, written

_LABEL = re.compile(
    r"(?P<before>(?:[^\W\d_]+\s+|[(\[«§№]\s?)?)(?P<dotted>(?:\d+\.)*)(?P<count>\d+|[^\W\d_]+)(?P<after>[.):\]»]*)"
)
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


Form = tuple[str, str]  # of a level: how it counts, and its text: ("decimal", "%1.")
Key = tuple[str, str, str]  # of a list: kind of provision, text, how it counts


@dataclass
class Item:
    """A numbered paragraph: its list, its level, and how its own items go on."""

    num: int
    level: int
    number: str  # "2.1" of the label "2.1.": what the labels of inner items may begin with
    pattern: str  # the same as Word says it, "%1.%2"; empty where letters are in it
    following: dict[int, int] = field(default_factory=dict)  # level → the next number of inner items


class Lists:
    """The lists of one document, as its numbered paragraphs come."""

    def __init__(self) -> None:
        self.levels: list[list[Form]] = []  # of each list
        self.places: dict[Key, int] = {}
        self.nums: list[tuple[int, int]] = []  # the place of a list, and the number that it starts with
        self.next: dict[Key, tuple[int, int]] = {}  # num, and its next number

    def item(self, kind: str, label: str, above: Item | None) -> Item | None:
        """The place of a paragraph with this label in a list; None where no list can say it.

        `kind` tells lists apart that stand inside each other; `above` is the item that this one stands in.
        """
        match = _LABEL.fullmatch(label)
        if match is None or "%" in label:
            return None
        return (self._inner(match, above) if above is not None else None) or self._outer(kind, match)

    def _outer(self, kind: str, match: re.Match[str]) -> Item | None:
        """In a list that goes on, whatever else its number may be; else in one that begins here."""
        text = f"{match['before']}{match['dotted']}%1{match['after']}"
        values = list(_values(match["count"]))
        going = [pair for pair in values if self.next.get((kind, text, pair[0]), (0, 0))[1] == pair[1]]
        for form, value in [*going, *values]:
            key = (kind, text, form)
            num = self.next[key][0] if going else self._start(key, value)
            self.next[key] = num, value + 1
            pattern = "%1" if form == "decimal" and not match["dotted"] else ""
            return Item(num, 0, f"{match['dotted']}{match['count']}", pattern)
        return None

    def _start(self, key: Key, value: int) -> int:
        if key not in self.places:
            self.places[key] = len(self.levels)
            self.levels.append([(key[2], key[1])])
        self.nums.append((self.places[key], value))
        return len(self.nums)

    def _inner(self, match: re.Match[str], above: Item) -> Item | None:
        """On an inner level of the list of what it stands in: one that counts so, or a new one."""
        chain = ""
        if match["dotted"]:
            if not above.pattern or match["dotted"] != f"{above.number}.":
                return None
            chain = f"{above.pattern}."
        levels = self.levels[self.nums[above.num - 1][0]]
        values = [pair for pair in _values(match["count"]) if not chain or pair[0] == "decimal"]
        options = [(level, form, value) for level in range(above.level + 1, len(levels) + 1) for form, value in values]
        options.sort(key=lambda option: option[2] == 1)  # what goes on comes before what begins
        for level, form, value in options:
            said = form, f"{match['before']}{chain}%{level + 1}{match['after']}"
            if (
                level > DEEPEST
                or value != above.following.get(level, 1)
                or levels[level : level + 1] not in ([], [said])
            ):
                continue
            levels[level:] = levels[level:] or [said]
            above.following[level] = value + 1
            pattern = f"{chain}%{level + 1}" if form == "decimal" else ""
            return Item(above.num, level, f"{match['dotted']}{match['count']}", pattern)
        return None

    def part(self) -> str:
        """`word/numbering.xml`, without its declaration."""
        made = [f"<w:numbering {_W}>"]
        for place, levels in enumerate(self.levels):
            made += [f'<w:abstractNum w:abstractNumId="{place}"><w:multiLevelType w:val="multilevel"/>']
            made += [
                f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="space"/>'
                f'<w:lvlText w:val={quoteattr(text)}/><w:lvlJc w:val="left"/>'
                '<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
                for level, (form, text) in enumerate(levels)
            ]
            made += ["</w:abstractNum>"]
        made += [
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{place}"/><w:lvlOverride w:ilvl="0">'
            f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
            for number, (place, start) in enumerate(self.nums, 1)
        ]
        return "".join(made) + "</w:numbering>"


def said(item: Item | None) -> str:
    """The place in a list as a paragraph's properties say it."""
    if item is None:
        return ""
    return f'<w:numPr><w:ilvl w:val="{item.level}"/><w:numId w:val="{item.num}"/></w:numPr>'


def _values(count: str) -> Iterator[tuple[str, int]]:
    """What a counter may be: (form of Word, value), the likeliest first; each says exactly these signs."""
    if count.isascii() and count.isdecimal():
        options = [("decimal", int(count))]
    else:
        case = "upper" if count == count.upper() else "lower"
        first = count[0].lower()
        as_roman = (f"{case}Roman", roman(count) or 0 if count.isascii() else 0)
        repeated = (len(count) - 1) * 26 + _LATIN.find(first) + 1 if first in _LATIN else 0
        as_letter = (f"{case}Letter", repeated)
        russian = (len(count) - 1) * len(RUSSIAN) + RUSSIAN.find(first) + 1 if first in RUSSIAN else 0
        likely_roman = len(count) > 1 or count in "iIvVxX"
        options = [*((as_roman, as_letter) if likely_roman else (as_letter, as_roman)),
                   (f"russian{case.capitalize()}", russian)]  # fmt: skip
    yield from ((form, value) for form, value in options if 0 < value <= HIGHEST and written(value, form) == count)
