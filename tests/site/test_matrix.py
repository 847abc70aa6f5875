"""The matrix of who gets what where: every role at every route by every method, and every kind of thing at every level.

Made of the map of addresses and the policy, so that a route which nobody thought of has no row, and fails. The second
half plants a marker at each level and lets each role follow every link: no marker may be met that its level forbids.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver

from tests.cast import EVERYBODY, Cast, build
from tests.consultation.circulation import set_up
from tests.loaded import Visit, visit
from tests.site.test_doors import DESK, ONE, OPEN, fill, walk
from travaux.captures.actions import add_capture
from travaux.consultation.actions.filings import Answer, Point, file_opinion
from travaux.dossiers.actions import open_dossier, report_news
from travaux.instruments.actions import register_instrument
from travaux.lib.policy import POLICY, can
from travaux.lib.viewer import OPERATOR, Level
from travaux.record.actions import act
from travaux.registry.actions.bodies import register_body
from travaux.registry.actions.people import register_person

pytestmark = pytest.mark.django_db
METHODS = ("get", "post", "put")
STAFF = {"secretariat", "operator"}
NOT_OURS = re.compile(r"allauth|health_check|whitenoise|django\.conf|django\.views")  # plumbing with tests of its own

# Machine twins: what they show is what the page shows, through the same summaries. A new one is named here.
TWINS = {"amendments", "body-calendar", "calendar", "capture", "checkpoint", "compare", "debt", "delegations",
         "delegations-csv", "dossier", "news", "parallel", "person", "person-calendar", "procedure", "provision",
         "record", "schema", "task", "text", "text-akn"}  # fmt: skip


def routes() -> Iterator[tuple[str, str, str, str]]:
    """(namespace, name, address, act of the policy that the door asks for; "" where anybody may look)."""
    for pattern, route in walk(get_resolver(), ""):
        if not isinstance(pattern, URLPattern) or NOT_OURS.search(pattern.callback.__module__):
            continue
        room = pattern.callback.__module__.split(".")[1] if hasattr(pattern.callback, "__module__") else ""
        prefix = "/en/" if room == "site" else "/"
        needs = getattr(pattern.callback, "needs", "")
        yield room, str(pattern.name), prefix + fill(route), needs


MAP = list(routes())
AT_OPEN_DOORS = ("public", "observer", "secretariat")  # where no door asks, the others are let in like these
LOOK_ALIKE = (
    "operator",
    "head_a",
    "delegate_a",
    "expert_a",
    "member",
    "board_expert",
)  # see what another one in the cast sees


def test_every_route_has_a_row() -> None:
    bare = {(room, name) for room, name, _, needs in MAP if not needs}
    rows = {("site", name) for name in OPEN | ONE} | {("api", name) for name in TWINS}
    assert bare - rows == set(), "say in test_doors who may look, or put the door of the policy before the view"
    behind = {name for room, name, _, needs in MAP if needs}
    assert behind == DESK & {name for room, name, *_ in MAP}
    assert {needs for *_, needs in MAP if needs} <= set(POLICY)
    assert len(MAP) > 50


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator["Stage"]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield Stage(build())
        transaction.set_rollback(True)


class Stage:
    """The cast, with one thing of every kind at every level; its title or name is the marker of both."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.circulation = set_up(cast)
        self.things: dict[tuple[str, str], str] = {}  # (kind, level) -> address
        with act(by=OPERATOR, verb="planted"):
            self.known = self.circulation.open("a", "b", subject={"en": "A round that everybody may know of"})
            self.things["answered", "public"] = f"rounds/{self.known.pk}"
            for level in Level.values:
                self.plant(level)
                self.circulate(level)

    def plant(self, level: str) -> None:
        cited, about = self.cast.cited, {"level": level}
        by, name, house = OPERATOR, f"Zyx{{}}{level}", self.cast.bodies["assembly"]
        person = register_person(by=by, name=name.format("person"), lang="en", citations=cited, **about)
        body = register_body(by=by, kind="commission", name=name.format("body"), lang="en", citations=cited, **about)
        page = add_capture(
            by=by, data=f"{name.format('capture')} said so.".encode(), name="p", title=name.format("capture"), **about
        )
        text = register_instrument(
            by=by, kind="model_act", title=name.format("dossier"), lang="en", citations=cited, **about
        )
        dossier = open_dossier(by=by, instrument=text, assembly=house, procedure="cis-model-act", **about)
        news = report_news(by=by, headline=name.format("news"), lang="en", publisher="Press", **about)
        self.things |= {
            ("person", level): f"people/{person.pk}", ("body", level): f"delegations/{body.pk}",
            ("capture", level): f"captures/{page.sha256}", ("dossier", level): f"dossiers/{dossier.pk}",
            ("news", level): f"news/{news.pk}",
        }  # fmt: skip

    def circulate(self, level: str) -> None:
        """A round of that level; and an answer of that level to the round that everybody may know of."""
        hidden = self.circulation.open("a", "b", level=Level.DELEGATION, subject={"en": f"Zyxround{level}"})
        with act(by=OPERATOR, verb="levelled") as a:
            a.amend(hidden, level=level)
        points = [Point(f"Zyxcomment{level}", whole=True)]
        answer = Answer(door="place", position="objects", statement=f"Zyxopinion{level}", points=points, level=level)
        addressee = self.circulation.addressee(self.known, "a")
        by = self.cast.viewer("secretary_a")
        file_opinion(by=by, addressee=addressee, answer=answer, key=f"matrix-{level}")
        self.things["round", level] = f"rounds/{hidden.pk}"


