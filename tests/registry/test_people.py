"""People: found by any attested form, shown with all capacities, merged and split by hand."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from travaux.captures.rulings import correct, withdraw
from travaux.lib.refusals import Refused
from travaux.lib.viewer import PUBLIC, Level, Viewer
from travaux.record.actions import act
from travaux.record.models import Line
from travaux.registry import actions
from travaux.registry.actions.merges import merge_addresses, split_address
from travaux.registry.models import Person
from travaux.registry.queries import alike, body, people, person

from .conftest import World

TODAY = dt.date(2022, 7, 1)


def names(query: str, lang: str = "en") -> list[str]:
    return [row.name.text for row in people(PUBLIC, on=TODAY, lang=lang, query=query).rows]


def found_person(id: str, **about: object) -> object:
    return person(PUBLIC, id, **{"on": TODAY, "lang": "en", **about})  # type: ignore[arg-type]


@pytest.mark.parametrize("query", ["рогалёв", "РОГАЛЕВ виктор", "Rogalev", "rogaljow", "В. Рогал", "Viktor Rog"])
def test_a_person_is_found_by_any_form_in_any_script(world: World, query: str) -> None:
    world.person("Рогалев Виктор Павлович", "ru")
    world.person("Anna Reed")
    assert names(query) == (["Рогалев Виктор Павлович"])


def test_nobody_is_found_by_what_is_not_a_name(world: World) -> None:
    world.person("Anna Reed")
    assert names("–") == names("Anna Lake") == names("Reeds") == []
    assert names("") == ["Anna Reed"]


def test_a_corrected_spelling_is_found_and_the_wrong_one_is_not(world: World) -> None:
    anna = world.person("Anna Rede")
    correct(by=world.by, fact=anna.names.get(), reason="Misread.", text="Anna Marsh")
    assert (names("Marsh"), names("Rede")) == (["Anna Marsh"], [])
    withdraw(by=world.by, fact=anna.names.get(text="Anna Marsh"), reason="Another person.")
    assert names("Anna") == []


def test_a_hidden_form_does_not_give_its_bearer_away(world: World) -> None:
    anna = world.person("Anna Reed")
    secret = actions.name_person(by=world.by, person=anna, text="Zarya Volkova", citations=world.cite())
    with act(by=world.by, verb="closed") as a:
        a.amend(secret, level=Level.SECRETARIAT)
    assert names("Volkova") == []
    assert [row.id for row in people(world.by, on=TODAY, lang="en", query="Volkova").rows] == [anna.pk]
    with act(by=world.by, verb="closed") as a:
        a.amend(anna, level=Level.SECRETARIAT)
    assert names("Anna") == []
    assert found_person(anna.pk) is None


def test_suggestions_share_words_and_decide_nothing(world: World) -> None:
    for name in ("Boris Lake", "Boris Reed", "Лейк Борис", "Anna Reed"):
        world.person(name)
    found = alike(PUBLIC, name="Boris Lake", on=TODAY, lang="en")
    assert found[0].name.text == "Boris Lake"
    assert {row.name.text for row in found} == {"Boris Lake", "Boris Reed", "Лейк Борис"}
    assert alike(PUBLIC, name="–", on=TODAY, lang="en") == ()


def test_the_list_stands_in_the_alphabet_of_the_page(world: World) -> None:
    for text in ("жук", "ёлка", "Ёж", "елка"):
        world.person(text, "ru")
    assert names("", "ru") == ["Ёж", "елка", "ёлка", "жук"]


def test_one_person_holds_many_capacities_and_some_are_over(world: World) -> None:
    anna, council = world.person("Anna Reed"), world.body("council", "Council of the Lakes")
    world.mandate(anna, council, "chair", when=actions.Period("2020", ".."))
    member = world.mandate(anna, world.assembly, when=actions.Period("2019"))
    ended = actions.end_mandate(
        by=world.by, mandate=member, end="2021-05", reason="Left parliament.", citations=world.cite()
    )
    shown = found_person(anna.pk)
    assert [(c.role, c.body.name.text, c.fact.period.holds) for c in shown.capacities] == [
        ("chair", "Council of the Lakes", "yes")
    ]
    over = shown.other_times[0].fact.period
    assert (shown.other_times[0].role, over.start, over.end) == ("member", "2019", "2021-05")
    before = found_person(anna.pk, known=member.recorded_at)
    assert {(c.role, c.fact.period.holds) for c in before.capacities} == {("chair", "yes"), ("member", "possibly")}
    assert found_person(anna.pk, on=dt.date(2021, 5, 10)).capacities[0].role == "member"
    assert ended.supersedes == member


def test_a_mandate_cannot_end_before_it_starts_nor_twice(world: World) -> None:
    member = world.mandate(world.person("Anna Reed"), world.assembly, when=actions.Period("2019-03-01"))
    lines = Line.objects.count()
    with pytest.raises(Refused, match="ends"):
        actions.end_mandate(by=world.by, mandate=member, end="2018", reason="?", citations=[])
    assert Line.objects.count() == lines
    actions.end_mandate(by=world.by, mandate=member, end="2020", reason="Left.", citations=world.cite())
    with pytest.raises(Refused, match="already corrected"):
        actions.end_mandate(by=world.by, mandate=member, end="2021", reason="Left.", citations=world.cite())


def test_merged_people_are_one_until_they_are_split(world: World) -> None:
    latin, cyrillic = world.person("Viktor Rogalev"), world.person("Виктор Рогалев", "ru")
    world.mandate(cyrillic, world.assembly)
    assert len(names("rogalev")) == 2
    merge = actions.merge_people(by=world.by, person=cyrillic, into=latin, reason="The same office, the same page.")
    assert names("Рогалев", "ru") == ["Виктор Рогалев"]
    old = found_person(cyrillic.pk)
    assert (old.redirect, old.person.id) == (latin.pk, latin.pk)
    assert {n.text for n in old.names} == {"Viktor Rogalev", "Виктор Рогалев"}
    assert [c.person.id for c in old.capacities] == [latin.pk]
    with pytest.raises(Refused, match="already"):
        actions.merge_people(by=world.by, person=latin, into=cyrillic, reason="The other way round.")
    actions.split(by=world.by, merge=merge, reason="Two men of one name.")
    assert found_person(cyrillic.pk).redirect is None
    assert found_person(latin.pk).capacities == ()
    assert found_person(cyrillic.pk, known=merge.recorded_at).redirect == latin.pk


def test_a_name_without_a_russian_form_is_shown_as_attested(world: World) -> None:
    anna = world.person("Anna Reed")
    shown = found_person(anna.pk, lang="ru").person.name
    assert (shown.text, shown.lang, shown.origin, shown.translation) == ("Anna Reed", "en", "attested", "")
    actions.name_body(
        by=world.by, body=world.assembly, text="Ассамблея Озёр", lang="ru", origin="ours", citations=world.cite()
    )
    name = body(PUBLIC, world.assembly.pk, on=TODAY, lang="ru").body.name
    assert (name.text, name.lang, name.translation) == ("Assembly of the Lakes", "en", "Ассамблея Озёр")


def test_lists_and_pages_cost_the_same_for_one_and_for_many(world: World) -> None:
    def add(number: int) -> Person:
        someone = world.person(f"Anna Reed {number}")
        given = world.mandate(someone, world.assembly, f"role {number}")
        actions.title_post(by=world.by, post=given.post, text=f"Role {number}", lang="en", citations=world.cite())
        return someone

    def cost() -> list[int]:
        costs = []
        for ask in (
            lambda: people(PUBLIC, on=TODAY, lang="en", query="anna reed"),
            lambda: people(PUBLIC, on=TODAY, lang="en"),
            lambda: body(PUBLIC, world.assembly.pk, on=TODAY, lang="en"),
            lambda: found_person(first.pk),
        ):
            with CaptureQueriesContext(connection) as queries:
                ask()
            costs.append(len(queries))
        return costs

    first = add(1)
    one = cost()
    for number in range(2, 5):
        add(number)
        world.mandate(first, world.assembly, f"other role {number}")
    assert cost() == one


def test_a_search_walks_the_index_of_keys(world: World) -> None:
    """The plan names the index; what it costs with 20,000 people is the benchmark's question."""
    world.person("Anna Reed")
    with CaptureQueriesContext(connection) as queries:
        people(PUBLIC, on=TODAY, lang="en", query="anna")
    counted = next(q["sql"] for q in queries.captured_queries if "registry_namekey" in q["sql"])
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {counted}")
            plan = " ".join(str(row) for row in cursor.fetchall())
        assert "USING COVERING INDEX registry_key_of_person (key>? AND key<?)" in plan


def test_two_addresses_are_merged_and_split_by_their_ids(by: Viewer) -> None:
    both = [Person(), Person()]
    with act(by=by, verb="registered") as a:
        a.save_all(both)
    ids = [each.pk for each in both]
    merge_addresses(by=by, id=ids[0], into=ids[1], reason="The same person, by the minutes")
    assert found_person(ids[0]).redirect == ids[1]
    split_address(by=by, id=ids[0], reason="Two people after all")
    assert found_person(ids[0]).redirect is None
    with pytest.raises(Refused, match="leads to no other"):
        split_address(by=by, id=ids[0], reason="again")
    with pytest.raises(Refused, match="not two people"):
        merge_addresses(by=by, id=ids[0], into="nothing", reason="a slip")
