"""People: whether a name can be a person's, who speaks, and in what capacity."""

from __future__ import annotations

import re

from travaux.core.claims import patterns
from travaux.core.claims.model import Draft


def are_persons(draft: Draft) -> bool:
    """Whether everyone whom a draft calls a person can be one."""
    return all(can_be_person(str(draft.values[name]), lang=draft.sentence.lang)
               for name in ("person", "speaker") if draft.values.get(name))


def can_be_person(words: str, *, lang: str) -> bool:
    """Whether no part of a name is a word of bodies, offices, texts or places: Supreme Council is nobody's name."""
    return not any(patterns.is_known(part, lang) for part in re.findall(r"[^\W\d_][\w-]*", words))
