"""A table of comments as it comes back: from Word, from a spreadsheet, from CSV; ours or any that names its columns.

What is read is what stands there once changes are accepted. Nothing is dropped: words outside of tables, and rows of
tables without heads that we know, come back as residue.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace

import openpyxl
from lxml import etree

from travaux.core.text.docx.package import Package, W, open_package, paragraph_text
from travaux.core.text.gate import parse_xml, unzip
from travaux.core.text.refusals import NotReadable

from .cells import unfolded
from .columns import columns_of, counts_columns, kind_of
from .rows import FormRead, Row, Stamp
from .write import MARK, NAMESPACE

Grid = list[tuple[list[str], int]]  # cells, and the number of the row's bookmark (0: none)
MAX_ROWS = 20_000
MAX_COLUMNS = 100


def read_form(data: bytes, *, name: str = "") -> FormRead:
    """The rows of a .docx, .xlsx or .csv file. Raises `NotReadable`, saying what is wrong and what to do."""
    if data[:2] == b"PK":
        if _is_sheet(data, name):
            return _gathered(_sheets(data, name))
        package = open_package(data, name=name)
        stamp, known = _stamp(package)
        read = _gathered(_tables(package), known)
        outside = (*read.residue, *_outside(package, stamp is not None))
        return FormRead(read.rows, stamp, outside)
    if name.lower().endswith((".csv", ".tsv", ".txt")):
        return _gathered([("the file", _csv(data, name))])
    raise NotReadable(
        "The file is no table that can be read.", where=name,
        remedy="Give the comments as .docx, .xlsx or .csv; a scan or a PDF is filed as a letter.",
    )  # fmt: skip


def _gathered(tables: list[tuple[str, Grid]], known: dict[int, Row] | None = None) -> FormRead:
    rows: list[Row] = []
    residue: list[str] = []
    for where, grid in tables:
        if len(grid) > MAX_ROWS:
            raise NotReadable(f"The table has more than {MAX_ROWS} rows.", where=where,
                              remedy="Give it in several files.")  # fmt: skip
        start, columns = next(
            ((at, found) for at, (cells, _) in enumerate(grid[:8]) if (found := columns_of(cells))), (len(grid), {})
        )
        if not columns:
            residue += [text for cells, _ in grid if (text := " | ".join(filter(None, cells)))]
            continue
        residue += [text for cells, _ in grid[:start] if (text := " | ".join(filter(None, cells)))]
        read = _rows(grid[start + 1 :], columns, where, start + 2, known or {})
        rows += read
    return FormRead(tuple(rows), None, tuple(residue))


def _rows(grid: Grid, columns: dict[str, int], where: str, first: int, known: dict[int, Row]) -> Iterator[Row]:
    last = Row()
    for number, (cells, mark) in enumerate(grid, first):
        if number == first and counts_columns(cells):
            continue

        def said(field: str, cells: list[str] = cells) -> str:
            place = columns.get(field)
            return cells[place].strip() if place is not None and place < len(cells) else ""

        label = said("label") or " ".join(filter(None, (said("clause"), said("paragraph"))))
        line = said("line")
        row = unfolded(
            Row(
                label=label, words=said("words"), author=said("author"), kind=kind_of(said("kind")),
                comment=said("comment"), proposed=said("proposed"), ground=said("ground"), national=said("national"),
                reason=said("outcome"), at=f"{where}, row {number}",
                notes=(f"line {line}",) if line and not label else (),
            )
        )  # fmt: skip
        ours = known.get(mark)
        if ours is not None:
            row = replace(row, uid=ours.uid, eid=ours.eid, id=ours.id)
        elif not row.label and row.said and (last.label or last.uid):
            # people add rows under the one that names the provision
            row = replace(
                row, label=last.label, uid=last.uid, eid=last.eid, notes=(*row.notes, "place of the row above")
            )
        if row.label or row.words or row.said or row.reason or row.outcome:
            if row.label or row.uid:
                last = row
            yield row


# --- Word ----------------------------------------------------------------------------------------------------------


def _stamp(package: Package) -> tuple[Stamp | None, dict[int, Row]]:
    for part, data in package.parts.items():
        if part.startswith("customXml/") and part.endswith(".xml") and NAMESPACE.encode() in data[:2000]:
            root = parse_xml(data, name=part)
            if root.tag != f"{{{NAMESPACE}}}form":
                continue
            get = root.get
            stamp = Stamp(
                get("round", ""), get("addressee", ""), get("version", ""), get("lang", ""), get("layout", "")
            )
            rows = {
                int(n): Row(uid=each.get("uid", ""), eid=each.get("eid", ""), id=each.get("id", ""))
                for each in root if (n := each.get("n", "")).isdecimal()
            }  # fmt: skip
            return stamp, rows
    return None, {}


def _tables(package: Package) -> list[tuple[str, Grid]]:
    tables = [t for t in package.body.iter(W + "tbl") if next(t.iterancestors(W + "tc"), None) is None]
    return [(f"table {n}", _grid(table)) for n, table in enumerate(tables, 1)]


def _grid(table: etree._Element) -> Grid:
    """The cells of a table, wide cells in their first column, cells merged downwards said again in each row."""
    grid: Grid = []
    above: list[str] = []
    for line in table.iter(W + "tr"):
        if next(line.iterancestors(W + "tbl"), None) is not table:
            continue
        if line.find(f"{W}trPr/{W}del") is not None:
            continue  # a row that was taken out under tracked changes
        cells: list[str] = []
        mark = 0
        for each in line.iter(W + "tc"):
            if next(each.iterancestors(W + "tr"), None) is not line or len(cells) >= MAX_COLUMNS:
                continue
            merged = each.find(f"{W}tcPr/{W}vMerge")
            goes_on = merged is not None and merged.get(W + "val") != "restart"
            text = "\n".join(paragraph_text(p, line="\n") for p in each.iter(W + "p")).strip()
            cells.append(above[len(cells)] if goes_on and len(cells) < len(above) else text)
            mark = mark or _mark(each)
            cells += [""] * (_span(each) - 1)
        above = cells
        grid.append((cells, mark))
    return grid


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    said = span.get(W + "val", "1") if span is not None else "1"
    return min(int(said), MAX_COLUMNS) if said.isdecimal() and int(said) else 1


def _mark(cell: etree._Element) -> int:
    lead = MARK.format("")
    for mark in cell.iter(W + "bookmarkStart"):
        name = mark.get(W + "name", "")
        if name.startswith(lead) and name[len(lead) :].isdecimal():
            return int(name[len(lead) :])
    return 0


def _outside(package: Package, ours: bool) -> Iterator[str]:
    """Words under the tables; those over them too, where the form is not ours and may carry remarks there."""
    tables = list(package.body.iterchildren(W + "tbl"))
    for paragraph in package.body.iterchildren(W + "p"):
        if ours and tables and paragraph.getparent().index(paragraph) < paragraph.getparent().index(tables[0]):  # type: ignore[union-attr]  # a child has a parent
            continue
        text = paragraph_text(paragraph).strip()
        if text and "____" not in text:
            yield text


# --- spreadsheets --------------------------------------------------------------------------------------------------


def _is_sheet(data: bytes, name: str) -> bool:
    return "xl/workbook.xml" in unzip(data, name=name)


def _sheets(data: bytes, name: str) -> list[tuple[str, Grid]]:
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return [
            (f"sheet {sheet.title}", [
                ([_text(value) for value in row], 0)
                for row in sheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS, values_only=True)
            ])
            for sheet in book.worksheets
        ]  # fmt: skip
    except Exception as error:  # openpyxl raises what its parts happen to raise
        raise NotReadable(f"The spreadsheet cannot be opened: {error}.", where=name,
                          remedy="Save it again as .xlsx.") from error  # fmt: skip


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _csv(data: bytes, name: str) -> Grid:
    for encoding in ("utf-8-sig", "cp1251"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise NotReadable("The encoding of the file is not known.", where=name, remedy="Save it as CSV in UTF-8.")
    head = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise NotReadable(f"The table cannot be read: {error}.", where=name, remedy="Save it as CSV again.") from error
    return [([_harmless(cell) for cell in row[:MAX_COLUMNS]], 0) for row in rows]


def _harmless(cell: str) -> str:
    """A quote that defuses a formula on the way out is no part of the words."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@") else cell
