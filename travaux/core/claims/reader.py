"""Reading a page: sentences in, claims out; each kind has its own small reader, all patterns are data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from travaux.core.claims import bodies, doubt, engine, events, patterns, people, speech, texts
from travaux.core.claims.model import Claim, Draft, Reading, Sentence, Span
from travaux.core.claims.sentences import language, split

LONGEST = 4000  # letters; what is longer has lost its full stops and would be misread

_SIMPLE = ("representative", "office", "website", "date", "session", "act")


def read(text: str, *, lang: str | None = None) -> Reading:
    """All claims of a text, in its order, and the sentences that no pattern used.

    ``lang`` ("en" or "ru") says that all of it is in one language; without it each sentence is read by its letters.
    """
    sentences = split(text)
    if lang is not None:
        sentences = tuple(replace(s, lang=lang) for s in sentences)
    sentences = tuple(
        s if any(map(str.isalpha, text[slice(*s.span)])) else replace(s, lang=lang or language(text)) for s in sentences
    )  # a date in figures is in the language of its page
    found: list[Draft] = []
    voices = speech.Voices()
    for sentence in sentences:
        if sentence.span[1] - sentence.span[0] <= LONGEST:
            read_here = _read_sentence(text, sentence)
            voices.hear(read_here)
            found += read_here + _read_voices(text, sentence, voices)
    chambers = frozenset(d.values["chamber"] for d in found if d.kind == "seat_count" and d.values.get("chamber"))
    for draft in found:
        if draft.kind == "website":
            bodies.settle_website(draft, text, chambers)
    found = _without_undated_again(_with_one_publication(found))
    used = {draft.sentence.span for draft in found}
    return Reading(
        claims=_in_order(_distinct(found)),
        unread=tuple(s.span for s in sentences if s.span not in used),
        sentences=sentences,
        lang=lang or language(text),
    )


def _read_sentence(text: str, sentence: Sentence) -> list[Draft]:
    data = patterns.language(sentence.lang)
    found = _seats(text, sentence)
    for group in _SIMPLE:
        found += [d for d in _first_rule_wins(engine.drafts(text, sentence, data.of(group))) if _held(d, text)]
    found = [draft for draft in found if people.are_persons(draft)]
    named = [d for d in engine.drafts(text, sentence, data.of("body")) if bodies.is_proper(d)]
    bodies.without_people(named, found, text)
    written = texts.outside(
        _first_rule_wins(engine.drafts(text, sentence, data.of("instrument"))), (d.fields["name"] for d in named)
    )
    for draft in written:
        texts.settle_instrument(draft)
    return [*found, *named, *written]


def _held(draft: Draft, text: str) -> bool:
    """Whether a session or a day of an event is said to have been; all else does not depend on that."""
    if draft.kind == "session" or draft.values.get("role") == "event":
        words = draft.span if "date" in draft.fields or draft.kind == "date" else draft.sentence.span
        return doubt.asserted(text, words, within=draft.sentence.span, lang=draft.sentence.lang)
    return True


def _read_voices(text: str, sentence: Sentence, voices: speech.Voices) -> list[Draft]:
    """Statements and events of a sentence; whoever speaks in it is the last speaker for those that follow."""
    said = list(speech.statements(text, sentence, voices))
    parts = speech.segments(text, sentence, said, voices)
    return said + list(events.events(text, sentence, parts))


def _first_rule_wins(found: Iterable[Draft]) -> list[Draft]:
    """Without drafts that touch words which an earlier rule of their kind has already used."""
    kept: list[Draft] = []
    for draft in found:
        start, end = _core(draft)
        others = (_core(d) for d in kept if d.rule != draft.rule and d.kind == draft.kind)
        if not any(s < end and start < e for s, e in others):
            kept.append(draft)
    return kept


def _seats(text: str, sentence: Sentence) -> list[Draft]:
    for rule in patterns.language(sentence.lang).of("seat_count"):
        found = list(engine.drafts(text, sentence, (rule,)))
        if found:
            return [
                draft
                for draft in bodies.settle_seats(bodies.whole_or_named(found, text), text)
                if doubt.asserted(text, draft.fields["seats"], within=sentence.span, lang=sentence.lang)
            ]
    return []


def _core(draft: Draft) -> Span:
    """The words that only one claim of a kind may rest on: of two offices of one person, each rests on its own."""
    return draft.fields.get("office", draft.span)


def _with_one_publication(found: list[Draft]) -> list[Draft]:
    """A page is published once: where date lines differ, as in a list of news, none of them is the page's own."""
    lines = [draft for draft in found if draft.kind == "date" and draft.values["role"] == "publication"]
    if len({draft.values["edtf"] for draft in lines}) <= 1:
        return found
    return [draft for draft in found if not (draft.kind == "date" and draft.values["role"] == "publication")]


def _without_undated_again(found: list[Draft]) -> list[Draft]:
    """A session named without its day says nothing more where the page dates the session of that number."""
    dated = {draft.values["number"] for draft in found if draft.kind == "session" and draft.values.get("date")}
    return [d for d in found if d.kind != "session" or d.values.get("date") or d.values["number"] not in dated]


def _distinct(found: Iterable[Draft]) -> list[Draft]:
    """Each claim once: what a page says twice in the same words is one claim, at the place where it is said first."""
    seen: set[tuple[object, ...]] = set()
    kept: list[Draft] = []
    for draft in found:
        key = (draft.kind, *sorted((name, repr(value)) for name, value in draft.values.items()))
        if key not in seen:
            seen.add(key)
            kept.append(draft)
    return kept


def _in_order(found: Iterable[Draft]) -> tuple[Claim, ...]:
    claims = [draft.finish() for draft in found]
    return tuple(sorted(claims, key=lambda c: (c.span, c.kind, c.rule, sorted(c.fields.items()))))
