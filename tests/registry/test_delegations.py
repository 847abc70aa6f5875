"""Who sits, as sources state it: what is counted, what is not, and what stands side by side."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from travaux.captures.rulings import correct, prefer
from travaux.lib.viewer import PUBLIC, Level
from travaux.registry import actions
from travaux.registry.queries import contradictions, delegations

from .conftest import World

TODAY = dt.date(2022, 7, 1)


def asked(world: World, **about: Any) -> Any:
    return delegations(PUBLIC, assembly=world.assembly, **{"on": TODAY, "lang": "en", **about})


def test_seats_without_a_named_holder_are_not_vacant(world: World) -> None:
    lakes, (lower, upper) = world.delegation("Parliament of Lakeland", "House of Lakeland", "Council of Lakeland")
    world.seats(lakes, 7, lower, unit="deputies")
    world.seats(lakes, 4, upper)
    world.mandate(world.person("Anna Reed"), lakes, chamber=lower, seated=True)
    actions.state_vacancy(by=world.by, delegation=lakes, chamber=upper, seats=1, citations=world.cite())
    summary = asked(world)
    groups = summary.delegations[0].seats
    assert [(g.chamber.name.text, g.seats, g.holders_stated, g.vacant, g.not_stated) for g in groups] == [
        ("Council of Lakeland", 4, 0, 1, 3),
        ("House of Lakeland", 7, 1, 0, 6),
    ]
    assert (summary.total, summary.holders_stated, summary.vacant, summary.not_stated) == (11, 1, 1, 9)
    assert not summary.complete
    assert not summary.date_stated
    assert summary.known_until == dt.date(2022, 6, 6)
    assert groups[1].figures[0].unit == "deputies"
    assert groups[1].figures[0].fact.citations[0].sha256 == "a" * 64


def test_a_plenipotentiary_is_listed_and_not_seated(world: World) -> None:
    lakes, _ = world.delegation("Parliament of Lakeland")
    world.seats(lakes, 6)
    boris, secretariat = world.person("Boris Lake"), world.body("secretariat", "Secretariat of the Lakes")
    world.mandate(boris, lakes, actions.PLENIPOTENTIARY)
    world.mandate(boris, secretariat, "deputy_executive_secretary")
    row = asked(world).delegations[0]
    assert [r.person.name.text for r in row.representatives] == ["Boris Lake"]
    assert [(o.role, o.body.name.text) for o in row.other_offices] == [
        ("deputy_executive_secretary", "Secretariat of the Lakes")
    ]
    assert (row.total, row.seats[0].holders_stated, row.seats[0].not_stated) == (6, 0, 6)


def test_two_figures_stand_side_by_side_until_one_is_preferred(world: World) -> None:
    lakes, _ = world.delegation("Parliament of Lakeland")
    ash, _ = world.delegation("Parliament of Ashland")
    six, seven = world.seats(lakes, 6), world.seats(lakes, 7)
    world.seats(ash, 5)
    before = asked(world)
    assert [(row.name.text, row.total) for row in before.delegations] == [
        ("Parliament of Ashland", 5),
        ("Parliament of Lakeland", None),
    ]
    assert [f.seats for f in before.delegations[1].seats[0].figures] == [6, 7]
    assert (before.total, before.not_stated) == (None, None)
    found = contradictions(PUBLIC, assembly=world.assembly, on=TODAY, lang="en")
    assert [(c.kind, [f.seats for f in c.figures]) for c in found] == [("composition", [6, 7])]
    prefer(by=world.by, fact=six, over=[seven], reason="The page was corrected.")
    assert asked(world).total == 11
    assert asked(world, known=seven.recorded_at).total is None


def test_chambers_that_do_not_add_up_to_the_whole_contradict_it(world: World) -> None:
    lakes, (lower, upper) = world.delegation("Parliament of Lakeland", "House", "Council")
    world.seats(lakes, 7, lower)
    world.seats(lakes, 4, upper)
    world.seats(lakes, 12)
    assert asked(world).total is None
    assert [c.kind for c in contradictions(PUBLIC, assembly=world.assembly, on=TODAY, lang="en")] == ["sum"]


def test_the_same_figure_from_two_sources_is_no_contradiction(world: World) -> None:
    lakes, _ = world.delegation("Parliament of Lakeland")
    world.seats(lakes, 6)
    world.seats(lakes, 6)
    assert asked(world).total == 6


def test_an_entitlement_is_kept_apart_from_what_is_stated(world: World) -> None:
    lakes, _ = world.delegation("Parliament of Lakeland")
    actions.state_entitlement(by=world.by, delegation=lakes, seats=9, rule="Rules, art. 2", citations=world.cite())
    row = asked(world).delegations[0]
    assert (row.total, row.seats, [(e.seats, e.rule) for e in row.entitlements]) == (None, (), [(9, "Rules, art. 2")])
    assert asked(world).total is None


def test_a_website_without_address_is_a_fact(world: World) -> None:
    _, (house,) = world.delegation("Parliament of Lakeland", "House of Lakeland")
    actions.state_website(by=world.by, body=house, citations=world.cite())
    sites = asked(world).delegations[0].websites
    assert [(site.of.name.text, site.url) for site in sites] == [("House of Lakeland", None)]


def test_as_of_a_day_and_as_known_at_a_moment(world: World) -> None:
    lakes, _ = world.delegation("Parliament of Lakeland")
    stated = world.seats(lakes, 6, when=actions.Period("2022", ".."))
    assert asked(world, on=dt.date(2021, 12, 31)).delegations[0].total is None
    assert asked(world).date_stated
    corrected = correct(by=world.by, fact=stated, reason="Misread.", seats=8)
    assert asked(world).total == 8
    assert asked(world, known=stated.recorded_at).total == 6
    assert asked(world, known=corrected.recorded_at).total == 8


def test_parliaments_stand_in_the_order_of_the_pages_language(world: World) -> None:
    for english, russian in (
        ("Parliament of Yeland", "Парламент Ёжии"),
        ("Parliament of Zealand", "Парламент Азеландии"),
    ):
        delegation, _ = world.delegation(english)
        parliament = delegation.affiliations.get(kind="delegation_of").to
        actions.name_body(by=world.by, body=parliament, text=russian, lang="ru", citations=world.cite())
    assert [row.parliament.name.text for row in asked(world).delegations] == [
        "Parliament of Yeland",
        "Parliament of Zealand",
    ]
    assert [row.parliament.name.text for row in asked(world, lang="ru").delegations] == [
        "Парламент Азеландии",
        "Парламент Ёжии",
    ]


def test_a_translation_of_ours_gives_a_name_its_place_and_not_its_form(world: World) -> None:
    for english, russian in {"Parliament of Ashland": "Парламент Ясении", "Parliament of Zealand": "Вече"}.items():
        delegation, _ = world.delegation(english)
        parliament = delegation.affiliations.get(kind="delegation_of").to
        ours = {"lang": "ru", "origin": "ours", "citations": world.cite()}
        actions.name_body(by=world.by, body=parliament, text=russian, **ours)
    shown = [row.parliament.name for row in asked(world, lang="ru").delegations]
    assert [(name.text, name.translation) for name in shown] == [
        ("Parliament of Zealand", "Вече"),
        ("Parliament of Ashland", "Парламент Ясении"),
    ]


def test_what_is_not_public_is_not_counted(world: World) -> None:
    lakes, _ = world.delegation("Parliament of Lakeland")
    world.seats(lakes, 6)
    hidden = world.body("delegation", level=Level.SECRETARIAT)
    world.tie(hidden, "delegation_to", world.assembly)
    assert len(asked(world).delegations) == 1
    assert len(delegations(world.by, assembly=world.assembly, on=TODAY, lang="en").delegations) == 2
    assert delegations(PUBLIC, assembly="nothing", on=TODAY, lang="en") is None


def test_three_delegations_cost_what_one_costs(world: World) -> None:
    def fill(name: str) -> None:
        delegation, (lower, _) = world.delegation(name, f"House of {name}", f"Council of {name}")
        world.seats(delegation, 7, lower)
        world.mandate(world.person(f"Member of {name}"), delegation, chamber=lower, seated=True)
        envoy = world.person(f"Envoy of {name}")
        world.mandate(envoy, delegation, actions.PLENIPOTENTIARY)
        world.mandate(envoy, world.assembly, "deputy")
        actions.state_website(by=world.by, body=lower, citations=world.cite())
        actions.state_vacancy(by=world.by, delegation=delegation, chamber=lower, citations=world.cite())
        actions.state_entitlement(by=world.by, delegation=delegation, seats=7, rule="art. 1", citations=world.cite())

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            asked(world)
        return len(queries)

    fill("Ashland")
    one = cost()
    for name in ("Lakeland", "Marshland", "Reedland"):
        fill(name)
    assert cost() == one


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_merged_parliaments_are_one(world: World, lang: str) -> None:
    lakes, _ = world.delegation("Parliament of Lakeland")
    again, _ = world.delegation("The Lakeland Parliament")
    world.seats(lakes, 6)
    world.seats(again, 6)
    assert asked(world).total == 12
    parliaments = [d.affiliations.get(kind="delegation_of").to for d in (lakes, again)]
    actions.merge_bodies(by=world.by, body=parliaments[1], into=parliaments[0], reason="One parliament.")
    merge = actions.merge_bodies(by=world.by, body=again, into=lakes, reason="One delegation.")
    summary = asked(world, lang=lang)
    assert [(row.id, row.total) for row in summary.delegations] == [(lakes.pk, 6)]
    actions.split(by=world.by, merge=merge, reason="They are two after all.")
    assert asked(world).total == 12
