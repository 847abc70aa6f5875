"""What the secretariat knows, by spreadsheet: seen first, then entered whole, or not at all."""

import datetime as dt
import io
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from travaux.lib.refusals import Refused
from travaux.lib.viewer import PUBLIC
from travaux.record.models import Line
from travaux.registry.actions import Period
from travaux.registry.models import Body, Mandate, Person, StatedComposition
from travaux.registry.queries import delegations, people
from travaux.registry.spreadsheet import Preview, enter, preview, template

from .conftest import World

ON = dt.date(2026, 1, 1)


@pytest.fixture
def lakes(world: World) -> Body:
    delegation, _ = world.delegation("Parliament of Lakeland", "House of Lakeland", "Council of Lakeland")
    return delegation


def filled(*, lang: str = "en", **sheets: list[list[Any]]) -> bytes:
    """The template with rows under its headings."""
    book = load_workbook(io.BytesIO(template(lang=lang)))
    for title, rows in sheets.items():
        page = book[title.replace("_", " ")]
        for number, row in enumerate(rows, start=2):
            for column, value in enumerate(row, start=1):
                page.cell(number, column, value)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def seen(world: World, data: bytes) -> Preview:
    return preview(data, by=world.by, assembly=world.assembly)


def entered(world: World, data: bytes) -> list[Any]:
    return enter(
        by=world.by, data=data, assembly=world.assembly, capacity="Secretary of the delegation", why="New term"
    )


def test_a_new_composition_is_previewed_and_then_entered_as_an_officials_word(world: World, lakes: Body) -> None:
    data = filled(
        Composition=[
            ["Parliament of Lakeland", "House of Lakeland", 7, "deputies", "2022", None],
            [lakes.pk, "COUNCIL of  Lakeland", 4.0, None, dt.date(2022, 3, 1), None],
        ]
    )
    lines = Line.objects.count()
    shown = seen(world, data)
    assert [row.text for row in shown.rows] == [
        "Parliament of Lakeland, House of Lakeland, 7 deputies, 2022 – ",
        f"{lakes.pk}, COUNCIL of Lakeland, 4, 2022-03-01 – ",
    ]
    assert shown.ok
    assert (StatedComposition.objects.count(), Line.objects.count()) == (0, lines)
    entered(world, data)
    assert Line.objects.count() == lines + 1
    summary = delegations(PUBLIC, assembly=world.assembly, on=ON, lang="en")
    assert summary is not None
    assert (summary.total, summary.date_stated) == (11, True)
    citation = summary.delegations[0].seats[0].figures[0].fact.citations[0]
    assert (citation.kind, citation.capacity, citation.sha256) == ("entry", "Secretary of the delegation", "")


def test_a_russian_template_is_read_the_same_way(world: World, lakes: Body) -> None:
    given = {"Состав": [["Parliament of Lakeland", None, 6]],
             "Новый_мандат": [["Борис Озёров", "ru", lakes.pk, None, "член"]]}  # fmt: skip
    data = filled(lang="ru", **given)
    assert seen(world, data).problems == ()
    entered(world, data)
    assert StatedComposition.objects.get().seats == 6
    assert [row.name.text for row in people(PUBLIC, on=ON, lang="ru", query="Ozerov").rows] == ["Борис Озёров"]
    assert Mandate.objects.get().post.seated


def test_a_mandate_is_given_to_who_is_known_and_ended_later(world: World, lakes: Body) -> None:
    anna = world.person("Anna Reed")
    world.mandate(anna, lakes, when=Period("2019"))
    chair = filled(New_mandate=[
        ["ANNA REED", "en", "Assembly of the Lakes", None, "Chairman", "2022"],
        ["Boris Lake", "en", "Assembly of the Lakes", None, "rapporteur"],
        ["Boris Lake", "en", "Assembly of the Lakes", None, "member"],
    ])  # fmt: skip
    assert [row.new for row in seen(world, chair).rows] == [
        (),
        ("Boris Lake",),
        ("Boris Lake",),
    ]
    entered(world, chair)
    assert Person.objects.count() == 2
    assert {m.post.role for m in Mandate.objects.filter(person=anna)} == {"member", "chair"}
    over = filled(End_of_a_mandate=[["Anna Reed", "Assembly of the Lakes", "chair", "2023-05", "Resigned"]])
    entered(world, over)
    standing = Mandate.objects.standing().get(person=anna, post__role="chair")
    assert (standing.start, standing.end, standing.reason) == ("2022", "2023-05", "Resigned")
    assert "going on" in str(seen(world, over).problems[0].what)
    with pytest.raises(Refused, match="recorded already"):
        entered(world, chair)


def test_what_is_wrong_is_named_by_its_cell_and_nothing_is_stored(world: World, lakes: Body) -> None:
    world.mandate(world.person("Anna Reed"), lakes)
    data = filled(
        Composition=[
            ["Parliament of Nowhere", None, 7],
            ["Parliament of Lakeland", "Senate", 7],
            ["Parliament of Lakeland", None, "many"],
            ["Parliament of Lakeland", None, 7, None, "2022", "2021"],
            ["Parliament of Lakeland", None, "=1+6"],
            [None, None, 7],
            ["@SUM(A1)", None, 7],
            ["Parliament of Lakeland", None, 7, None, "31.12.2022"],
        ],
        End_of_a_mandate=[["Nobody", "Assembly of the Lakes", "member", "2022", "Left"]],
    )
    problems = seen(world, data).problems
    assert sorted(problem.where for problem in problems) == [
        "Composition!2:A", "Composition!3:B", "Composition!4:C", "Composition!5:F", "Composition!6:C",
        "Composition!7:A", "Composition!8:A", "Composition!9:E", "End of a mandate!2:A",
    ]  # fmt: skip
    assert all(str(problem.what) for problem in problems)
    lines = Line.objects.count()
    with pytest.raises(Refused) as refused:
        entered(world, data)
    assert str(refused.value.kept) == "Nothing was entered."
    assert (Line.objects.count(), StatedComposition.objects.count()) == (lines, 0)


def test_the_same_row_twice_is_one_too_many(world: World, lakes: Body) -> None:
    data = filled(Composition=[["Parliament of Lakeland", None, 6], ["Parliament of Lakeland", None, 6]])
    assert [p.where for p in seen(world, data).problems] == ["Composition!3"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 not a zip", b"name,seats\nLakeland,7\n"])
def test_what_is_no_spreadsheet_is_refused(world: World, data: bytes) -> None:
    with pytest.raises(Refused, match=r"no \.xlsx"):
        seen(world, data)


def test_a_foreign_spreadsheet_and_an_empty_template_are_refused(world: World) -> None:
    file = io.BytesIO()
    Workbook().save(file)
    with pytest.raises(Refused, match="None of the sheets"):
        seen(world, file.getvalue())
    with pytest.raises(Refused, match="No row"):
        entered(world, template(lang="en"))
    with pytest.raises(Refused, match="office"):
        enter(by=world.by, data=template(lang="en"), assembly=world.assembly, capacity=" ")
    with pytest.raises(Refused, match="secretariat"):
        preview(template(lang="en"), by=PUBLIC, assembly=world.assembly)
