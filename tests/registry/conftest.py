"""An assembly of two parliaments, as an invented page states it."""

from dataclasses import dataclass
from typing import Any

import pytest

from travaux.captures.actions import announce_capture, cite_span
from travaux.captures.models import Capture, Citation
from travaux.lib.viewer import Viewer
from travaux.registry import actions
from travaux.registry.models import Affiliation, Body, Person


@dataclass
class World:
    """Builds what a story needs in one line each; everything cites one page."""

    by: Viewer
    capture: Capture
    assembly: Body
    places: int = 0

    def cite(self, capture: Capture | None = None) -> list[Citation]:
        self.places += 10
        return [cite_span(by=self.by, capture=capture or self.capture, start=self.places, end=self.places + 10)]

    def body(self, kind: str, name: str = "", lang: str = "en", **about: Any) -> Body:
        return actions.register_body(by=self.by, kind=kind, name=name, lang=lang, citations=self.cite(), **about)

    def tie(self, body: Body, kind: str, to: Body) -> Affiliation:
        return actions.affiliate(by=self.by, body=body, kind=kind, to=to, citations=self.cite())

    def delegation(self, parliament: str, *chambers: str) -> tuple[Body, list[Body]]:
        sender, delegation = self.body("parliament", parliament), self.body("delegation")
        self.tie(delegation, "delegation_of", sender)
        self.tie(delegation, "delegation_to", self.assembly)
        rooms = [self.body("chamber", name) for name in chambers]
        for room in rooms:
            self.tie(room, "chamber_of", sender)
        return delegation, rooms

    def seats(self, delegation: Body, seats: int, chamber: Body | None = None, **about: Any) -> Any:
        stated = {"citations": self.cite(), **about}
        return actions.state_composition(by=self.by, delegation=delegation, seats=seats, chamber=chamber, **stated)

    def person(self, name: str, lang: str = "en") -> Person:
        return actions.register_person(by=self.by, name=name, lang=lang, citations=self.cite())

    def mandate(self, person: Person, body: Body, role: str = "member", **about: Any) -> Any:
        post = {key: about.pop(key) for key in ("chamber", "seated") if key in about}
        return actions.give_mandate(
            by=self.by, person=person, post=actions.post_of(by=self.by, body=body, role=role, **post),
            **{"citations": self.cite(), **about},
        )  # fmt: skip


@pytest.fixture
def world(by: Viewer) -> World:
    capture = announce_capture(
        by=by, sha256="a" * 64, url="https://example.org/page", publisher="Example", published="2022-06-06"
    )
    world = World(by=by, capture=capture, assembly=Body())
    world.assembly = world.body("assembly", "Assembly of the Lakes")
    return world
