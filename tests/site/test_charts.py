"""The seats arc: every stated seat is drawn once, delegations stand apart, nothing is added."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from travaux.site.charts import SeatGroup, seats_arc

SVG = "{http://www.w3.org/2000/svg}"
LAKES = [
    SeatGroup(label="Delegation of Azure", short="Azure", holder=1, unnamed=10),
    SeatGroup(label="Delegation of Birchland", short="Birchland", holder=2, unnamed=11, vacant=3),
    SeatGroup(label="Delegation of Cedar", unnamed=6),
]


def draw(groups: list[SeatGroup]) -> ElementTree.Element:
    return ElementTree.fromstring(seats_arc(groups, title="33 seats on this page", description="Azure 11; …"))


def dots(element: ElementTree.Element) -> list[tuple[float, float, float]]:
    circles = element.iter(f"{SVG}circle")
    return [(float(c.attrib["cx"]), float(c.attrib["cy"]), float(c.attrib["r"])) for c in circles]


def kinds(element: ElementTree.Element) -> dict[str, int]:
    classes = [circle.attrib["class"] for circle in element.iter(f"{SVG}circle")]
    return {kind: classes.count(kind) for kind in sorted(set(classes))}


def test_every_stated_seat_is_drawn_once_in_its_own_kind():
    assert kinds(draw(LAKES)) == {"seat-holder": 3, "seat-unnamed": 27, "seat-vacant": 3}


def test_the_picture_says_its_finding_and_its_numbers():
    picture = draw(LAKES)

    assert picture.attrib["role"] == "img"
    assert picture.attrib["aria-labelledby"].split() == ["seats-title", "seats-desc"]
    assert picture.findtext(f"{SVG}title") == "33 seats on this page"
    assert picture.findtext(f"{SVG}desc") == "Azure 11; …"
    assert picture.findall(f"{SVG}text")[-1].text == "33"


def test_delegations_stand_in_the_order_given_with_their_counts():
    groups = draw(LAKES).findall(f"{SVG}g")

    assert [g.findtext(f"{SVG}title") for g in groups] == [
        "Delegation of Azure: 11", "Delegation of Birchland: 16", "Delegation of Cedar: 6",
    ]  # fmt: skip
    assert [len(dots(g)) for g in groups] == [11, 16, 6]
    middles = [sum(x for x, _, _ in dots(g)) / len(dots(g)) for g in groups]
    assert middles == sorted(middles)


@pytest.mark.parametrize("total", [1, 2, 3, 7, 67, 323, 705])
def test_dots_never_touch_and_stay_inside_the_picture(total: int):
    sizes = [total // 3, total // 3, total - 2 * (total // 3)]
    picture = draw([SeatGroup(label=str(n), short="Long Name", unnamed=n) for n in sizes])
    _, _, width, height = (float(n) for n in picture.attrib["viewBox"].split())
    seats = dots(picture)

    assert len(seats) == total
    assert all(r <= x <= width - r and r <= y <= height - r for x, y, r in seats)
    nearest = min(
        ((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5 - 2 * r
        for i, (x1, y1, r) in enumerate(seats) for x2, y2, _ in seats[:i]
    ) if total > 1 else 1  # fmt: skip
    assert nearest > 0.2


def test_delegations_are_told_apart_by_a_gap_wider_than_between_neighbours():
    one = dots(draw([SeatGroup(label="A", unnamed=5), SeatGroup(label="B", unnamed=5)]))
    steps = [((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5 for (x1, y1, _), (x2, y2, _) in pairwise(one)]

    assert steps.index(max(steps)) == 4


def test_a_long_name_stands_in_lines_beside_its_seats():
    picture = draw([SeatGroup(label="Delegation", short="National Assembly of the Republic of Birchland", unnamed=9)])
    lines = [line.text for line in picture.iter(f"{SVG}tspan")]

    assert lines == ["National Assembly of", "the Republic of", "Birchland"]


def test_a_delegation_without_stated_seats_is_not_drawn_and_no_seats_means_no_picture():
    silent = SeatGroup(label="Delegation of Farland")

    assert "Farland" not in seats_arc([*LAKES, silent], title="t", description="d")
    assert seats_arc([silent], title="t", description="d") == ""


def test_a_negative_number_of_seats_is_refused_by_name():
    with pytest.raises(ValueError, match="Delegation of Azure: a number of seats cannot be negative"):
        SeatGroup(label="Delegation of Azure", holder=3, unnamed=-1)


def test_names_are_text_never_markup_and_colour_is_never_inline():
    drawn = seats_arc([SeatGroup(label="<script>", short='"&<', unnamed=2)], title="<b>", description="a & b")

    assert "<script>" not in drawn and "<b>" not in drawn
    assert re.search(r"style=|fill=|stroke=|\son\w+=", drawn) is None
