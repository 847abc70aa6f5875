"""Cells of Word that cover others: `gridSpan` to the side, `vMerge` downwards (ECMA-376, part 1, 17.4.17, 17.4.84)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from lxml import etree

from ..tables import grid, span
from ..tree import Cell, Line, Row, Table
from .package import W

Inner = Callable[[Cell], str]


def rows_written(table: Table, inner: Inner) -> str:
    """The rows as Word's XML; `inner` gives the paragraphs of a cell."""
    made = []
    below: dict[int, int] = {}  # column → width of the cell above that still covers it
    for row, cells in zip(table.rows, grid(table), strict=True):
        said, column = [], 0
        while column < len(cells):
            cell = cells[column]
            if cell is None:
                width = below.get(column, 1)
                said.append(_cell(width, "<w:vMerge/>", "<w:p/>"))
            else:
                width, lines = span(cell, "colspan"), span(cell, "rowspan")
                below.update(dict.fromkeys(range(column, column + width), width))
                text = inner(cell)
                said.append(_cell(width, '<w:vMerge w:val="restart"/>' if lines > 1 else "",
                                  text if text.endswith("</w:p>") else text + "<w:p/>"))  # fmt: skip
            column += width
        head = bool(row.nodes) and all(cell.kind == "th" for cell in row.nodes)
        made.append(f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if head else ''}{''.join(said)}</w:tr>")
    return "".join(made)


def _cell(width: int, merge: str, inner: str) -> str:
    wide = f'<w:gridSpan w:val="{width}"/>' if width > 1 else ""
    properties = f"<w:tcPr>{wide}{merge}</w:tcPr>" if wide or merge else ""
    return f"<w:tc>{properties}{inner}</w:tc>"


def rows_read(rows: list[list[tuple[etree._Element, Cell]]]) -> tuple[Row, ...]:
    """Rows from elements and their cells: what continues a cell above is counted there, and is no cell of its own."""
    made: list[list[Cell]] = []
    covering: dict[int, tuple[int, int]] = {}  # column → row and place of the cell that goes on below
    for number, row in enumerate(rows):
        made.append([])
        column = 0
        for element, cell in row:
            merge = element.find(f"{W}tcPr/{W}vMerge")
            if merge is not None and merge.get(W + "val") != "restart" and column in covering:
                at, place = covering[column]
                above = made[at][place]
                longer = [*(pair for pair in above.attrs if pair[0] != "rowspan"), ("rowspan", str(number - at + 1))]
                made[at][place] = replace(above, attrs=tuple(sorted(longer)))
            else:
                covering.pop(column, None)
                if merge is not None:
                    covering[column] = (number, len(made[-1]))
                made[-1].append(cell)
            column += span(cell, "colspan")
    return tuple(Row("tr", tuple(cells) or (Cell("td", (Line("p"),)),)) for cells in made)
