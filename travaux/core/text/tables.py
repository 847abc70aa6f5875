"""Tables: made from rows of text, and given back as rows."""

from __future__ import annotations

from collections.abc import Sequence

from .tree import Cell, Line, Row, Table, line, words


def table_from_rows(rows: Sequence[Sequence[str]], *, header: bool = False) -> Table:
    """A table of plain cells, one paragraph each; with `header` the first row is a head."""
    made = []
    for index, row in enumerate(rows):
        kind = "th" if header and index == 0 else "td"
        made.append(Row("tr", tuple(Cell(kind, (line("p", text),)) for text in row)))
    return Table("table", tuple(made))


def rows_of(table: Table) -> list[list[str]]:
    """The words of every cell, row by row."""
    return [[words(cell).strip() for cell in row.nodes if isinstance(cell, Cell)] for row in table.rows]


def grid(table: Table) -> list[list[Cell | None]]:
    """The cells of every row by columns, all rows of one width; None is covered by a cell beside it or above it."""
    rows: list[list[Cell | None]] = []
    below: dict[int, int] = {}  # column → rows that a cell above still covers
    for row in table.rows:
        made: list[Cell | None] = []
        for cell in (cell for cell in row.nodes if isinstance(cell, Cell)):
            while below.get(len(made), 0):
                below[len(made)] -= 1
                made.append(None)
            columns, lines = span(cell, "colspan"), span(cell, "rowspan")
            for step in range(columns):
                below[len(made)] = lines - 1
                made.append(None if step else cell)
        while below.get(len(made), 0):
            below[len(made)] -= 1
            made.append(None)
        rows.append(made)
    width = max(map(len, rows), default=0)
    kinds = ["th" if row and all(cell is None or cell.kind == "th" for cell in row) else "td" for row in rows]
    return [[*row, *[Cell(kind, (Line("p"),))] * (width - len(row))] for row, kind in zip(rows, kinds, strict=True)]


def span(cell: Cell, name: str) -> int:
    """How many columns or rows a cell says to cover; what is no small number is one."""
    said = cell.attr(name) or "1"
    return int(said) if said.isascii() and said.isdigit() and 1 <= int(said[:6]) <= 100 and len(said) < 4 else 1


def heads_of(table: Table) -> int:
    """How many rows at the top are heads: all of their cells are."""
    count = 0
    for row in table.rows:
        if not row.nodes or any(cell.kind != "th" for cell in row.nodes):
            break
        count += 1
    return count
