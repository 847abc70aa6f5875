"""Made-up acts of any size, and edited copies of them: the material of the text benchmarks.

Section > chapter > article > part > point; words by Zipf's law from 8,000 made-up ones, five phrases that come again
and again. Seeded: the same act in every run. 1,000 articles are about 7,800 provisions and 115,000 words.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import accumulate

VOCABULARY = 8000
SYLLABLES = {
    "en": "ba co de fi ga ho im ju ka le mo nu or pe qua ri sta ten un ver wi ex yo zen tion ment al ing er",
    "ru": "ба во ги де жи за ко ле мо ну от пе ра со ту ук фи хо ца че ши эк юр яз ние ство ный ать ого",
}
PHRASES = {
    "en": (
        "in accordance with the procedure established by the legislation of the state",
        "unless otherwise provided by this Law", "within the limits of its competence",
        "the authorised body shall ensure that", "to the extent that this does not contradict its obligations",
    ),
    "ru": (
        "в порядке, установленном законодательством государства", "если иное не предусмотрено настоящим Законом",
        "в пределах своей компетенции", "уполномоченный орган обеспечивает, чтобы",
        "в той мере, в какой это не противоречит его обязательствам",
    ),
}  # fmt: skip
TITLES = {
    "en": ("MODEL LAW", "ON EVERYTHING THAT IS MADE UP", "Section {}. ", "Chapter {}. ", "Article {}. "),
    "ru": ("МОДЕЛЬНЫЙ ЗАКОН", "ОБО ВСЁМ ВЫДУМАННОМ", "РАЗДЕЛ {}. ", "Глава {}. ", "Статья {}. "),
}


@dataclass
class Part:
    """A numbered part: its words, its points, and rows of a table after them."""

    words: str
    points: list[str] = field(default_factory=list)
    rows: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Article:
    heading: str
    parts: list[Part]
    chapter: tuple[int, str]  # number and heading of the chapter that it stands in


class Speaker:
    """Words of one language, drawn by Zipf's law."""

    def __init__(self, language: str, seed: int = 1) -> None:
        self.chance = random.Random(seed)
        syllables = SYLLABLES[language].split()
        made: dict[str, None] = {}
        while len(made) < VOCABULARY:
            made["".join(self.chance.choices(syllables, k=self.chance.choice((1, 2, 2, 3, 3, 4))))] = None
        self.words = list(made)
        self.weights = list(accumulate(1 / rank for rank in range(3, VOCABULARY + 3)))
        self.phrases = PHRASES[language]

    def some(self, count: int) -> list[str]:
        return self.chance.choices(self.words, cum_weights=self.weights, k=count)

    def sentence(self, low: int = 8, high: int = 26) -> str:
        said = self.some(self.chance.randrange(low, high))
        if self.chance.random() < 0.3:
            said.insert(self.chance.randrange(len(said)), self.chance.choice(self.phrases))
        return (" ".join(said)).capitalize()

    def article(self, chapter: tuple[int, str], *, rows: bool = False) -> Article:
        parts = [Part(self.sentence() + ".") for _ in range(self.chance.randrange(2, 5))]
        for part in parts:
            if self.chance.random() < 0.35:
                part.words = part.words[:-1] + ":"
                count = self.chance.randrange(2, 6)
                part.points = [self.sentence(5, 16).lower() + (";", ".")[n == count - 1] for n in range(count)]
        if rows:
            parts[-1].rows = [(" ".join(self.some(3)), " ".join(self.some(8))) for _ in range(3)]
        return Article(self.title(), parts, chapter)

    def title(self) -> str:
        return " ".join(self.some(4)).capitalize()


