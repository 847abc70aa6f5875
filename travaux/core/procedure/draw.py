"""A procedure as a picture: steps in layers from top to bottom, a lane for each actor, where a dossier stands marked.

`layout` decides, `svg` shows; `outline` is the same as a nested list, for readers and programs that see no pictures.
The SVG carries its own light and dark colours unless a page that has them asks for none.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape

from travaux.core.procedure.model import Follows, Procedure, Step
from travaux.core.procedure.status import Next, Status
from travaux.core.procedure.words import Lang, actor_name, say_pass

WIDTH, GAP_X, GAP_Y, MARGIN, HEAD = 168, 28, 34, 16, 40  # of a box, between lanes and rows, around all, above the lanes
LINE, CHARACTERS = 15, 21  # height of a line of text, and how many characters fit into one


@dataclass(frozen=True)
class Box:
    """One step in its place, in pixels."""

    step: str
    lines: tuple[str, ...]  # its title as it is broken
    x: int
    y: int
    height: int

    @property
    def middle(self) -> int:
        """The x of its middle."""
        return self.x + WIDTH // 2


@dataclass(frozen=True)
class Arrow:
    """What follows what. ``back``: a return, or an arrow against the order of the file."""

    start: str
    end: str
    back: bool
    may: bool  # the end may follow and need not


@dataclass(frozen=True)
class Layout:
    """Where everything goes."""

    lanes: tuple[tuple[str, int], ...]  # actor id and the x of its lane
    boxes: dict[str, Box]
    arrows: tuple[Arrow, ...]
    width: int
    height: int


@dataclass(frozen=True)
class Entry:
    """A step in the nested list."""

    step: str
    title: str
    actors: tuple[str, ...]
    mark: str  # done, possibly, must, may, usual, or "" for none of them
    words: str  # the mark in words, with dates and pass
    follows: tuple[str, ...]  # titles of the steps it follows from
    returns_to: tuple[str, ...]  # titles of the steps it can return to


def layout(procedure: Procedure, lang: Lang) -> Layout:
    """Rows by the longest way to a step along the order of the file; columns by who acts."""
    lanes = tuple(dict.fromkeys(_lane(step) for step in procedure.steps.values()))
    arrows = tuple(_arrows(procedure))
    rows = _rows(procedure, arrows)
    boxes: dict[str, Box] = {}
    y = MARGIN + HEAD
    for row in rows:
        titles = {id: _broken(step_name_bare(procedure, id, lang)) for id in row}
        height = max(len(lines) for lines in titles.values()) * LINE + LINE + 10
        for id in row:
            x = MARGIN + lanes.index(_lane(procedure.steps[id])) * (WIDTH + GAP_X)
            boxes[id] = Box(id, titles[id], x, y, height)
        y += height + GAP_Y
    side = sum(arrow.back for arrow in arrows) * 6 + 30
    width = 2 * MARGIN + len(lanes) * (WIDTH + GAP_X) + side
    placed = tuple((lane, MARGIN + at * (WIDTH + GAP_X)) for at, lane in enumerate(lanes))
    return Layout(placed, boxes, arrows, width, y - GAP_Y + MARGIN if boxes else y)


def svg(procedure: Procedure, status: Status | None = None, *, lang: Lang = "en", colours: bool = True,
        link: Callable[[str], str] | None = None) -> str:  # fmt: skip
    """The picture as SVG text.

    ``link`` gives the address of a step; without it none is linked. ``colours=False`` leaves the classes to the page's
    own style sheet: ``lane``, ``arrow``, ``back``, ``may``, ``step`` and one of done, possibly, must, may, usual.
    """
    plan = layout(procedure, lang)
    title = escape(procedure.title.get(lang) or procedure.id)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="procedure" role="{"group" if link else "img"}" lang="{lang}" '
        f'aria-labelledby="procedure-title" viewBox="0 0 {plan.width} {plan.height}" '
        f'width="{plan.width}" height="{plan.height}">',
        f'<title id="procedure-title">{title}</title>',
        f"<style>{_STYLE}</style>" if colours else "",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path class="tip" d="M0 0 8 4 0 8z"/></marker></defs>',
        *(_lane_svg(procedure, actor, x, plan, lang) for actor, x in plan.lanes),
        *_arrows_svg(plan),
    ]
    for entry in (entry for _title, entries in outline(procedure, status, lang) for entry in entries):
        drawn = _box_svg(plan.boxes[entry.step], entry)
        parts.append(f'<a href="{escape(link(entry.step))}">{drawn}</a>' if link else drawn)
    return "\n".join(part for part in [*parts, "</svg>"] if part) + "\n"


def outline(procedure: Procedure, status: Status | None, lang: Lang) -> list[tuple[str, list[Entry]]]:
    """Phases with their steps: the picture's text twin."""
    return [
        (phase.title.get(lang) or phase.id, [_entry(procedure, step, status, lang) for step in phase.steps])
        for phase in procedure.phases
    ]


