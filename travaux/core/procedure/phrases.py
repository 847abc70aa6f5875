"""Conditions as phrases that a lawyer reads and writes, in English and Russian, and back without loss.

``A05 and A06 with outcome approve/remarks after last A05``, ``at least 3 of (A; B; C)``, ``none of (A; B)``,
``3 × A10 by each of parliaments``, ``open A09``, ``term over T08``. Steps, actors and outcomes are named by their ids;
an outcome that no source states is ``?``. An id that is also a word of the language stands in quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from travaux.core.dates import OPEN, BadDate, When
from travaux.core.procedure.conditions import (
    UNSTATED,
    All,
    Allow,
    Always,
    Any,
    AtLeast,
    Condition,
    Dated,
    Ended,
    ExactlyOne,
    Happened,
    Not,
    can_allow,
)
from travaux.core.procedure.fault_words import Said
from travaux.core.procedure.phrase_words import REMEDY, WORDS
from travaux.core.procedure.words import Lang


class BadPhrase(ValueError):
    """A phrase that cannot be read: what is wrong, and what to write instead."""

    def __init__(self, problem: str, remedy: str) -> None:
        self.problem, self.remedy = problem, remedy
        super().__init__(f"{problem} {remedy}")


def phrase(condition: Condition, lang: Lang) -> str:
    """A condition as a phrase.

    >>> phrase(All((Happened("A05"), Happened("A06", outcome=frozenset({"approve", "not stated"})))), "en")
    'A05 and A06 with outcome approve/?'
    >>> read_phrase("A05 и A06 с решением approve/?", "ru") == read_phrase("A05 and A06 with outcome approve/?", "en")
    True
    """
    return Writer(lang).write(condition)


def read_phrase(
    text: str, lang: Lang, *, line: int = 0, ids: Callable[[Happened], Happened] = lambda leaf: leaf
) -> Condition:
    """The condition that a phrase says; ``line`` is where it stands, ``ids`` puts ids for names. Raises `BadPhrase`."""
    return _Reader(text, lang, line, ids).read()


class Writer:
    """Writes conditions with ids; whoever reads only may be given names instead, by other methods below."""

    def __init__(self, lang: Lang) -> None:
        self.say = WORDS[lang]
        self.reserved = {part for phrase in self.say.values() for part in phrase.split()}

    def write(self, condition: Condition) -> str:
        say = self.say
        match condition:
            case Always():
                return say["start"]
            case Happened():
                return self._leaf(condition)
            case Ended(clock=clock):
                return f"{say['ended']} {self.clock(clock)}"
            case Not(part=Any(parts=parts)):
                return f"{say['none']} {self._list(parts)}"
            case Not(part=part):
                return f"{say['not']} ({self.write(part)})"
            case Allow(part=part):
                return f"{say['allow']} ({self.write(part)})"
            case Dated(part=part, first=first, last=last):
                return f'({self.write(part)}) {say["from"]} "{first}" {say["to"]} "{last}"'
            case AtLeast(count=number, parts=parts):
                return f"{say['least']} {number} {say['of']} {self._list(parts)}"
            case ExactlyOne(parts=parts):
                return f"{say['one']} {self._list(parts)}"
            case All(parts=parts) | Any(parts=parts):
                word = "all" if isinstance(condition, All) else "any"
                if len(parts) < 2:
                    return f"{say[word]} {self._list(parts)}"
                joint = f" {say['and' if word == 'all' else 'or']} "
                return joint.join(self._inner(part) for part in parts)

    def _inner(self, condition: Condition) -> str:
        mixed = isinstance(condition, (All, Any)) and len(condition.parts) > 1
        return f"({self.write(condition)})" if mixed else self.write(condition)

    def _list(self, parts: tuple[Condition, ...]) -> str:
        return f"({'; '.join(map(self.write, parts))})"

    def _leaf(self, leaf: Happened) -> str:
        say = self.say
        said = (
            [f"{leaf.times} {say['times']}"] * (leaf.times > 1)
            + [say["open"]] * leaf.still_open
            + [self.step(leaf.step)]
        )
        if leaf.outcome:
            named = sorted(leaf.outcome - {UNSTATED})
            said += [say["outcome"], self.outcomes(leaf.step, named, UNSTATED in leaf.outcome)]
        said += [say["since"], self.step(leaf.since)] if leaf.since else []
        said += [say["version"]] * leaf.same_version
        said += [say["each" if leaf.each else "by"], self.actor(leaf.by)] if leaf.by else []
        return " ".join(said)

    def step(self, id: str) -> str:
        """How a step is named."""
        return self._id(id)

    def actor(self, id: str) -> str:
        """How an actor is named."""
        return self._id(id)

    def clock(self, id: str) -> str:
        """How a term is named."""
        return self._id(id)

    def outcomes(self, _step: str, ids: list[str], unstated: bool) -> str:
        """How outcomes are named."""
        return "/".join([*map(self._id, ids), *["?"] * unstated])

    def _id(self, id: str) -> str:
        return f'"{id}"' if id in self.reserved or id.isdecimal() else id


class _Reader:
    """Reads word by word; a word is a phrase of the language, an id, a number or a sign."""

    def __init__(self, text: str, lang: Lang, line: int, ids: Callable[[Happened], Happened]) -> None:
        self.lang = lang
        self.line = line
        self.ids = ids
        self.words = self._split(text)
        self.at = 0

    def _split(self, text: str) -> list[tuple[str, str]]:
        phrases = sorted(WORDS[self.lang].items(), key=lambda item: -len(item[1]))
        known = "|".join(rf"(?P<k_{key}>{re.escape(said).replace(chr(92) + ' ', chr(92) + 's+')})(?![\w.′-])"
                         for key, said in phrases if key != "times")  # fmt: skip
        pattern = re.compile(
            rf'\s*(?:{known}|(?P<quoted>["“«][^"”»]*["”»])|(?P<id>[\w.′-]+)|(?P<sign>[();/?×]))', re.IGNORECASE
        )
        found: list[tuple[str, str]] = []
        at = 0
        while text[at:].strip():
            match = pattern.match(text, at)
            if match is None:
                raise self._bad(Said("“{word}” cannot be read.", word=text[at:].strip()[:20]))
            kind = str(match.lastgroup)
            value = match[kind].strip('"“”«»') if kind == "quoted" else match[kind]
            found.append(
                (kind.removeprefix("k_") if kind.startswith("k_") else "id" if kind == "quoted" else kind, value)
            )
            at = match.end()
        return found

    def _bad(self, problem: str) -> BadPhrase:
        return BadPhrase(problem, REMEDY[self.lang])

    def _next(self, *kinds: str) -> str | None:
        """The next word if it is of one of these kinds."""
        if self.at < len(self.words) and (
            self.words[self.at][0] in kinds or self.words[self.at] in [("sign", k) for k in kinds]
        ):
            self.at += 1
            return self.words[self.at - 1][1]
        return None

    def _need(self, kind: str) -> str:
        found = self._next(kind)
        if found is None:
            here = self.words[self.at][1] if self.at < len(self.words) else "…"
            expected = Said("a step, an actor or a number") if kind == "id" else WORDS[self.lang].get(kind, kind)
            raise self._bad(Said("At “{word}” something else was expected: {expected}.", word=here, expected=expected))
        return found

    def read(self) -> Condition:
        if not self.words:
            raise self._bad(Said("The phrase is empty."))
        condition = self._mixed()
        if self.at < len(self.words):
            raise self._bad(Said("“{word}” stands where the phrase should end.", word=self.words[self.at][1]))
        return condition

    def _mixed(self) -> Condition:
        parts = [self._single()]
        joint = (self._next("and") and "and") or (self._next("or") and "or")
        if not joint:
            return parts[0]
        parts.append(self._single())
        while self._next(joint):
            parts.append(self._single())
        if self._next("or" if joint == "and" else "and"):
            raise self._bad(Said("“and” and “or” stand side by side."))
        return All(tuple(parts)) if joint == "and" else Any(tuple(parts))

    def _single(self) -> Condition:
        if self._next("("):
            inside = self._mixed()
            self._need(")")
            return self._dated(inside)
        if self._next("not"):
            return Not(self._plain(self._single()))
        if self._next("none"):
            return Not(self._plain(Any(self._list())))
        if self._next("all"):
            return All(self._list())
        if self._next("any"):
            return Any(self._list())
        if self._next("one"):
            return ExactlyOne(tuple(self._plain(part) for part in self._list(least=2)))
        if self._next("least"):
            return self._at_least()
        if self._next("allow"):
            return Allow(self._single())
        if self._next("ended"):
            return Ended(self._need("id"), line=self.line)
        if self._next("start"):
            return Always()
        return self._leaf()

    def _at_least(self) -> Condition:
        number = self._number(self._need("id"))
        self._need("of")
        parts = self._list()
        if number > len(parts):
            raise self._bad(Said("At least {number} are asked of {count}.", number=number, count=len(parts)))
        return AtLeast(number, parts)

    def _list(self, least: int = 1) -> tuple[Condition, ...]:
        self._need("(")
        parts = [self._mixed()]
        while self._next(";"):
            parts.append(self._mixed())
        self._need(")")
        if len(parts) < least:
            raise self._bad(Said("The list needs {least} entries and has {count}.", least=least, count=len(parts)))
        return tuple(parts)

    def _dated(self, inside: Condition) -> Condition:
        if not self._next("from"):
            return inside
        first = self._date()
        last = self._date() if self._next("to") else OPEN
        return Dated(inside, first, last)

    def _date(self) -> When:
        try:
            return When.parse(self._need("id"))
        except BadDate as error:
            remedy = Said("Write a date as 2024-03-01, 2024-03, 2024 or 2024-03-01/2024-04-01.")
            raise BadPhrase(Said("“{word}” is not a date.", word=error.value), remedy) from None

    def _leaf(self) -> Happened:
        times = 1
        if self.at + 1 < len(self.words) and self.words[self.at + 1] == ("sign", "×"):
            times = self._number(self._need("id"))
            self._need("×")
        leaf = Happened("", times=times, still_open=bool(self._next("open")), line=self.line)
        leaf = replace(leaf, step=self._need("id"))
        while True:
            if self._next("outcome"):
                leaf = replace(leaf, outcome=self._outcomes())
            elif self._next("since"):
                leaf = replace(leaf, since=self._need("id"))
            elif self._next("version"):
                leaf = replace(leaf, same_version=True)
            elif self._next("each"):
                leaf = replace(leaf, by=self._need("id"), each=True)
            elif self._next("by"):
                leaf = replace(leaf, by=self._need("id"))
            else:
                return self.ids(leaf)

    def _outcomes(self) -> frozenset[str]:
        found = {UNSTATED if self._next("?") else self._need("id")}
        while self._next("/"):
            found.add(UNSTATED if self._next("?") else self._need("id"))
        return frozenset(found)

    def _number(self, word: str) -> int:
        if not (word.isdecimal() and 0 < int(word) < 1000):
            raise self._bad(Said("“{word}” is not a number from 1.", word=word))
        return int(word)

    def _plain(self, condition: Condition) -> Condition:
        if can_allow(condition):
            raise self._bad(Said("What is only allowed has no opposite."))
        return condition
