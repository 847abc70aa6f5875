"""Popolo in and out, told with a parliament of our own invention."""

import datetime as dt
import json
from typing import Any

import pytest
from django.test import override_settings

from travaux.captures.queries import capture
from travaux.captures.rulings import correct, withdraw
from travaux.lib.refusals import Refused
from travaux.lib.viewer import OPERATOR, PUBLIC
from travaux.record.models import Body as LineBody
from travaux.record.models import Line
from travaux.registry import actions
from travaux.registry.models import Body, BodyName, Imported, Mandate, Person, PersonName
from travaux.registry.popolo import BadPopolo, export_popolo, import_popolo
from travaux.registry.queries import people, person

from .conftest import World

ON = dt.date(2026, 1, 1)

LAKELAND: dict[str, Any] = {
    "persons": [
        {"id": "p1", "name": "Anna Reed", "birth_date": "1970-01-02", "email": "anna@example.org",
         "other_names": [{"lang": "ru", "name": "Анна Рид", "note": "multilingual"}]},
        {"id": "p2", "name": "Boris Lake"},
    ],
    "organizations": [
        {"id": "house", "name": "House of Lakeland", "classification": "legislature",
         "links": [{"url": "https://house.example.org", "note": "website"}, {"url": "javascript:alert(1)"}]},
        {"id": "reeds", "name": "Reed Party", "classification": "party", "parent_id": "house"},
    ],
    "memberships": [
        {"person_id": "p1", "organization_id": "house", "on_behalf_of_id": "reeds", "role": "member",
         "legislative_period_id": "term/1", "area_id": "area/1", "start_date": "2010"},
        {"person_id": "p2", "organization_id": "house", "role": "member", "end_date": "2012-05-31"},
    ],
    "areas": [{"id": "area/1", "name": "North shore", "geometry": {"type": "Point", "coordinates": [1.5, 2.25]}}],
    "events": [{"id": "term/1", "name": "First term", "organization_id": "house", "start_date": "2010"}],
    "meta": {"sources": ["https://example.org"]},
}  # fmt: skip


def lakeland(**changes: Any) -> bytes:
    return json.dumps({**LAKELAND, **changes}, ensure_ascii=False).encode()


def exported(**about: Any) -> dict[str, Any]:
    return export_popolo(viewer=OPERATOR, on=ON, **about)


@pytest.mark.django_db
def test_a_file_comes_in_as_one_act_and_goes_out_the_same() -> None:
    report = import_popolo(by=OPERATOR, data=lakeland(), name="lakeland.json", url="https://example.org/l.json")
    assert (report.persons, report.organizations, report.memberships, report.names) == (2, 2, 2, 5)
    assert Line.objects.count() == 1
    assert exported() == LAKELAND
    assert exported(source=report.sha256) == LAKELAND
    anna = PersonName.objects.get(text="Анна Рид")
    citation = anna.citations.get()
    assert (citation.pointer, citation.capture.title) == ("/persons/0/other_names/0", "lakeland.json")
    mandate = Mandate.objects.get(person=anna.person)
    assert (mandate.start, mandate.start_basis, mandate.end, mandate.end_basis) == ("2010", "stated", "", "unknown")
    assert mandate.post.body.kind == Body.Kind.LEGISLATURE


@pytest.mark.django_db
def test_the_same_file_again_changes_nothing_and_says_so() -> None:
    assert not import_popolo(by=OPERATOR, data=lakeland()).already
    assert import_popolo(by=OPERATOR, data=lakeland()).already
    assert (Person.objects.count(), Line.objects.count()) == (2, 1)


@pytest.mark.django_db
def test_private_life_is_not_shown_to_the_public() -> None:
    report = import_popolo(by=OPERATOR, data=lakeland(), name="lakeland.json")
    found = people(PUBLIC, on=ON, lang="en", query="reed").rows[0]
    page = person(PUBLIC, found.id, on=ON, lang="en")
    source = capture(PUBLIC, report.sha256, on=ON)
    line = LineBody.objects.get()
    for shown in (page, source, export_popolo(viewer=PUBLIC, on=ON)):
        assert "1970" not in repr(shown)
        assert "anna@" not in repr(shown)
    assert source is not None
    assert not source.held
    assert (line.level, line.line.level) == ("secretariat", "public")
    assert Imported.objects.visible(PUBLIC, ON).count() == 0


@pytest.mark.django_db
def test_the_public_may_not_import() -> None:
    with pytest.raises(Refused, match="secretariat"):
        import_popolo(by=PUBLIC, data=lakeland())


