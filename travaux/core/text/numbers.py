"""Numbers of provisions: as printed, as they stand in an eId, and in what order they follow each other.

**The letter table.** In an eId every letter of a number is Latin, by `LETTERS`: а a, б b, в v, г g, д d, е e, ё yo,
ж zh, з z, и i, й j, к k, л l, м m, н n, о o, п p, р r, с s, т t, у u, ф f, х kh, ц ts, ч ch, ш sh, щ shch, ъ jj, ы y,
ь q, э eh, ю yu, я ya; Belarusian and Ukrainian і ii, ў w, ї yi, є ye, ґ gg; Kazakh ә ae, ғ gh, қ qq, ң ng, ө oe, ұ uu,
ү ue, һ hh; Kyrgyz, Tajik and Uzbek ҷ jh, ӣ iy, ӯ uw, ҳ xh. A capital gives a capital: Ж Zh. No two letters of one
alphabet give the same Latin, so no two points of one list meet. A number all in Cyrillic letters that look like Roman
digits (I, V, X, С, М) under a word such as РАЗДЕЛ is read as Roman by `roman`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .tree import Mark, Node, words

LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i", "й": "j",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "jj", "ы": "y", "ь": "q", "э": "eh", "ю": "yu",
    "я": "ya", "і": "ii", "ў": "w", "ї": "yi", "є": "ye", "ґ": "gg", "ә": "ae", "ғ": "gh", "қ": "qq", "ң": "ng",
    "ө": "oe", "ұ": "uu", "ү": "ue", "һ": "hh", "ҷ": "jh", "ӣ": "iy", "ӯ": "uw", "ҳ": "xh",
}  # fmt: skip
_LETTER_TABLE = str.maketrans({**LETTERS, **{k.upper(): v[0].upper() + v[1:] for k, v in LETTERS.items()}})
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = re.compile(f"[{_SUPERSCRIPTS}]+")
_DOWN = str.maketrans(_SUPERSCRIPTS, "0123456789")

# Words that stand before a number and say only what kind of unit it is.
UNIT_WORDS = frozenset(
    re.split(
        " ",
        "часть раздел подраздел глава параграф статья пункт подпункт абзац приложение том книга титул бөлім тарау бап "
        "артыкул моддаи модда modda стаття հոդված "
        "part title section subsection chapter article clause rule regulation annex appendix schedule book "
        "division subchapter subpart point paragraph art sec partie chapitre № no n §",
    )
)

# "12-статья", "12 бап", "12‐modda": the word may stand after the number.
_AFTER = re.compile(r"(\d+(?:[.\-]\d+)*)[\s\-\u2010\u2011]+(?i:статья|бап|модда|modda|тарау|бөлім)\.?")

_RU_STEMS = (
    ("перв", 1), ("втор", 2), ("трет", 3), ("четв[её]рт", 4), ("пят", 5), ("шест", 6), ("седьм", 7), ("восьм", 8),
    ("девят", 9), ("десят", 10), ("одиннадцат", 11), ("двенадцат", 12), ("тринадцат", 13), ("четырнадцат", 14),
    ("пятнадцат", 15), ("шестнадцат", 16), ("семнадцат", 17), ("восемнадцат", 18), ("девятнадцат", 19), ("двадцат", 20),
)  # fmt: skip
_RU_ENDING = r"(?:ый|ой|ая|ое|ые|ого|ому|ым|ом|ую|ых|ыми|ий|ья|ье|ьи|ьего|ьему|ьим|ьем|ьей|ью|ьих|ьими|и)"
_RU_ORDINALS = [(re.compile(stem + _RU_ENDING, re.IGNORECASE), value) for stem, value in _RU_STEMS]
_EN_WORDS = (
    "one first|two second|three third|four fourth|five fifth|six sixth|seven seventh|eight eighth|nine ninth|ten tenth|"
    "eleven eleventh|twelve twelfth|thirteen thirteenth|fourteen fourteenth|fifteen fifteenth"
)
_EN_ORDINALS = {word: value for value, both in enumerate(re.split(r"\|", _EN_WORDS), 1) for word in both.split()}
_ROMAN = re.compile(r"(?=[IVXLCDM])M*(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_LOOKALIKES = str.maketrans("ІХСМУ", "IXCMV")
_ALIKE = str.maketrans("aceiopxy", "асеіорху")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_KNOWN = 10_000  # numbers remembered: a text says few, many times
_PUNCTUATION = re.compile(r"^[^\w*]+|[^\w*]+$")
_BETWEEN = re.compile(r"[^\w*]+")


def ordinal(word: str) -> int | None:
    """The value of an ordinal in words, Russian in any case or English.

    >>> ordinal("третьего"), ordinal("ДВАДЦАТЬ ПЕРВАЯ"), ordinal("second"), ordinal("слово")
    (3, 21, 2, None)
    """
    said = word.strip().lower().replace("\u00a0", " ")
    if said in _EN_ORDINALS:
        return _EN_ORDINALS[said]
    tens = 0
    if said.startswith(("двадцать ", "тридцать ")):
        tens, said = (20 if said[0] == "д" else 30), said.split(" ", 1)[1]
    for pattern, value in _RU_ORDINALS:
        if pattern.fullmatch(said):
            return tens + value
    return None


def roman(text: str) -> int | None:
    """The value of a Roman number, Cyrillic lookalikes understood.

    >>> roman("XIV"), roman("ХІ"), roman("IIII"), roman("мир")
    (14, 11, None, None)
    """
    said = text.upper().translate(_LOOKALIKES)
    if not said or not _ROMAN.fullmatch(said):
        return None
    total = 0
    for digit, following in zip(said, [*said[1:], ""], strict=True):
        value = _ROMAN_VALUES[digit]
        total += -value if following and _ROMAN_VALUES[following] > value else value
    return total


def printed(num: Node | str | None) -> str:
    """A number as printed, in one string; raised digits keep their place as Unicode superscripts.

    >>> from .tree import Line, Mark
    >>> printed(Line("num", ("Статья 10", Mark("sup", ("1",)), ".")))
    'Статья 10¹.'
    """
    if num is None or isinstance(num, str):
        return num or ""
    if len(num.children) == 1 and isinstance(num.children[0], str):
        return num.children[0]
    pieces = []
    for child in num.children:
        text = child if isinstance(child, str) else printed(child) if isinstance(child, Mark) else words(child)
        if isinstance(child, Mark) and child.kind in ("br", "eol"):
            text = " "
        elif isinstance(child, Mark) and child.kind == "sup" and text.isdigit() and text.isascii():
            text = "".join(_SUPERSCRIPTS[int(digit)] for digit in text)
        pieces.append(text)
    return "".join(pieces)


def bare(num: Node | str | None) -> str:
    """The number alone: no unit words, no brackets, no full stop; letters and case as printed.

    >>> bare("Статья 10.1."), bare("(a)"), bare("ЧАСТЬ ПЕРВАЯ"), bare("10¹)"), bare("§ 3"), bare("12‐статья")
    ('10.1', 'a', '1', '10¹', '3', '12')
    """
    return _bare(printed(num))


@lru_cache(maxsize=_KNOWN)
def _bare(text: str) -> str:
    text = text.replace("\u00a0", " ").replace("\u200b", "")
    after = _AFTER.fullmatch(text.strip())
    if after:
        return after[1]
    pieces = [_PUNCTUATION.sub("", piece) if piece not in ("§", "№") else "" for piece in text.split()]
    pieces = [f"{piece})" if "(" in piece and ")" not in piece else piece for piece in pieces if piece]
    if len(pieces) > 1 and _one_alphabet(pieces[0].lower()) in UNIT_WORDS:
        pieces = pieces[1:]
        value = ordinal(" ".join(pieces))
        if value is not None:
            return str(value)
    return " ".join(pieces)


def _one_alphabet(word: str) -> str:
    """A Cyrillic word with the Latin letters that look like its own put right: files hold many."""
    return word.translate(_ALIKE) if re.search("[а-яіїє]", word) else word


def eid_piece(num: Node | str | None) -> str:
    """What stands after the abbreviation in an eId.

    >>> [eid_piece(n) for n in ("10.1", "10-1", "10¹", "1)", "(б)", "Ж.", "Раздел I.", "3а)", "...")]
    ['10-1', '10-1', '10-1', '1', 'b', 'Zh', 'I', '3a', '']
    """
    return _eid_piece(printed(num))


@lru_cache(maxsize=_KNOWN)
def _eid_piece(said: str) -> str:
    text = _RAISED.sub(lambda raised: "-" + raised.group().translate(_DOWN), bare(said))
    after_a_word = text != _PUNCTUATION.sub("", said)
    if (len(text) > 1 or after_a_word) and re.fullmatch("[IVXLCDMІХСМУ]+", text) and roman(text):
        text = text.translate(_LOOKALIKES)
    return _BETWEEN.sub("-", text.translate(_LETTER_TABLE)).strip("-")


def parts(num: Node | str | None) -> tuple[int | str, ...]:
    """A number as a tuple that can be compared within one list: 10.1 → (10, 1), 3а → (3, "а"), б → ("б",).

    >>> parts("10.1."), parts("10¹"), parts("3а)"), parts("(б)")
    ((10, 1), (10, 1), (3, 'а'), ('б',))
    """
    return _parts(printed(num))


@lru_cache(maxsize=_KNOWN)
def _parts(said: str) -> tuple[int | str, ...]:
    text = _RAISED.sub(lambda raised: "." + raised.group().translate(_DOWN), bare(said))
    return tuple(int(piece) if piece.isdecimal() else piece for piece in re.findall(r"\d+|[^\W\d_]+", text))
