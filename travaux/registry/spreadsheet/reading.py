"""From the bytes of an .xlsx to filled-in rows, with what is wrong in which cell. No database."""

import datetime as dt
import io
import zipfile
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from travaux.core.names import fold
from travaux.lib.refusals import Refused

from .cells import runs
from .columns import SHEETS, Column, Sheet

LARGEST = 10_000_000  # bytes of the file
UNPACKED = 100_000_000  # bytes of what it unpacks to
MOST_ROWS = 5_000


@dataclass(frozen=True)
class Problem:
    """What is wrong with one cell or row, and what to do."""

    where: str  # Composition!4:C
    what: Any
    remedy: Any = ""


@dataclass(frozen=True)
class Filled:
    """One filled-in row, its cells as text."""

    sheet: Sheet
    page: str  # the sheet's name in the file
    row: int
    letters: dict[str, str]  # {column's key: letter}
    values: dict[str, str]

    def place(self, key: str = "") -> str:
        return f"{self.page}!{self.row}" + (f":{self.letters[key]}" if key in self.letters else "")


def read(data: bytes) -> tuple[list[Filled], list[Problem]]:
    """Rows and problems. Raises `Refused` on what is no spreadsheet, or one without any of our sheets."""
    book = opened(data)
    rows: list[Filled] = []
    problems: list[Problem] = []
    known = [(sheet, page) for page in book.worksheets if (sheet := sheet_called(page.title))]
    if not known:
        raise Refused(
            _("None of the sheets of the template is in this file."),
            kept=_("Nothing was entered."),
            remedy=_("Download the template and keep the names of its sheets."),
        )
    for sheet, page in known:
        read_page(sheet, page, rows, problems)
    return rows, problems


def opened(data: bytes) -> Any:
    try:
        if len(data) > LARGEST:
            raise ValueError
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > UNPACKED:
                raise ValueError
        return load_workbook(io.BytesIO(data), data_only=False, keep_links=False)
    except Exception as error:  # openpyxl fails in many ways on what is no spreadsheet; all mean the same here
        raise Refused(
            _("This is no .xlsx spreadsheet that can be read."),
            kept=_("Nothing was entered."),
            remedy=_("Save it as .xlsx (at most 10 MB) and try again."),
        ) from error


def sheet_called(title: str) -> Sheet | None:
    return next((s for s in SHEETS if fold(title) in {fold(words) for words in s.title.values()}), None)


def read_page(sheet: Sheet, page: Any, rows: list[Filled], problems: list[Problem]) -> None:
    columns = columns_of(sheet, page)
    missing = [c for c in sheet.columns if c.needed and c not in columns.values()]
    if missing:
        names = ", ".join(c.heading["en"] for c in missing)
        problems.append(Problem(f"{page.title}!1", _("Columns are missing: %(names)s.") % {"names": names},
                                _("Download the template and keep its headings.")))  # fmt: skip
        return
    letters = {column.key: get_column_letter(number) for number, column in columns.items()}
    for number, cells in enumerate(page.iter_rows(min_row=2, max_row=MOST_ROWS + 1), start=2):
        said = {columns[cell.column].key: cell for cell in cells if cell.column in columns and cell.value is not None}
        faults = {key: why for key, cell in said.items() if (why := fault(cell))}
        wrong = [Problem(f"{page.title}!{number}:{letters[key]}", *why) for key, why in faults.items()]
        values = {key: text for key, cell in said.items() if (text := as_text(cell.value))}
        if not values and not wrong:
            continue
        filled = Filled(sheet, page.title, number, letters, values)
        wrong += [Problem(filled.place(c.key), _("This must be filled in."), c.help["en"])
                  for c in sheet.columns if c.needed and c.key not in said]  # fmt: skip
        problems += wrong
        if not wrong:
            rows.append(filled)


def columns_of(sheet: Sheet, page: Any) -> dict[int, Column]:
    """Our columns by their number, in whatever order and language the headings stand."""
    headings = {fold(words): column for column in sheet.columns for words in column.heading.values()}
    first = next(page.iter_rows(min_row=1, max_row=1), ())
    named = {cell.column: headings.get(fold(str(cell.value or ""))) for cell in first}
    return {number: column for number, column in named.items() if column}


def fault(cell: Any) -> tuple[Any, Any] | None:
    if cell.data_type == "f" or (isinstance(cell.value, str) and runs(cell.value.strip())):
        return _("This is a formula, or begins like one."), _("Type the value itself.")
    if cell.data_type == "e":
        return _("This is an error of a formula."), _("Type the value itself.")
    if isinstance(cell.value, str) and len(cell.value) > 500:
        return _("This text is too long."), _("Write at most 500 characters.")
    return None


def as_text(value: Any) -> str:
    """A cell as it was meant: days in ISO form, whole numbers without a point."""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())
