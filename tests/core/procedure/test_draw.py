"""The picture of a procedure and its text twin."""

from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from travaux.core.dates import When
from travaux.core.procedure import Event, load, shipped, shipped_ids, status
from travaux.core.procedure.draw import outline, svg
from travaux.core.procedure.layout import GAP_X, WIDTH, layout, way

SVG = "{http://www.w3.org/2000/svg}"
EVENTS = [
    Event("E1", "A02′", When("2021-11-29")), Event("E2", "A04", When("2021-11-29/2022-06-06")),
    Event("E3", "A03", When("2021-11-29/2022-06-06")), Event("E4", "A05", When("2021-11-29/2022-06-06")),
]  # fmt: skip


@pytest.mark.parametrize("id", shipped_ids())
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_step_is_drawn_once_in_the_lane_of_its_actor_and_no_two_overlap(id: str, lang: str) -> None:
    procedure = shipped(id)
    plan = layout(procedure, lang)
    boxes = list(plan.boxes.values())

    assert [box.step for box in boxes] and set(plan.boxes) == set(procedure.steps)
    for box in boxes:
        actors = procedure.steps[box.step].actors
        assert {lane: x for lane, x, _name in plan.lanes}[actors[0]] == box.x
        assert "".join(box.lines).replace(" ", "") == procedure.steps[box.step].title[lang].replace(" ", "")
        assert box.x + WIDTH <= plan.width and box.y + box.height <= plan.height
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            apart = one.y + one.height < other.y or other.y + other.height < one.y
            assert apart or abs(one.x - other.x) >= WIDTH + GAP_X


@pytest.mark.parametrize("id", shipped_ids())
def test_what_follows_stands_below_and_what_returns_is_marked(id: str) -> None:
    plan = layout(shipped(id), "en")

    for arrow in plan.arrows:
        if not arrow.back:
            assert plan.boxes[arrow.start].y < plan.boxes[arrow.end].y
    loops = {(step.id, target) for step in shipped(id).steps.values() for target in step.loops_to}
    assert loops <= {(arrow.start, arrow.end) for arrow in plan.arrows if arrow.back}


@pytest.mark.parametrize("id", shipped_ids())
def test_no_arrow_runs_behind_a_box(id: str) -> None:
    plan = layout(shipped(id), "en")

    for number, arrow in enumerate(plan.arrows):
        points = way(plan, arrow, number) or []
        for (x, y), (to_x, to_y) in pairwise(points):
            for box in plan.boxes.values():
                beside = max(x, to_x) <= box.x or min(x, to_x) >= box.x + WIDTH
                assert beside or max(y, to_y) <= box.y or min(y, to_y) >= box.y + box.height, (arrow, box.step)


def test_steps_stand_under_what_they_follow_from_whatever_their_order_in_the_file() -> None:
    steps = "".join(
        f"      - {{id: {id}, title: {{en: {id}, ru: {id}}}, after: {after}}}\n"
        for id, after in [("last", "middle"), ("middle", "{any: [first, last]}"), ("first", "start")]
    )
    head = "id: p\ntitle: {en: P, ru: П}\nphases:\n  - id: a\n    title: {en: A, ru: А}\n    steps:\n"

    plan = layout(load(head + steps), "en")

    assert [box.step for box in sorted(plan.boxes.values(), key=lambda box: box.y)] == ["first", "middle", "last"]
    assert [(arrow.start, arrow.end) for arrow in plan.arrows if arrow.back] == [("last", "middle")]


def test_the_picture_is_well_formed_links_its_steps_and_marks_where_the_dossier_stands() -> None:
    procedure = shipped("cis-model-act")
    found = status(procedure, EVENTS, date(2022, 6, 6))

    root = ElementTree.fromstring(svg(procedure, found, lang="ru", link=lambda step: f"/steps/{step}?a&b"))

    groups = {group.get("id"): group for group in root.iter(f"{SVG}g") if (group.get("id") or "").startswith("step-")}
    assert len(groups) == len(procedure.steps)
    assert (groups["step-A05"].get("class"), groups["step-A06"].get("class")) == ("step done", "step usual")
    assert groups["step-A06"].findtext(f"{SVG}title", "").endswith("обычно следует; правило не проверено")
    assert next(link.get("href") for link in root.iter(f"{SVG}a")) == "/steps/A01?a&b"
    assert "prefers-color-scheme: dark" in (root.findtext(f"{SVG}style") or "")


def test_a_page_with_its_own_colours_asks_for_none() -> None:
    drawn = svg(shipped("exercise"), colours=False)

    assert "<style" not in drawn and "style=" not in drawn and "<a " not in drawn


def test_the_text_twin_says_what_the_picture_shows() -> None:
    procedure = shipped("cis-model-act")

    twin = outline(procedure, status(procedure, EVENTS, date(2022, 6, 6)), "en")

    entries = {entry.step: entry for _phase, entries in twin for entry in entries}
    assert [title for title, _entries in twin][:2] == ["Programme or task", "Drafting"]
    assert list(entries) == list(procedure.steps)
    assert (entries["A02′"].mark, entries["A02′"].words) == ("done", "done 2021-11-29")
    assert entries["A06"].follows == ("Draft",) and entries["A06"].returns_to == ("Draft",)
