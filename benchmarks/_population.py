"""An invented assembly of any size, put straight into the tables: no act is measured here, only pages that read."""

import datetime as dt
import random
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

from travaux.captures.models import Capture, Citation
from travaux.dossiers.models import Dossier, Event
from travaux.instruments.models import Instrument, InstrumentTitle
from travaux.registry.models import (
    Affiliation,
    Body,
    BodyName,
    Mandate,
    Person,
    PersonName,
    Post,
    StatedComposition,
)

NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
PROCEDURE = "cis-model-act"
MANY = 50  # events of the largest dossier


@dataclass(frozen=True)
class Population:
    """What was made, and the rows that the pages are asked for."""

    counts: dict[str, int]
    assembly_of_many: str
    assembly_of_one: str
    dossier_with_many: str
    dossier_with_one: str


def populate(*, scale: float = 1.0) -> Population:
    """200 delegations, 20,000 people, 100,000 mandates, 5,000 dossiers and 250,000 events, times `scale`."""
    chance = random.Random(20260101)
    capture = Capture(sha256="0" * 64, title="Invented page", published="2025-06-01", published_basis="stated",
                      published_earliest=dt.date(2025, 6, 1), published_latest=dt.date(2025, 6, 1))  # fmt: skip
    insert([capture])
    source = Source(capture)
    large, small = body("assembly", "Assembly of Many", source), body("assembly", "Assembly of One", source)
    delegations = [delegation(large, n, source) for n in range(round(200 * scale))]
    delegation(small, 0, source)
    people = make_people(round(20_000 * scale), source)
    mandates = make_mandates(round(100_000 * scale), people, delegations, source, chance)
    dossiers = make_dossiers(round(5_000 * scale), large, source)
    events = make_events(round(250_000 * scale), dossiers, source)
    one = make_dossiers(1, large, source)[0]
    make_events(1, [one], source)
    counts = {"delegations": len(delegations), "people": len(people), "mandates": mandates,
              "dossiers": len(dossiers), "events": events}  # fmt: skip
    return Population(counts, large.pk, small.pk, dossiers[0].pk, one.pk)


def insert(rows: Iterable[models.Model]) -> None:
    batch = list(rows)
    if batch:
        type(batch[0])._base_manager.bulk_create(batch, batch_size=2_000)


class Source:
    """One invented page; every fact cites a place of it."""

    def __init__(self, capture: Capture) -> None:
        self.citation = Citation(kind="span", capture=capture, start=0, end=40)
        insert([self.citation])

    def state(self, facts: list[Any]) -> None:
        insert(facts)
        if facts:
            through = type(facts[0]).citations.through
            name = type(facts[0])._meta.model_name
            insert([through(**{f"{name}_id": fact.pk, "citation_id": self.citation.pk}) for fact in facts])


def body(kind: str, name: str, source: Source) -> Body:
    made = Body(kind=kind)
    insert([made])
    source.state([BodyName(body=made, text=name, lang="en", recorded_at=NOW)])
    return made


def delegation(assembly: Body, n: int, source: Source) -> Body:
    """A parliament of two chambers that sends seven and four."""
    parliament = body("parliament", f"Parliament of Invented State {n}", source)
    chambers = [body("chamber", f"{house} of Invented State {n}", source) for house in ("House", "Senate")]
    sent = body("delegation", f"Delegation of the Parliament of Invented State {n}", source)
    links = [(sent, "delegation_of", parliament), (sent, "delegation_to", assembly)]
    links += [(chamber, "chamber_of", parliament) for chamber in chambers]
    source.state([Affiliation(body=a, kind=kind, to=b, recorded_at=NOW) for a, kind, b in links])
    seats = zip(chambers, (7, 4), strict=True)
    source.state(
        [StatedComposition(delegation=sent, chamber=c, seats=k, unit="deputies", recorded_at=NOW) for c, k in seats]
    )
    return sent


def make_people(count: int, source: Source) -> list[Person]:
    people = [Person() for _ in range(count)]
    insert(people)
    names = [f"Invented Person {n:05d}" for n in range(count)]
    source.state(
        [
            PersonName(person=person, text=name, lang="en", recorded_at=NOW)
            for person, name in zip(people, names, strict=True)
        ]
    )
    return people


def make_mandates(
    count: int, people: list[Person], delegations: list[Body], source: Source, chance: random.Random
) -> int:
    posts = [Post(body=sent, role="member", seated=True) for sent in delegations]
    insert(posts)
    for start in range(0, count, 20_000):
        size = min(20_000, count - start)
        rows = [
            Mandate(person=chance.choice(people), post=chance.choice(posts), recorded_at=NOW, **term(chance))
            for _ in range(size)
        ]
        source.state(rows)
    return count


def term(chance: random.Random) -> dict[str, Any]:
    """Four years somewhere in forty: most mandates are over, as in any real register."""
    start = dt.date(1986 + chance.randrange(40), 1, 1)
    end = dt.date(start.year + 3, 12, 31)
    return {
        "start": start.isoformat(), "start_basis": "stated", "start_earliest": start, "start_latest": start,
        "end": end.isoformat(), "end_basis": "stated", "end_earliest": end, "end_latest": end,
    }  # fmt: skip


def make_dossiers(count: int, assembly: Body, source: Source) -> list[Dossier]:
    texts = [Instrument(kind="model_act") for _ in range(count)]
    insert(texts)
    titles = [f"Invented model act {n:04d} on an invented subject" for n in range(count)]
    source.state(
        [
            InstrumentTitle(instrument=text, text=title, lang="en", recorded_at=NOW)
            for text, title in zip(texts, titles, strict=True)
        ]
    )
    dossiers = [Dossier(instrument=text, assembly=assembly, procedure=PROCEDURE) for text in texts]
    insert(dossiers)
    return dossiers


def make_events(count: int, dossiers: list[Dossier], source: Source) -> int:
    """Spread evenly; the steps of the path in their order, again and again."""
    each = max(count // len(dossiers), 1)
    steps = ["A04", "A05", "A06", "A07", "A08"]
    batch: list[Event] = []
    made = 0
    for dossier in dossiers:
        for n in range(each):
            day = dt.date(2020, 1, 1) + dt.timedelta(days=30 * n)
            batch.append(
                Event(
                    dossier=dossier, position=n, label={"en": f"Invented event {n}", "ru": f"Вымышленное событие {n}"},
                    steps=[steps[n % len(steps)]], actor_quoted="an invented commission", recorded_at=NOW,
                    date=day.isoformat(), date_basis="stated", date_earliest=day, date_latest=day,
                    reported="2025-06-01", reported_basis="stated", reported_earliest=dt.date(2025, 6, 1),
                    reported_latest=dt.date(2025, 6, 1),
                )
            )  # fmt: skip
            made += 1
            if len(batch) >= 20_000:
                source.state(batch)
                batch = []
    source.state(batch)
    return made
