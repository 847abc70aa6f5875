"""Formulae from operations, in English and in Russian with the cases of the names of units.

`parse(phrase(op, language), language)` gives the same operation again.
"""

from __future__ import annotations

import re

from .edit import sentences
from .operations import Locator, Operation, Step

# Cases: nominative, genitive, accusative, instrumental, prepositional; singular, then plural.
_RU = {
    "annex": (
        "приложение приложения приложение приложением приложении",
        "приложения приложений приложения приложениями приложениях",
    ),
    "section": (
        "раздел раздела раздел разделом разделе",
        "разделы разделов разделы разделами разделах",
    ),
    "subsection": (
        "подраздел подраздела подраздел подразделом подразделе",
        "подразделы подразделов подразделы подразделами подразделах",
    ),
    "chapter": (
        "глава главы главу главой главе",
        "главы глав главы главами главах",
    ),
    "paragraf": (
        "параграф параграфа параграф параграфом параграфе",
        "параграфы параграфов параграфы параграфами параграфах",
    ),
    "article": (
        "статья статьи статью статьёй статье",
        "статьи статей статьи статьями статьях",
    ),
    "paragraph": (
        "часть части часть частью части",
        "части частей части частями частях",
    ),
    "point": (
        "пункт пункта пункт пунктом пункте",
        "пункты пунктов пункты пунктами пунктах",
    ),
    "subpoint": (
        "подпункт подпункта подпункт подпунктом подпункте",
        "подпункты подпунктов подпункты подпунктами подпунктах",
    ),
    "alinea": (
        "абзац абзаца абзац абзацем абзаце",
        "абзацы абзацев абзацы абзацами абзацах",
    ),
    "table": (
        "таблица таблицы таблицу таблицей таблице",
        "",
    ),
    "row": (
        "строка строки строку строкой строке",
        "",
    ),
    "column": (
        "графа графы графу графой графе",
        "",
    ),
}
_RU["sentence"] = (
    "предложение предложения предложение предложением предложении",
    "предложения предложений предложения предложениями предложениях",
)
_RU_PARTS = {
    "title": "наименование наименования наименование наименованием наименовании",
    "preamble": "преамбула преамбулы преамбулу преамбулой преамбуле",
}
_RU_NOUNS = {
    "word": {"acc": "слово", "gen": "слова", "ins": "словом"},
    "words": {"acc": "слова", "gen": "слов", "ins": "словами"},
    "digits": {"acc": "цифры", "gen": "цифр", "ins": "цифрами"},
}
_RU_OCCURS = {
    "first": " в первом случае",
    "last": " в последнем случае",
    "2": " во втором случае",
    "3": " в третьем случае",
}
_EN_OCCURS = {
    "first": " where it first occurs", "last": " where it last occurs", "2": " in the second place",
    "3": " in the third place", "all": " wherever it appears",
}  # fmt: skip
_SIDES = {"after": "после", "before": "перед"}
_CASES = {"nom": 0, "gen": 1, "acc": 2, "ins": 3, "pre": 4}
_ORDINAL_STEMS = (
    "перв", "втор", "трет", "четвёрт", "пят", "шест", "седьм", "восьм", "девят", "десят", "одиннадцат", "двенадцат",
    "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат", "семнадцат", "восемнадцат", "девятнадцат", "двадцат",
)  # fmt: skip
_ENDINGS = {"nom": "ый", "gen": "ого", "acc": "ый", "ins": "ым", "pre": "ом"}
_SOFT_ENDINGS = {"nom": "ий", "gen": "ьего", "acc": "ий", "ins": "ьим", "pre": "ьем"}
_EN = {
    "annex": "Annex", "section": "Section", "chapter": "Chapter", "article": "Article", "paragraph": "paragraph",
    "point": "point", "subpoint": "subparagraph", "alinea": "subparagraph", "lawsub": "subsection", "part": "Part",
    "table": "table", "row": "row", "column": "column",
}  # fmt: skip
_SAID_AS_IT_IS = ("section", "rule", "subparagraph", "clause", "item", "schedule", "appendix")
_BRACKETED = ("point", "subpoint", "lawsub")
_EN_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def phrase(op: Operation, language: str) -> str:
    """The formula of an operation. Raises `KeyError` for an operation that has no formula in this language."""
    return _ru(op) if language in ("ru", "rus") else _en(op)


