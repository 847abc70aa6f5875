"""Whether words are asserted: no denial, condition, wish, plan, rumour or question stands over them."""

from __future__ import annotations

import re

from travaux.core.claims import patterns
from travaux.core.claims.model import Span


def asserted(text: str, words: Span, *, within: Span, lang: str) -> bool:
    """Whether the part ``within`` of a text asserts what ``words`` say.

    What stands over them reaches from the last break of the sentence ("; ", ", but ") to their end; a word of
    truth after them ("… are unfounded") or a question mark takes them back as well.
    """
    macros = patterns.language(lang).macros
    before, after = _seen(text[within[0] : words[1]], lang), _seen(text[words[1] : within[1]], lang)
    over = re.split(macros["break"], before)[-1]
    if after.rstrip(' "”»)').endswith("?"):
        return False
    return not (
        re.search(macros["doubt"], over) or re.search(macros["untold"], over) or re.search(macros["taken_back"], after)
    )


def no_deed(after: str, *, lang: str) -> bool:
    """Whether the words after a verb make it no deed: "adopted no draft", "the adopted plan will apply"."""
    return re.match(patterns.language(lang).macros["no_deed"], _seen(after, lang)) is not None


def _seen(words: str, lang: str) -> str:
    return patterns.plain(words, lang=lang).replace(patterns.MARK, " ")