def ask(client: Client, method: str, address: str) -> Any:
    client.raise_request_exception = True
    return getattr(client, method)(address)


@pytest.mark.parametrize("name", EVERYBODY)
def test_every_role_at_every_route_by_every_method(stage: Stage, name: str) -> None:
    client, viewer = stage.cast.browser(name), stage.cast.viewer(name)
    wrong = []
    for room, route, address, needs in MAP:
        if not needs and name not in AT_OPEN_DOORS:
            continue
        for method in METHODS:
            with transaction.atomic():
                answer = ask(client, method, address)
                transaction.set_rollback(True)
            expected = outcome(name, needs, bool(needs) and can(viewer, needs).allowed)
            if answer.status_code not in expected:
                wrong.append((room, route, method, answer.status_code, expected))
    assert wrong == []


LOOKS = {200, 302, 304, 404, 405, 422}  # whoever is let in: the thing, its absence, or a form that was not filled in
NEEDS_SIGN_IN = {302}


def outcome(name: str, needs: str, allowed: bool) -> set[int]:
    if not needs or allowed:
        return LOOKS
    return NEEDS_SIGN_IN if name == "public" else {403}


def test_signing_in_is_what_the_public_is_asked_for(stage: Stage) -> None:
    for _room, _route, address, needs in MAP:
        if needs:
            assert "/account/login/?next=" in Client().get(address).headers["Location"], address


MEMBERS = set(EVERYBODY) - STAFF - {"public"}
OF_A = {"head_a", "delegate_a", "secretary_a", "expert_a"}
OF_COMMISSION = {"chair", "member"}
ASKED = OF_A | {"secretary_b"} | OF_COMMISSION  # who has part in a round
AUDIENCE = {  # beyond the secretariat: what each kind says of itself; kinds that say nothing open to no delegation
    ("round", "delegation"): ASKED, ("round", "commission"): OF_COMMISSION,
    ("opinion", "delegation"): OF_A, ("opinion", "commission"): OF_A | OF_COMMISSION,
    ("comment", "delegation"): OF_A, ("comment", "commission"): OF_A | OF_COMMISSION,
}  # fmt: skip
OF_AN_ASSEMBLY = {"dossier", "round", "opinion", "comment"}  # the members of another one are strangers


