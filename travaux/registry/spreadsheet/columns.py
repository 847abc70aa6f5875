"""The sheets that can be filled in, in English and Russian, and the empty file with them."""

import io
from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font

Words = Mapping[str, str]


@dataclass(frozen=True)
class Column:
    key: str
    heading: Words
    help: Words  # shown as the heading's note
    needed: bool = False


@dataclass(frozen=True)
class Sheet:
    key: str
    title: Words  # at most 31 characters, as spreadsheets have it
    columns: tuple[Column, ...]


DAY = {
    "en": "2022-06-06, 2022-06 or 2022; leave empty what is not known",
    "ru": "2022-06-06, 2022-06 или 2022; чего не знаете, оставьте пустым",
}
BODY = {"en": "its name as a source has it, or its address here", "ru": "название как в источнике или адрес на сайте"}
PERSON = {
    "en": "the name as a source has it, or the person's address here; “new: Name” for somebody else of that name",
    "ru": "имя как в источнике или адрес человека на сайте; «new: Имя» для другого человека с тем же именем",
}

DELEGATION = Column("delegation", {"en": "Delegation", "ru": "Делегация"}, BODY, needed=True)
CHAMBER = Column(
    "chamber",
    {"en": "Chamber", "ru": "Палата"},
    {"en": "its name as a source has it; empty where none is named", "ru": "как в источнике; пусто, если не названа"},
)
NUMBER = Column(
    "seats", {"en": "Seats", "ru": "Число мест"}, {"en": "a whole number", "ru": "целое число"}, needed=True
)
UNIT = Column("unit", {"en": "Who sits", "ru": "Кто входит"}, {"en": "deputies, members", "ru": "депутаты, члены"})
NAME = Column("person", {"en": "Person", "ru": "Имя"}, PERSON, needed=True)
LANG = Column("lang", {"en": "Language of the name", "ru": "Язык имени"}, {"en": "en, ru, kk", "ru": "en, ru, kk"})
BODY_NAMED = Column("body", {"en": "Body", "ru": "Орган"}, BODY, needed=True)
ROLE = Column(
    "role", {"en": "Role", "ru": "Должность"}, {"en": "member, chair", "ru": "член, председатель"}, needed=True
)
START, END = Column("start", {"en": "From", "ru": "С"}, DAY), Column("end", {"en": "Until", "ru": "По"}, DAY)
ENDED = Column("end", {"en": "Ended on", "ru": "Закончился"}, DAY, needed=True)
REASON = Column("reason", {"en": "Reason", "ru": "Причина"}, {"en": "in a few words", "ru": "коротко"}, needed=True)

SHEETS = (
    Sheet("composition", {"en": "Composition", "ru": "Состав"}, (DELEGATION, CHAMBER, NUMBER, UNIT, START, END)),
    Sheet(
        "mandate",
        {"en": "New mandate", "ru": "Новый мандат"},
        (NAME, LANG, BODY_NAMED, CHAMBER, ROLE, START, END),
    ),
    Sheet("end", {"en": "End of a mandate", "ru": "Конец мандата"}, (NAME, BODY_NAMED, ROLE, ENDED, REASON)),
)


def template(*, lang: str) -> bytes:
    """An empty .xlsx with a sheet for each thing that can be entered; headings in `lang` (en or ru)."""
    book = Workbook()
    for empty in book.worksheets:
        book.remove(empty)
    for sheet in SHEETS:
        page = book.create_sheet(sheet.title[lang])
        page.freeze_panes = "A2"
        for number, column in enumerate(sheet.columns, start=1):
            cell = page.cell(1, number, column.heading[lang] + (" *" if column.needed else ""))
            cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
            cell.comment = Comment(column.help[lang], "Travaux")
            page.column_dimensions[cell.column_letter].width = 26
            if column.key in ("start", "end"):
                for row in range(
                    2, 202
                ):  # as text: a program would make 2022 a day of 1905, and 2022-06 the first of June
                    page.cell(row, number).number_format = "@"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
