"""Patterns are data: word lists, a grammar of names, and rules, one folder to a language.

``<macro>`` in a pattern stands for an entry of ``words.yaml`` or ``grammar.yaml``; ``<field:macro>`` also keeps what
it matched as a field of the claim; ``<field__2:macro>`` is the same field at a second place. A space matches any run
of blanks, a straight apostrophe a curly one, a hyphen a hard one (``plain``). Everything else is Python's ``re``; names
are matched atomically and repetitions within repetitions have bounds, so that no text makes a pattern slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Any

import yaml

LANGUAGES = ("en", "ru")

_SLOT = re.compile(r"(?<!\(\?)(?<!\(\?P)<(?:(?P<field>[a-z]+(?:__\d)?):)?(?P<macro>[a-z_]+)>")
_LEFT = re.compile(r"<[a-z]+(?:__\d)?:[a-z_]+>")
_BLANKS = re.compile(r"(\(\?<[=!][^)]*\))| ")  # a look-behind has a fixed width, so its blanks are single
_ONE = "[ \u2005]"
_BLANK = "(?:[ \u2005]+)"


class BadPattern(ValueError):
    """A pattern file that cannot be used; the message names the rule and the fault."""


@dataclass(frozen=True)
class Emits:
    """One claim that a match of a rule gives."""

    kind: str  # the kind of claim
    fields: tuple[str, ...] | None = None  # which of the matched fields it carries; None for all
    constants: Mapping[str, Any] = field(default_factory=dict)  # values that the rule itself knows


@dataclass(frozen=True)
class Rule:
    """One pattern with what it means."""

    id: str  # unique, begins with the language: en.seats.delegation
    lang: str
    cues: frozenset[str]  # lower-case words, one of which the sentence must hold; none: always tried
    template: str  # the regular expression, macros written out
    slots: Mapping[str, str]  # field → the macro it was written with, which settles how it is valued
    emits: tuple[Emits, ...]
    each: Rule | None = None  # applied again and again within the field ``items``
    whole: bool = False  # only for a paragraph of one sentence
    role: str = ""  # a shade of use that the reader of this kind knows

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern; compiling waits until a sentence needs it, for most rules never do."""
        try:
            return re.compile(self.template)
        except re.error as reason:
            raise BadPattern(f"Pattern {self.id} does not compile: {reason}.") from None


@dataclass(frozen=True)
class Language:
    """All the data of one language."""

    code: str
    words: Mapping[str, Any]  # the lists as written
    macros: Mapping[str, str]  # every macro, expanded
    groups: Mapping[str, tuple[Rule, ...]]  # the rules, by the group their file puts them in

    def of(self, group: str) -> tuple[Rule, ...]:
        """The rules of one group, in the order of their file."""
        return self.groups.get(group, ())


@cache
def language(code: str) -> Language:
    """The patterns of a language, compiled once."""
    folder = files(__package__) / code
    words = yaml.safe_load((folder / "words.yaml").read_text("utf-8"))
    states = yaml.safe_load((folder / "states.yaml").read_text("utf-8"))
    words["state"] = states
    macros = {name: alternation(entry) for name, entry in words.items()}
    for name, template in yaml.safe_load((folder / "grammar.yaml").read_text("utf-8")).items():
        macros[name] = expand(template, macros, where=f"{code}/grammar.yaml {name}")[0]
    groups: dict[str, list[Rule]] = {}
    for group, rule in _read_rules(code, macros):
        groups.setdefault(group, []).append(rule)
    return Language(code, words, macros, {group: tuple(rules) for group, rules in groups.items()})


def _read_rules(code: str, macros: Mapping[str, str]) -> Iterator[tuple[str, Rule]]:
    folder = files(__package__) / code / "rules"
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if not entry.name.endswith(".yaml"):
            continue
        document = yaml.safe_load(entry.read_text("utf-8"))
        for group, rules in document.items():
            for data in rules:
                yield group, _rule(data, code=code, macros=macros, group=group)


