"""What the database itself refuses, whoever writes."""

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from travaux.captures.rulings import correct
from travaux.lib.refusals import Refused
from travaux.lib.viewer import PUBLIC
from travaux.record.actions import act
from travaux.registry import actions
from travaux.registry.models import Affiliation, Entitlement, Mandate, PersonMerge

from .conftest import World


def save(by: Any, row: Any) -> None:
    with act(by=by, verb="tried") as a, transaction.atomic():
        row.recorded_at = a.at
        a.save(row)


def test_a_mandate_that_ends_before_it_starts_is_refused_twice(world: World) -> None:
    given = world.mandate(world.person("Anna Reed"), world.assembly)
    with pytest.raises(Refused, match="ends"):
        actions.give_mandate(
            by=world.by, person=given.person, post=given.post, citations=world.cite(),
            when=actions.Period("2022-02", "2021"),
        )  # fmt: skip
    backwards = {"start": "2022-02-01", "start_basis": "stated", "start_earliest": "2022-02-01",
                 "start_latest": "2022-02-01", "end": "2021", "end_basis": "stated", "end_earliest": "2021-01-01",
                 "end_latest": "2021-12-31"}  # fmt: skip
    with pytest.raises(IntegrityError):
        save(world.by, Mandate(person=given.person, post=given.post, **backwards))
    assert Mandate.objects.count() == 1


def test_an_entitlement_without_its_rule_is_refused_twice(world: World) -> None:
    delegation, _ = world.delegation("Parliament of Ashland")
    with pytest.raises(Refused, match="rule"):
        actions.state_entitlement(by=world.by, delegation=delegation, seats=4, rule=" ", citations=world.cite())
    with pytest.raises(IntegrityError):
        save(world.by, Entitlement(delegation=delegation, seats=4, rule=""))


def test_a_fact_is_corrected_once(world: World) -> None:
    delegation, _ = world.delegation("Parliament of Ashland")
    stated = world.seats(delegation, 7)
    correct(by=world.by, fact=stated, reason="The page was misread.", seats=6)
    with pytest.raises(Refused, match="already corrected"):
        correct(by=world.by, fact=stated, reason="I came second.", seats=5)
    with pytest.raises(IntegrityError):
        save(world.by, type(stated)(delegation=delegation, seats=5, supersedes=stated, reason="Past the action."))


def test_nothing_is_merged_into_or_affiliated_to_itself(world: World) -> None:
    anna = world.person("Anna Reed")
    with pytest.raises(IntegrityError):
        save(world.by, PersonMerge(person=anna, into=anna))
    with pytest.raises(IntegrityError):
        save(world.by, Affiliation(body=world.assembly, to=world.assembly, kind="under"))


def test_a_recorded_fact_is_not_changed_in_place(world: World) -> None:
    delegation, _ = world.delegation("Parliament of Ashland")
    stated = world.seats(delegation, 7)
    with pytest.raises(DatabaseError), act(by=world.by, verb="tried") as a:
        a.amend(stated, seats=8)


def test_the_public_records_nothing_and_a_fact_has_a_source(world: World) -> None:
    with pytest.raises(Refused, match="secretariat"):
        actions.register_body(by=PUBLIC, kind="party", name="Ours", citations=world.cite())
    with pytest.raises(Refused, match="source"):
        actions.register_person(by=world.by, name="Anna Reed", citations=[])
