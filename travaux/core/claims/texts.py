"""What is known of a text by its name: its kind, and whether it is called a draft."""

from __future__ import annotations

import re
from collections.abc import Iterable

from travaux.core.claims import patterns
from travaux.core.claims.model import Draft, Span


def settle_instrument(draft: Draft) -> None:
    """Add ``type`` (decision, standard, recommendations, agreement, …) and ``draft``; names are never merged.

    The kind is the first noun of the name that is one: a "decision on the agreement" is a decision.
    """
    data = patterns.language(draft.sentence.lang)
    name = patterns.plain(draft.values["name"], lang=draft.sentence.lang)
    kinds: dict[str, str] = data.words["text_noun"]
    places = [
        (found.start(), kind)
        for noun, kind in kinds.items()
        if (found := re.search(rf"(?<![\w-])(?:{noun})(?![\w-])", name))
    ]
    draft.values["type"] = min(places)[1] if places else None
    draft.values["draft"] = re.search(data.macros["draft_word"], name) is not None


def is_one(draft: Draft) -> bool:
    """Whether one text is meant: "model laws" are many and none in particular."""
    macros = patterns.language(draft.sentence.lang).macros
    return re.search(macros["many"], str(draft.values["name"]), re.I) is None


def outside(found: Iterable[Draft], bodies: Iterable[Span]) -> list[Draft]:
    """Texts that are not a part of the name of a body: the Election Law in an Institute of Election Law is none."""
    spans = list(bodies)

    def within_a_body(start: int, end: int) -> bool:
        return any(s <= start and end <= e for s, e in spans)

    return [draft for draft in found if is_one(draft) and not within_a_body(*draft.fields["name"])]