def step_name_bare(procedure: Procedure, id: str, lang: Lang) -> str:
    """The title of a step without quotation marks."""
    return procedure.steps[id].title.get(lang) or next(iter(procedure.steps[id].title.values()), id)


_WORDS: dict[Lang, dict[str, str]] = {
    "en": {"done": "done", "possibly": "possibly done", "must": "must follow", "may": "may follow",
           "usual": "usually follows; rule not verified"},
    "ru": {"done": "состоялось", "possibly": "возможно, состоялось", "must": "должно последовать",
           "may": "может последовать", "usual": "обычно следует; правило не проверено"},
}  # fmt: skip


def _entry(procedure: Procedure, step: Step, status: Status | None, lang: Lang) -> Entry:
    before = [other.id for other in procedure.steps.values() if step.id in procedure.followers[other.id]]
    mark, words = _mark(status, step, lang) if status else ("", "")
    return Entry(
        step.id, step_name_bare(procedure, step.id, lang),
        tuple(actor_name(procedure, actor, lang) for actor in step.actors), mark, words,
        tuple(step_name_bare(procedure, id, lang) for id in before),
        tuple(step_name_bare(procedure, id, lang) for id in step.loops_to),
    )  # fmt: skip


def _mark(status: Status, step: Step, lang: Lang) -> tuple[str, str]:
    here = status.steps[step.id]
    words = _WORDS[lang]
    said = []
    if here.done:
        dates = ", ".join(str(when) for when in here.dates if when.known)
        said.append(f"{words['done']} {dates}".strip())
    elif here.possibly:
        said.append(words["possibly"])
    if here.next.open:
        said.append(words[str(here.next)])
    if here.pass_ > 1:
        said.append(say_pass(here.pass_, lang))
    open_now = here.next is Next.MUST or (here.next.open and not here.done)
    mark = str(here.next) if open_now else "done" if here.done else "possibly" if here.possibly else ""
    return mark, "; ".join(said)


def _lane(step: Step) -> str:
    return step.actors[0] if step.actors else ""


def _arrows(procedure: Procedure) -> Iterable[Arrow]:
    order = {id: at for at, id in enumerate(procedure.steps)}
    for start in procedure.steps.values():
        for end in sorted(procedure.followers[start.id], key=order.__getitem__):
            may = procedure.steps[end].follows is Follows.MAY
            if end != start.id:
                yield Arrow(start.id, end, order[end] < order[start.id], may)
        for target in start.loops_to:
            yield Arrow(start.id, target, True, True)


def _rows(procedure: Procedure, arrows: Iterable[Arrow]) -> list[list[str]]:
    """Steps row by row; two of one lane never share a row."""
    level = dict.fromkeys(procedure.steps, 0)
    for id in procedure.steps:  # in the order of the file, along which the arrows run
        for arrow in arrows:
            if arrow.start == id and not arrow.back:
                level[arrow.end] = max(level[arrow.end], level[id] + 1)
    rows: list[list[str]] = []
    for depth in sorted(set(level.values())):
        open_rows: list[dict[str, str]] = []
        for id in (id for id in procedure.steps if level[id] == depth):
            lane = _lane(procedure.steps[id])
            row = next((row for row in open_rows if lane not in row), None)
            if row is None:
                open_rows.append(row := {})
            row[lane] = id
        rows += [list(row.values()) for row in open_rows]
    return rows


def _broken(title: str) -> tuple[str, ...]:
    lines = textwrap.wrap(title, CHARACTERS, break_long_words=True) or [""]
    return tuple(lines if len(lines) <= 4 else [*lines[:3], lines[3][: CHARACTERS - 1] + "…"])


