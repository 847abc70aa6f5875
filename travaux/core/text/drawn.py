"""Tables in plain text: rows with bars, with or without drawn lines between them, and rows with tabs."""

from __future__ import annotations

import re
from collections.abc import Callable

from .tables import table_from_rows
from .tree import Table

_BAR = str.maketrans("│║┃¦", "||||")
_RULE = re.compile(r"[+|\-=─━═┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝╟╢╪╫╤╧ ]*[-=─━═]{2}[+|\-=─━═┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝╟╢╪╫╤╧ ]*")
_UNDER_HEADS = re.compile(r":?-+:?")
DRAWS = frozenset("|│║┃+┌├└╔╠╚╟")  # signs with which a row or a line of a table begins
Found = tuple[Table | None, int]  # the table, if there is one, and how many lines made it; 0: none of them


def barred(texts: list[str]) -> Found:
    """A table of rows between bars at the beginning of these lines; a row without a first cell goes on with its row,
    where lines are drawn between rows."""
    rows: list[list[str]] = []
    used, ruled, fresh = 0, False, True
    for text in texts:
        said = text.translate(_BAR)
        if _RULE.fullmatch(said) and said[0] != "|":
            ruled = fresh = True
        elif said[:1] == "|" and said[-1] == "|" and len(said) > 2:
            cells = [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", said[1:-1])]
            if _RULE.fullmatch(said) or all(_UNDER_HEADS.fullmatch(cell) for cell in cells):
                fresh = True
            elif ruled and not fresh and not cells[0] and len(cells) == len(rows[-1]):
                rows[-1] = [f"{above} {cell}".strip() for above, cell in zip(rows[-1], cells, strict=True)]
            else:
                rows.append(cells)
                fresh = False
        else:
            break
        used += 1
    if used and not rows and ruled:
        return None, 0  # a line alone: text
    return (table_from_rows(rows) if rows else None), used


def tabbed(texts: list[str], opens: Callable[[str], object]) -> Found:
    """A table of rows with as many tabs each: two rows of three cells or more, or three rows of two.

    A tab after a number or a word that opens a unit stands for a space. A row of three cells or more may lack its last.
    """
    rows: list[list[str]] = []
    for text in texts:
        cells = [cell.strip() for cell in text.split("\t")]
        if rows and len(rows[0]) - len(cells) == 1 and len(cells) > 1:
            cells.append("")
        if len(cells) < 2 or (rows and len(cells) != len(rows[0])) or (len(cells) == 2 and opens(f"{cells[0]} ")):
            break
        rows.append(cells)
    if len(rows) < 2 or (len(rows[0]) == 2 and len(rows) < 3):
        return None, 0
    return table_from_rows(rows), len(rows)
