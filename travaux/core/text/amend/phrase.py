"""Formulae from operations, in English and in Russian with the cases of the names of units.

`parse(phrase(op, language), language)` gives the same operation again.
"""

from __future__ import annotations

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
_CASES = {"nom": 0, "gen": 1, "acc": 2, "ins": 3, "pre": 4}
_ORDINAL_STEMS = ["перв", "втор", "трет", "четвёрт", "пят", "шест", "седьм", "восьм", "девят", "десят"]
_ENDINGS = {"nom": "ый", "gen": "ого", "acc": "ый", "ins": "ым", "pre": "ом"}
_SOFT_ENDINGS = {"nom": "ий", "gen": "ьего", "acc": "ий", "ins": "ьим", "pre": "ьем"}
_EN = {"annex": "Annex", "section": "Section", "chapter": "Chapter", "article": "Article", "paragraph": "paragraph",
       "point": "point", "subpoint": "subparagraph", "alinea": "indent", "part": "Part", "table": "table", "row": "row",
       "column": "column"}  # fmt: skip


def phrase(op: Operation, language: str) -> str:
    """The formula of an operation. Raises `KeyError` for an operation that has no formula in this language."""
    return _ru(op) if language in ("ru", "rus") else _en(op)


def _ru(op: Operation) -> str:
    place, quoted = op.target, f"«{op.text}»"
    inside, whole = _ru_place(place, "pre"), _ru_place(place, "acc")
    at = f"{_preposition(inside)} {inside} " if place.steps else "по тексту "
    simple = {
        "replace_words": f"{at}слова «{op.find}» заменить словами {quoted}",
        "delete_words": f"{at}слова «{op.find}» исключить",
        "delete_unit": f"{whole} исключить",
        "replace_unit": f"{whole} изложить в следующей редакции:\n{quoted}",
        "replace_heading": f"наименование {_ru_place(place, 'gen')} изложить в следующей редакции:\n{quoted}".replace(
            "  ", " "
        ),
        "add_sentence": f"{whole} дополнить предложением следующего содержания: {quoted}",
        "delete_sentence": f"{op.find} предложение {_ru_place(place, 'gen')} исключить",
        "swap": f"{whole} поменять местами",
        "join": f"{whole} объединить, изложив в следующей редакции:\n{quoted}",
        "split": f"{whole} разделить на части, изложив их в следующей редакции:\n{quoted}",
    }
    if op.op in simple:
        return simple[op.op]
    if op.op == "insert_words":
        words = {"after": f"после слов «{op.find}» ", "before": f"перед словами «{op.find}» "}.get(op.place, "")
        return f"{whole} {words}дополнить словами {quoted}"
    if op.op == "add_unit":
        return f"{whole} дополнить {_ru_place(op.other, 'ins')} следующего содержания:\n{quoted}".strip()
    if op.op == "renumber":
        return f"{whole} считать соответственно {_ru_place(op.other, 'ins')}"
    raise KeyError(op.op)


def _ru_place(place: Locator, case: str) -> str:
    """Small to large: the smallest in the case that is asked for, the larger ones in the genitive."""
    said = [_ru_step(step, case if n == 0 else "gen") for n, step in enumerate(reversed(place.steps))]
    return " ".join(said)


def _ru_step(step: Step, case: str) -> str:
    one, many = _RU[step.rank]
    plural = len(step.numbers) > 1
    word = (many if plural else one).split()[_CASES[case]]
    if step.rank == "alinea" and len(step.numbers) == 1:
        return f"{word} {ordinal_ru(int(step.numbers[0]), case)}"
    numbers = [f"«{number}»" if number.isalpha() else number for number in step.numbers]
    return f"{word} {_ru_list(numbers)}".strip()


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
    at = f"In {place}, " if op.target.steps else "Throughout the text, "
    simple = {
        "replace_words": f"{at}replace “{op.find}” with {quoted}",
        "delete_words": f"{at}delete “{op.find}”",
        "delete_unit": f"Delete {place}",
        "replace_unit": f"Replace {place} with the following: {quoted}",
        "add_sentence": f"At the end of {place} add the following sentence: {quoted}",
        "delete_sentence": f"In {place}, delete the {op.find} sentence",
        "move": f"Move {place} to {op.place} {_en_place(op.other)}",
        "renumber": f"Renumber {place} as {_en_list(op.other.steps[-1].numbers) if op.other.steps else ''}",
        "join": f"Merge {place} into one: {quoted}",
        "split": f"Divide {place} into the following: {quoted}",
    }
    if op.op in simple:
        return simple[op.op]
    if op.op == "insert_words":
        if op.place in ("after", "before"):
            return f"{at}{op.place} “{op.find}” insert {quoted}"
        edge = "end" if op.place == "end" else "beginning"
        return f"At the {edge} of {place} insert {quoted}"
    if op.op == "add_unit":
        if op.place in ("after", "before"):
            return f"{op.place.title()} {place} insert a new {_en_place(op.other)}: {quoted}"
        return f"Add a new {_en_place(op.other)} to {place}: {quoted}"
    raise KeyError(op.op)


def _en_place(place: Locator) -> str:
    """ "Article 6, paragraph 1, point (1)(b)": what is below a point is said with its number, so that it is found."""
    said: list[str] = []
    ranks = [""] + [step.rank for step in place.steps]
    for above, step in zip(ranks, place.steps, strict=False):
        if (above, step.rank) == ("point", "subpoint") and len(step.numbers) == 1:
            said[-1] += f"({step.numbers[0]})"
            continue
        word = _EN.get(step.rank, step.rank) + ("s" if len(step.numbers) > 1 else "")
        numbers = tuple(f"({n})" if step.rank in ("point", "subpoint") else n for n in step.numbers)
        said.append(f"{word} {_en_list(numbers)}".strip())
    return ", ".join(said)


def _en_list(numbers: tuple[str, ...]) -> str:
    return numbers[0] if len(numbers) == 1 else f"{', '.join(numbers[:-1])} and {numbers[-1]}" if numbers else ""
