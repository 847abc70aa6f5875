"""Labels of automatic numbering, as Word shows them: computed from the numbering part, list by list.

A paragraph's list is its own or its style's; a level restarts when a higher one goes on, unless it is told not to; a
list made from another with a start of its own begins anew. Source: ECMA-376, part 1, 17.9.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree

from .package import XML_SPACE, Package, W

DEEPEST = 8  # Word has nine levels
HIGHEST = 32_767  # and counts no further; beyond, letters and Roman figures would grow without bound
# Without ё, й, ъ, ь. ECMA-376, part 1, 17.18.59.
RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    start: int
    form: str  # decimal, lowerLetter, russianLower, bullet …
    text: str  # "%1.%2."
    restart: int | None  # the level (from 1) after which it begins again; 0 never; None after any higher one
    legal: bool  # all numbers in it are shown in figures


@dataclass
class Numbering:
    """The lists of a file and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)  # numId → levels
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))  # abstractNumId → counts
    lists: dict[str, str] = field(default_factory=dict)  # numId → abstractNumId
    starts: dict[str, dict[int, int]] = field(default_factory=dict)  # numId → overridden starts, until they are used
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)  # style → (numId, level)

    def counts_like(self, other: Numbering) -> bool:
        """Whether both files define their lists alike."""
        return (self.levels, self.lists, self.starts) == (other.levels, other.lists, other.starts)

    def label(self, num_id: str, depth: int) -> str:
        """The label of the next paragraph of this list and level; empty for a bullet or an unknown list."""
        levels = self.levels.get(num_id, {})
        level = levels.get(depth)
        if level is None or num_id == "0" or depth > DEEPEST:
            return ""
        counts = self.counts[self.lists[num_id]]
        starts = self.starts.get(num_id, {})
        if depth in starts:
            counts[depth] = starts.pop(depth) - 1
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart and depth < restart):
                del counts[deeper]
        if level.form in ("bullet", "none"):
            return "" if level.form == "none" or not level.text else "–"
        for higher in range(depth):
            counts.setdefault(higher, levels[higher].start if higher in levels else 1)

        def said(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            form = "decimal" if level.legal else levels[place].form if place in levels else "decimal"
            return written(counts.get(place, 1), form)

        return re.sub(r"%(\d)", said, level.text)

    def of_paragraph(self, paragraph: etree._Element) -> str:
        """The label of a paragraph: its own list, or its style's."""
        properties = paragraph.find(W + "pPr") if self.levels else None
        if properties is None:
            return ""
        number, style = properties.find(W + "numPr"), properties.find(W + "pStyle")
        own = self.styles.get(style.get(W + "val", ""), ("", 0)) if style is not None else ("", 0)
        num_id, depth = own
        if number is not None:
            num_id, depth = _value(number, "numId") or num_id, int(_value(number, "ilvl") or depth)
        return self.label(num_id, depth) if num_id else ""


def numbering_of(package: Package) -> Numbering:
    """The lists that a file defines."""
    made = Numbering()
    root = package.tree("word/numbering.xml")
    if root is not None:
        abstract = {a.get(W + "abstractNumId", ""): a for a in root.findall(W + "abstractNum")}
        linked = {_value(a, "styleLink"): key for key, a in abstract.items() if _value(a, "styleLink")}
        for num in root.findall(W + "num"):
            num_id, key = num.get(W + "numId", ""), _value(num, "abstractNumId")
            link = _value(abstract[key], "numStyleLink") if key in abstract else ""
            key = linked.get(link, key)
            if key not in abstract:
                continue
            made.lists[num_id] = key
            levels = {int(e.get(W + "ilvl", "0")): _level(e) for e in abstract[key].findall(W + "lvl")}
            for override in num.findall(W + "lvlOverride"):
                depth, whole = int(override.get(W + "ilvl", "0")), override.find(W + "lvl")
                if whole is not None:
                    levels[depth] = _level(whole)
                if _value(override, "startOverride"):
                    made.starts.setdefault(num_id, {})[depth] = int(_value(override, "startOverride"))
            made.levels[num_id] = levels
    _styles(package, made)
    return made


def print_labels(package: Package) -> None:
    """Makes words of all labels that Word counts in the body."""
    numbering = numbering_of(package)
    for paragraph in list(package.body.iter(W + "p")):
        label = numbering.of_paragraph(paragraph)
        properties, number = paragraph.find(W + "pPr"), paragraph.find(f"{W}pPr/{W}numPr")
        if not label or properties is None or number is None:
            continue
        properties.remove(number)
        run = etree.Element(W + "r")
        text = etree.SubElement(run, W + "t")
        text.text = f"{label} " if any(each.text for each in paragraph.iter(W + "t")) else label
        text.set(XML_SPACE, "preserve")
        properties.addnext(run)


def _styles(package: Package, made: Numbering) -> None:
    root = package.tree("word/styles.xml")
    found = {s.get(W + "styleId", ""): s for s in root.findall(W + "style")} if root is not None else {}

    def resolved(style_id: str, seen: frozenset[str]) -> tuple[str, int]:
        style = found.get(style_id)
        if style is None or style_id in seen:
            return "", 0
        parent = resolved(_value(style, "basedOn"), seen | {style_id})
        number = style.find(f"{W}pPr/{W}numPr")
        if number is None:
            return parent
        return _value(number, "numId") or parent[0], int(_value(number, "ilvl") or parent[1])

    made.styles = {style_id: number for style_id in found if (number := resolved(style_id, frozenset()))[0]}


def _level(element: etree._Element) -> Level:
    restart = _value(element, "lvlRestart")
    return Level(
        int(_value(element, "start") or 1), _value(element, "numFmt") or "decimal", _value(element, "lvlText"),
        int(restart) if restart else None, element.find(W + "isLgl") is not None,
    )  # fmt: skip


def _value(element: etree._Element, kind: str) -> str:
    child = element.find(W + kind)
    return child.get(W + "val", "") if child is not None else ""


def written(number: int, form: str) -> str:
    """A number in a form of Word.

    >>> written(4, "lowerRoman"), written(3, "russianLower"), written(28, "upperLetter"), written(7, "decimalZero")
    ('iv', 'в', 'BB', '07')
    """
    if not 0 <= number <= HIGHEST:
        return str(number)
    if form in ("lowerRoman", "upperRoman"):
        made = _roman(number)
        return made.lower() if form == "lowerRoman" else made
    letters = {"Letter": "abcdefghijklmnopqrstuvwxyz", "russian": RUSSIAN}
    for key, alphabet in letters.items():
        if key in form and number > 0:
            made = alphabet[(number - 1) % len(alphabet)] * ((number - 1) // len(alphabet) + 1)
            return made.upper() if form.lower().startswith("upper") or form.endswith("Upper") else made
    return f"{number:02d}" if form == "decimalZero" else str(number)


def _roman(number: int) -> str:
    sizes = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    pairs = zip(sizes, ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"), strict=True)
    made = ""
    for size, digits in pairs:
        made, number = made + digits * (number // size), number % size
    return made
