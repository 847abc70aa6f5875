"""How long a term is, in words: the unit in the form that its number asks for."""

from __future__ import annotations

from collections.abc import Mapping

from travaux.core.procedure.words import Lang

_ENGLISH: Mapping[str, tuple[str, str]] = {
    "calendar": ("calendar day", "calendar days"),
    "working": ("working day", "working days"),
    "sitting": ("sitting day", "sitting days"),
    "month": ("month", "months"),
    "hour": ("hour", "hours"),
    "minute": ("minute", "minutes"),
}
_RUSSIAN: Mapping[str, tuple[str, str, str, str]] = {  # один, два, пять; не менее одного
    "calendar": ("календарный день", "календарных дня", "календарных дней", "календарного дня"),
    "working": ("рабочий день", "рабочих дня", "рабочих дней", "рабочего дня"),
    "sitting": ("день заседаний", "дня заседаний", "дней заседаний", "дня заседаний"),
    "month": ("месяц", "месяца", "месяцев", "месяца"),
    "hour": ("час", "часа", "часов", "часа"),
    "minute": ("минута", "минуты", "минут", "минуты"),
}


def unit_words(unit: str, count: int | None, lang: Lang, *, genitive: bool = False) -> str:
    """The unit after its number, in Russian also after a word that asks for the genitive; None is a number not known.

    >>> [unit_words("month", count, "ru") for count in (1, 2, 11, 24, None)]
    ['месяц', 'месяца', 'месяцев', 'месяца', 'месяцев']
    >>> [unit_words("working", count, "ru", genitive=True) for count in (1, 2, 21)]
    ['рабочего дня', 'рабочих дней', 'рабочего дня']
    >>> unit_words("sitting", 1, "en")
    'sitting day'
    """
    if lang == "en":
        one, many = _ENGLISH[unit]
        return one if count == 1 else many
    single, few, several, of_one = _RUSSIAN[unit]
    if count is None or count % 10 not in (1, 2, 3, 4) or count % 100 in (11, 12, 13, 14):
        return several
    if count % 10 == 1:
        return of_one if genitive else single
    return several if genitive else few
