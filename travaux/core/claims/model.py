"""What reading gives: claims with the places in the text they stand on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

Span = tuple[int, int]
"""A half-open range of Unicode code points in the text that was read."""


@dataclass(frozen=True)
class Claim:
    """One thing the page says, as a pattern understood it; a fact only after a person has confirmed it.

    Every span in ``fields`` lies within ``span``. ``values`` holds what the words amount to: the words themselves for
    names, integers for seats, EDTF for dates, ``None`` where the page does not say.
    """

    kind: str  # seat_count, representative, office, body, website, date, session, act, ...
    span: Span  # the words the claim stands on
    fields: Mapping[str, Span]  # where each part of the claim is written
    values: Mapping[str, Any]  # what each part says; None for what is not said
    rule: str  # the id of the pattern that read it
    lang: str  # the language of the sentence, "en" or "ru"
    sentence: Span  # the sentence it was read in

    def as_json(self) -> dict[str, Any]:
        """The claim as ``travaux capture read --json`` prints it: values lie beside kind, span and fields."""
        return {
            "kind": self.kind,
            "span": list(self.span),
            "fields": {name: list(span) for name, span in self.fields.items()},
            **self.values,
            "rule": self.rule,
            "lang": self.lang,
            "sentence": list(self.sentence),
        }


@dataclass(frozen=True)
class Sentence:
    """A stretch of one paragraph that is read at once."""

    span: Span  # without the white space around it
    lang: str  # by its letters: "ru" where Cyrillic prevails, else "en"
    quotes: tuple[Span, ...] = ()  # quotations in it, without their marks, outermost only
    whole: bool = False  # it is its whole paragraph: a heading, a date line, a line of a list


@dataclass(frozen=True)
class Reading:
    """All claims of a text, in the order they stand in it, and what no pattern used."""

    claims: tuple[Claim, ...]
    unread: tuple[Span, ...]  # sentences that no pattern used
    sentences: tuple[Sentence, ...]
    lang: str  # the language of most of the text


# What a claim of each kind always says, with None for what the page does not.
ALWAYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "seat_count": ("parliament", "chamber", "seats", "basis"),
        "representative": ("parliament", "person"),
        "office": ("person", "office", "body"),
        "body": ("name",),
        "website": ("parliament", "chamber", "url"),
        "date": ("role", "edtf"),
        "session": ("number", "date"),
        "act": ("title", "what"),
        "instrument": ("name",),
        "statement": ("speaker", "capacity", "words"),
        "event": ("actor", "verb", "object", "date", "reported_by"),
    }
)


@dataclass
class Draft:
    """A claim in the making: what one match of one pattern gives before values are settled."""

    kind: str
    span: Span
    fields: dict[str, Span]
    values: dict[str, Any]
    rule: str
    sentence: Sentence

    def finish(self) -> Claim:
        """The claim, with a span that covers all its fields."""
        ends = [self.span, *self.fields.values()]
        span = (min(s for s, _ in ends), max(e for _, e in ends))
        values = {name: self.values.get(name) for name in (*ALWAYS[self.kind], *self.values)}
        return Claim(
            self.kind,
            span,
            MappingProxyType(dict(self.fields)),
            MappingProxyType(values),
            self.rule,
            self.sentence.lang,
            self.sentence.span,
        )
