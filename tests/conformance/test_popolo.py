"""Six legislatures as EveryPolitician publishes them, and the examples of the Popolo specification, in and out."""

import datetime as dt
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT3

from travaux.lib.viewer import OPERATOR, PUBLIC
from travaux.record.models import Line
from travaux.registry.models import Mandate, Person
from travaux.registry.popolo import BadPopolo, export_popolo, import_popolo
from travaux.registry.queries import people

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 1, 1)

LEGISLATURES = {
    "Armenia-Assembly": (130, 146),
    "Belarus-Chamber": (109, 109),
    "Kazakhstan-Assembly": (107, 107),
    "Kyrgyzstan-Council": (120, 120),
    "Russia-Duma": (450, 450),
    "Tajikistan-Representatives": (62, 62),
}
SCHEMAS = {"persons": "person", "organizations": "organization", "memberships": "membership", "posts": "post",
           "areas": "area", "events": "event"}  # fmt: skip


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Prints figures whether or not the test passes."""

    def said(words: str) -> None:
        with capsys.disabled():
            sys.stdout.write(f"\n  {words}")

    return said


@pytest.fixture
def folder(conformance_data: Path) -> Path:
    return conformance_data / "popolo"


def legislature(folder: Path, name: str) -> bytes:
    return (folder / "everypolitician" / f"{name}.ep-popolo-v1.0.json").read_bytes()


def as_sets(value: Any) -> Any:
    """The same value with the order of lists of objects taken out."""
    if isinstance(value, dict):
        return {key: as_sets(inner) for key, inner in value.items()}
    if isinstance(value, list):
        inner = [as_sets(one) for one in value]
        return sorted(inner, key=lambda one: json.dumps(one, sort_keys=True)) if isinstance(inner[:1], list) else inner
    return value


@pytest.fixture
def faults(folder: Path) -> Any:
    """What the specification's own schemas find in a document: {where: why}."""
    schemas = {name: json.loads((folder / "spec/schemas" / f"{name}.json").read_text())
               for name in (path.stem for path in (folder / "spec/schemas").glob("*.json"))}  # fmt: skip
    resources = [(schema["id"], Resource(schema, DRAFT3)) for schema in schemas.values()]
    # The documents of the schemas are named with and without the empty fragment.
    resources += [(uri.rstrip("#"), resource) for uri, resource in resources]
    registry: Registry[Any] = Registry().with_resources(resources)

    def found(document: dict[str, Any]) -> Iterator[str]:
        for collection, schema in SCHEMAS.items():
            validator = jsonschema.Draft3Validator(schemas[schema], registry=registry)
            for index, one in enumerate(document.get(collection, ())):
                for error in validator.iter_errors(one):
                    yield f"/{collection}/{index}/{'/'.join(map(str, error.path))}: {error.message[:90]}"

    return lambda document: sorted(found(document))


def test_the_schemas_find_what_is_wrong(faults: Any) -> None:
    wrong = {"memberships": [{"person": {"id": 7}}], "persons": [{"birth_date": "long ago"}]}
    assert [fault.split(":")[0] for fault in faults(wrong)] == ["/memberships/0/person/id", "/persons/0/birth_date"]


@pytest.mark.parametrize("name", LEGISLATURES)
def test_a_legislature_comes_in_whole_and_goes_out_equal(folder: Path, faults: Any, say: Any, name: str) -> None:
    data = legislature(folder, name)
    lines, started = Line.objects.count(), time.perf_counter()
    report = import_popolo(by=OPERATOR, data=data, name=name)
    took = time.perf_counter() - started
    say(f"{name}: {report.persons} persons, {report.memberships} memberships, {report.names} names in {took:.2f} s")
    assert (report.persons, report.memberships) == LEGISLATURES[name]
    assert (Person.objects.count(), Mandate.objects.count()) == LEGISLATURES[name]
    assert Line.objects.count() == lines + 1
    source, exported = json.loads(data), export_popolo(viewer=OPERATOR, on=ON)
    assert as_sets(exported) == as_sets(source)
    assert list(exported) == list(source)
    own = faults(source)
    if own:
        say(f"{name}: the source itself does not validate in {len(own)} places, first {own[0]}")
    assert faults(exported) == own


