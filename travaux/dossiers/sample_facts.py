"""A sample given as facts: every line of the file names its place in the page that it was read on."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from travaux.captures.actions import announce_capture, cite_span
from travaux.captures.models import Capture, Citation
from travaux.instruments.actions import register_instrument, relate, title_instrument
from travaux.lib.viewer import Viewer
from travaux.registry.actions.bodies import affiliate, name_body, register_body, state_website
from travaux.registry.actions.delegations import state_composition
from travaux.registry.actions.people import give_mandate, name_person, open_post, register_person, title_post
from travaux.registry.models import Body

from .actions import (
    Actor,
    Day,
    Report,
    open_dossier,
    record_event,
    record_participation,
    record_statement,
    report_news,
)

Entry = Mapping[str, Any]


def load(*, by: Viewer, data: Entry, folder: Path) -> None:
    """Record everything the file states. Called inside the act of `samples.load`."""
    Facts(by, data).load()


class Facts:
    """The file on its way into the rooms; `keys` of the file become rows as they are recorded."""

    def __init__(self, by: Viewer, data: Entry) -> None:
        self.by, self.data, self.notice = by, data, data["notice"]
        self.rows: dict[tuple[str, str], Any] = {}
        self.cited: dict[tuple[Any, ...], Citation] = {}

    def load(self) -> None:
        for key, entry in self.data["captures"].items():
            self.rows["captures", key] = self.capture(entry)
        for part in ("bodies", "posts", "people", "instruments"):
            for key, entry in self.data.get(part, {}).items():
                self.rows[part, key] = getattr(self, part)(entry)
        for entry in self.data["bodies"].values():  # when every body has its address
            self.stand(entry)
        for entry in self.data.get("relations", ()):
            self.relation(entry)
        for key, entry in self.data["dossiers"].items():
            self.dossier(key, entry)
        for entry in self.data.get("news", ()):
            self.news(entry)

    def row(self, part: str, key: str | None) -> Any:
        return self.rows[part, key] if key else None

    # --- sources ---

    def capture(self, entry: Entry) -> Capture:
        """The page, announced; or as it stands where its words were added before the sample."""
        found = Capture.objects.filter(sha256=entry["sha256"]).first()
        return found or announce_capture(by=self.by, notice=self.notice, **entry)

    def citations(self, entry: Entry) -> list[Citation]:
        places = entry["at"] if isinstance(entry["at"][0], Sequence) else [entry["at"]]
        capture = self.rows["captures", entry.get("capture", "page")]
        silences = entry.get("silent_on", ())
        return [self.place(capture, start, end, silences if n == 0 else ()) for n, (start, end) in enumerate(places)]

    def place(self, capture: Capture, start: int, end: int, silences: Sequence[Entry]) -> Citation:
        """One citation for one place, however many facts stand on it."""
        key = (capture.pk, start, end, tuple(said["en"] for said in silences))
        if key not in self.cited:
            self.cited[key] = cite_span(by=self.by, capture=capture, start=start, end=end, silent_on=silences)
        return self.cited[key]

    def labels(self, entries: Sequence[Entry]) -> list[dict[str, Any]]:
        """Names and titles; a translation of ours cites what it translates."""
        first = self.citations(entries[0])
        fields = ("text", "lang", "note", "origin")
        return [
            {**{name: e[name] for name in fields if name in e}, "citations": self.citations(e) if "at" in e else first}
            for e in entries
        ]

    # --- the registry ---

    def bodies(self, entry: Entry) -> Body:
        body = register_body(by=self.by, id=entry["id"], kind=entry["kind"], notice=self.notice)
        for label in self.labels(entry["names"]):
            name_body(by=self.by, body=body, **label)
        return body

    def stand(self, entry: Entry) -> None:
        """What a body stands to others, consists of and publishes."""
        body = Body.objects.get(pk=entry["id"])
        for e in entry.get("affiliations", ()):
            to = self.row("bodies", e["to"])
            affiliate(by=self.by, body=body, kind=e["kind"], to=to, citations=self.citations(e))
        for e in entry.get("websites", ()):
            state_website(by=self.by, body=body, url=e["url"], citations=self.citations(e))
        for e in entry.get("compositions", ()):
            state_composition(
                by=self.by, delegation=body, chamber=self.row("bodies", e.get("chamber")), seats=e["seats"],
                unit=e["unit"], citations=self.citations(e),
            )  # fmt: skip

    def posts(self, entry: Entry) -> Any:
        post = open_post(
            by=self.by, id=entry["id"], body=self.row("bodies", entry["body"]), role=entry["role"], notice=self.notice
        )
        for label in self.labels(entry["titles"]):
            title_post(by=self.by, post=post, **label)
        return post

    def people(self, entry: Entry) -> Any:
        main, *others = self.labels(entry["names"])
        person = register_person(
            by=self.by, id=entry["id"], name=main["text"], lang=main["lang"], citations=main["citations"],
            notice=self.notice,
        )  # fmt: skip
        for label in others:
            name_person(by=self.by, person=person, **label)
        for e in entry.get("mandates", ()):
            self.rows["mandates", f"{entry['id']}/{e['post']}"] = give_mandate(
                by=self.by, person=person, post=self.row("posts", e["post"]), citations=self.citations(e),
                on_behalf_of=self.row("bodies", e.get("on_behalf_of")),
            )  # fmt: skip
        return person

    # --- instruments and dossiers ---

    def instruments(self, entry: Entry) -> Any:
        instrument = register_instrument(
            by=self.by, id=entry["id"], kind=entry["kind"], draft=entry.get("draft", True), notice=self.notice
        )
        for label in self.labels(entry["titles"]):
            title_instrument(by=self.by, instrument=instrument, **label)
        return instrument

    def relation(self, entry: Entry) -> None:
        relate(
            by=self.by, id=entry["id"], subject=self.row("instruments", entry["subject"]), kind=entry["kind"],
            to=self.row("instruments", entry["object"]), label=entry["label"], citations=self.citations(entry),
        )  # fmt: skip

    def dossier(self, key: str, entry: Entry) -> None:
        dossier = open_dossier(
            by=self.by, id=entry["id"], instrument=self.row("instruments", entry["instrument"]),
            assembly=self.row("bodies", entry["assembly"]), procedure=entry["procedure"], notice=self.notice,
        )  # fmt: skip
        self.rows["dossiers", key] = dossier
        for position, e in enumerate(entry["events"], start=1):
            self.event(dossier, e, position=position, reported=entry["reported"])
        for position, e in enumerate(entry.get("statements", ()), start=1):
            record_statement(
                by=self.by, id=e["id"], dossier=dossier, position=position, speaker=self.row("people", e["speaker"]),
                mandates=[self.mandate(e["speaker"], post) for post in e.get("mandates", ())], label=e["label"],
                date=Day(e["date"], e.get("basis")), lang=e["lang"], citations=self.citations(e),
            )  # fmt: skip

    def event(self, dossier: Any, e: Entry, *, position: int, reported: str) -> None:
        actor, reporter = e.get("actor", {}), e.get("reporter", {})
        citations = self.citations(e)
        event = record_event(
            by=self.by, id=e["id"], dossier=dossier, position=position, label=e["label"], verb=e["verb"],
            mood=e.get("mood", "done"), date=Day(e.get("date", ""), e.get("basis")),
            actor=Actor(
                actor.get("quoted", ""), self.row("bodies", actor.get("body")), actor.get("link", "unresolved")
            ),
            report=Report(self.row("people", reporter.get("person")), reporter.get("quoted", ""), Day(reported)),
            steps=e.get("steps", ()), outcome=e.get("outcome", ()), orders=e.get("orders", ()), citations=citations,
            instruments=[self.row("instruments", key) for key in e.get("instruments", ())],
        )  # fmt: skip
        self.rows["events", e["id"]] = event
        for one in e.get("people", ()):
            record_participation(
                by=self.by, event=event, person=self.row("people", one["person"]), capacity=one["capacity"],
                mandate=self.mandate(one["person"], one["mandate"]), citations=citations,
            )  # fmt: skip

    def mandate(self, person: str, post: str) -> Any:
        return self.rows["mandates", f"{self.row('people', person).pk}/{post}"]

    def news(self, entry: Entry) -> None:
        parts = ("dossiers", "instruments", "people")
        tied = {part: [self.row(part, key) for key in entry.get(part, ())] for part in parts}
        tied["events"] = [row for (part, _), row in self.rows.items() if part == "events"]
        report_news(
            by=self.by, id=entry["id"], headline=entry["headline"], lang=entry["lang"], publisher=entry["publisher"],
            published=Day(entry["published"]), capture=self.row("captures", entry["capture"]), notice=self.notice,
            tied_to=tied,
        )  # fmt: skip
