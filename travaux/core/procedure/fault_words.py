"""What faults say, in English and in Russian: a sentence remembers the pattern and the values it was made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from travaux.core.procedure.words import Lang


class Said(str):
    """An English sentence that can be said in another language; values may be such sentences themselves."""

    pattern: str
    values: Mapping[str, Any]

    def __new__(cls, pattern: str, /, **values: Any) -> Said:
        made = super().__new__(cls, pattern.format_map(values))
        made.pattern, made.values = pattern, values
        return made


def say(text: str, lang: Lang) -> str:
    """The text in a language of the reader; a text that no pattern made stays as it is."""
    if lang == "en" or not isinstance(text, Said):
        return text
    values = {name: say(value, lang) if isinstance(value, str) else value for name, value in text.values.items()}
    return RUSSIAN[text.pattern].format_map(values)


RUSSIAN: Mapping[str, str] = {
    # the table as a whole
    "The first row does not name the columns.": "Первая строка не называет столбцы.",
    "It must be: {columns}.": "Она должна быть такой: {columns}.",
    "The file unpacks to far more than a table.": "Файл распаковывается в нечто много большее, чем таблица.",
    "Save it anew.": "Сохраните его заново.",
    "This is no spreadsheet.": "Это не электронная таблица.",
    "Save it as .xlsx.": "Сохраните её как .xlsx.",
    "The table has more than {most} rows.": "В таблице больше {most} строк.",
    "Delete empty rows.": "Удалите пустые строки.",
    # a row
    "“{id}” stands already in row {row}.": "«{id}» уже стоит в строке {row}.",
    "Give one of the two another id.": "Дайте одному из двух другой номер.",
    "The step “{id}” or its phase “{phase}” is not known.": "Шаг «{id}» или его этап «{phase}» неизвестен.",
    "Give an id, and one of the phases: {phases}.": "Укажите номер и один из этапов: {phases}.",
    "“{word}” is neither.": "«{word}» — ни то ни другое.",
    "Write one of: {words}.": "Напишите одно из слов: {words}.",
    "The certainty is “{word}”.": "Достоверность — «{word}».",
    "Write A, B or C.": "Напишите A, B или C.",
    "After what: {problem}": "После чего: {problem}",
    # a calendar
    "The file is too large.": "Файл слишком большой.",
    "Check that it is the right file.": "Проверьте, тот ли это файл.",
    "The file is not written in UTF-8.": "Файл записан не в UTF-8.",
    "Save it as “CSV UTF-8”.": "Сохраните его как «CSV UTF-8».",
    "“{word}” is no kind of day.": "«{word}» — такого рода дней нет.",
    "The calendar says {count} times which days it speaks for.":
        "Сколько раз в календаре сказано, за какие дни он отвечает: {count}; должно быть один раз.",
    "Give one row: 2021-01-01/2021-12-31,covers (in .ics: one event with CATEGORIES:covers).":
        "Нужна одна строка: 2021-01-01/2021-12-31,covers (в .ics — одно событие с CATEGORIES:covers).",
    "{day} lies outside the days the calendar speaks for.": "{day} — вне тех дней, за которые отвечает календарь.",
    "Correct the day, or the row “covers”.": "Исправьте день или строку «covers».",
    "This row has one column.": "В этой строке один столбец.",
    "Write it so: 2021-03-01,sitting": "Напишите так: 2021-03-01,sitting",
    "“{word}” is not a day.": "«{word}» — не день.",
    "Write 2021-03-01 or 2021-07-01/2021-08-31.": "Пишите 2021-03-01 или 2021-07-01/2021-08-31.",
    "“{word}” ends before it begins.": "«{word}» кончается раньше, чем начинается.",
    "Exchange the two days.": "Поменяйте дни местами.",
    "This is no calendar file.": "Это не файл календаря.",
    "Export the calendar as iCalendar (.ics).": "Выгрузите календарь в формате iCalendar (.ics).",
    "Recurring events of this rule are not read: {rule}.":
        "Повторяющиеся события с таким правилом не читаются: {rule}.",
    "The duration “{word}” is not read.": "Продолжительность «{word}» прочесть нельзя.",
    "Give DTEND instead.": "Укажите вместо неё DTEND.",
    "Export every day as an event of its own.": "Выгрузите каждый день отдельным событием.",
    "The event has no day it begins on.": "У события не указан день начала.",
    "Give DTSTART as a date.": "Укажите DTSTART как дату.",
    # a phrase
    "“{word}” cannot be read.": "«{word}» прочесть нельзя.",
    "At “{word}” something else was expected: {expected}.": "На месте «{word}» ожидалось другое: {expected}.",
    "a step, an actor or a number": "шаг, исполнитель или число",
    "The phrase is empty.": "Здесь ничего не написано.",
    "“{word}” stands where the phrase should end.": "«{word}» стоит там, где фраза должна кончиться.",
    "“and” and “or” stand side by side.": "«и» и «или» стоят рядом.",
    "At least {number} are asked of {count}.": "Требуется не менее {number} из {count}.",
    "The list needs {least} entries and has {count}.": "В списке должно быть {least}, а стоит {count}.",
    "“{word}” is not a date.": "«{word}» — не дата.",
    "Write a date as 2024-03-01, 2024-03, 2024 or 2024-03-01/2024-04-01.":
        "Пишите дату как 2024-03-01, 2024-03, 2024 или 2024-03-01/2024-04-01.",
    "“{word}” is not a number from 1.": "«{word}» — не число от 1.",
    "What is only allowed has no opposite.": "У того, что лишь допускается, нет противоположного.",
    # names that lead nowhere
    "{what} “{word}” does not exist in this file.": "{what} «{word}» в этих правилах нет.",
    "Did you mean “{word}”?": "Возможно, имелось в виду «{word}»?",
    "Use one of: {words}.": "Напишите одно из: {words}.",
    "Define it first, or take it out.": "Сначала определите это или уберите.",
    "The member of “{id}”": "Участник «{id}»:",
    "The objection “{id}”: the step": "Возражение «{id}»: шага",
    "The objection “{id}”: who may lift it,": "Возражение «{id}»: кто может его снять,",
    "The objection “{id}”: the source": "Возражение «{id}»: источника",
    "Step “{id}”: the actor": "Шаг «{id}»: исполнителя",
    "Step “{id}”: the source": "Шаг «{id}»: источника",
    "Step “{id}”: the step it returns to,": "Шаг «{id}»: шага, к которому он возвращает,",
    "Step “{id}”: the step it bars,": "Шаг «{id}»: шага, которому он мешает,",
    "Step “{id}”: the clock it extends,": "Шаг «{id}»: срока, который он продлевает,",
    "Step “{id}”: “each” needs an actor with members.": "Шаг «{id}»: «каждый» требует исполнителя с участниками.",
    "Name the members of the actor, or take “each” out.": "Назовите участников исполнителя или уберите «каждый».",
    "The clock": "Срока",
    "The step": "Шага",
    "The actor": "Исполнителя",
    "The step after “since”,": "Шага после слов «после последнего»",
    "The step that starts the clock,": "Шага, с которого начинается срок,",
    "The outcome of step “{id}”,": "Решения шага «{id}»",
    "Clock “{id}”: the source": "Срок «{id}»: источника",
    "“same version” is asked, but no step brings a version.":
        "Требуется «та же редакция», но ни один шаг редакции не приносит.",
    "Mark the step that brings one with “new_version: yes”.": "Отметьте шаг, который её приносит: «new_version: yes».",
    "“each of {actor}” names a group without members.": "«каждый из {actor}» называет группу без участников.",
    "List the members of “{actor}” among the actors.": "Перечислите участников «{actor}» среди исполнителей.",
}  # fmt: skip
