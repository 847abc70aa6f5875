"""One plain spelling for what readers take to be the same letters of one script."""

from __future__ import annotations

import re
import unicodedata

# A soft or hard sign in Latin letters, an apostrophe, a mark between letters that are not one sound: none is a letter.
_DROPPED = frozenset("'’‘ʼʻʹʺ`´′″‛\"“”„·•‧∙˙ʾʿ՚՝՛")
_HYPHENED = re.compile(r"\w[\w'’ʼ]*(?:[-\u2010\u2011]\w[\w'’ʼ]*)+")
_ALONE = str.maketrans(
    {
        "ё": "е",
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ħ": "h",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ә": "а",
        "ғ": "г",
        "җ": "ж",
        "қ": "к",
        "ҡ": "к",
        "ң": "н",
        "ө": "о",
        "ұ": "у",
        "ү": "у",
        "ҳ": "х",
        "һ": "х",
        "ҷ": "ч",
        "ґ": "г",
        "і": "и",
    }
)


def fold(text: str) -> str:
    """Words of ``text`` in lower case without diacritics, separated by single spaces; punctuation separates words.

    Letters that Unicode does not take apart (Қ, Ғ, Ө …) lose their tails too, because people type the plain letter when
    their keyboard has no other. For the same reason й becomes и: whoever types either finds both, and a search may be
    coarse where a display may not.

    >>> fold("Ёлкин  Андрей"), fold("ЕЛКИН Андреи"), fold("Ысык-Көл, Қасым")
    ('елкин андреи', 'елкин андреи', 'ысык кол касым')
    >>> fold("Homyel’"), fold("Verabʺëvičy"), fold("Ⅻ")
    ('homyel', 'verabevicy', 'xii')
    """
    plain = unicodedata.normalize("NFKD", text.casefold()).casefold()
    letters = "".join("" if is_silent(char) else char if char.isalnum() else " " for char in plain)
    return " ".join(unicodedata.normalize("NFC", letters.translate(_ALONE)).split())


def words(text: str) -> list[str]:
    """Words of ``text`` in lower case with their letters, marks and apostrophes; spaces and punctuation separate them.

    >>> words("Арзуманян, А.Р. (Ыу · Y·u’)")
    ['арзуманян', 'а', 'р', 'ыу', 'y·u’']
    """
    lower = unicodedata.normalize("NFC", text.casefold())
    spaced = "".join(char if char.isalnum() or is_silent(char) else " " for char in lower)
    return [word for word in spaced.split() if any(map(str.isalnum, word))]


def compounds(text: str) -> list[tuple[str, list[str]]]:
    """The words of ``text`` that hyphens make of several, each as one word and as its parts.

    >>> compounds("Тер-Петросян Л.А., Al‐Said")
    [('терпетросян', ['тер', 'петросян']), ('alsaid', ['al', 'said'])]
    """
    parted = (words(found) for found in _HYPHENED.findall(text.casefold()))
    return [("".join(parts), parts) for parts in parted if len(parts) > 1]


def is_silent(char: str) -> bool:
    """Whether a character is no letter and separates none: an apostrophe, a soft sign, a combining mark."""
    return char in _DROPPED or unicodedata.category(char) in {"Mn", "Cf"}
