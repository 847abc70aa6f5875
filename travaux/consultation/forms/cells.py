"""What stands in one cell where a layout has fewer columns than a comment has sides: written and read alike."""

from __future__ import annotations

import re
from dataclasses import replace

from .columns import KIND_SIGNS, OUTCOME_WORDS, kind_of, outcome_of
from .rows import Row

LEADS = {
    "ru": {"proposed": "Предлагаемая редакция", "author": "Автор", "national": "Национальная норма", "kind": "Вид"},
    "en": {"proposed": "Proposed wording", "author": "Author", "national": "National provision", "kind": "Type"},
}
_KIND_WORDS = {
    "ru": {"general": "общее", "technical": "по существу", "editorial": "редакционное", "legal": "юридическое",
           "translation": "по переводу"},
    "en": {"general": "general", "technical": "technical", "editorial": "editorial", "legal": "legal",
           "translation": "translation"},
}  # fmt: skip
_LEAD = re.compile(
    r"^\s*(?:" + "|".join(
        f"(?P<{field}>{'|'.join(re.escape(LEADS[lang][field]) for lang in LEADS)})" for field in LEADS["en"]
    ) + r")\s*:\s*", re.IGNORECASE,
)  # fmt: skip


def cell(row: Row, field: str, *, lang: str, layout: str) -> str:
    """The words of one cell, paragraphs apart by line ends."""
    if field == "outcome":
        said = OUTCOME_WORDS[lang].get(row.outcome, "")
        return f"{said}: {row.reason}" if said and row.reason else said or row.reason
    if field == "kind":
        return KIND_SIGNS.get(row.kind, "")
    if layout in ("iso", "proof") or field not in ("comment", "ground"):
        own = {"clause": row.label}.get(field, "")
        return own or getattr(row, field, "")
    leads = LEADS[lang]
    if field == "ground":
        return _joined(row.ground, (leads["national"], row.national))
    proposed = (leads["proposed"], row.proposed)
    if layout == "pack":
        return _joined(row.comment, proposed)
    kind = _KIND_WORDS[lang].get(row.kind, "")
    return _joined(row.comment, proposed, (leads["kind"], kind), (leads["author"], row.author))


def _joined(first: str, *led: tuple[str, str]) -> str:
    return "\n".join(filter(None, (first, *(f"{lead}: {said}" if said else "" for lead, said in led))))


def unfolded(row: Row) -> Row:
    """The row with its cells taken apart again: led paragraphs go where they belong, an outcome gets its name."""
    said: dict[str, list[str]] = {}
    for field in ("comment", "ground"):
        into = field
        for line in getattr(row, field).split("\n"):
            lead = _LEAD.match(line)
            if lead:
                into = str(lead.lastgroup)
                line = line[lead.end() :]
            said.setdefault(into, []).append(line)
    parts = {field: "\n".join(lines).strip() for field, lines in said.items()}
    kind = kind_of(parts.pop("kind", "")) or row.kind
    row = replace(
        row, comment=parts.get("comment", ""), ground=parts.get("ground", ""),
        proposed=parts.get("proposed") or row.proposed, author=parts.get("author") or row.author,
        national=parts.get("national") or row.national, kind=kind,
    )  # fmt: skip
    outcome, reason = outcome_of(row.reason) if not row.outcome else (row.outcome, row.reason)
    return replace(row, outcome=outcome, reason=reason)
