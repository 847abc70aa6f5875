"""Who wrote which span, kept in a consolidated text: passive modifications of Akoma Ntoso 3.0, read back as a table.

A `textualMod` has the act and the item as its source, the unit as its destination, and as `new` (or `old`, for what
went) the span: `#eId?kind=words&start=10&end=14&op=replace_words&text=…`, at most 200 characters of the words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import parse_qs, quote, unquote, urlencode

from ..tree import Document, Fact, Meta, Node
from .operations import Trace

_LONGEST = 200  # characters of a span that are kept; the log of `apply` has them all
_TYPES = {"unit": "insertion", "words": "substitution", "heading": "substitution", "number": "renumbering",
          "moved": "renumbering", "removed": "repeal"}  # fmt: skip
_AFTER = ("identification", "publication", "classification", "lifecycle", "workflow")


def with_provenance(document: Document, traces: Iterable[Trace]) -> Document:
    """The text saying in its metadata which act and item each changed span comes from; what it said before stays."""
    found = list(traces)
    meta = document.meta
    if not found or meta is None:
        return document
    known = _modifications(meta)
    mods = [*known, *(_modification(trace, len(known) + n) for n, trace in enumerate(found, 1))]
    analysis = Fact("analysis", (Fact("passiveModifications", tuple(mods)),), (("source", "#unknown"),))
    kept = [child for child in meta.nodes if not (child.kind == "analysis" and child.of_kind("passiveModifications"))]
    place = sum(child.kind in _AFTER for child in kept)
    made = meta.with_children((*kept[:place], analysis, *kept[place:]))
    return document.with_children(made if child is meta else child for child in document.children)


def provenance_of(document: Document) -> list[dict[str, str | int]]:
    """The rows that `with_provenance` wrote: {"eId", "kind", "text", "start", "end", "act", "item", "op"}."""
    meta = document.meta
    return [_row(mod) for mod in _modifications(meta)] if meta is not None else []


def _modifications(meta: Meta) -> list[Node]:
    holders = [child.of_kind("passiveModifications") for child in meta.nodes if child.kind == "analysis"]
    return [mod for holder in holders if holder is not None for mod in holder.nodes if mod.kind == "textualMod"]


def _modification(trace: Trace, number: int) -> Fact:
    op = trace.operation
    place = f"#{trace.eid}"
    said = trace.text if len(trace.text) <= _LONGEST else trace.text[:_LONGEST] + "…"
    span = {"kind": trace.kind, "start": trace.start, "end": trace.end, "op": op.op, "text": said}
    return Fact(
        "textualMod",
        (
            Fact("source", (), (("href", f"{quote(op.act or 'act')}#{quote(op.item)}"),)),
            Fact("destination", (), (("href", place),)),
            Fact("old" if trace.kind == "removed" else "new", (), (("href", f"{place}?{urlencode(span)}"),)),
        ),
        (("type", _TYPES.get(trace.kind, "substitution")),),
        eid=f"pmod_{number}",
    )


def _row(mod: Node) -> dict[str, str | int]:
    source, new = mod.of_kind("source"), mod.of_kind("new", "old")
    act, _, item = (source.attr("href") or "" if source is not None else "").partition("#")
    place, _, span = (new.attr("href") or "" if new is not None else "").removeprefix("#").partition("?")
    said = {key: values[0] for key, values in parse_qs(span).items()}
    return {
        "eId": place, "kind": said.get("kind", "words"), "text": said.get("text", ""),
        "start": _number(said.get("start")), "end": _number(said.get("end")),
        "act": unquote(act), "item": unquote(item), "op": said.get("op", ""),
    }  # fmt: skip


def _number(said: str | None) -> int:
    return int(said) if said is not None and said.isdecimal() else -1


def without_provenance(document: Document) -> Document:
    """The same text saying nothing of where its spans come from."""
    meta = document.meta
    if meta is None or not _modifications(meta):
        return document
    kept = [child for child in meta.nodes if not (child.kind == "analysis" and child.of_kind("passiveModifications"))]
    return document.with_children(replace(meta, children=tuple(kept)) if c is meta else c for c in document.children)