def _rule(data: Mapping[str, Any], *, code: str, macros: Mapping[str, str], group: str) -> Rule:
    name = str(data.get("id", f"{code}.{group}.?"))
    template, slots = expand(data["pattern"], macros, where=name)
    emits = tuple(
        Emits(e["kind"], tuple(e["fields"]) if "fields" in e else None, e.get("set", {}))
        for e in data.get("claims", [{"kind": data.get("kind", group), "set": data.get("set", {})}])
    )
    each = None
    if "each" in data:
        each = _rule({"id": name, "pattern": data["each"]}, code=code, macros=macros, group=group)
    return Rule(
        name,
        code,
        frozenset(str(cue).lower() for cue in data.get("cue", ())),
        template,
        slots,
        emits,
        each,
        bool(data.get("whole", False)),
        str(data.get("role", "")),
    )


def expand(template: str, macros: Mapping[str, str], *, where: str) -> tuple[str, dict[str, str]]:
    """A pattern with its macros written out, and which field was written with which macro."""
    slots: dict[str, str] = {}

    def put(slot: re.Match[str]) -> str:
        macro, name = slot["macro"], slot["field"]
        if macro not in macros:
            raise BadPattern(f"{where}: there is no macro called {macro}.")
        if not name:
            return f"(?:{macros[macro]})"
        slots[name] = macro
        return f"(?P<{name}>{macros[macro]})"

    written = _SLOT.sub(put, _BLANKS.sub(lambda b: b[1].replace(" ", _ONE) if b[1] else _BLANK, template))
    if left := _LEFT.search(written):
        raise BadPattern(f"{where}: {left.group()} is not put in; write [(]? and not \\(? before it.")
    return written, slots


def alternation(entry: Any) -> str:
    """A word list as a regular expression, longest first; the keys of a mapping count as its words."""
    return "|".join(word.replace(" ", _BLANK) for word in sorted((str(word) for word in entry), key=len, reverse=True))


@cache
def abbreviations() -> frozenset[str]:
    """Words whose full stop does not end a sentence, in all languages."""
    lists = (yaml.safe_load((files(__package__) / code / "words.yaml").read_text("utf-8")) for code in LANGUAGES)
    return frozenset(str(word).lower() for words in lists for word in words["abbreviation"])


MARK = "\u2005"
_MARKED = ("not_person", "state", "body_noun")
_PLAIN = str.maketrans(
    {
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        MARK: " ",
        "\t": " ",
        "’": "'",
        "ʼ": "'",
        "\u2011": "-",
        "\u2010": "-",
    }
)
_WORD = re.compile(r"[\w-]+")
_NEXT_WORD = re.compile(r" (?=([^\W\d_][\w-]*))")


@lru_cache(maxsize=512)
def plain(text: str, *, lang: str) -> str:
    """The text as patterns see it, letter for letter: one kind of blank, of apostrophe and of hyphen.

    A blank before a word of bodies, offices, texts or states becomes MARK, so that a pattern knows such a word
    (``<known>``, ``<nobody>``) without carrying the whole list.
    """
    return _NEXT_WORD.sub(lambda blank: MARK if is_known(blank[1], lang) else " ", text.translate(_PLAIN))


@lru_cache(maxsize=512)
def cues_in(text: str, lang: str) -> frozenset[str]:
    """Which cues of a language a text holds; words that have been looked at once are not looked at again."""
    lowered = text.lower().replace(MARK, " ")
    words = set(_WORD.findall(lowered))
    phrases = {cue for cue in _cues(lang)[1] if cue in lowered}
    return frozenset(phrases.union(*(_cues_of_word(word, lang) for word in words)))


@lru_cache(maxsize=50_000)
def _cues_of_word(word: str, lang: str) -> frozenset[str]:
    return frozenset(cue for cue in _cues(lang)[0] if cue in word)


@cache
def _cues(lang: str) -> tuple[frozenset[str], frozenset[str]]:
    """All cues of a language: those that lie within one word, and those that reach over blanks or stops."""
    every = frozenset(cue for rules in language(lang).groups.values() for rule in rules for cue in rule.cues)
    single = frozenset(cue for cue in every if _WORD.fullmatch(cue))
    return single, every - single


@lru_cache(maxsize=50_000)
def is_known(word: str, lang: str) -> bool:
    """Whether a word belongs to bodies, offices, texts or states, and so not to a person's name."""
    return _known(lang).fullmatch(word) is not None


@cache
def _known(lang: str) -> re.Pattern[str]:
    macros = language(lang).macros
    return re.compile("|".join(macros[name] for name in _MARKED))