def _ru(op: Operation) -> str:
    place, quoted = op.target, f"«{op.text}»"
    inside, whole = _ru_place(place, "pre"), _ru_place(place, "acc")
    heading = _ru_place(Locator(place.steps, "title"), "acc")
    beside = _ru_place(op.other, "gen" if op.place == "after" else "ins")
    at = f"{_preposition(inside)} {inside} " if place else "по тексту "
    found = f"{_ru_words(op.find, 'acc')}{_RU_OCCURS.get(op.place, '')}"
    as_there = " в соответствующих числе и падеже" if op.place == "inflected" else ""
    several = "предложениями" if len(sentences(op.text)) > 1 else "предложением"
    kind = _RU[place.last.rank][1].split()[2] if place.last is not None and _RU[place.last.rank][1] else "части"
    respectively = " соответственно" if place.last is not None and len(place.last.numbers) > 1 else ""
    simple = {
        "replace_words": f"{at}{found}{as_there} заменить {_ru_words(op.text, 'ins')}{as_there}",
        "delete_words": f"{at}{found} исключить",
        "delete_unit": f"{whole} исключить",
        "replace_unit": f"{whole} изложить в следующей редакции:\n{quoted}",
        "replace_heading": f"{heading} изложить в следующей редакции:\n{quoted}",
        "add_sentence": f"{whole} дополнить {several} следующего содержания: {quoted}",
        "delete_sentence": f"{whole} исключить",
        "replace_sentence": f"{whole} изложить в следующей редакции: {quoted}",
        "swap": f"{whole} поменять местами",
        "move": f"{whole} переместить {_SIDES.get(op.place, '')} {beside}",
        "renumber": f"{whole} считать{respectively} {_ru_place(op.other, 'ins')}",
        "join": f"{whole} объединить, изложив в следующей редакции:\n{quoted}",
        "split": f"{whole} разделить на {kind}, изложив их в следующей редакции:\n{quoted}",
    }
    if op.op in simple:
        return simple[op.op]
    if op.op == "insert_words":
        side, _, which = op.place.partition(" ")
        by = {"after": f"после {_ru_words(op.find, 'gen')}", "before": f"перед {_ru_words(op.find, 'ins')}"}
        where = f"{by[side]}{_RU_OCCURS.get(which, '')} " if side in by else ""
        return f"{whole} {where}дополнить {'в начале ' if side == 'start' else ''}{_ru_words(op.text, 'ins')}"
    if op.op == "delete_range":
        first, _, until = op.find.partition("⟦…⟧")
        said = {"after": f"слова после слов «{first}»", "until": f"слова от слов «{first}» до слов «{until}»"}
        ends = f"заменить {_ru_words(op.text, 'ins')}" if op.text else "исключить"
        return f"{at}{said.get(op.place, f'слова со слов «{first}» до конца')} {ends}"
    if op.op == "add_unit":
        host = f"после {_ru_place(place, 'gen')}" if op.place == "after" else whole
        return f"{host} дополнить {_ru_place(op.other, 'ins')} следующего содержания:\n{quoted}".strip()
    raise KeyError(op.op)


def _ru_words(said: str, case: str) -> str:
    """Quoted words with the noun that names them: слово «X», цифрами «10», после слов «X Y».

    >>> _ru_words("год", "ins"), _ru_words("10", "gen"), _ru_words("один год", "acc")
    ('словом «год»', 'цифр «10»', 'слова «один год»')
    """
    noun = (
        "digits"
        if re.fullmatch(r"[\d.,\s]*\d[\d.,\s]*", said)
        else "word"
        if re.fullmatch(r"[\w-]+", said)
        else "words"
    )
    return f"{_RU_NOUNS[noun][case]} «{said}»"


def _ru_place(place: Locator, case: str) -> str:
    """Small to large: the smallest in the case that is asked for, the larger ones in the genitive."""
    part = _RU_PARTS.get(place.part, "").split()
    steps = list(reversed(place.steps))
    said = [part[_CASES[case]]] if part and place.part == "title" else []
    said += [_ru_step(step, case if n == 0 and not said else "gen") for n, step in enumerate(steps)]
    if part and place.part != "title":
        said.append(part[_CASES["gen" if said else case]])
    return " ".join(said)


def _ru_step(step: Step, case: str) -> str:
    one, many = _RU[step.rank]
    plural = len(step.numbers) > 1
    word = (many if plural else one).split()[_CASES[case]]
    if step.rank == "sentence":
        return f"{_neuter(int(step.numbers[0]), case)} {word}"
    if step.rank == "alinea" and len(step.numbers) == 1:
        return f"{word} {ordinal_ru(int(step.numbers[0]), case)}"
    lettered = step.rank in ("point", "subpoint", "item")
    numbers = [f"«{number}»" if number.isalpha() and lettered else number for number in step.numbers]
    return f"{word} {_ru_list(numbers)}".strip()


def _neuter(number: int, case: str) -> str:
    """первое предложение, в третьем предложении"""
    if case not in ("nom", "acc"):
        return ordinal_ru(number, case)
    return "третье" if number == 3 else ordinal_ru(number, "gen").removesuffix("ого") + "ое"


