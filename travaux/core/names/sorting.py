"""Order by the alphabet of a language, as a string of digits that every database puts in the same order.

Only the ten digits are used, three to a letter. Bytes would do on SQLite, but a PostgreSQL column compares by the
locale of its database, where punctuation may count for nothing, Danish puts *aa* after *z* and Estonian *z* before *t*;
digits keep their order everywhere. Numbers come first, then the page's own script, then the others of Latin, Cyrillic
and Armenian, then everything else by code point.

A key has three layers, as in the Unicode Collation Algorithm (UTS #10): letters; then, for texts alike so far, variants
and diacritics (ё after е); then capitals after small letters.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib.resources import files

from travaux.core.names.folding import is_silent

LONGEST = 600  # characters of a key; texts alike for the first 200 letters are left in any order

_LAYER, _GAP, _FIRST_DIGIT, _FIRST_LETTER, _OTHER = 0, 1, 10, 100, 999
_SCRIPTS = ("Latn", "Cyrl", "Armn")
_SCRIPT_OF = {"en": "Latn", "ru": "Cyrl", "be": "Cyrl", "kk": "Cyrl", "ky": "Cyrl", "tg": "Cyrl", "hy": "Armn"}

Weight = tuple[int, int]  # place in the alphabet, variant at that place


def sort_key(text: str, lang: str) -> str:
    """Digits whose order is the order of ``text`` among others in the alphabet of ``lang``.

    Languages with an alphabet of their own: ru, be, kk, ky, tg, hy, en; for others, the common order of each script.
    Spaces, hyphens and other punctuation count as one gap that comes before any letter; apostrophes do not count.

    >>> sorted(["жук", "Қазақстан", "Зелёный", "ёлка", "Ёж", "елка"], key=lambda text: sort_key(text, "ru"))
    ['Ёж', 'елка', 'ёлка', 'жук', 'Зелёный', 'Қазақстан']
    >>> sort_key("ёж", "ru"), sort_key("Ёж", "ru")
    ('1101120001', '110112000101')
    """
    letters, variants, capitals = [], [], []
    for char in _characters(text[:LONGEST]):
        low = char.lower()
        places = _places(low, lang)
        letters += [f"{place:03}" if place < _OTHER else f"{_OTHER}{ord(low[0]):07}" for place, _ in places]
        variants += [str(variant) for _, variant in places]
        capitals += ["1" if char != low else "0" for _ in places]
    finer = f"{_LAYER:03}" + "".join(variants) + "".join(capitals)
    return ("".join(letters) + finer.rstrip("0"))[:LONGEST]


def _characters(text: str) -> list[str]:
    """Letters and digits, one space for every gap between them."""
    composed = unicodedata.normalize("NFC", text)
    spaced = "".join(char if char.isalnum() else " " for char in composed if not is_silent(char))
    return list(" ".join(spaced.split()))


@lru_cache(maxsize=4096)
def _places(low: str, lang: str) -> tuple[Weight, ...]:
    """Where one lower-case character stands: in the alphabet, or as a plain letter with a mark, or after all others."""
    order = _order(lang)
    if low in order:
        return (order[low],)
    plain = [char for char in unicodedata.normalize("NFKD", low) if not unicodedata.combining(char)]
    if plain and all(char in order for char in plain):
        return tuple((order[char][0], 9) for char in plain)
    return ((_OTHER, 0),)


@lru_cache
def _order(lang: str) -> dict[str, Weight]:
    own = _SCRIPT_OF.get(lang.split("-")[0].lower(), "Latn")
    order: dict[str, Weight] = {" ": (_GAP, 0)}
    order |= {str(digit): (_FIRST_DIGIT + digit, 0) for digit in range(10)}
    place = _FIRST_LETTER
    for script in (own, *(other for other in _SCRIPTS if other != own)):
        groups = _completed(lang, script) if script == own else _alphabets()[script]
        for group in groups:
            order |= {letter: (place, variant) for variant, letter in enumerate(group)}
            place += 1
    return order


def _completed(lang: str, script: str) -> list[str]:
    """The alphabet of the language with the letters of its script it lacks, each after the one it follows there."""
    alphabets = _alphabets()
    groups = list(alphabets.get(lang.split("-")[0].lower(), alphabets[script]))
    previous = -1  # where the last letter of the script stood
    for group in alphabets[script]:
        mine = next((i for i, known in enumerate(groups) if group[0] in known), None)
        if mine is None:
            mine = previous + 1
            groups.insert(mine, group)
        previous = mine
    return groups


@lru_cache
def _alphabets() -> dict[str, list[str]]:
    text = files("travaux.core.names").joinpath("tables", "alphabets.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {name: letters.split() for name, letters in rows}
