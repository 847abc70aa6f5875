"""Annexes: a new one attached, one given another wording, from quoted words or from the annex of the amending act."""

from __future__ import annotations

import re

from ..front import document_from
from ..profiles import Profile, detect
from ..tree import Box, Component, Document, Line, Node, line
from .draft import Draft
from .operations import Operation, Outcome
from .units import paras_of

_HEAD = re.compile(
    r"(?i)(?P<num>(?:приложение|annex|appendix|schedule)(?:\s+(?:№\s*|No\.?\s*)?(?:\d+|[IVXLC]+|[A-Z])(?!\w))?)\.?(?P<rest>.*)"
)


def annexed(text: str, profile: Profile, number: Node | None = None) -> Component:
    """An annex from its text: its number (or the one given), its heading, and a text with a profile of its own."""
    paras = paras_of(text)
    head = _HEAD.fullmatch(paras[0].text) if paras and paras[0].table is None else None
    children: list[Node] = [number] if number is not None else []
    if head is not None:
        if number is None:
            children.append(line("num", head["num"].strip()))
        if head["rest"].strip():
            children.append(line("heading", head["rest"].strip()))
        paras = paras[1:]
    found, weights = detect("\n".join(para.text for para in paras))
    document, _ = document_from(paras, found if weights[found.id] >= 3 else profile)
    inner = [child if child.kind != "body" else Box("mainBody", child.children) for child in document.nodes]
    return Component("attachment", (*children, Document("doc", tuple(inner), (("name", "annex"),))))


def replace_annex(draft: Draft, op: Operation, old: Component, profile: Profile) -> Outcome:
    """An annex with another wording; its number stays."""
    target = draft.where(old)
    number = old.of_kind("num")
    made = annexed(op.text, profile, number if isinstance(number, Line) else None)
    heading = old.of_kind("heading")
    if made.of_kind("heading") is None and heading is not None and number is not None:
        made = made.with_children((number, heading, *made.children[1:]))
    if made == old:
        return Outcome(op, "already", "the wording is the same", target)
    draft.put(made)
    draft.replace(old, made)
    return Outcome(op, "applied", "", target)


def add_annex(draft: Draft, op: Operation, profile: Profile) -> Outcome:
    """A new annex, the last one or by its number."""
    if not op.text:
        return Outcome(op, "not_executable", "the text of the new annex is not given")
    step = op.other.last
    wanted = step.numbers[0] if step is not None and step.numbers else ""
    made = annexed(op.text, profile)
    if made.of_kind("num") is None or (wanted and wanted not in op.text.split("\n")[0]):
        word = (
            "Приложение"
            if step is not None and step.said.startswith("прил")
            else (step.said.title() if step else "Annex")
        )
        made = annexed(op.text, profile, line("num", f"{word} {wanted}".strip()))
    draft.put(made)
    box = draft.document.of_kind("attachments")
    if box is None:
        draft.extend(draft.document, Box("attachments", (made,)))
    else:
        draft.extend(box, made)
    return Outcome(op, "applied", "")
