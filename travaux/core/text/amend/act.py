"""An amending act read item by item: nested items take the place that the line above them names.

«1) в статье 83: а) в части 2 слова … б) часть 3 …» gives operations on статья 83 › часть 2 and статья 83 › часть 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..numbers import printed
from ..tree import Box, Document, Line, Node, Unit, words
from . import locate_en, locate_ru
from .formulae_en import parse_en
from .formulae_ru import parse_ru
from .operations import Locator, Operation

_ORDERS = re.compile(
    r"(?i)заменить|исключить|дополнить|изложить|утративш\w+\s+силу|\bсчитать|объединить|разделить|поменять\s+местами|"
    r"рассмотреть|предлагается|\b(?:replace|substitute|delete|omit|leave\s+out|insert|add|shall\s+read|to\s+read|move|renumber|"
    r"merge|divide|repeal)\b"
)
# "Внести в статью 5 Федерального закона …": the place is said before the name of the act.
_BRING_IN = re.compile(
    r"(?i)внести\s+(?:следующие\s+\w+\s+)?в\s+(?P<place>.*?)(?=федеральн|закон|кодекс|модельн|соглашени|«|⟦|от\s+\d|$)"
)


def parse(formula: str, language: str, outer: Locator | None = None) -> list[Operation]:
    """The operations of one formula in Russian ("rus", "ru") or English."""
    cyrillic = language in ("rus", "ru") or (not language and re.search("[а-я]", formula) is not None)
    return parse_ru(formula, outer) if cyrillic else parse_en(formula, outer)


def parse_act(document: Document, language: str = "") -> list[Operation]:
    """The operations of an amending act, in its order; provisions that order nothing are left out."""
    said = language or document.language or ""
    body = document.body
    return list(_of_units(body, said, Locator(), "")) if body is not None else []


def _of_units(node: Node, language: str, outer: Locator, item: str) -> Iterator[Operation]:
    for child in node.nodes:
        if isinstance(child, Unit):
            yield from _of_unit(child, language, outer, item)
        elif isinstance(child, Box):
            for each in child.nodes:
                if isinstance(each, Line) and _ORDERS.search(words(each)):
                    yield from _named(parse(words(each), language, outer), item)


def _of_unit(unit: Unit, language: str, outer: Locator, item: str) -> Iterator[Operation]:
    number = printed(unit.num)
    label = f"{item} {number}".strip() if unit.kind not in ("article", "section", "hcontainer") else number
    formula = "\n".join(_paragraphs(unit))
    inner = unit.units
    if inner and formula.rstrip().endswith(":"):
        place = _place(formula, language)
        for each in inner:
            yield from _of_unit(each, language, place.within(outer) if place.steps or place.part else outer, label)
        return
    if formula and _ORDERS.search(formula):
        yield from _named(parse(formula, language, outer), label)
    for each in inner:
        yield from _of_unit(each, language, outer, label)


def _place(lead: str, language: str) -> Locator:
    """The place that an opening line names for its items."""
    if language not in ("rus", "ru") and not re.search("[а-я]", lead):
        return locate_en.locate(lead)[0]
    bringing = _BRING_IN.search(lead)
    if bringing:
        lead = bringing["place"]
    return locate_ru.locate(lead, re.findall("«([^»]*)»", lead))[0] if lead else Locator()


def _paragraphs(unit: Unit) -> Iterator[str]:
    for child in unit.nodes:
        if isinstance(child, Box):
            for each in child.nodes:
                if isinstance(each, Line):
                    yield words(each)


def _named(operations: list[Operation], item: str) -> Iterator[Operation]:

    for operation in operations:
        yield replace(operation, item=item)