@pytest.mark.django_db
def test_corrections_show_in_what_goes_out() -> None:
    import_popolo(by=OPERATOR, data=lakeland())
    because: dict[str, Any] = {"by": OPERATOR, "reason": "The file was wrong."}
    russian = PersonName.objects.get(text="Анна Рид")
    correct(fact=russian, text="Анна Тростник", **because)
    correct(fact=PersonName.objects.get(text="Boris Lake"), text="Boris Lakes", **because)
    withdraw(fact=BodyName.objects.get(text="Reed Party"), **because)
    cited = list(russian.citations.all())
    member = Mandate.objects.get(person=russian.person)
    actions.end_mandate(mandate=member, end="2011-02", citations=cited, **because)
    withdraw(fact=Mandate.objects.exclude(person=russian.person).get(), **because)
    actions.name_person(by=OPERATOR, person=russian.person, text="A. Reed", lang="en", citations=cited)
    chair = actions.open_post(by=OPERATOR, body=member.post.body, role="chair")
    new = actions.give_mandate(
        by=OPERATOR, person=russian.person, post=chair, citations=cited, when=actions.Period("2011-03/2011-04", "..")
    )
    after = exported()
    assert after["persons"] == [
        {**LAKELAND["persons"][0], "other_names": [
            {"lang": "ru", "name": "Анна Тростник", "note": "multilingual"}, {"name": "A. Reed", "lang": "en"}]},
        {**LAKELAND["persons"][1], "name": "Boris Lakes"},
    ]  # fmt: skip
    assert after["organizations"][1] == {**LAKELAND["organizations"][1], "name": None}
    assert after["memberships"] == [
        {**LAKELAND["memberships"][0], "end_date": "2011-02"},
        {"id": new.pk, "person_id": "p1", "organization_id": "house", "role": "chair",
         "start_date_edtf": "2011-03/2011-04", "end_date_edtf": ".."},
    ]  # fmt: skip
    assert exported(known=member.recorded_at) == LAKELAND


@pytest.mark.django_db
def test_merged_people_go_out_as_one() -> None:
    import_popolo(by=OPERATOR, data=lakeland())
    anna, boris = (PersonName.objects.get(text=text).person for text in ("Anna Reed", "Boris Lake"))
    actions.merge_people(by=OPERATOR, person=boris, into=anna, reason="A test.")
    after = exported()
    assert [one["id"] for one in after["persons"]] == ["p1"]
    assert {"name": "Boris Lake"} in after["persons"][0]["other_names"]
    assert {one["person_id"] for one in after["memberships"]} == {"p1"}


def test_what_was_never_in_a_file_goes_out_too(world: World) -> None:
    lakes, (house,) = world.delegation("Parliament of Lakeland", "House of Lakeland")
    anna = world.person("Anna Reed")
    actions.name_person(by=world.by, person=anna, text="Анна Рид", lang="ru", citations=world.cite())
    given = world.mandate(anna, lakes, actions.PLENIPOTENTIARY, when=actions.Period("2021?", "2022-06"))
    after = export_popolo(viewer=PUBLIC, on=ON)
    page = {"sources": [{"url": "https://example.org/page", "note": "Example"}]}
    assert after["persons"] == [
        {"id": anna.pk, "name": "Anna Reed", "other_names": [{"name": "Анна Рид", "lang": "ru"}], **page}
    ]
    assert after["memberships"] == [
        {"id": given.pk, "person_id": anna.pk, "organization_id": lakes.pk, "role": "plenipotentiary_representative",
         "start_date_edtf": "2021?", "end_date": "2022-06", **page}
    ]  # fmt: skip
    organizations = {one["id"]: one for one in after["organizations"]}
    assert organizations[lakes.pk]["parent_id"] == world.assembly.pk
    assert organizations[house.pk]["classification"] == "chamber"
    assert {one.get("parent_id") for one in organizations.values()} - {None} <= set(organizations)


@pytest.mark.parametrize("notice", ["demonstration", "exercise"])
def test_every_file_says_what_it_is_of(world: World, notice: str) -> None:
    body = world.body("assembly", "Assembly of the Exercise", notice=notice)
    actions.name_body(by=world.by, body=body, text="Ассамблея", lang="ru", origin="ours", citations=world.cite())
    after = export_popolo(viewer=PUBLIC, on=ON)
    made = next(one for one in after["organizations"] if one["id"] == body.pk)
    assert made["notice"] == notice
    assert made["other_names"] == [{"name": "Ассамблея", "lang": "ru", "note": "our translation"}]
    assert len(after["meta"]["notices"]) == 1
    assert {"demonstration": "not made or endorsed", "exercise": "УЧЕБНЫЙ ПРИМЕР"}[notice] in after["meta"]["notices"][
        0
    ]


PERSON = {"id": "p1", "name": "Anna Reed"}
HOUSE = {"id": "house", "name": "House"}
SEAT = {"person_id": "p1", "organization_id": "house"}