def ordinal_ru(number: int, case: str) -> str:
    """A masculine ordinal from one to ten in a case; figures above.

    >>> ordinal_ru(3, "pre"), ordinal_ru(2, "gen"), ordinal_ru(6, "ins")
    ('третьем', 'второго', 'шестым')
    """
    if not 0 < number <= len(_ORDINAL_STEMS):
        return str(number)
    stem = _ORDINAL_STEMS[number - 1]
    if number == 3:
        return stem + _SOFT_ENDINGS[case]
    ending = "ой" if number in (2, 6, 7, 8) and case in ("nom", "acc") else _ENDINGS[case]
    return stem + ending


def _ru_list(numbers: list[str]) -> str:
    return numbers[0] if len(numbers) == 1 else f"{', '.join(numbers[:-1])} и {numbers[-1]}" if numbers else ""


def _preposition(place: str) -> str:
    return "во" if place.startswith(("второ", "все")) else "в"


def _en(op: Operation) -> str:
    place, quoted = _en_place(op.target), f"“{op.text}”"
    at = f"In {place}, " if op.target else "Throughout the text, "
    side, _, which = op.place.partition(" ")
    occurs = _EN_OCCURS.get(which or side, "") if op.target else ""
    simple = {
        "replace_words": f"{at}replace “{op.find}”{occurs} with {quoted}",
        "delete_words": f"{at}delete “{op.find}”{occurs}",
        "delete_unit": f"Delete {place}",
        "replace_unit": f"Replace {place} with the following:\n{quoted}",
        "replace_heading": f"Replace {_en_place(Locator(op.target.steps, 'title'))} with the following:\n{quoted}",
        "add_sentence": f"At the end of {place} add the following sentence: {quoted}",
        "delete_sentence": f"Delete {place}",
        "replace_sentence": f"Replace {place} with the following: {quoted}",
        "move": f"Move {place} to {op.place} {_en_place(op.other)}",
        "renumber": f"Renumber {place} as {_en_place(op.other)}",
        "join": f"Merge {place} into one: {quoted}",
        "split": f"Divide {place} into the following: {quoted}",
    }
    if op.op in simple:
        return simple[op.op]
    if op.op == "insert_words":
        if side in ("after", "before"):
            return f"{at}{side} “{op.find}”{occurs} insert {quoted}"
        edge = "end" if op.place == "end" else "beginning"
        return f"At the {edge} of {place} insert {quoted}"
    if op.op == "delete_range":
        first, _, until = op.find.partition("⟦…⟧")
        ends = f" and insert {quoted}" if op.text else ""
        said = {"after": f"all words after “{first}”", "until": f"from “{first}” to “{until}”"}
        return f"{at}delete {said.get(op.place, f'from “{first}” to the end')}{ends}"
    if op.op == "add_unit":
        if op.place in ("after", "before"):
            return f"{op.place.title()} {place} insert a new {_en_place(op.other)}:\n{quoted}"
        to = f" to {place}" if op.target else ""
        return f"Add a new {_en_place(op.other)}{to}:\n{quoted}"
    raise KeyError(op.op)


def _en_place(place: Locator) -> str:
    """ "Article 6, paragraph 1, point (1)(b)": what is below a point is said with its number, to be found."""
    said: list[str] = []
    ranks = [""] + [step.rank for step in place.steps]
    for above, step in zip(ranks, place.steps, strict=False):
        if (above, step.rank) == ("point", "subpoint") and len(step.numbers) == 1:
            said[-1] += f"({step.numbers[0]})"
        elif step.rank in ("alinea", "sentence") and step.numbers:
            said.append(_en_counted(step))
        else:
            word = step.said if step.said in _SAID_AS_IT_IS else _EN.get(step.rank, step.rank)
            word = word.title() if word in ("section", "rule", "schedule", "appendix") else word
            numbers = tuple(f"({n})" if step.rank in _BRACKETED or not n[0].isdigit() else n for n in step.numbers)
            numbers = step.numbers if step.rank in ("annex", "chapter", "part", "section") else numbers
            said.append(f"{word}{'s' if len(step.numbers) > 1 else ''} {_en_list(numbers)}".strip())
    if place.part == "title":
        return f"the heading of {', '.join(said)}" if said else "the title"
    return ", ".join(([f"the {place.part}"] if place.part else []) + said)


def _en_counted(step: Step) -> str:
    """ "second subparagraph", "opening words": what has no number is counted."""
    word = {"alinea": "subparagraph"}.get(step.rank, step.rank)
    if step.said == "opening words":
        return "opening words"
    if step.said == "recital" and step.numbers[0].isdecimal():
        return f"recital{'s' if len(step.numbers) > 1 else ''} {_en_list(step.numbers)}"
    if step.said == "indent":
        word = step.said
    said = [_EN_ORDINALS[int(number) - 1] for number in step.numbers if 0 < int(number) <= len(_EN_ORDINALS)]
    return f"{_en_list(tuple(said))} {word}{'s' if len(said) > 1 else ''}"


def _en_list(numbers: tuple[str, ...]) -> str:
    return numbers[0] if len(numbers) == 1 else f"{', '.join(numbers[:-1])} and {numbers[-1]}" if numbers else ""
