"""What the words of a field amount to: numbers, ordinals and dates; everything else is its own words."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from travaux.core.claims import patterns

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


class NotAValue(ValueError):
    """Words that look like a value and are none: the 31st of February, the Roman number IIX."""


def value_of(words: str, *, macro: str, lang: str) -> Any:
    """The value of words matched by a macro: int for ``number`` and ``ordinal``, EDTF for ``date``, else the words."""
    if macro == "number":
        return _number(words, lang)
    if macro == "ordinal":
        return _ordinal(words, lang)
    if macro == "date":
        return _date(words, lang)
    return words


def _number(words: str, lang: str) -> int:
    if words.isdecimal():
        return int(words)
    return _look_up("count", words, lang)


def _ordinal(words: str, lang: str) -> int:
    digits = re.match(r"\d+", words)
    if digits:
        return int(digits.group())
    if re.fullmatch(r"[IVXLC]+", words):
        return _roman(words)
    return _worded_rank(words.lower(), lang)


def _worded_rank(words: str, lang: str) -> int:
    """Thirty-fifth, тридцать пятое: the tens and, after them, a rank from first to ninth."""
    tens, _, unit = re.sub(r"[\s-]+", " ", words).rpartition(" ")
    rank = _look_up("rank", unit, lang)
    if not tens:
        return rank
    if rank > 9:
        raise NotAValue(words)
    return _look_up("tens", tens, lang) + rank


def _look_up(group: str, words: str, lang: str) -> int:
    table: dict[str, int] = patterns.language(lang).words[group]
    if words in table:
        return table[words]
    for pattern, number in table.items():  # Russian numerals are written once for all their cases
        if re.fullmatch(str(pattern), words):
            return number
    raise NotAValue(words)


def _roman(words: str) -> int:
    total = 0
    for letter, following in zip(words, [*words[1:], ""], strict=True):
        value = _ROMAN[letter]
        total += -value if value < _ROMAN.get(following, 0) else value
    if total == 0 or _as_roman(total) != words:
        raise NotAValue(words)
    return total


def _as_roman(number: int) -> str:
    steps = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    written = ""
    for value, sign in steps:
        written += sign * (number // value)
        number %= value
    return written


def _date(words: str, lang: str) -> str:
    """The day in EDTF, or the first and the last of several days, as 2022-12-07/2022-12-08."""
    iso, dotted = _ISO.fullmatch(words), _DOTTED.fullmatch(words)
    if iso:
        year, month, day = (int(part) for part in iso.groups())
    elif dotted:
        day, month, year = (int(part) for part in dotted.groups())
    else:
        return "/".join(_worded_days(words, lang))
    return _day(year, month, day, words)


def _day(year: int, month: int, day: int, words: str) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise NotAValue(words) from None


def _worded_days(words: str, lang: str) -> list[str]:
    """Days with their month in words: one, or the first and the last of several, which share a month or a year."""
    months: dict[str, int] = patterns.language(lang).words["month"]
    named = [months[word] for word in re.findall(r"[^\W\d_]+", words) if word in months]
    *days, year = (int(figure) for figure in re.findall(r"\d+", words))
    if not 1 <= len(named) <= len(days) <= 2:
        raise NotAValue(words)
    found = [_day(year, month, day, words) for month, day in zip((named[0], named[-1]), days, strict=False)]
    if found != sorted(set(found)) or (_listed(words, lang) and not _neighbours(found)):
        raise NotAValue(words)
    return found


def _listed(words: str, lang: str) -> bool:
    """Whether two days are two and not the ends of a stretch: 6 and 15 December."""
    return re.search(rf"(?<!\w)(?:{patterns.language(lang).macros['and']})(?!\w)", words) is not None


def _neighbours(days: list[str]) -> bool:
    first, last = (date.fromisoformat(day) for day in days)
    return (last - first).days == 1