def _lane_svg(procedure: Procedure, actor: str, x: int, plan: Layout, lang: Lang) -> str:
    lines = _broken(actor_name(procedure, actor, lang) if actor else "—")[:2]
    spans = "".join(
        f'<tspan x="{x + WIDTH // 2}" dy="{LINE if at else 0}">{escape(line)}</tspan>' for at, line in enumerate(lines)
    )
    return (
        f'<g class="lane"><rect x="{x - GAP_X // 4}" y="{MARGIN // 2}" width="{WIDTH + GAP_X // 2}" '
        f'height="{plan.height - MARGIN}" rx="6"/><text x="{x + WIDTH // 2}" y="{MARGIN + 12}">{spans}</text></g>'
    )


def _arrows_svg(plan: Layout) -> Iterable[str]:
    right = max((x for _actor, x in plan.lanes), default=0) + WIDTH + 10
    for number, arrow in enumerate(sorted(plan.arrows, key=lambda arrow: arrow.back)):
        start, end = plan.boxes[arrow.start], plan.boxes[arrow.end]
        if arrow.back:
            aside = right + 14 + 6 * (number % 12)
            low, high = start.y + start.height // 2, end.y + end.height // 2 + 4
            path = f"M{start.x + WIDTH} {low}H{aside - 6}Q{aside} {low} {aside} {low - 6 if low > high else low + 6}"
            path += f"V{high + 6 if low > high else high - 6}Q{aside} {high} {aside - 6} {high}H{end.x + WIDTH + 1}"
        else:
            bend = (start.y + start.height + end.y) // 2
            path = f"M{start.middle} {start.y + start.height}"
            path += f"C{start.middle} {bend} {end.middle} {bend} {end.middle} {end.y - 1}"
        kind = " ".join(["arrow", *["back"] * arrow.back, *["may"] * arrow.may])
        yield f'<path class="{kind}" d="{path}" marker-end="url(#tip)"/>'


def _box_svg(box: Box, entry: Entry) -> str:
    marks = " ".join(filter(None, ("step", entry.mark)))
    signs = {"done": "● ", "possibly": "◌ ", "must": "➜ ", "may": "→ ", "usual": "→ "}
    lines = [f"{signs.get(entry.mark, '')}{entry.step}", *box.lines]
    head, *rest = (escape(line) for line in lines)
    text = f'<tspan class="id">{head}</tspan>' + "".join(
        f'<tspan x="{box.x + 10}" dy="{LINE}">{line}</tspan>' for line in rest
    )
    said = f"{entry.title} — {entry.words}" if entry.words else entry.title
    return (
        f'<g class="{marks}" id="step-{escape(entry.step)}">'
        f"<title>{escape(said)}</title>"
        f'<rect x="{box.x}" y="{box.y}" width="{WIDTH}" height="{box.height}" rx="4"/>'
        f'<text x="{box.x + 10}" y="{box.y + 17}">{text}</text></g>'
    )


_STYLE = """
svg.procedure { font: 12px system-ui, sans-serif; background: #fff }
.lane rect { fill: #f4f5f7 } .lane text { text-anchor: middle; font-weight: 600; fill: #333 }
.arrow { fill: none; stroke: #667; stroke-width: 1.3 } .arrow.may { stroke: #99a } .arrow.back { stroke-dasharray: 4 3 }
.tip { fill: #667 }
.step rect { fill: #fff; stroke: #889; stroke-width: 1.2 } .step text { fill: #222 }
.step .id { font-weight: 600; fill: #556 }
.done rect { fill: #e3e8f0 } .possibly rect { stroke-dasharray: 4 3 } .must rect { stroke: #0b5; stroke-width: 3 }
.step.may rect, .usual rect { stroke: #07c; stroke-width: 2.5 } a:focus rect { stroke-width: 4 }
@media (prefers-color-scheme: dark) {
  svg.procedure { background: #14171c } .lane rect { fill: #1c2129 } .lane text { fill: #ccd }
  .step rect { fill: #232a34; stroke: #778 } .step text { fill: #eef } .step .id { fill: #aab }
  .done rect { fill: #34405a } .arrow, .arrow.may { stroke: #99a } .tip { fill: #99a }
  .must rect { stroke: #3d8 } .step.may rect, .usual rect { stroke: #5af }
}
"""
