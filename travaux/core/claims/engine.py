"""Patterns put to sentences: every match becomes the drafts of the claims its rule gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from travaux.core.claims import patterns
from travaux.core.claims.model import Draft, Sentence, Span
from travaux.core.claims.patterns import Emits, Rule
from travaux.core.claims.values import NotAValue, value_of

Match = dict[str, Span]


def drafts(text: str, sentence: Sentence, rules: Iterable[Rule], *, within: Span | None = None) -> Iterator[Draft]:
    """The drafts that rules give on one sentence, or on a part of it."""
    start, end = within or sentence.span
    piece = patterns.plain(text[start:end], lang=sentence.lang)
    present = patterns.cues_in(piece, sentence.lang)
    for rule in rules:
        if rule.cues and rule.cues.isdisjoint(present):
            continue
        if rule.whole and not sentence.whole:
            continue
        for found in _matches(rule, piece):
            yield from _emitted(text, sentence, rule, found, offset=start)


def _matches(rule: Rule, piece: str) -> Iterable[re.Match[str]]:
    """All matches; a pattern that begins with ^ is tried once, for ``finditer`` would try it at every letter."""
    if rule.template.startswith("^"):
        found = rule.pattern.match(piece)
        return (found,) if found else ()
    return rule.pattern.finditer(piece)


def _emitted(text: str, sentence: Sentence, rule: Rule, found: re.Match[str], *, offset: int) -> Iterator[Draft]:
    whole = (offset + found.start(), offset + found.end())
    outer = fields_of(found, offset=offset)
    items = outer.pop("items", None)
    if rule.each is None or items is None:
        for emits in rule.emits:
            yield from _draft(text, sentence, rule, emits, whole, outer, rule.slots)
        return
    slots = {**rule.slots, **rule.each.slots}
    for item in rule.each.pattern.finditer(patterns.plain(text[items[0] : items[1]], lang=rule.lang)):
        fields = {**outer, **fields_of(item, offset=items[0])}
        covered = (whole[0], items[0] + item.end())
        for emits in rule.emits:
            yield from _draft(text, sentence, rule, emits, covered, fields, slots)


def fields_of(found: re.Match[str], *, offset: int) -> Match:
    """The fields that took part in a match, with spans in the text; ``field__2`` counts as ``field``."""
    spans: Match = {}
    for name in found.groupdict():
        if found.start(name) >= 0 and found.end(name) > found.start(name):
            spans.setdefault(name.split("__")[0], (offset + found.start(name), offset + found.end(name)))
    return spans


def _draft(
    text: str, sentence: Sentence, rule: Rule, emits: Emits, whole: Span, fields: Match, slots: Any
) -> Iterator[Draft]:
    kept = {name: span for name, span in fields.items() if emits.fields is None or name in emits.fields}
    values: dict[str, Any] = dict(emits.constants)
    for name, (start, end) in list(kept.items()):
        macro = next(slots[slot] for slot in (name, *(f"{name}__{n}" for n in range(2, 6))) if slot in slots)
        try:
            values[name] = value_of(text[start:end], macro=macro, lang=rule.lang)
        except NotAValue:
            if emits.kind != "event":
                return
            del kept[name]  # what happened is still said; only its date is none
    yield Draft(emits.kind, whole, kept, values, rule.id, sentence)
