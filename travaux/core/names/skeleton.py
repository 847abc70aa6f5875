"""What is left of a word when scripts, spelling systems and habits are taken away: its skeleton.

A Cyrillic or Armenian word is first written in Latin letters by the table of its script. Then Latin spellings are
reduced to the sounds they may stand for (``tables/latin.tsv``). Where one spelling stands for two sounds (``j`` in
*Japarov* and in *Jeĺsk*) there are several skeletons. What systems disagree on most is given up: a and o, e and i and
y, glides beside a vowel, doubled letters, soft signs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import islice, product

_MOST = 24  # skeletons of one word; only words full of c, j and x have more, and their likeliest come first

Table = dict[str, tuple[str, ...]]


@lru_cache
def table(script: str, lang: str = "") -> Table:
    """Spelling → its readings, from ``tables/{script}.tsv`` and, over it, ``tables/{script}.{lang}.tsv`` if any."""
    folder, known = files("travaux.core.names").joinpath("tables"), Table()
    for name in (f"{script}.tsv", f"{script}.{lang}.tsv"):
        if folder.joinpath(name).is_file():
            lines = folder.joinpath(name).read_text(encoding="utf-8").splitlines()
            rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
            known |= {spelling: tuple(readings) for spelling, *readings in rows}
    return known


@lru_cache
def _pattern(script: str, lang: str) -> re.Pattern[str]:
    spellings = sorted(table(script, lang), key=lambda spelling: len(spelling.strip("^$")), reverse=True)
    return re.compile("|".join(re.escape(s).replace(r"\^", "^").replace(r"\$", "$") for s in spellings) + "|.")


def _read(word: str, script: str, lang: str) -> Iterator[tuple[str, ...]]:
    """Readings of each spelling in turn; what the table does not know reads as itself."""
    known = table(script, lang)
    for match in _pattern(script, lang).finditer(word):
        text = match[0]
        begins = known.get("^" + text) if match.start() == 0 else None
        ends = known.get(text + "$") if match.end() == len(word) else None
        yield begins or ends or known.get(text) or (text,)


def romanise(word: str, lang: str = "") -> str:
    """A lower-case word of any script in the Latin letters that `skeletons` reads; a means, never shown to anyone.

    >>> romanise("щедрин"), romanise("րաֆֆի"), romanise("ոսկանյան"), romanise("щерев", "bg")
    ('ščedrin', 'raffi', 'voskanyan', 'š·terev')
    """
    for script in ("cyrillic", "armenian"):
        word = "".join(readings[0] for readings in _read(word, script, lang))
    return word


@lru_cache(maxsize=4096)
def skeletons(word: str, lang: str = "") -> frozenset[str]:
    """Every skeleton of a lower-case word, in ASCII letters and digits; empty if no letter of it can be read.

    ``lang`` helps where a language spells in its own way; it is not needed for the languages and systems of the tables.

    >>> sorted(skeletons("хачатурян") & skeletons("khachaturian") & skeletons("խաչատուրյան"))
    ['gahaturan']
    >>> sorted(skeletons("japarov")), sorted(skeletons("жапаров"))
    (['aparav', 'japarav'], ['japarav'])
    >>> skeletons("jelzin", "de") & skeletons("ельцин")
    frozenset({'ilcin'})
    """
    latin = _plain(romanise(word, lang), table("latin", lang))
    settled = (_settle("".join(sounds)) for sounds in islice(product(*_read(latin, "latin", lang)), _MOST))
    return frozenset(skeleton for skeleton in settled if skeleton)


def completions(word: str) -> frozenset[str]:
    """The word with spellings completed that its last letters begin, in Latin letters.

    >>> sorted(completions("вак"))
    ['vakh']
    """
    latin = romanise(word)
    begun = ((spelling, size) for spelling in table("latin") for size in range(1, len(spelling)))
    return frozenset(
        latin + spelling[size:] for spelling, size in begun if spelling.isalpha() and latin.endswith(spelling[:size])
    )


def _plain(latin: str, known: Table) -> str:
    """Without marks, except on letters that the table knows with theirs; without signs that are no letters."""
    composed = unicodedata.normalize("NFC", latin)
    letters = [char if char in known else unicodedata.normalize("NFKD", char)[0] for char in composed]
    kept = [char for char in letters if char == "·" or (char.isalnum() and unicodedata.category(char) != "Lm")]
    return "".join(kept).replace("ı", "i").replace("ł", "l").replace("ø", "o").replace("đ", "d")


def _settle(sounds: str) -> str:
    """Within neighbouring vowels an i is lost beside another; what is doubled becomes single; signs are gone."""
    heard = re.sub("[^a-z0-9]", "", sounds)
    joined = re.sub("[aiu]+", lambda vowels: vowels[0].replace("i", "") or "i", heard)
    return re.sub(r"([a-z])\1+", r"\1", joined)
