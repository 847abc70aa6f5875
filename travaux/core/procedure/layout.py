"""Where the steps of a procedure stand in its picture, and which way the arrows between them run.

Steps stand in rows, each under all that it follows from, and in the lane of who acts; an arrow that would cross a box
runs round it, through the space between rows and lanes.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from travaux.core.procedure.model import Follows, Procedure, Step
from travaux.core.procedure.words import Lang, actor_name

WIDTH, GAP_X, GAP_Y, MARGIN, HEAD = 176, 32, 40, 16, 25  # of a box, between lanes and rows, around all, above the lanes
LINE, CHARACTERS = 15, 21  # height of a line of text, and how many characters fit into one
NOBODY = {"en": "No actor named", "ru": "Исполнитель не назван"}


@dataclass(frozen=True)
class Box:
    """One step in its place, in pixels."""

    step: str
    lines: tuple[str, ...]  # its title as it is broken
    x: int
    y: int
    height: int
    row: int
    lane: int

    @property
    def middle(self) -> int:
        """The x of its middle."""
        return self.x + WIDTH // 2

    @property
    def bottom(self) -> int:
        """The y under it."""
        return self.y + self.height

    @property
    def half(self) -> int:
        """The y of its middle."""
        return self.y + self.height // 2


@dataclass(frozen=True)
class Arrow:
    """What follows what. ``back``: a return, or what closes a circle."""

    start: str
    end: str
    back: bool
    may: bool  # the end may follow and need not


@dataclass(frozen=True)
class Layout:
    """Where everything goes."""

    lanes: tuple[tuple[str, int, tuple[str, ...]], ...]  # actor id, the x of its lane, its name as it is broken
    boxes: dict[str, Box]
    arrows: tuple[Arrow, ...]
    width: int
    height: int


def layout(procedure: Procedure, lang: Lang) -> Layout:
    """Rows by the longest way to a step; columns by who acts."""
    actors = tuple(dict.fromkeys(lane_of(step) for step in procedure.steps.values()))
    names = [broken(actor_name(procedure, actor, lang) if actor else NOBODY[lang]) for actor in actors]
    lanes = tuple((actor, MARGIN + at * (WIDTH + GAP_X), names[at]) for at, actor in enumerate(actors))
    arrows = tuple(_arrows(procedure))
    boxes: dict[str, Box] = {}
    y = MARGIN + HEAD + LINE * max(map(len, names), default=1)
    for number, row in enumerate(_rows(procedure, arrows)):
        titles = {id: broken(bare_title(procedure, id, lang)) for id in row}
        height = max(len(lines) for lines in titles.values()) * LINE + LINE + 10
        for id in row:
            lane = actors.index(lane_of(procedure.steps[id]))
            boxes[id] = Box(id, titles[id], lanes[lane][1], y, height, number, lane)
        y += height + GAP_Y
    side = min(sum(arrow.back for arrow in arrows), ASIDE) * 6 + 30
    width = 2 * MARGIN + len(lanes) * (WIDTH + GAP_X) + side
    return Layout(lanes, boxes, arrows, width, y - GAP_Y + MARGIN if boxes else y)


def bare_title(procedure: Procedure, id: str, lang: Lang) -> str:
    """The title of a step without quotation marks."""
    return procedure.steps[id].title.get(lang) or next(iter(procedure.steps[id].title.values()), id)


def lane_of(step: Step) -> str:
    """The actor in whose lane a step stands; "" where none is named."""
    return step.actors[0] if step.actors else ""


def broken(text: str) -> tuple[str, ...]:
    """A text in lines that fit into a box; nothing of it is left out."""
    return tuple(textwrap.wrap(text, CHARACTERS, break_long_words=True) or [""])


def _arrows(procedure: Procedure) -> Iterator[Arrow]:
    place = {id: at for at, id in enumerate(procedure.steps)}
    follows = {id: sorted(procedure.followers[id] - {id}, key=place.__getitem__) for id in procedure.steps}
    closing = _closing(follows)
    for start in procedure.steps.values():
        for end in follows[start.id]:
            yield Arrow(start.id, end, (start.id, end) in closing, procedure.steps[end].follows is Follows.MAY)
        for target in start.loops_to:
            yield Arrow(start.id, target, True, True)


def _closing(follows: Mapping[str, list[str]]) -> set[tuple[str, str]]:
    """The arrows that close a circle, walking from what follows from nothing, in the order of the file."""
    led_to = {end for ends in follows.values() for end in ends}
    found: set[tuple[str, str]] = set()
    seen: set[str] = set()
    for root in sorted(follows, key=lambda id: id in led_to):
        path: dict[str, Iterator[str]] = {}
        stack = [] if root in seen else [root]
        while stack:
            at = stack[-1]
            ends = path.setdefault(at, iter(follows[at]))
            end = next(ends, None)
            if end is None:
                seen.add(at)
                del path[at]
                stack.pop()
            elif end in path:
                found.add((at, end))
            elif end not in seen:
                stack.append(end)
    return found


def _rows(procedure: Procedure, arrows: Iterable[Arrow]) -> list[list[str]]:
    """Steps row by row; two of one lane never share a row."""
    before: dict[str, list[str]] = {id: [] for id in procedure.steps}
    for arrow in arrows:
        if not arrow.back:
            before[arrow.end].append(arrow.start)
    level: dict[str, int] = {}
    while len(level) < len(before):
        for id, starts in before.items():
            if id not in level and all(start in level for start in starts):
                level[id] = max((level[start] + 1 for start in starts), default=0)
    rows: list[list[str]] = []
    for depth in sorted(set(level.values())):
        open_rows: list[dict[str, str]] = []
        for id in (id for id in procedure.steps if level[id] == depth):
            lane = lane_of(procedure.steps[id])
            row = next((row for row in open_rows if lane not in row), None)
            if row is None:
                open_rows.append(row := {})
            row[lane] = id
        rows += [list(row.values()) for row in open_rows]
    return rows


# --- the ways of arrows

ASIDE = 12  # returns side by side, right of all lanes, before they share a line
Point = tuple[int, int]


def way(plan: Layout, arrow: Arrow, number: int) -> list[Point] | None:
    """The corners that an arrow takes; None where it runs free from box to box. ``number`` keeps arrows apart."""
    start, end = plan.boxes[arrow.start], plan.boxes[arrow.end]
    if arrow.back:
        return _back(plan, start, end, number)
    return None if _free(plan, start, end) else _round(start, end, number)


def _free(plan: Layout, start: Box, end: Box) -> bool:
    """Whether no box stands between two others, in a row between theirs and a lane from one to the other."""
    low, high = sorted((start.lane, end.lane))
    return not any(start.row < box.row < end.row and low <= box.lane <= high for box in plan.boxes.values())


def _round(start: Box, end: Box, number: int) -> list[Point]:
    """Down into the space under its row, along to the space beside the end's lane, down, and in from above."""
    shift = number % 5 - 2
    beside = end.x - GAP_X // 2 if end.lane > start.lane else end.x + WIDTH + GAP_X // 2
    under, above = start.bottom + GAP_Y // 2 + shift * 3, end.y - GAP_Y // 2 + shift * 3
    aside = beside + shift * 4
    return [(start.middle, start.bottom), (start.middle, under), (aside, under), (aside, above), (end.middle, above),
            (end.middle, end.y - 1)]  # fmt: skip


def _back(plan: Layout, start: Box, end: Box, number: int) -> list[Point]:
    """Out to the right of all lanes and in again from there; round what stands in the way on either row."""
    right = max(x for _actor, x, _name in plan.lanes) + WIDTH + 24 + 6 * (number % ASIDE)
    shift = number % 5 - 2
    points = [(start.x + WIDTH, start.half)]
    low = start.half
    if _crowded(plan, start):
        beside, low = start.x + WIDTH + GAP_X // 2 + shift * 4, start.bottom + GAP_Y // 2 + shift * 3
        points += [(beside, start.half), (beside, low)]
    high = end.half + 4
    tail = [(end.x + WIDTH + 1, high)]
    if _crowded(plan, end):
        beside, above = end.x + WIDTH + GAP_X // 2 + shift * 4, end.y - GAP_Y // 2 + shift * 3
        tail = [(beside, above), (beside, high), *tail]
        high = above
    return [*points, (right, low), (right, high), *tail]


def _crowded(plan: Layout, box: Box) -> bool:
    return any(other.row == box.row and other.lane > box.lane for other in plan.boxes.values())