def test_all_six_live_side_by_side_and_each_goes_out_as_it_came(folder: Path, faults: Any) -> None:
    reports = {name: import_popolo(by=OPERATOR, data=legislature(folder, name), name=name) for name in LEGISLATURES}
    for name, report in reports.items():
        exported = export_popolo(viewer=OPERATOR, on=ON, source=report.sha256)
        assert as_sets(exported) == as_sets(json.loads(legislature(folder, name)))
    everything = export_popolo(viewer=OPERATOR, on=ON)
    assert len(everything["persons"]) == sum(persons for persons, _ in LEGISLATURES.values())
    assert len(everything["memberships"]) == sum(memberships for _, memberships in LEGISLATURES.values())
    for collection in ("persons", "organizations", "areas", "events"):
        ids = [one["id"] for one in everything[collection]]
        assert len(ids) == len(set(ids))
    known = {one["id"] for one in everything["organizations"]}
    assert {one["organization_id"] for one in (*everything["memberships"], *everything["events"])} <= known
    assert {one["area_id"] for one in everything["memberships"] if "area_id" in one} <= {
        one["id"] for one in everything["areas"]
    }


def test_partial_dates_wrong_language_codes_and_three_scripts_survive(folder: Path) -> None:
    for name in ("Kyrgyzstan-Council", "Tajikistan-Representatives", "Armenia-Assembly"):
        import_popolo(by=OPERATOR, data=legislature(folder, name), name=name)
    exported = export_popolo(viewer=OPERATOR, on=ON)
    assert "2010" in {event["start_date"] for event in exported["events"]}
    assert "tj" in {name.get("lang") for one in exported["persons"] for name in one.get("other_names", ())}
    armenian = next(one for one in exported["persons"] if {"hy", "ru", "en"} <= {
        name.get("lang") for name in one.get("other_names", ())
    })  # fmt: skip
    forms = [name["name"] for name in armenian["other_names"] if name["lang"] in ("hy", "ru", "en")]
    for form in forms:
        found = people(PUBLIC, on=ON, lang="en", query=form)
        assert any({"hy", "ru"} <= set(Person.objects.get(pk=row.id).names.values_list("lang", flat=True))
                   for row in found.rows), form  # fmt: skip


def test_450_people_come_in_within_five_seconds(folder: Path, say: Any) -> None:
    """Seconds of work, not of waiting: other tests share the machine."""
    started, worked = time.perf_counter(), time.process_time()
    with CaptureQueriesContext(connection) as queries:
        import_popolo(by=OPERATOR, data=legislature(folder, "Russia-Duma"))
    took, worked = time.perf_counter() - started, time.process_time() - worked
    say(f"450 persons, {len(queries)} queries, {worked:.2f} s of work in {took:.2f} s")
    assert len(queries) < 300
    assert worked < 5


@pytest.mark.parametrize("example", ["person", "organization", "membership", "post"])
def test_the_examples_of_the_specification_come_in(folder: Path, faults: Any, example: str) -> None:
    source = json.loads((folder / "spec/examples" / f"{example}.json").read_text())
    documents = [source]
    if example in ("membership", "post"):
        documents.append({"id": "abc-inc", "name": "ABC, Inc.", "classification": "Corporation"})
    if example == "membership":
        documents.append({"id": "john-q-public", "name": "Mr. John Q. Public, Esq."})
        documents.append({"id": "abc-inc-kitchen-assistant", "role": "Kitchen assistant", "organization_id": "abc-inc"})
    if example == "organization":
        documents.append({"id": "holding-company-corp", "name": "Holding", "classification": "Corporation"})
    import_popolo(by=OPERATOR, data=json.dumps(documents).encode())
    exported = export_popolo(viewer=OPERATOR, on=ON)
    assert source in exported[f"{example}s"]
    assert faults(exported) == []


@pytest.mark.parametrize("example", ["embedding-membership", "embedding-organization"])
def test_objects_inside_objects_come_in(folder: Path, faults: Any, example: str) -> None:
    source = json.loads((folder / "spec/examples" / f"{example}.json").read_text())
    people = [] if "person" in source else [{"id": "john-q-public", "name": "Mr. John Q. Public, Esq."}]
    import_popolo(by=OPERATOR, data=json.dumps([source, *people]).encode())
    exported = export_popolo(viewer=OPERATOR, on=ON)
    assert [person["name"] for person in exported["persons"]] == ["Mr. John Q. Public, Esq."]
    assert [one["name"] for one in exported["organizations"]] == ["ABC, Inc."]
    assert {(one["organization_id"], one["person_id"]) for one in exported["memberships"]} == {
        ("abc-inc", "john-q-public")
    }
    assert {one["post_id"] for one in exported["memberships"]} == {one["id"] for one in exported["posts"]}
    assert faults(exported) == []


@pytest.mark.parametrize(
    ("example", "where"),
    [("embedding-person", "/memberships/0/organization_id"), ("embedding-post", "/memberships/0/person_id")],
)
def test_an_example_that_refers_to_what_it_does_not_hold_says_where(folder: Path, example: str, where: str) -> None:
    with pytest.raises(BadPopolo) as refused:
        import_popolo(by=OPERATOR, data=(folder / "spec/examples" / f"{example}.json").read_bytes())
    assert refused.value.where == where
    assert Person.objects.count() == 0
