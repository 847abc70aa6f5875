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

from travaux.core.procedure.conditions import Happened
from travaux.core.procedure.fault_words import Said
from travaux.core.procedure.faults import BadProcedure, FaultKind
from travaux.core.procedure.model import Certainty, Clock, Follows, Phase, Procedure, Rule, Step
from travaux.core.procedure.nodes import Page
from travaux.core.procedure.phrases import BadPhrase, Writer, read_phrase
from travaux.core.procedure.references import References
from travaux.core.procedure.unit_words import unit_words
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
_QUOTED: Mapping[Lang, str] = {"en": "“{}”", "ru": "«{}»"}
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
            Said("The first row does not name the columns."),
            Said("It must be: {columns}.", columns=", ".join(HEADS["en"])),
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
        _Named(procedure, lang).write(step.condition), "; ".join(_term(clock, lang) for clock in step.clocks),
        step.rule.cite.get(lang, ""), ", ".join(step.rule.sources), str(step.rule.certainty),
    )  # fmt: skip


def _term(clock: Clock, lang: Lang) -> str:
    return f"{clock.count or '?'} {unit_words(clock.counting.unit, clock.count, lang)} ({clock.starts})"


class _Named(Writer):
    """Writes conditions as lawyers read them: steps by their ids, actors and outcomes by their names."""

    def __init__(self, procedure: Procedure, lang: Lang) -> None:
        super().__init__(lang)
        self.procedure, self.lang = procedure, lang
        self.actors = {id: actor_name(procedure, id, lang) for id in procedure.actors}

    def actor(self, id: str) -> str:
        return self._name(id, self.actors)

    def outcomes(self, step: str, ids: list[str], unstated: bool) -> str:
        named = self.options(step)
        return "/".join([*(self._name(id, named) for id in ids), *["?"] * unstated])

    def options(self, step: str) -> dict[str, str]:
        """The names of what a step can decide, by id."""
        known = self.procedure.steps.get(step)
        return {option.id: option.label.get(self.lang, option.id) for option in known.options} if known else {}

    def _name(self, id: str, names: dict[str, str]) -> str:
        name = names.get(id, id)
        plain = not set(name) & set('"“”«»') and list(names.values()).count(name) == 1
        return _QUOTED[self.lang].format(name) if name != id and plain else self._id(id)

    def ids(self, leaf: Happened) -> Happened:
        """The leaf with ids where its names stood."""
        outcomes = {_known(name): id for id, name in self.options(leaf.step).items()}
        actors = {_known(name): id for id, name in self.actors.items()}
        return replace(
            leaf,
            by=actors.get(_known(leaf.by), leaf.by),
            outcome=frozenset(outcomes.get(_known(word), word) for word in leaf.outcome),
        )


def _lines(page: Page, path: Path | BinaryIO) -> Iterator[tuple[int, list[str]]]:
    try:
        with ZipFile(path) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        if unpacked > UNPACKED:
            raise page.stop(
                FaultKind.UNREADABLE, 0, Said("The file unpacks to far more than a table."), Said("Save it anew.")
            )
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except BadProcedure:
        raise
    except (OSError, BadZipFile, InvalidFileException, KeyError, ValueError):
        raise page.stop(FaultKind.UNREADABLE, 0, Said("This is no spreadsheet."), Said("Save it as .xlsx.")) from None
    for at, line in enumerate(book.worksheets[0].iter_rows(max_col=len(_WIDTHS), values_only=True), 1):
        cells = ["" if cell is None else str(cell).strip() for cell in line]
        if at > MOST_ROWS:
            raise page.stop(
                FaultKind.WRONG_SHAPE,
                at,
                Said("The table has more than {most} rows.", most=MOST_ROWS),
                Said("Delete empty rows."),
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
                problem = Said("“{id}” stands already in row {row}.", id=cells[0], row=seen[cells[0]])
                self.page.fault(FaultKind.DUPLICATE_ID, line, problem, Said("Give one of the two another id."))
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
            problem = Said("The step “{id}” or its phase “{phase}” is not known.", id=id, phase=phase)
            remedy = Said("Give an id, and one of the phases: {phases}.", phases=", ".join(self.phases))
            page.fault(FaultKind.BAD_REFERENCE, line, problem, remedy)
            return None
        if _known(follows) not in self.follows:
            page.fault(
                FaultKind.BAD_VALUE,
                line,
                Said("“{word}” is neither.", word=follows),
                Said("Write one of: {words}.", words=", ".join(self.follows)),
            )
        if certainty not in list(Certainty):
            page.fault(
                FaultKind.BAD_VALUE, line, Said("The certainty is “{word}”.", word=certainty), Said("Write A, B or C.")
            )
            certainty = "C"
        old = self.base.steps.get(id)
        try:
            condition = read_phrase(after, self.lang, line=line, ids=_Named(self.base, self.lang).ids)
        except BadPhrase as error:
            page.fault(FaultKind.BAD_VALUE, line, Said("After what: {problem}", problem=error.problem), error.remedy)
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
            if self.page.known(_known(name), self.actors, line, Said("The actor")):
                found.append(self.actors[_known(name)])
        return tuple(found)


def _known(name: str) -> str:
    return name.casefold().strip()
