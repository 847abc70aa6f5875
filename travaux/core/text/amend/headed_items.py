"""Items headed by the place that they amend, as Australia prints them, said again as formulae.

"7 Subsection 6(3)", "Repeal the subsection, substitute:" and wording without quotation marks come to
"7 Replace Subsection 6(3) with:" and the wording in quotation marks.
"""

from __future__ import annotations

import re

_UNITS = r"(?:sub)?sections?|(?:sub)?paragraphs?|(?:sub)?clauses?|parts?|divisions?|chapters?|schedules?|articles?"
_HEAD = re.compile(
    rf"(?i)(?P<label>\d+[A-Z]?)\s+(?P<beside>(?:after|before|at\s+the\s+end\s+of)\s+)?(?P<place>(?:{_UNITS})\s+[\dIVXL].*)"
)
_ORDER = re.compile(r"(?:Insert|Add|Omit|Repeal|Substitute|After|Before)\b.*", re.DOTALL)
_ENDS = re.compile(r"\d+[A-Z]?\s+(?:Application|Saving|Transitional|Commencement)\b.*")
_ASIDE = re.compile(r"\s*\((?P<said>[a-z]{4}[^()]*(?:\([^()]*\)[^()]*)*)\)\s*$")


def as_formulae(said: list[str]) -> list[str]:
    """The paragraphs with each item that is headed by its place made one formula; others as they are."""
    made: list[str] = []
    at = 0
    while at < len(said):
        head = _headed(said, at)
        if head is None:
            made.append(said[at])
            at += 1
            continue
        stop = at + 2
        while stop < len(said) and _headed(said, stop) is None and not _ENDS.fullmatch(said[stop]):
            stop += 1
        made += _formula(head, said[at + 1], said[at + 2 : stop])
        at = stop
    return made


def _headed(said: list[str], at: int) -> re.Match[str] | None:
    head = _HEAD.fullmatch(said[at])
    return head if head and at + 1 < len(said) and _ORDER.fullmatch(said[at + 1]) else None


def _formula(head: re.Match[str], order: str, wording: list[str]) -> list[str]:
    place, block = _place(head["place"]), []
    if wording:
        block = [f"“{wording[0]}", *wording[1:]]
        block[-1] += "”"
    beside = (head["beside"] or "").strip()
    if order.startswith("Repeal"):
        line = f"Replace {place} with:" if re.search(r"(?i)substitute:\s*$", order) else f"Repeal {place}."
    elif beside:
        line = f"{beside} {place}, {order[0].lower()}{order[1:]}"
    else:
        where = " at the appropriate place" if order == "Insert:" else ""
        line = f"In {place}{where}, {order[0].lower()}{order[1:]}"
    return [f"{head['label']} {line[0].upper()}{line[1:]}", *block]


def _place(said: str) -> str:
    """ "Subsection 2(1) (definition of copy)" → the definition of “copy” in Subsection 2(1)."""
    aside = _ASIDE.search(said)
    if not aside:
        return said
    place, inner = said[: aside.start()], aside["said"]
    if inner == "heading":
        return f"the heading of {place}"
    if defined := re.fullmatch(r"definition\s+of\s+(.+)", inner):
        return f"the definition of “{defined[1].strip('“”')}” in {place}"
    return f"{place} “{inner}”"  # a note, an item of a table: quoted words that no clause accounts for
