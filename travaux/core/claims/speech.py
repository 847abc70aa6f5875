"""Who says it: statements in quotation marks, reported speech, and the last speaker that "he" and "she" mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from travaux.core.claims import engine, patterns, people
from travaux.core.claims.model import Draft, Sentence, Span
from travaux.core.claims.patterns import Rule
from travaux.core.claims.sentences import inner

SHORTEST = 3  # words; a shorter quotation is a name or a turn of phrase


@dataclass(frozen=True)
class Segment:
    """A part of a sentence in which one voice speaks."""

    span: Span
    speaker: str | None = None        # the name behind the page; None: the page alone
    words: Span | None = None         # where this sentence names the speaker, be it by a pronoun


def statements(text: str, sentence: Sentence, last: str | None) -> Iterator[Draft]:
    """The statements of a sentence: quotations that an attribution stands before or after."""
    rules = patterns.language(sentence.lang).of("statement")
    for start, end in sentence.quotes:
        if len(text[start:end].split()) < SHORTEST:
            continue
        draft = _attributed(text, sentence, (start, end), rules)
        if draft is None:
            continue
        s, e = _exact(text, start, end)
        draft.fields["words"], draft.values["words"] = (s, e), text[s:e]
        if _settle_speaker(draft, last):
            last = draft.values["speaker"]
            yield draft


def _attributed(text: str, sentence: Sentence, quote: Span, rules: tuple[Rule, ...]) -> Draft | None:
    """The first attribution, looked for after the quotation and then before it."""
    start, end = quote
    for role, within in (("after", (end, sentence.span[1])), ("before", (sentence.span[0], start))):
        for draft in engine.drafts(text, sentence, (r for r in rules if r.role == role), within=within):
            if people.are_persons(draft):
                return draft
    return None


def _exact(text: str, start: int, end: int) -> Span:
    """The words themselves, without blanks and without the comma that English puts before the closing mark."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    if text.count("«", start, end) > text.count("»", start, end):
        end += 1  # one mark closes a title and the quotation it ends
    return start, end


def _settle_speaker(draft: Draft, last: str | None) -> bool:
    """Put the name in the place of a pronoun; False if nobody has been named."""
    if is_name(draft):
        return True
    draft.values["speaker"] = last
    return last is not None


def is_name(draft: Draft) -> bool:
    """Whether the speaker is written as a name, not as "he" or "the senator"."""
    return str(draft.values["speaker"])[:1].isupper() and str(draft.values["speaker"]).count(" ") > 0 \
        and not str(draft.values["speaker"]).startswith("The ")


def segments(text: str, sentence: Sentence, said: list[Draft], last: str | None) -> list[Segment]:
    """The sentence by voices: each statement's words by their sentences, reported speech, and the page itself."""
    parts: list[Segment] = []
    for draft in said:
        start, end = draft.fields["words"]
        parts += [Segment(span, draft.values["speaker"], draft.fields["speaker"]) for span in inner(text, start, end)]
    if said:
        return parts
    data = patterns.language(sentence.lang)
    for draft in engine.drafts(text, sentence, data.of("report")):
        if people.are_persons(draft) or "body" in draft.rule:
            if not is_name(draft):
                draft.values["speaker"] = last or draft.values["speaker"]
            return [Segment(draft.fields["said"], draft.values["speaker"], draft.fields["speaker"])]
    return [Segment(sentence.span)]
