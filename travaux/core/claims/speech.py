"""Who says it: statements in quotation marks, reported speech, and the last speaker that "he" and "she" mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from travaux.core.claims import engine, patterns, people
from travaux.core.claims.model import Draft, Sentence, Span
from travaux.core.claims.patterns import Rule
from travaux.core.claims.sentences import inner

SHORTEST = 3  # words; a shorter quotation is a name or a turn of phrase


@dataclass(frozen=True)
class Segment:
    """A part of a sentence in which one voice speaks."""

    span: Span
    speaker: str | None = None  # the name behind the page; None: the page alone
    words: Span | None = None  # where this sentence names the speaker, be it by a pronoun


@dataclass
class Voices:
    """Who has been named so far, and who spoke last: what "he" and a bare surname go back to."""

    last: str | None = None
    named: dict[str, set[str]] = field(default_factory=dict)  # each part of a name → full names

    def hear(self, drafts: Iterable[Draft]) -> None:
        """Remember the people whom claims name in full."""
        for draft in drafts:
            name = draft.values.get("person")
            if name:
                if self.last is not None and not people.same(name, self.last):
                    self.last = None  # "he" could now be either
                for part in name.split():  # a surname stands first or last
                    self.named.setdefault(part, set()).add(name)

    def resolve(self, words: str, lang: str) -> str | None:
        """The full name behind words: themselves, the last speaker for a pronoun, the one person of that surname."""
        if " " in words and words[:1].isupper() and not people.is_pronoun(words, lang=lang):
            return words
        if people.is_pronoun(words, lang=lang):
            return self.last
        if self.last is not None and words in self.last.split():
            return self.last
        full = self.named.get(words, set())
        return next(iter(full)) if len(full) == 1 else None


def statements(text: str, sentence: Sentence, voices: Voices) -> Iterator[Draft]:
    """The statements of a sentence: quotations that an attribution stands before or after."""
    rules = patterns.language(sentence.lang).of("statement")
    for start, end in sentence.quotes:
        if len(text[start:end].split()) < SHORTEST:
            continue
        draft = _attributed(text, sentence, (start, end), rules)
        if draft is None:
            yield from _interrupted(text, sentence, (start, end), rules, voices)
            continue
        _put_words(draft, text, start, end)
        speaker = voices.resolve(str(draft.values["speaker"]), sentence.lang)
        if speaker is None and "surname" in draft.rule:
            speaker = str(draft.values["speaker"])
        if speaker is not None:
            draft.values["speaker"] = voices.last = speaker
            yield draft


def _interrupted(
    text: str,
    sentence: Sentence,
    quote: Span,
    rules: tuple[Rule, ...],
    voices: Voices,
) -> Iterator[Draft]:
    """The two statements of a quotation that is broken by its attribution: "A, – said the speaker, – B"."""
    inside = (r for r in rules if r.role == "inside")
    draft = next((d for d in engine.drafts(text, sentence, inside, within=quote) if people.are_persons(d)), None)
    if draft is None:
        return
    speaker = voices.resolve(str(draft.values["speaker"]), sentence.lang)
    if speaker is None:
        return
    voices.last = draft.values["speaker"] = speaker
    for start, end in ((quote[0], draft.span[0]), (draft.span[1], quote[1])):
        part = Draft(draft.kind, draft.span, dict(draft.fields), dict(draft.values), draft.rule, sentence)
        _put_words(part, text, start, end)
        yield part


def _put_words(draft: Draft, text: str, start: int, end: int) -> None:
    start, end = _exact(text, start, end)
    draft.fields["words"], draft.values["words"] = (start, end), text[start:end]


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


def segments(text: str, sentence: Sentence, said: list[Draft], voices: Voices) -> list[Segment]:
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
            words = str(draft.values["speaker"])
            speaker = voices.resolve(words, sentence.lang)
            if speaker is None and "surname" in draft.rule:
                continue  # a word with a capital letter is somebody only where the page has named him in full
            voices.last = speaker or voices.last
            return [Segment(draft.fields["said"], speaker or words, draft.fields["speaker"])]
    return [Segment(sentence.span)]
