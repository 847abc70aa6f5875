"""People: whether a name can be a person's, who speaks, and in what capacity."""

from __future__ import annotations

import re

from travaux.core.claims import patterns
from travaux.core.claims.model import Draft


def are_persons(draft: Draft) -> bool:
    """Whether everyone whom a draft calls a person can be one."""
    lang = draft.sentence.lang
    named = [str(draft.values[name]) for name in ("person", "speaker") if draft.values.get(name)]
    return all(is_pronoun(words, lang=lang) or can_be_person(words, lang=lang) for words in named)


def is_pronoun(words: str, *, lang: str) -> bool:
    """Whether a speaker is written as "he", "she" or "the senator"."""
    macros = patterns.language(lang).macros
    return re.fullmatch(f"{macros['pronoun']}|{macros['oblique']}", words) is not None


def can_be_person(words: str, *, lang: str) -> bool:
    """Whether no part of a name is a word of bodies, offices, texts or places, nor one that only begins sentences;
    initials are none of these."""
    beginners = patterns.language(lang).macros["not_name"]
    return not any(
        patterns.is_known(part, lang) or re.fullmatch(beginners, part) for part in re.findall(r"[^\W\d_][\w-]+", words)
    )


def same(one: str, other: str) -> bool:
    """Whether two names can be of one person in two cases: Стрельченко Сергей, Стрельченко Сергея."""
    return one.split()[-1][:4].casefold() == other.split()[-1][:4].casefold()
