"""Amendments: tabled as they come, ruled on by the day, and made into the next version only when agreed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.instruments.conftest import txt
from tests.instruments.test_texts import blocks
from tests.instruments.texts import RUSSIAN, TODAY
from travaux.instruments import queries
from travaux.instruments.actions import (
    Author,
    add_version,
    apply_agreed,
    rule_on_amendment,
    table_amendment,
    withdraw_amendment,
)
from travaux.instruments.models import Amendment, AmendmentRuling, Expression, Instrument, Provenance, Version
from travaux.lib.refusals import Refused
from travaux.lib.viewer import PUBLIC, Capacity, Viewer
from travaux.record.models import Line
from travaux.registry.models import Body

pytestmark = pytest.mark.django_db

FORTY = {
    "en": "In Article 2, paragraph 1, replace “thirty” with “forty”.",
    "ru": "В части 1 статьи 2 слово «тридцать» заменить словом «сорок».",
}
FIFTY = {"en": "In Article 2, paragraph 1, replace “thirty” with “fifty”."}
NO_KEEPERS = {"en": "Delete Article 3."}
BUCKETS = {"en": "In Article 3, replace “A keeper” with “A keeper with a bucket”."}
SOFT = {"en": "Consider whether rivers should be covered as well."}

Table = Callable[..., Amendment]


@pytest.fixture
def table(by: Viewer, first: Version, alder: Body) -> Table:
    def tabled(number: str, formula: Any, *, agreed: bool = False, **about: Any) -> Amendment:
        made = table_amendment(
            **{"by": by, "version": first, "number": number, "author": Author(alder), "formula": formula, **about}
        )
        if agreed:
            rule_on_amendment(by=by, amendment=made, outcome="agreed", ruled="2026-05-01")
        return made

    return tabled


def shown(version: Version, viewer: Viewer = PUBLIC) -> Any:
    page = queries.amendments_to(viewer, version.pk, on=TODAY, lang="en")
    assert page is not None
    return page


def test_an_amendment_is_tabled_as_it_was_written_with_what_it_orders(table: Table, first: Version) -> None:
    lines = Line.objects.count()
    table("1", FORTY, tabled="2026-04-10", reason={"en": "Thirty metres are dry."})
    assert Line.objects.count() == lines + 1
    (one,) = shown(first).amendments
    assert (one.number, one.author.name.text, one.tabled, one.outcome) == (
        "1", "Delegation of Alder", "2026-04-10", "tabled",
    )  # fmt: skip
    assert (one.formula, one.reason) == (FORTY["en"], "Thirty metres are dry.")
    assert [(o.op, o.find, o.text, o.status) for o in one.proposal.operations] == [
        ("replace_words", "thirty", "forty", "applied")
    ]
    assert [(c.label, dict(c.words)) for c in one.proposal.changes] == [
        ("Article 2, 1", {"=": " metres.", "-": "thirty", "+": "forty"})
    ]


def test_what_cannot_be_carried_out_is_tabled_and_says_so(table: Table, first: Version) -> None:
    table("1", SOFT)
    table("2", {"en": "In Article 99, replace “a” with “b”."})
    found = {a.number: a for a in shown(first).amendments}
    assert not found["1"].proposal.executable
    assert found["2"].proposal.operations[0].status == "not_found"
    assert "99" in found["2"].proposal.operations[0].why


@pytest.mark.parametrize(
    "wrong",
    [{"formula": {"en": " "}}, {"author": Author()}, {"number": " "}, {"tabled": "Tuesday"}, {"by": PUBLIC}],
    ids=lambda wrong: next(iter(wrong)),
)
def test_an_amendment_without_words_author_or_number_is_refused(table: Table, wrong: dict[str, Any]) -> None:
    given = {"number": "1", "formula": FORTY, **wrong}
    with pytest.raises(Refused):
        table(given.pop("number"), given.pop("formula"), **given)
    assert not Amendment.objects.exists()


def test_a_number_is_given_once_in_all_languages_of_a_version(table: Table, first_ru: Version) -> None:
    table("1", FORTY)
    with pytest.raises(Refused):
        table("1", FORTY, version=first_ru)


def test_they_stand_in_the_order_of_the_text_and_alike_ones_know_each_other(
    table: Table, first: Version, birch: Body
) -> None:
    table("1", NO_KEEPERS)
    table("2", FORTY)
    table("10", FORTY, author=Author(birch, "the Birch side"))
    table("3", SOFT)
    found = shown(first).amendments
    assert [a.number for a in found] == ["2", "10", "1", "3"]
    assert [a.alike for a in found] == [("10",), ("2",), (), ()]


def test_what_cannot_stand_together_is_grouped_with_its_reason(table: Table, by: Viewer, first: Version) -> None:
    table("1", FORTY)
    two = table("2", FIFTY)
    table("3", NO_KEEPERS)
    table("4", BUCKETS)
    page = shown(first)
    assert [(c.numbers, c.labels, c.settled) for c in page.clashes] == [
        (("1", "2"), ("Article 2, 1",), False),
        (("3", "4"), ("Article 3",), False),
    ]
    assert "thirty" in page.clashes[0].reason
    rule_on_amendment(by=by, amendment=two, outcome="fell", ruled="2026-05-01")
    assert shown(first).clashes[0].settled
    withdraw_amendment(by=by, amendment=Amendment.objects.get(number="4"))
    assert [c.numbers for c in shown(first).clashes] == [("1", "2")]


def test_leaving_out_an_annex_stands_where_the_annex_does(table: Table, first: Version) -> None:
    table("1", {"en": "Delete Annex 1."})
    table("2", FORTY)
    table("3", {"en": "In Annex 1, Article 1, replace “turns” with “queues”."})
    page = shown(first)
    assert page.amendments[0].number == "2"
    assert [(c.numbers, c.labels) for c in page.clashes] == [(("1", "3"), ("Annex 1",))]
    assert page.amendments[1].distance_label


def test_the_chair_is_told_what_is_alternative_what_falls_and_how_far_each_goes(table: Table, first: Version) -> None:
    table("1", FORTY)
    table("2", FIFTY)
    table("3", BUCKETS)
    table("4", NO_KEEPERS)
    found = {a.number: a for a in shown(first).amendments}
    assert (found["1"].alternatives, found["2"].alternatives) == (("2",), ("1",))
    assert [(f.if_agreed, f.reason) for f in found["3"].falls_if] == [("4", "the provision that it amends is left out")]
    assert (found["3"].distance, found["4"].distance, found["4"].distance_label) == (
        "insertion", "leave_out", "leaves out",
    )  # fmt: skip
    assert [a.number for a in shown(first).amendments] == ["1", "2", "3", "4"]
    by_distance = queries.amendments_to(PUBLIC, first.pk, on=TODAY, lang="en", order="distance")
    assert by_distance is not None
    assert [a.number for a in by_distance.amendments] == ["1", "2", "4", "3"]
    with pytest.raises(Refused):
        queries.amendments_to(PUBLIC, first.pk, on=TODAY, lang="en", order="weight")


def test_a_ruling_is_dated_and_a_wrong_one_is_superseded(table: Table, by: Viewer, first: Version) -> None:
    one = table("1", FORTY)
    wrong = rule_on_amendment(by=by, amendment=one, outcome="agreed", ruled="2026-05-01")
    rule_on_amendment(
        by=by, amendment=one, outcome="rejected", ruled="2026-05-01", supersedes=wrong, reason="misread minutes"
    )
    (found,) = shown(first).amendments
    assert found.outcome == "rejected"
    assert [(r.outcome, r.stands) for r in found.rulings] == [("agreed", False), ("rejected", True)]
    with pytest.raises(Refused):
        rule_on_amendment(by=by, amendment=one, outcome="fell", supersedes=wrong, reason="again")
    with pytest.raises(Refused):
        withdraw_amendment(by=by, amendment=one)
    with pytest.raises(Refused):
        rule_on_amendment(by=by, amendment=one, outcome="adored")
    assert AmendmentRuling.objects.count() == 2


def test_the_agreed_ones_make_the_next_version_and_each_change_knows_whose_it_is(
    table: Table, by: Viewer, wells: Instrument, first: Version, birch: Body
) -> None:
    table("1", FORTY, agreed=True)
    table("2", FORTY, agreed=True, author=Author(birch))
    table("3", BUCKETS, agreed=True)
    table("4", NO_KEEPERS)
    lines = Line.objects.count()
    following = apply_agreed(by=by, version=first, number="2", made="2026-05-02")
    assert Line.objects.count() == lines + 1
    assert (following.origin, following.previous, following.number) == ("merged", first, "2")
    words = {b.eid: " ".join(b.paragraphs) for b in blocks(following)}
    assert words["art_2__para_1"] == "A well is dug to forty metres."
    assert words["art_3"] == "A keeper with a bucket is chosen for each well by those who drink from it."
    rows = Provenance.objects.filter(version=following).order_by("position").values_list("amendment__number", "eid")
    assert list(rows) == [("1", "art_2__para_1"), ("2", "art_2__para_1"), ("3", "art_3")]
    depth = next(b.uid for b in blocks(first) if b.eid == "art_2")
    line = queries.pedigree(PUBLIC, wells.pk, depth, on=TODAY, lang="en")
    assert line is not None
    told = [(e.version.number, e.kind, [(s.number, s.authors[0].name.text) for s in e.sources]) for e in line.entries]
    assert told == [
        ("1", "first", []),
        ("2", "reworded", [("1", "Delegation of Alder"), ("2", "Delegation of Birch")]),
    ]


def test_the_same_decision_is_carried_out_in_the_other_language(
    table: Table, by: Viewer, first: Version, first_ru: Version
) -> None:
    table("1", FORTY, agreed=True)
    following = apply_agreed(by=by, version=first_ru, number="2")
    assert "Колодец роют на сорок метров." in [" ".join(b.paragraphs) for b in blocks(following)]
    english_only = table("2", BUCKETS, agreed=True)
    with pytest.raises(Refused):  # the Russian text has gone on
        apply_agreed(by=by, version=first_ru, number="3", amendments=[english_only])


def test_a_sub_amendment_changes_what_its_amendment_leaves(table: Table, by: Viewer, first: Version) -> None:
    one = table("1", FORTY, agreed=True)
    table("1/1", {"en": "In Article 2, paragraph 1, replace “forty” with “forty-five”."}, amends=one, agreed=True)
    found = {a.number: a for a in shown(first).amendments}
    assert found["1/1"].amends == "1"
    assert found["1/1"].proposal.executable
    following = apply_agreed(by=by, version=first, number="2")
    assert "A well is dug to forty-five metres." in [" ".join(b.paragraphs) for b in blocks(following)]
    assert set(Provenance.objects.values_list("amendment__number", flat=True)) == {"1", "1/1"}


@pytest.mark.parametrize("case", ["not agreed", "none", "clash", "soft", "other version", "gone on"])
def test_nothing_is_applied_by_guess(
    table: Table, by: Viewer, english: Expression, first: Version, russian: Expression, case: str
) -> None:
    chosen = None
    if case == "not agreed":
        chosen = [table("1", FORTY)]
    elif case == "clash":
        table("1", FORTY, agreed=True)
        table("2", FIFTY, agreed=True)
    elif case == "soft":
        table("1", SOFT, agreed=True)
    elif case == "other version":
        chosen = [table("1", FORTY, agreed=True)]
        first = add_version(by=by, expression=russian, number="0", file=txt(RUSSIAN))
    elif case == "gone on":
        table("1", FORTY, agreed=True)
        apply_agreed(by=by, version=first, number="2")
    before = (Version.objects.count(), Line.objects.count())
    with pytest.raises(Refused) as refused:
        apply_agreed(by=by, version=first, number="3", amendments=chosen)
    assert str(refused.value.what)
    assert (Version.objects.count(), Line.objects.count()) == before


def test_words_can_be_tried_before_they_are_tabled(first: Version) -> None:
    tried = queries.proposal(PUBLIC, first.pk, FORTY["en"], on=TODAY)
    assert tried is not None
    assert tried.executable
    assert [c.label for c in tried.changes] == ["Article 2, 1"]
    nonsense = queries.proposal(PUBLIC, first.pk, "Rhubarb, rhubarb.", on=TODAY)
    assert nonsense is not None
    assert not nonsense.executable
    assert not Amendment.objects.exists()


def test_a_hidden_amendment_is_not_there_for_the_public(table: Table, by: Viewer, first: Version) -> None:
    table("1", FORTY)
    closed = table("2", FIFTY, level="secretariat")
    assert [a.number for a in shown(first).amendments] == ["1"]
    assert shown(first).clashes == ()
    assert [a.number for a in shown(first, by).amendments] == ["1", "2"]
    assert queries.amendment(PUBLIC, closed.pk, on=TODAY, lang="en") is None
    assert queries.amendment(by, closed.pk, on=TODAY, lang="en") is not None


def test_a_delegation_sees_its_own_before_it_is_opened(table: Table, first: Version, alder: Body, birch: Body) -> None:
    table("1", FORTY, level="delegation")
    of_alder, of_birch = (
        Viewer(role="delegation_head", account="head", capacities=(
            Capacity("delegation_head", body.pk, speaks_for=frozenset({body.pk})),))
        for body in (alder, birch)
    )  # fmt: skip
    assert [a.number for a in shown(first, of_alder).amendments] == ["1"]
    assert shown(first, of_birch).amendments == ()
    assert shown(first).amendments == ()


def test_a_list_costs_the_same_with_one_and_with_three(table: Table, first: Version, birch: Body) -> None:
    table("1", FORTY, agreed=True)
    with CaptureQueriesContext(connection) as once:
        shown(first)
    table("2", FIFTY, author=Author(birch))
    table("3", NO_KEEPERS, author=Author(birch), agreed=True)
    with CaptureQueriesContext(connection) as thrice:
        shown(first)
    assert len(once) == len(thrice)