BROKEN: list[tuple[str, bytes | dict[str, Any] | list[Any], str]] = [
    ("no JSON", b'{"persons": [', "line 1, column 14"),
    ("a picture", b"\x89PNG\r\n\x1a\n\xff", "byte 0"),
    ("nothing", b"", "line 1, column 1"),
    ("a number", b"7", "/"),
    ("not a list", {"persons": {"id": "p1"}}, "/persons"),
    ("not an object", {"persons": [PERSON, "p2"]}, "/persons/1"),
    ("a key twice", b'{"persons": [{"id": "a", "id": "b"}]}', "id"),
    ("an id twice", {"persons": [PERSON, PERSON]}, "/persons/1/id"),
    ("an id that is no text", {"persons": [{"id": 7}]}, "/persons/0/id"),
    ("nobody there", {"persons": [PERSON], "organizations": [HOUSE],
                      "memberships": [{**SEAT, "person_id": "p9"}]}, "/memberships/0/person_id"),
    ("no party there", {"persons": [PERSON], "organizations": [HOUSE],
                        "memberships": [SEAT, {**SEAT, "on_behalf_of_id": "x"}]}, "/memberships/1/on_behalf_of_id"),
    ("no area there", {"persons": [PERSON], "organizations": [HOUSE], "areas": [{"id": "a"}],
                       "memberships": [{**SEAT, "area_id": "b"}]}, "/memberships/0/area_id"),
    ("no organization", {"persons": [PERSON], "memberships": [{"person_id": "p1"}]}, "/memberships/0"),
    ("ends before it starts", {"persons": [PERSON], "organizations": [HOUSE], "memberships": [
        {**SEAT, "start_date": "2012-03", "end_date": "2011"}]}, "/memberships/0/end_date"),
    ("no such day", {"persons": [PERSON], "organizations": [HOUSE], "memberships": [
        {**SEAT, "start_date": "2012-02-30"}]}, "/memberships/0/start_date"),
    ("a date in words", {"persons": [PERSON], "organizations": [HOUSE], "memberships": [
        {**SEAT, "end_date": "yesterday"}]}, "/memberships/0/end_date"),
    ("a name without text", {"persons": [{**PERSON, "other_names": [{"lang": "ru"}]}]}, "/persons/0/other_names/0"),
    ("a text no database keeps", {"persons": [{"id": "p1", "name": "An\x00na"}]}, "/persons/0/name"),
    ("half a character", b'[{"id": "p1", "name": "\\ud800"}]', "/0/name"),
    ("a name like a book", {"persons": [{"id": "p1", "name": "A" * 501}]}, "/persons/0/name"),
    ("no number", b'{"persons": [{"id": "p1", "name": "A", "x": NaN}]}', "NaN"),
    ("an endless list", b"[" * 100_000, ""),
    ("who knows what", [{"colour": "red"}], "/0"),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("title", "data", "where"), BROKEN, ids=[title for title, _, _ in BROKEN])
def test_a_broken_file_is_refused_at_its_place_and_nothing_is_written(title: str, data: Any, where: str) -> None:
    file = data if isinstance(data, bytes) else json.dumps(data).encode()
    with pytest.raises(BadPopolo) as refused:
        import_popolo(by=OPERATOR, data=file)
    assert where == "" or refused.value.where == where
    assert str(refused.value.kept) == "Nothing was imported."
    assert str(refused.value.remedy)
    assert (Person.objects.count(), Body.objects.count(), Line.objects.count()) == (0, 0, 0)


@pytest.mark.django_db
@override_settings(LANGUAGE_CODE="en")
def test_posts_of_a_file_keep_their_own_words() -> None:
    source = {
        "persons": [PERSON],
        "organizations": [HOUSE],
        "posts": [{"id": "speaker", "label": "Speaker of the House", "role": "Speaker", "organization_id": "house",
                   "start_date": "1950"}],
        "memberships": [{"id": "m1", "person_id": "p1", "post_id": "speaker", "start_date": "2011-06-02T10:00:00Z"}],
    }  # fmt: skip
    import_popolo(by=OPERATOR, data=json.dumps(source).encode())
    assert exported() == source
    mandate = Mandate.objects.get()
    assert (mandate.start, mandate.post.titles.get().text) == ("2011-06-02", "Speaker of the House")


@pytest.mark.django_db
def test_bodies_within_a_body_go_out_beside_it_and_name_it() -> None:
    rivers = {"id": "rivers", "name": "Rivers"}
    waters = {"id": "waters", "name": "Waters", "children": [rivers]}
    source = {"persons": [], "organizations": [{**HOUSE, "children": [waters]}]}
    import_popolo(by=OPERATOR, data=json.dumps(source).encode())

    parents = {each["id"]: each.get("parent_id") for each in exported()["organizations"]}

    assert parents == {"house": None, "waters": "house", "rivers": "waters"}
