"""The shared cast: an invented assembly of two parliaments, its organs, and one account in every capacity."""

import datetime as dt
from dataclasses import dataclass, field

from django.test import Client

from travaux.accounts.actions import Bound, accept, invite
from travaux.accounts.models import Account
from travaux.accounts.queries import viewer_of
from travaux.captures.actions import announce_capture, cite_span
from travaux.captures.models import Citation
from travaux.lib.viewer import OPERATOR, PUBLIC, Role, Viewer
from travaux.record.actions import act
from travaux.registry.actions.bodies import affiliate, register_body
from travaux.registry.actions.people import give_mandate, post_of, register_person
from travaux.registry.models import Body, Mandate, Person
from travaux.registry.stating import Period

PASSWORD = "correct-horse-battery"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass
class Cast:
    """Bodies and accounts by name; built in one act."""

    bodies: dict[str, Body] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    mandates: dict[str, Mandate] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    cited: list[Citation] = field(default_factory=list)

    def viewer(self, name: str) -> Viewer:
        """As a new request would know this account; "public" is nobody."""
        return PUBLIC if name == "public" else viewer_of(Account.objects.get(pk=self.accounts[name].pk))

    def browser(self, name: str) -> Client:
        client = Client()
        if name != "public":
            client.force_login(self.accounts[name], backend=BACKEND)
        return client


def build() -> Cast:
    cast = Cast()
    with act(by=OPERATOR, verb="set a stage for a test"):
        page = announce_capture(by=OPERATOR, sha256="c" * 64, publisher="Example", published="2022-06-06")
        cast.cited = [cite_span(by=OPERATOR, capture=page, start=0, end=10)]
        seat_bodies(cast)
        seat_people(cast)
        admit(cast)
    return cast


def seat_bodies(cast: Cast) -> None:
    def body(key: str, kind: str, name: str, **links: str) -> None:
        made = register_body(by=OPERATOR, kind=kind, name=name, lang="en", citations=cast.cited)
        cast.bodies[key] = made
        for link, to in links.items():
            affiliate(by=OPERATOR, body=made, kind=link, to=cast.bodies[to], citations=cast.cited)

    body("assembly", "assembly", "Assembly of Trees")
    body("elsewhere", "assembly", "Assembly of Stones")
    for letter, tree in (("a", "Alder"), ("b", "Birch")):
        body(f"parliament_{letter}", "parliament", f"Parliament of {tree}")
        body(f"chamber_{letter}", "chamber", f"Upper House of {tree}", chamber_of=f"parliament_{letter}")
        links = {"delegation_of": f"parliament_{letter}", "delegation_to": "assembly"}
        body(f"delegation_{letter}", "delegation", f"Delegation of {tree}", **links)
    body("commission", "commission", "Commission on Archives", organ_of="assembly")
    body("board", "board", "Expert Advisory Board", organ_of="assembly")
    body("other_commission", "commission", "Commission of Stones", organ_of="elsewhere")


BY_MANDATE = {  # account: (role invited as, body, role of the mandate)
    "chair": (Role.CHAIR, "commission", "chair"),
    "member": (Role.COMMISSION_MEMBER, "commission", "member"),
    "head_a": (Role.DELEGATION_HEAD, "delegation_a", "head"),
    "delegate_a": (Role.DELEGATION_MEMBER, "delegation_a", "member"),
    "stranger": (Role.COMMISSION_MEMBER, "other_commission", "member"),
}
BY_APPOINTMENT = {
    "secretary_a": (Role.NATIONAL_SECRETARY, "delegation_a"),
    "secretary_b": (Role.NATIONAL_SECRETARY, "delegation_b"),
    "expert_a": (Role.NATIONAL_EXPERT, "delegation_a"),
    "board_expert": (Role.BOARD_EXPERT, "board"),
    "observer": (Role.OBSERVER, "assembly"),
}
STAFF = {"secretariat": Role.SECRETARIAT, "operator": Role.OPERATOR}
EVERYBODY = ("public", *STAFF, *BY_MANDATE, *BY_APPOINTMENT)


def seat_people(cast: Cast) -> None:
    for key, (_role, body, post) in BY_MANDATE.items():
        cast.people[key] = register_person(by=OPERATOR, name=f"{key} Person", lang="en", citations=cast.cited)
        cast.mandates[key] = give_mandate(
            by=OPERATOR, person=cast.people[key], citations=cast.cited, when=Period("2020-01-01", ".."),
            post=post_of(by=OPERATOR, body=cast.bodies[body], role=post),
        )  # fmt: skip


def admit(cast: Cast) -> None:
    bound = {key: (role, Bound()) for key, role in STAFF.items()}
    bound |= {key: (role, Bound(person=cast.people[key])) for key, (role, _, _) in BY_MANDATE.items()}
    since = dt.date(2020, 1, 1)
    bound |= {
        key: (role, Bound(body=cast.bodies[body], starts_on=since)) for key, (role, body) in BY_APPOINTMENT.items()
    }
    for key, (role, to) in bound.items():
        invited = invite(by=OPERATOR, email=f"{key}@example.org", role=role, bound=to)
        cast.accounts[key] = accept(token=invited.token, password=PASSWORD, full_name=key)
