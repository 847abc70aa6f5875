"""Structure profiles: what the levels of a text are called and how they are numbered, by kind and jurisdiction.

The same word sits at different levels in different states (часть, пункт), so a profile is data: one YAML file in
`profiles/`, its cases in `tests/cases/text/`. A profile is detected by its signs, shown, and can be overridden.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from .refusals import TextRefused
from .shapes import PATTERNS

SAMPLE = 40_000  # characters at the beginning that say what kind of text it is
FOLDER = Path(__file__).parent / "profiles"
_LOADER = getattr(
    yaml, "CSafeLoader", yaml.SafeLoader
)  # in C where PyYAML was built with it: every command waits for it
_NUMBER = (
    r"(?P<number>[IVXLCDMІХ]{1,7}(?:[.\-]\d+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[A-Za-z])?(?!\w)|"
    r"\d{1,4}(?:[.\-]\d{1,3})*(?:\s(?:bis|ter|quater|quinquies)|[A-Za-z]{1,2})?(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?(?!\w)"
    r"|(?:ПЕРВАЯ|ВТОРАЯ|ТРЕТЬЯ|ЧЕТВ[ЕЁ]РТАЯ|ПЯТАЯ|Первая|Вторая|Третья|Четв[её]ртая|Пятая|One|Two|Three|ONE|TWO|THREE)(?!\w))"
)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a structure, opened by a word (`Статья 5.`) or by the shape of a number (`1)`)."""

    kind: str  # the element of Akoma Ntoso
    words: re.Pattern[str] | None  # matches the whole opening line, when a word opens it
    shape: str | None  # one of shapes.PATTERNS, when the number alone opens it
    said: dict[str, tuple[str, ...]]  # what people call it, by language: {"ru": ("часть",)}
    heading: str  # where its heading stands: same, next, either, none
    decimals: str  # "insert": 3.1 follows 3 in one list; "nest": 3.1 stands inside 3
    opener: str = ""  # the pattern of the words alone
    also: str = ""  # another shape of the same numbers, before a heading only: "1" for `1 Short title`


class Sign(NamedTuple):
    """What tells that a text is of this kind."""

    pattern: re.Pattern[str]
    small: bool  # looked for in the text in small letters: the pattern begins with (?i)
    weight: float  # of one hit
    most: int  # hits that count

    def hits(self, text: str, small: str) -> int:
        return sum(1 for _ in islice(self.pattern.finditer(small if self.small else text), self.most))


@dataclass(frozen=True, slots=True)
class Profile:
    """How texts of one kind are built. `id` is the file's name."""

    id: str
    names: dict[str, str]  # by language
    document: str  # the element of Akoma Ntoso: act, bill, doc, statement
    levels: tuple[Level, ...]  # the outermost first
    unnumbered: str  # what a second unnumbered paragraph makes: "alinea" (cited by ordinal) or "p"
    recitals: str | None  # the shape of numbered recitals before the body, if any
    signs: tuple[Sign, ...]

    def level_said(self, word: str, language: str) -> tuple[Level, ...]:
        """The levels that this word means here, in any case of the word's first form."""
        return tuple(level for level in self.levels if word in level.said.get(language, ()))


@lru_cache
def profile(profile_id: str) -> Profile:
    """The profile of this name. Raises `TextRefused` listing those there are."""
    path = FOLDER / f"{profile_id}.yaml"
    if not re.fullmatch(r"[a-z0-9-]+", profile_id) or not path.is_file():
        raise TextRefused(f"There is no structure profile “{profile_id}”.", where="--profile",
                          remedy=f"Give one of: {', '.join(profile_ids())}.")  # fmt: skip
    given = yaml.load(path.read_text("utf-8"), Loader=_LOADER)  # noqa: S506  # both are safe
    return Profile(
        id=profile_id, names=given["names"], document=given["document"],
        levels=tuple(_level(level) for level in given["levels"]), unnumbered=given.get("unnumbered", "p"),
        recitals=given.get("recitals"),
        signs=tuple(_sign(**sign) for sign in given.get("signs", ())),
    )  # fmt: skip


@cache
def profile_ids() -> tuple[str, ...]:
    """The names of all profiles, the generic one last."""
    return tuple(sorted((path.stem for path in FOLDER.glob("*.yaml")), key=lambda name: (name == "generic", name)))


def detect(text: str) -> tuple[Profile, dict[str, float]]:
    """The profile whose signs weigh most in this text, and the weights of all."""
    weights = {}
    sample = text[:SAMPLE]
    small = sample.lower()
    for name in profile_ids():
        weights[name] = sum(sign.weight * sign.hits(sample, small) for sign in profile(name).signs)
    best = max(weights, key=lambda name: weights[name])
    return profile(best if weights[best] >= 2 else "generic"), weights


def _sign(pattern: str, weight: float, most: int = 1) -> Sign:
    """A pattern for any case, `(?i)`, is written in small letters and matched with a text in small letters: that is
    found by its first letters, several times as fast."""
    small = pattern.startswith("(?i)")
    return Sign(re.compile(pattern.removeprefix("(?i)"), re.MULTILINE), small, weight, most)


def _level(given: dict[str, Any]) -> Level:
    words, shape = given.get("words"), given.get("shape")
    if shape is not None and shape not in PATTERNS:
        raise ValueError(f"{shape!r} is no shape of a number")
    pattern = None
    if words:
        end = r"(?P<end>[.:)]?(?:\s*[—–-](?=\s))?)"
        pattern = re.compile(rf"(?P<num>(?:{words})\s*{_NUMBER}\s*{end})(?:\s+(?P<rest>.*))?", re.DOTALL)
    said = {language: tuple(called.split("|")) for language, called in given.get("said", {}).items()}
    return Level(given["kind"], pattern, shape, said, given.get("heading", "either"), given.get("decimals", "insert"),
                 words or "", given.get("also", ""))  # fmt: skip
