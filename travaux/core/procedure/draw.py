"""A procedure as a picture: steps in layers from top to bottom, a lane for each actor, where a dossier stands marked.

The layout decides, `svg` shows; `outline` is the same as a nested list, for readers and programs that see no pictures.
The SVG carries its own light and dark colours unless a page that has them asks for none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape

from travaux.core.procedure.layout import GAP_X, LINE, MARGIN, WIDTH, Box, Layout, Point, bare_title, layout, way
from travaux.core.procedure.model import Procedure, Step
from travaux.core.procedure.status import Next, Status
from travaux.core.procedure.words import Lang, actor_name, say_pass


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
        *(_lane_svg(x, name, plan) for _actor, x, name in plan.lanes),
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
        step.id, bare_title(procedure, step.id, lang),
        tuple(actor_name(procedure, actor, lang) for actor in step.actors), mark, words,
        tuple(bare_title(procedure, id, lang) for id in before),
        tuple(bare_title(procedure, id, lang) for id in step.loops_to),
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


def _lane_svg(x: int, name: tuple[str, ...], plan: Layout) -> str:
    spans = "".join(
        f'<tspan x="{x + WIDTH // 2}" dy="{LINE if at else 0}">{escape(line)}</tspan>' for at, line in enumerate(name)
    )
    return (
        f'<g class="lane"><rect x="{x - GAP_X // 4}" y="{MARGIN // 2}" width="{WIDTH + GAP_X // 2}" '
        f'height="{plan.height - MARGIN}" rx="6"/><text x="{x + WIDTH // 2}" y="{MARGIN + 12}">{spans}</text></g>'
    )


def _arrows_svg(plan: Layout) -> Iterable[str]:
    for number, arrow in enumerate(sorted(plan.arrows, key=lambda arrow: arrow.back)):
        points = way(plan, arrow, number)
        path = _curve(plan.boxes[arrow.start], plan.boxes[arrow.end]) if points is None else _bent(points)
        kind = " ".join(["arrow", *["back"] * arrow.back, *["may"] * arrow.may])
        yield f'<path class="{kind}" d="{path}" marker-end="url(#tip)"/>'


def _curve(start: Box, end: Box) -> str:
    bend = (start.bottom + end.y) // 2
    return f"M{start.middle} {start.bottom}C{start.middle} {bend} {end.middle} {bend} {end.middle} {end.y - 1}"


def _bent(points: list[Point]) -> str:
    """A line through corners, each of them rounded."""
    path = "M{} {}".format(*points[0])
    for before, at, after in zip(points, points[1:], points[2:], strict=False):
        path += "L{} {}Q{} {} {} {}".format(*_towards(at, before), *at, *_towards(at, after))
    return path + "L{} {}".format(*points[-1])


def _towards(corner: Point, other: Point, most: int = 6) -> Point:
    """A point up to so far from a corner towards another, along one axis."""
    step = [max(-most, min(most, (there - here) // 2)) for here, there in zip(corner, other, strict=True)]
    return corner[0] + step[0], corner[1] + step[1]


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