def may_know(name: str, kind: str, level: str) -> bool:
    if level == Level.PUBLIC or name in STAFF:
        return True
    if level == Level.ASSEMBLY:
        return name in MEMBERS and not (kind in OF_AN_ASSEMBLY and name == "stranger")
    return name in AUDIENCE.get((kind, level), ())


@pytest.mark.parametrize("name", EVERYBODY)
def test_every_role_at_every_thing_of_every_level(stage: Stage, name: str) -> None:
    client = stage.cast.browser(name)
    wrong = []
    for (kind, level), thing in stage.things.items():
        twin = [f"/{thing}.json"] if kind in ("person", "dossier", "capture") else []
        for address in (f"/en/{thing}", f"/ru/{thing}", *twin):
            status, expected = client.get(address).status_code, 200 if may_know(name, kind, level) else 404
            if status != expected:
                wrong.append((kind, level, address, status, expected))
    assert wrong == []


KINDS = ("person", "body", "capture", "dossier", "news", "round", "opinion", "comment")
STARTS = ("/en/", "/en/drafts", "/en/delegations", "/en/people", "/en/tasks", "/en/news", "/en/captures", "/en/record",
          "/en/texts", "/en/rounds", "/en/desk", "/en/desk/letters", "/news.atom", "/delegations.csv", "/record.json",
          "/en/search?q=Zyx", "/en/people?q=Zyx", "/en/drafts?q=Zyx", "/ru/search?q=Zyx")  # fmt: skip


@pytest.mark.parametrize("name", [name for name in EVERYBODY if name not in LOOK_ALIKE])
def test_no_role_meets_a_marker_that_its_level_forbids(stage: Stage, name: str) -> None:
    """Every list, search, feed and export, and every page that they lead to; and each thing's own page and twin."""
    markers = {(kind, level): f"Zyx{kind}{level}" for kind in KINDS for level in Level.values}
    forbidden = re.compile("|".join(mark for (k, v), mark in markers.items() if not may_know(name, k, v)) or "a^")
    client, things = stage.cast.browser(name), stage.things.values()
    firsts = [visit(client, address) for address in (*STARTS, *(f"/en/{thing}" for thing in things))]
    links = {link.partition("#")[0] for first in firsts for link in first.links()} - {each.address for each in firsts}
    seen = firsts + [visit(client, link) for link in sorted(links) if worth_it(link)]

    assert len(seen) > 60
    texts = {each.address: said_in(each) for each in seen}
    assert {address: forbidden.findall(text) for address, text in texts.items() if forbidden.search(text)} == {}
    said = "".join(texts.values())
    met = [pair for pair, mark in markers.items() if pair[0] in ("round", "opinion") and mark in said]
    assert sorted(met) == sorted(p for p in markers if p[0] in ("round", "opinion") and may_see(name, *p))


def said_in(each: Visit) -> str:
    """All that can be read in an answer; of a Word file, in its parts."""
    if not each.body.startswith(b"PK"):
        return each.body.decode(errors="replace")  # of a PDF its title alone: its words are those of the Word file
    with zipfile.ZipFile(io.BytesIO(each.body)) as parts:
        return "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))


def may_see(name: str, kind: str, level: str) -> bool:
    """What a page shows to who may know of it: words of an answer stand on the board of those who have part in it."""
    return may_know(name, kind, level) and (kind == "round" or name in ASKED | STAFF)


def worth_it(link: str) -> bool:
    return not re.search(r"/report\?|/account/|^/ru/|\?on=|/procedures/|/display|\.docx$|/facts/", link)


def test_the_public_and_a_member_whose_capacity_ended_see_the_same(stage: Stage) -> None:
    """An account alone opens nothing."""
    with transaction.atomic():
        cast = stage.cast
        for row in cast.accounts["observer"].appointments.all():
            with act(by=OPERATOR, verb="ended") as a:
                a.amend(row, ends_on=row.starts_on)
        client = cast.browser("observer")
        for (_kind, level), thing in stage.things.items():
            assert client.get(f"/en/{thing}").status_code == (200 if level == Level.PUBLIC else 404)
        transaction.set_rollback(True)
