"""Annexes of an amending act that hold orders, as decrees, European regulations and schedules do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..tree import Component, Document, words
from .script import annex_named, paragraphs, paragraphs_in

_SENT = re.compile(
    r"(?i)amended\s+(?:or\s+repealed\s+)?(?:in\s+accordance\s+with|as\s+(?:set\s+out|specified|shown)\s+in|by)\s+"
    r"(?:the\s+)?(?:annex|schedule|applicable\s+items)|specified\s+in\s+(?:a|the)\s+schedule[^.]*\bamended|"
    r"прилагаемы[ех]\s+изменени|изменени\w*[^.«]{0,200}согласно\s+приложени"
)
_HEADED = re.compile(
    r"(?i)\bamendments?\b|изменени\w*,?(?:\s+и\s+дополнени\w+,?)?(?:\s+(?:которые\s+)?внос.*|\s+[вк]\s.*|$)|поправк"
)


def amending_annexes(document: Document, taken_from: Sequence[str]) -> list[Component]:
    """The annexes whose items are orders; one that a formula takes new wording from is none."""
    wording = [annex_named(formula, document.components) for formula in taken_from]
    body = " ".join(text for text, annexed in paragraphs(document) if not annexed)
    sent = _SENT.search(body) is not None
    return [each for each in document.components if each not in wording and _holds_orders(each, sent=sent)]


def _holds_orders(component: Component, *, sent: bool) -> bool:
    """Whether the act sends to the annex or its heading says so; wording in quotation marks holds none."""
    heading = component.of_kind("heading")
    said = [*([words(heading)] if heading is not None else []), *paragraphs_in(component, whole=True)]
    if not said or said[0][:1] in '«“„‘"':
        return False
    return sent or any(_HEADED.match(text) for text in said[:4] if len(text) < 200)
