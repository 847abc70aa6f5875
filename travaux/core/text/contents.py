"""Lists of contents printed before a text: recognised because their lines come again, and left out."""

from __future__ import annotations

import re
from bisect import bisect_left

from .paragraphs import Doubt, Para

_NAMES = re.compile(
    r"(?:table of contents|contents|arrangement of (?:sections|articles|clauses|regulations|rules|act)|содержание|"
    r"оглавление|мазмұны|змест)[.:]?", re.IGNORECASE
)  # fmt: skip
_NUMBER = re.compile(r"(?:\w+\s+)?[(\[]?(?:\d+|[IVXLC]+)\b")
_PAGE = re.compile(r"[\s.…·_]*\d*$")


def without_contents(paras: list[Para], doubts: list[Doubt]) -> list[Para]:
    """The paragraphs without a list of contents; that it was left out is reported.

    The list runs from its name to the line before its first numbered line comes again; what stands there and does not
    come again (a long title) is text.
    """
    at = next((i for i, para in enumerate(paras[:400]) if _NAMES.fullmatch(para.text.strip())), None)
    if at is None:
        return paras
    first = next((i for i in range(at + 1, min(at + 12, len(paras))) if _NUMBER.match(paras[i].text)), None)
    if first is None:
        return paras
    begin = _key(paras[first])
    again = next((i for i in range(first + 1, len(paras)) if _key(paras[i]).startswith(begin)), None)
    if again is None:
        return paras
    later = sorted(_key(para) for para in paras[again:])
    end = again
    while end > first and not _comes(_key(paras[end - 1]), later):
        end -= 1
    # A unit's own opening lines (CHAPTER I above section 1) come again too: they belong to the text when they are
    # the second of their kind.
    said = [_key(para) for para in paras[first - 1 : end]]
    while end > first + 1 and said.count(_key(paras[end - 1])) > 1:
        end -= 1
        said = said[:-1]
    lines = paras[first:end]
    if len(lines) < 3 or sum(_comes(_key(line), later) for line in lines) < 0.6 * len(lines):
        return paras
    doubts.append(Doubt(paras[at].where, paras[at].text, f"a list of contents of {len(lines)} lines", "left out"))
    return paras[:at] + paras[end:]


def _key(para: Para) -> str:
    return re.sub(r"\W", "", _PAGE.sub("", para.text)).lower() or "-"


def _comes(key: str, later: list[str]) -> bool:
    at = bisect_left(later, key)
    return at < len(later) and later[at].startswith(key)
