"""A procedure as a table for lawyers: one row a step, out to ``.xlsx`` and back in, every fault named by its row.

Columns: id, phase, title in both languages, who, must or may, after what (a phrase), term, rule, sources, certainty.
What the table does not hold — options, terms, effects, notes — stays as it is in the procedure the table came from; the
term is shown and not read. New rows add steps, missing rows take them out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

import openpyxl
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from travaux.core.procedure.faults import BadProcedure, FaultKind
from travaux.core.procedure.model import Certainty, Clock, Follows, Phase, Procedure, Rule, Step
from travaux.core.procedure.nodes import Page
from travaux.core.procedure.phrases import BadPhrase, phrase, read_phrase
from travaux.core.procedure.references import References
from travaux.core.procedure.words import Lang, actor_name

_COLUMNS: Mapping[Lang, str] = {
    "en": "Step|Phase|Title (en)|Title (ru)|Who|Must or may|After|Term|Rule|Sources|Certainty",
    "ru": "Шаг|Этап|Название (en)|Название (ru)|Кто|Обязанность|После чего|Срок|Правило|Источники|Достоверность",
}
HEADS: Mapping[Lang, tuple[str, ...]] = {lang: tuple(names.split("|")) for lang, names in _COLUMNS.items()}
FOLLOWS: Mapping[Lang, Mapping[Follows, str]] = {
    "en": {Follows.MUST: "must", Follows.MAY: "may"},
    "ru": {Follows.MUST: "должен", Follows.MAY: "может"},
}
_UNITS: Mapping[Lang, Mapping[str, str]] = {
    "en": {"calendar": "calendar days", "working": "working days", "sitting": "sitting days", "month": "months"},
    "ru": {"calendar": "календарных дней", "working": "рабочих дней", "sitting": "дней заседаний", "month": "месяцев"},
}
_WIDTHS = (8, 18, 34, 34, 26, 12, 44, 30, 18, 18, 12)
MOST_ROWS = 2_000
UNPACKED = 50_000_000  # bytes


def rows(procedure: Procedure, lang: Lang) -> list[tuple[str, ...]]:
    """The table, without its head."""
    return [_row(procedure, phase, step, lang) for phase in procedure.phases for step in phase.steps]


def write_table(procedure: Procedure, path: Path | BinaryIO, lang: Lang) -> None:
    """Write the table as a spreadsheet. Cells are texts: none is ever taken for a formula."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = procedure.id[:31]
    for at, line in enumerate([HEADS[lang], *rows(procedure, lang)], 1):
        for column, text in enumerate(line, 1):
            cell = sheet.cell(at, column)
            cell.value, cell.data_type = text, "s"
            cell.font, cell.alignment = Font(bold=at == 1), Alignment(wrap_text=True, vertical="top")
    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "B2"
    book.save(path)


def read_table(path: Path | BinaryIO, base: Procedure, *, name: str = "") -> Procedure:
    """The procedure with what the table says; ``name`` stands for the file in messages.

    Raises `BadProcedure` that names every row to be put right.
    """
    page = Page(name or str(path), BadProcedure)
    lines = list(_lines(page, path))
    head = tuple(lines[0][1]) if lines else ()
    lang = next((lang for lang, names in HEADS.items() if head[: len(names)] == names), None)
    if lang is None:
        raise page.stop(
            FaultKind.WRONG_SHAPE,
            1,
            "The first row does not name the columns.",
            f"It must be: {', '.join(HEADS['en'])}.",
        )
    made = _Table(page, base, lang).procedure(lines[1:])
    page.finish()
    References(page, made).follow()
    page.finish()
    return made


def _row(procedure: Procedure, phase: Phase, step: Step, lang: Lang) -> tuple[str, ...]:
    return (
        step.id, phase.title.get(lang) or phase.id, step.title.get("en", ""), step.title.get("ru", ""),
        "; ".join(actor_name(procedure, actor, lang) for actor in step.actors), FOLLOWS[lang][step.follows],
        phrase(step.condition, lang), "; ".join(_term(clock, lang) for clock in step.clocks),
        step.rule.cite.get(lang, ""), ", ".join(step.rule.sources), str(step.rule.certainty),
    )  # fmt: skip


def _term(clock: Clock, lang: Lang) -> str:
    return f"{clock.count or '?'} {_UNITS[lang][clock.counting.unit]} ({clock.starts})"


