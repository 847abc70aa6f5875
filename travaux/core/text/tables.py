"""Tables: made from rows of text, and given back as rows."""

from __future__ import annotations

from collections.abc import Sequence

from .tree import Cell, Row, Table, line, words


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
