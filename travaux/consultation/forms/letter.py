"""Remarks in the prose of a letter: a first cut into points, for a person to confirm. Nothing here is filed by itself.

A point begins where a paragraph is numbered or opens by naming a provision ("По статье 5 …", "In Article 5 …"), and
goes on to the next one. What stands before the first point is the letter's opening; a stance is proposed only where
the letter says it in the set words of such letters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .rows import Row

_OPENS = re.compile(
    r"(?i)^\W*(?:(?:по|в|к|из|о|абзац\w*|пункт\w*|подпункт\w*|част\w+|стать\w+|глав\w+|раздел\w*|приложени\w+|преамбул\w+)\s+"
    r"(?:абзац|пункт|подпункт|част|стать|глав|раздел|приложени|преамбул|наименовани|[«\"]?[а-я]?[»\"]?\)?\d|втор|трет|перв)\w*|"
    r"(?:in|on|to|as regards|regarding|concerning|re:?)\s+(?:the\s+)?(?:articles?|paragraphs?|sub-?paragraphs?|points?|"
    r"chapters?|sections?|clauses?|annex|preamble|title)\b|"
    r"(?:articles?|paragraphs?|sub-?paragraphs?|points?|chapters?|sections?|clauses?|annex|ст\.|п\.|ч\.)\s*\(?\d)"
)
_NUMBERED = re.compile(r"^\s*(?:\d{1,3}[.)]|[а-яa-z]\)|[–—•-])\s+")
_PLACE = re.compile(
    r"(?i)^\W*(?:(?:по|в|к|из|о|in|on|to|as regards|regarding|concerning)\s+(?:the\s+)?)?(?P<place>.*?)"
    r"(?=\s+(?:изложи|замени|исключи|дополни|предлага|слов|после слов|следует|целесообразн|необходим|считае|не\s|"
    r"is |are |should|shall|we |replace|delete|add |insert|for the words|after the words|the words|to read)"
    r"|[:;–—]|,\s+(?:we|the)|$)"
)
_WORDING = re.compile(
    r"(?is)(?:в следующей редакции|следующего содержания|словами|to read|as follows|by the words|with the words|"
    r"the following)(?: as follows)?\s*:?\s*[«“\"„](?P<words>.+)[»”\"]"
)
_GROUND = re.compile(r"(?is)\s+(?P<ground>(?:поскольку|так как|в связи с тем|since|because|as this)\b.+)$")

_STANCES = (
    ("no_remarks", r"замечани\w+ (?:и предложени\w+ )?(?:не имеется|нет|отсутству)", r"не име\w+ замечаний",
     r"(?:has|have) no (?:comments|remarks)"),
    ("outside_competence", r"не относится к (?:компетенции|ведению)", r"outside (?:its|our|the) competence"),
    ("untimely", r"(?:считает?|полага[её]т|полагаем) (?:\w+ ){0,4}(?:преждевременн|несвоевременн)\w+",
     "premature", "untimely"),
    ("objects", r"возражает|не поддерживает", r"objects? to|does not support"),
    ("in_concept", r"(?:концептуально|в целом) поддержива|поддержива\w+ (?:концепци|в целом)",
     r"supports? (?:\w+ ){0,3}in (?:concept|principle)"),
    ("takes_note", r"прин(?:имает|ял\w*) к сведению", r"takes? note"),
    ("with_remarks", r"поддержива\w+ (?:\w+ ){0,4}с учётом замечаний|поддержива\w+ (?:\w+ ){0,4}с учетом замечаний",
     r"supports? (?:\w+ ){0,4}(?:with|subject to) (?:the )?(?:following )?(?:comments|remarks)"),
    ("supports", r"поддержива\w+", "supports?"),
)  # fmt: skip
STANCES = tuple((name, re.compile("|".join(patterns), re.IGNORECASE)) for name, *patterns in _STANCES)


@dataclass(frozen=True, slots=True)
class LetterRead:
    """A letter cut into points."""

    points: tuple[Row, ...]  # label as named; comment in full; wording and ground where they can be told apart
    opening: str  # what stands before the first point
    stance: str = ""  # proposed, "" where no set words say it
    stance_words: str = ""  # the words that it was proposed from


def read_letter(text: str) -> LetterRead:
    """The points of a letter given as text, a paragraph a line."""
    opening: list[str] = []
    points: list[list[str]] = []
    starts: list[int] = []
    quoting = False
    for number, paragraph in enumerate(text.splitlines(), 1):
        if not paragraph.strip():
            continue
        if quoting:  # a proposed wording goes on: its own numbers open no point
            points[-1].append(paragraph.strip())
            quoting = _left_open("\n".join(points[-1]))
            continue
        bare = _NUMBERED.sub("", paragraph)
        quotes = paragraph.lstrip()[:1] in ("«", "“", '"')
        if (_OPENS.match(bare) and not quotes) or (_NUMBERED.match(paragraph) and points):
            points.append([bare.strip()])
            starts.append(number)
        elif points:
            points[-1].append(paragraph.strip())
        else:
            opening.append(paragraph.strip())
        quoting = bool(points) and _left_open("\n".join(points[-1]))
    stance, words = _stance("\n".join(opening) if points else text)
    rows = tuple(_point("\n".join(lines), start) for lines, start in zip(points, starts, strict=True))
    return LetterRead(rows, "\n".join(opening), stance, words)


def _left_open(text: str) -> bool:
    return text.count("«") > text.count("»") or text.count("“") > text.count("”")


def _point(text: str, line: int) -> Row:
    named = _PLACE.match(text.split("\n")[0])
    label = named["place"].strip(" ,.") if named and _OPENS.match(text) else ""
    wording = _WORDING.search(text)
    ground = _GROUND.search(text)
    return Row(
        label=label if len(label) <= 120 else "", comment=text, proposed=wording["words"].strip() if wording else "",
        ground=ground["ground"].strip() if ground else "", at=f"paragraph {line}",
    )  # fmt: skip


def _stance(text: str) -> tuple[str, str]:
    """The stance that the first of the set words name, told apart from weaker ones by their order above."""
    for sentence in re.split(r"(?<=[.!?])\s+", " ".join(text.split())):
        for name, pattern in STANCES:
            if pattern.search(sentence):
                return name, sentence
    return "", ""