def _lines(page: Page, path: Path | BinaryIO) -> Iterator[tuple[int, list[str]]]:
    try:
        with ZipFile(path) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        if unpacked > UNPACKED:
            raise page.stop(FaultKind.UNREADABLE, 0, "The file unpacks to far more than a table.", "Save it anew.")
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except BadProcedure:
        raise
    except (OSError, BadZipFile, InvalidFileException, KeyError, ValueError):
        raise page.stop(FaultKind.UNREADABLE, 0, "This is no spreadsheet.", "Save it as .xlsx.") from None
    for at, line in enumerate(book.worksheets[0].iter_rows(max_col=len(_WIDTHS), values_only=True), 1):
        cells = ["" if cell is None else str(cell).strip() for cell in line]
        if at > MOST_ROWS:
            raise page.stop(
                FaultKind.WRONG_SHAPE, at, f"The table has more than {MOST_ROWS:,} rows.", "Delete empty rows."
            )
        if any(cells):
            yield at, [*cells, *[""] * (len(_WIDTHS) - len(cells))]


class _Table:
    """Rows on their way into a procedure."""

    def __init__(self, page: Page, base: Procedure, lang: Lang) -> None:
        self.page, self.base, self.lang = page, base, lang
        self.phases = {_known(phase.title.get(lang) or phase.id): phase for phase in base.phases}
        self.actors = {_known(actor_name(base, id, lang)): id for id in base.actors} | {
            _known(id): id for id in base.actors
        }
        self.follows = {word: follows for follows, word in FOLLOWS[lang].items()}

    def procedure(self, lines: list[tuple[int, list[str]]]) -> Procedure:
        steps: dict[str, list[Step]] = {phase.id: [] for phase in self.base.phases}
        seen: dict[str, int] = {}
        for line, cells in lines:
            if cells[0] in seen:
                self.page.fault(FaultKind.DUPLICATE_ID, line, f"“{cells[0]}” stands already in row {seen[cells[0]]}.",
                                "Give one of the two another id.")  # fmt: skip
                continue
            seen[cells[0]] = line
            step = self._step(line, cells)
            if step is not None:
                steps[step.phase].append(step)
        return replace(
            self.base, phases=tuple(replace(phase, steps=tuple(steps[phase.id])) for phase in self.base.phases)
        )

    def _step(self, line: int, cells: list[str]) -> Step | None:
        id, phase, en, ru, who, follows, after, _term, cite, sources, certainty = cells
        page = self.page
        place = self.phases.get(_known(phase))
        if not id or place is None:
            page.fault(FaultKind.BAD_REFERENCE, line, f"The step “{id}” or its phase “{phase}” is not known.",
                       f"Give an id, and one of the phases: {', '.join(self.phases)}.")  # fmt: skip
            return None
        if _known(follows) not in self.follows:
            page.fault(
                FaultKind.BAD_VALUE, line, f"“{follows}” is neither.", f"Write one of: {', '.join(self.follows)}."
            )
        if certainty not in list(Certainty):
            page.fault(FaultKind.BAD_VALUE, line, f"The certainty is “{certainty}”.", "Write A, B or C.")
            certainty = "C"
        old = self.base.steps.get(id)
        try:
            condition = read_phrase(after, self.lang, line=line)
        except BadPhrase as error:
            page.fault(FaultKind.BAD_VALUE, line, f"After what: {error.problem}", error.remedy)
            return None
        if old is not None and old.condition == condition:
            condition = old.condition
        other = {lang: text for lang, text in (old.rule.cite.items() if old else ()) if lang != self.lang}
        rule = Rule(Certainty(certainty), tuple(filter(None, (word.strip() for word in sources.split(",")))),
                    other | ({self.lang: cite} if cite else {}))  # fmt: skip
        fresh = Step(id, {}, (), Follows.MAY, condition, rule, place.id)
        return replace(
            old or fresh,
            title={lang: text for lang, text in (("en", en), ("ru", ru)) if text},
            actors=self._who(line, who),
            follows=self.follows.get(_known(follows), Follows.MAY),
            condition=condition,
            rule=rule,
            phase=place.id,
            line=line,
        )

    def _who(self, line: int, names: str) -> tuple[str, ...]:
        found = []
        for name in filter(None, (part.strip() for part in names.split(";"))):
            if self.page.known(_known(name), self.actors, line, "The actor"):
                found.append(self.actors[_known(name)])
        return tuple(found)


def _known(name: str) -> str:
    return name.casefold().strip()