def act(articles: int, language: str = "en", *, seed: int = 1, tables: bool = False) -> list[Article]:
    """An act as its articles, ten a chapter, a hundred a section."""
    speaker = Speaker(language, seed)
    chapters = [(number, speaker.title()) for number in range(articles // 10 + 1)]
    return [speaker.article(chapters[at // 10], rows=tables and at % 20 == 0) for at in range(articles)]


def boiler(articles: int, language: str = "en", *, alike: bool = False) -> list[Article]:
    """Every provision is one of five sentences; with `alike` every article has one and the same heading too."""
    speaker = Speaker(language, 5)
    five = [speaker.sentence(20, 30) + "." for _ in range(5)]
    made = act(articles, language)
    for article in made:
        article.heading = made[0].heading if alike else article.heading
        for part in article.parts:
            part.words = speaker.chance.choice(five)
            part.points = [speaker.chance.choice(five) for _ in part.points]
    return made


# --- edits --------------------------------------------------------------------------------------------------------


def reword(text: str, share: float, speaker: Speaker) -> str:
    """This share of the words replaced, at least one; a third of the edits delete, a third insert."""
    said = text.split(" ")
    for _ in range(max(1, round(len(said) * share))):
        place, way = speaker.chance.randrange(len(said)), speaker.chance.randrange(3)
        if way == 0 and len(said) > 2:
            del said[place]
        else:
            said[place : place + (way == 1)] = speaker.some(1)
    return " ".join(said)


def moves(old: list[Article], speaker: Speaker, *, share: float = 0.02, churn: bool = True) -> list[Article]:
    """2 % of the articles moved far away; with `churn` 1 % new, 1 % gone. All are renumbered by it."""
    new = deepcopy(old)
    count = len(old)
    for _ in range(max(1, round(count * share))):
        article = new.pop(speaker.chance.randrange(len(new)))
        put(new, speaker.chance.randrange(len(new)), article)
    for _ in range(max(1, count // 100) if churn else 0):
        del new[speaker.chance.randrange(len(new))]
        put(new, speaker.chance.randrange(len(new)), speaker.article((0, "")))
    return new


def put(articles: list[Article], at: int, article: Article) -> None:
    """The article before another one, in its chapter."""
    article.chapter = articles[at].chapter
    articles.insert(at, article)


def each(articles: list[Article], change: Callable[[str], str]) -> None:
    for article in articles:
        for part in article.parts:
            part.words = change(part.words)
            part.points = [change(point) for point in part.points]


def dense5(old: list[Article], language: str = "en") -> list[Article]:
    """5 % of the words of every provision, and the moves."""
    speaker = Speaker(language, 2)
    new = moves(old, speaker)
    each(new, lambda text: reword(text, 0.05, speaker))
    return new


def sparse(old: list[Article], language: str = "en", *, seed: int = 3, moved: bool = True) -> list[Article]:
    """20 % of the words in 5 % of the articles, and the moves."""
    speaker = Speaker(language, seed)
    new = moves(old, speaker) if moved else deepcopy(old)
    each(speaker.chance.sample(new, max(1, len(new) // 20)), lambda text: reword(text, 0.2, speaker))
    return new


def rotate(old: list[Article], language: str = "en") -> list[Article]:
    """The second half before the first."""
    return deepcopy(old[len(old) // 2 :] + old[: len(old) // 2])


def rewrite(old: list[Article], language: str = "en") -> list[Article]:
    """As many articles, no common text."""
    return act(len(old), language, seed=99)


EDITS: dict[str, Callable[[list[Article], str], list[Article]]] = {
    "dense5": dense5, "sparse": sparse, "rewrite": rewrite, "rotate": rotate,
}  # fmt: skip


# --- as text ------------------------------------------------------------------------------------------------------


def plain(articles: list[Article], language: str = "en") -> str:
    """The act as people write it, one provision a line."""
    kind, name, section, chapter, article_word = TITLES[language]
    lines = [kind, name]
    for at, article, opens, begins in numbered(articles):
        if begins:
            lines.append(section.format(begins) + article.chapter[1])
        if opens:
            lines.append(chapter.format(opens) + article.chapter[1])
        lines.append(article_word.format(at) + article.heading)
        for number, part in enumerate(article.parts, 1):
            lines.append(f"{number}. {part.words}")
            lines += [f"{n}) {point}" for n, point in enumerate(part.points, 1)]
            lines += [f"| {a} | {b} |" for a, b in part.rows]
    return "\n".join(lines) + "\n"


def bluebell(articles: list[Article]) -> str:
    """The same act in bluebell's markup."""
    lines = ["BODY", ""]
    for at, article, opens, begins in numbered(articles):
        if begins:
            lines += [f"  SECTION {begins} - {article.chapter[1]}", ""]
        if opens:
            lines += [f"    CHAPTER {opens} - {article.chapter[1]}", ""]
        lines += [f"      ARTICLE {at} - {article.heading}", ""]
        for number, part in enumerate(article.parts, 1):
            lines += [f"        PARAGRAPH {number}.", f"          {part.words}", ""]
            for n, point in enumerate(part.points, 1):
                lines += [f"          POINT {n})", f"            {point}", ""]
            lines += _table(part.rows)
    return "\n".join(lines) + "\n"


def _table(rows: list[tuple[str, str]]) -> list[str]:
    if not rows:
        return []
    lines = ["          TABLE"]
    for a, b in rows:
        lines += ["            TR", "              TC", f"                {a}", "              TC",
                  f"                {b}"]  # fmt: skip
    return [*lines, ""]


def numbered(articles: list[Article]) -> Iterator[tuple[int, Article, int, str]]:
    """(number, article, number of the chapter that it opens or 0, of the section that it opens or "")."""
    chapter, last = 0, -1
    for at, article in enumerate(articles, 1):
        opens = article.chapter[0] != last
        chapter, last = chapter + opens, article.chapter[0]
        begins = roman(chapter // 10 + 1) if opens and (chapter - 1) % 10 == 0 else ""
        yield at, article, chapter if opens else 0, begins


def roman(number: int) -> str:
    made = ""
    for value, digits in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        made += digits * (number // value)
        number %= value
    return made
