"""Who did what, by whose word: only what a sentence says has happened."""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.core.claims import doubt, engine, patterns, people
from travaux.core.claims.model import Draft, Sentence, Span
from travaux.core.claims.speech import Segment
from travaux.core.claims.values import NotAValue, value_of

PAGE = "page"


def events(text: str, sentence: Sentence, segments: list[Segment]) -> Iterator[Draft]:
    """The events of one sentence; two patterns never take the same verb."""
    rules = patterns.language(sentence.lang).of("event")
    taken: list[tuple[int, int, str]] = []
    for segment in segments:
        for draft in engine.drafts(text, sentence, rules, within=segment.span):
            verb = draft.fields["verb"]
            if any(s < verb[1] and verb[0] < e and rule != draft.rule for s, e, rule in taken):
                continue
            if _quoted(draft, segment) or not _sound(draft, text) or not _asserted(draft, text, segment.span):
                continue
            if not _trim(draft, text, "object"):
                continue
            taken.append((*verb, draft.rule))
            _settle_date(draft, text, segment.span)
            draft.values["reported_by"] = [PAGE] if segment.speaker is None else [PAGE, segment.speaker]
            if segment.words is not None:
                draft.fields["reported_by"] = segment.words
            yield draft


def _settle_date(draft: Draft, text: str, within: Span) -> None:
    """An event without a date of its own takes the date that its clause begins with; a relative clause does not."""
    if "date" in draft.fields or "which" in draft.rule:
        return
    lang = draft.sentence.lang
    opening = re.match(patterns.language(lang).macros["dated"], patterns.plain(text[within[0] : within[1]], lang=lang))
    if opening is None:
        return
    start = within[0] + opening.start("date")
    try:
        draft.values["date"] = value_of(text[start : within[0] + opening.end("date")], macro="date", lang=lang)
    except NotAValue:
        return
    draft.fields["date"] = (start, within[0] + opening.end("date"))


def _sound(draft: Draft, text: str) -> bool:
    """Whether the actor can act: a person-shaped actor must be able to be a person."""
    actor = draft.fields.get("actor")
    if actor is None or "person" not in draft.rule:
        return True
    return people.can_be_person(text[actor[0] : actor[1]], lang=draft.sentence.lang)


def _quoted(draft: Draft, segment: Segment) -> bool:
    """Whether the words stand in a quotation of nobody known: they are not the page's own."""
    verb = draft.fields["verb"]
    return segment.speaker is None and any(s <= verb[0] and verb[1] <= e for s, e in draft.sentence.quotes)


def _asserted(draft: Draft, text: str, within: Span) -> bool:
    """Whether the page says that it happened, and not that nothing did: "adopted no draft"."""
    verb = draft.fields["verb"]
    if not doubt.asserted(text, verb, within=within, lang=draft.sentence.lang):
        return False
    follows = draft.fields.get("object", verb)[0] >= verb[1]
    return not (follows and doubt.no_deed(text[verb[1] : within[1]], lang=draft.sentence.lang))


def _trim(draft: Draft, text: str, name: str) -> bool:
    """Without the full stop and the blanks at the end of the sentence. False: nothing else stood there."""
    if name not in draft.fields:
        return True
    start, end = draft.fields[name]
    while end > start and text[end - 1] in " \u00a0.,;!?…\t":
        end -= 1
    draft.fields[name], draft.values[name] = (start, end), text[start:end]
    return end > start
