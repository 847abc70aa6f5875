"""Names of bodies taken apart by their grammar, and the bodies that a page names."""

from __future__ import annotations

import re
from functools import cache

from travaux.core.claims import patterns
from travaux.core.claims.model import Draft, Span


@cache
def _split_pattern(lang: str) -> re.Pattern[str]:
    grammar = patterns.language(lang)
    return re.compile(grammar.macros["chamber_split"])


def split_chamber(text: str, span: Span, *, lang: str) -> tuple[Span | None, Span]:
    """A name as (chamber, parliament): the House of Commons | the Parliament of Canada; (None, the whole) if it is one.

    The cut falls before the name of a legislature that the chamber belongs to; the name of a state alone is no cut.
    """
    start, end = span
    found = _split_pattern(lang).fullmatch(patterns.plain(text[start:end], lang=lang))
    if found is None:
        return None, span
    return (start + found.start("chamber"), start + found.end("chamber")), (start + found.start("parliament"), end)


def settle_website(draft: Draft, text: str, chambers: frozenset[str]) -> None:
    """Tell the chamber from the parliament; a name that the page counts seats for is a chamber too."""
    chamber, parliament = split_chamber(text, draft.fields["parliament"], lang=draft.sentence.lang)
    draft.fields["parliament"] = parliament
    if chamber is not None:
        draft.fields["chamber"] = chamber
    for name in ("parliament", "chamber", "url"):
        place = draft.fields.get(name)
        draft.values[name] = text[place[0] : place[1]] if place else None


def settle_seats(found: list[Draft], text: str) -> list[Draft]:
    """Seat counts with their chambers cut from the name of the parliament, without a total that its parts repeat."""
    kept: list[Draft] = []
    for draft in found:
        for name in ("parliament", "chamber"):
            draft.values.setdefault(name, None)
        if "chamber" in draft.fields:
            _settle_chamber(draft, text, alone=len(found) == 1)
        kept.append(draft)
    if (
        len(kept) > 2
        and kept[0].values["chamber"] is None
        and all(d.values["chamber"] for d in kept[1:])
        and kept[0].values["seats"] == sum(d.values["seats"] for d in kept[1:])
    ):
        return kept[1:]
    return kept


def whole_or_named(found: list[Draft], text: str) -> list[Draft]:
    """Without counts that read as a whole delegation while the sentence counts parts of it that were not understood.

    Such are a count before "of the lower house", a sentence with one more number, two counts without a chamber.
    """
    sentence = found[0].sentence
    lang = sentence.lang
    macros = patterns.language(lang).macros
    nameless = [draft for draft in found if "chamber" not in draft.fields]
    rest = patterns.plain(text[found[-1].span[1] : sentence.span[1]], lang=lang).replace(patterns.MARK, " ")
    divided = re.match(macros["part_of"], rest) or re.search(macros["another_number"], re.sub(macros["date"], "", rest))
    total = len(found) > 2 and nameless == found[:1]
    if divided or (len(found) > 1 and nameless and not total):
        return [draft for draft in found if draft not in nameless]
    return found


def _settle_chamber(draft: Draft, text: str, *, alone: bool) -> None:
    """Cut the parliament from the chamber; it is the parliament where the delegation is called by its state."""
    lang = draft.sentence.lang
    chamber, parliament = split_chamber(text, draft.fields["chamber"], lang=lang)
    if "parliament" in draft.fields and not _names_a_body(draft.values["parliament"], lang=lang):
        if chamber is not None:
            _put(draft, text, "parliament", parliament)
        elif alone and _names_a_legislature(draft.values["chamber"], lang=lang):
            _put(draft, text, "parliament", parliament)
            del draft.fields["chamber"]
            draft.values["chamber"] = None
    if chamber is not None:
        _put(draft, text, "chamber", chamber)


def _put(draft: Draft, text: str, name: str, span: Span) -> None:
    draft.fields[name], draft.values[name] = span, text[span[0] : span[1]]


def _names_a_body(words: str, *, lang: str) -> bool:
    return re.search(rf"(?<!\w)(?:{patterns.language(lang).macros['body_noun']})(?!\w)", words) is not None


def _names_a_legislature(words: str, *, lang: str) -> bool:
    noun = patterns.language(lang).macros["legislature"]
    return re.match(rf"(?:[\w-]+ ){{0,3}}?(?:{noun})(?!\w)", words) is not None


def is_proper(draft: Draft) -> bool:
    """Whether a name of a body is more than its noun: "the Council" alone does not say which."""
    return len(draft.values["name"].split()) > 1


def without_people(named: list[Draft], others: list[Draft], text: str) -> None:
    """Cut from the end of a body's name the name of a person that follows it without a comma."""
    people = [draft.fields[name] for draft in others for name in ("person", "speaker") if name in draft.fields]
    for draft in named:
        start, end = draft.fields["name"]
        for person, _ in people:
            if start < person < end:
                end = person
        draft.fields["name"] = draft.span = (start, start + len(text[start:end].rstrip()))
        draft.values["name"] = text[start : draft.span[1]]
