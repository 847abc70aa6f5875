"""What confirmed claims become: bodies and people are found by their attested names, or registered anew."""

import datetime as dt
from typing import Any

import pytest

from travaux.captures.actions import add_capture, read_capture
from travaux.captures.models import Claim
from travaux.lib.refusals import Refused
from travaux.lib.viewer import PUBLIC
from travaux.record.models import Line
from travaux.registry import actions
from travaux.registry.models import Affiliation, Body, Entitlement, Mandate, Person, StatedComposition
from travaux.registry.queries import delegations, people

from .conftest import World

ON = dt.date(2023, 1, 1)
PAGE = (
    "Delegation of the Parliament of Lakeland to the Lake Assembly consists of 7 deputies from the House of Lakeland "
    "and 4 members of the Council of Lakeland.\n"
    "Plenipotentiary representative of the Parliament of Lakeland - deputy Executive Secretary of the Lake Assembly: "
    "Boris Lake\n"
    "Website of the Parliament of Lakeland:\n"
)


@pytest.fixture
def page(world: World) -> list[Claim]:
    capture = add_capture(by=world.by, data=PAGE.encode(), name="page.txt", published="2022-06-06", lang="en")
    return list(read_capture(by=world.by, capture=capture).claims.order_by("ordinal"))


def made(world: World, claim: Claim, **changes: Any) -> list[Any]:
    values = {**claim.values, **changes}
    return actions.accept_claim(by=world.by, claim=claim, values=values, assembly=world.assembly)


def of(page: list[Claim], kind: str) -> list[Claim]:
    return [claim for claim in page if claim.kind == kind]


def test_a_page_becomes_a_delegation(world: World, page: list[Claim]) -> None:
    for claim in (*of(page, "seat_count"), *of(page, "representative"), *of(page, "office"), *of(page, "website")):
        made(world, claim)
    row = delegations(PUBLIC, assembly=world.assembly, on=ON, lang="en").delegations[0]  # type: ignore[union-attr]
    assert row.name.text == "Parliament of Lakeland"
    assert sorted((g.chamber.name.text, g.seats) for g in row.seats if g.chamber) == [
        ("Council of Lakeland", 4),
        ("House of Lakeland", 7),
    ]
    assert [(r.person.name.text, r.seated) for r in row.representatives] == [("Boris Lake", False)]
    assert [(o.role, o.title.text) for o in row.other_offices] == [
        ("deputy_executive_secretary", "deputy Executive Secretary")
    ]
    assert [site.url for site in row.websites] == [None]
    words = row.seats[0].figures[0].fact.citations[0].words
    assert words is not None
    assert "7 deputies" in words or "4 members" in words
    assert (Body.objects.filter(kind="delegation").count(), Person.objects.count()) == (1, 1)


def test_one_claim_is_one_line_of_the_record_and_keeps_its_place(world: World, page: list[Claim]) -> None:
    claim, lines = of(page, "seat_count")[0], Line.objects.count()
    fact = made(world, claim)[0]
    citation = fact.citations.get()
    assert Line.objects.count() == lines + 1
    assert (citation.claim, citation.start, citation.end) == (claim, claim.start, claim.end)


def test_a_name_matches_whatever_its_case_and_is_kept_as_written(world: World, page: list[Claim]) -> None:
    claim = of(page, "representative")[0]
    made(world, claim)
    made(world, claim, person="BORIS LAKE")
    boris = Person.objects.get()
    assert sorted(name.text for name in boris.names.all()) == ["BORIS LAKE", "Boris Lake"]


def test_who_only_looks_alike_is_somebody_else(world: World, page: list[Claim]) -> None:
    claim = of(page, "representative")[0]
    made(world, claim)
    made(world, claim, person="Boris Laike")
    assert Person.objects.count() == 2
    assert len(people(PUBLIC, on=ON, lang="en", query="Boris").rows) == 2


def test_the_same_name_in_another_assembly_is_somebody_else(world: World, page: list[Claim]) -> None:
    other = world.body("assembly", "Assembly of the Hills")
    namesake = world.person("Boris Lake")
    world.mandate(namesake, other)
    mandate = made(world, of(page, "representative")[0])[0]
    assert mandate.person != namesake


def test_two_of_one_name_are_for_a_person_to_tell_apart(world: World, page: list[Claim]) -> None:
    first, second = world.person("Boris Lake"), world.person("Boris Lake")
    claim = of(page, "representative")[0]
    lines = Line.objects.count()
    with pytest.raises(Refused, match="More than one"):
        made(world, claim)
    assert Line.objects.count() == lines
    assert made(world, claim, person_id=second.pk)[0].person == second
    assert made(world, claim, person_id="new")[0].person not in (first, second)


def test_a_quota_needs_its_rule(world: World, page: list[Claim]) -> None:
    claim = of(page, "seat_count")[0]
    with pytest.raises(Refused, match="rule"):
        made(world, claim, basis="quota")
    assert (Body.objects.filter(kind="delegation").count(), Affiliation.objects.count()) == (0, 0)
    made(world, claim, basis="quota", rule="Regulations, article 4")
    assert (Entitlement.objects.get().rule, StatedComposition.objects.count()) == ("Regulations, article 4", 0)


@pytest.mark.parametrize(("field", "value"), [("seats", 0), ("seats", "7"), ("seats", None), ("parliament", " ")])
def test_a_claim_without_what_the_fact_needs_is_refused(
    world: World, page: list[Claim], field: str, value: Any
) -> None:
    with pytest.raises(Refused):
        made(world, of(page, "seat_count")[0], **{field: value})
    assert StatedComposition.objects.count() == 0


def test_an_exercise_never_meets_what_is_real(world: World, page: list[Claim]) -> None:
    real = world.person("Boris Lake")
    exercise = world.body("assembly", "Assembly of the Exercise", notice="exercise")
    claim = of(page, "representative")[0]
    mandate = actions.accept_claim(by=world.by, claim=claim, values=claim.values, assembly=exercise)[0]
    assert isinstance(mandate, Mandate)
    assert mandate.person != real
    post, sender = mandate.post, mandate.on_behalf_of
    assert sender is not None
    assert {row.notice for row in (mandate.person, post, post.body, sender)} == {"exercise"}


def test_a_claim_of_another_room_is_refused(world: World, page: list[Claim]) -> None:
    claim = page[0]
    claim.kind = "statement"
    with pytest.raises(Refused, match="not facts of the registry"):
        made(world, claim)
