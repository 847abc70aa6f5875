"""Finding a name by any of its forms.

An index holds the `search_keys` of every attested form of a person. The question gives `query_keys`: one set for each
of its words. The person is found if, for every word, some key of the index *starts with* some key of the word's set, so
that beginnings of words and initials find too. All keys are ASCII letters and digits in lower case, except for words in
scripts without a table, which stand folded.
"""

from __future__ import annotations

from collections.abc import Iterable

from travaux.core.names.folding import compounds, fold, words
from travaux.core.names.skeleton import completions, skeletons

_LONGEST = 60  # characters of a key: no name is longer, an index column must end somewhere
_SWALLOWS_I = "au"  # a vowel that may follow and make the i before it unheard: Mari-, Maria


def search_keys(name: str, lang: str | None = None) -> frozenset[str]:
    """Keys to index a name under, each at most 60 characters.

    ``lang`` is the language of the attested form, if known: it adds the readings of that language to the common ones.
    An attested Latin form is also found where its marks are left out, and every form where a hyphen joins or parts it.

    >>> sorted(search_keys("Рогалев Виктор Павлов"))
    ['pavlav', 'ragaliv', 'viktar']
    >>> sorted(search_keys("Kalašnikov")), "tirpitrasan" in search_keys("Тер-Петросян")
    (['kalasnikav', 'kalaxnikav'], True)
    >>> search_keys("Rogalev") <= search_keys("РОГАЛЁВ")
    True
    """
    base = (lang or "").split("-")[0].lower()
    readings = {"", base} if base.isalpha() else {""}
    spelt = {*words(name), *(joined for joined, _ in compounds(name))}
    keys = frozenset(key for word in spelt for reading in readings for key in _keys(word, reading))
    return keys.union(*(_keys(plain) for word in spelt if (plain := fold(word)) != word and " " not in plain))


def query_keys(query: str) -> tuple[frozenset[str], ...]:
    """For each word of a question, the beginnings of keys that answer it; no words, no sets.

    >>> [sorted(keys) for keys in query_keys("В. Рогал")]
    [['v'], ['ragal']]
    >>> sorted(query_keys("Совет")[0])
    ['savic', 'savih', 'savit', 'savitx']
    >>> query_keys(" – ")
    ()
    """
    joined = {part: whole for whole, parts in compounds(query) for part in parts}
    return tuple(
        _beginnings(word) | (_beginnings(joined[word]) if word in joined else frozenset()) for word in words(query)
    )


def matches(query: str, names: Iterable[str]) -> bool:
    """Whether someone who bears all these names is found by the query; an empty query finds nobody.

    >>> matches("kalash", ["Леонид Калашников"]), matches("Калашников", ["Kolesnikov"]), matches("", ["Kolesnikov"])
    (True, False, False)
    """
    asked = query_keys(query)
    keys = frozenset(key for name in names for key in search_keys(name))
    return bool(asked) and all(any(key.startswith(tuple(word)) for key in keys) for word in asked)


def _keys(word: str, lang: str = "") -> frozenset[str]:
    found = skeletons(word, lang) or fold(word).split()
    return frozenset(key[:_LONGEST] for key in found)


def _beginnings(word: str) -> frozenset[str]:
    """Keys of the word and of what it may become if the next letter makes one sound with the last: Kalas-h."""
    whole = _keys(word)
    if len(word) > 1:  # an initial is whole
        whole = whole.union(*map(_keys, completions(word)))
    return whole | {key[:-1] + vowel for key in whole if key.endswith("i") for vowel in _SWALLOWS_I}
