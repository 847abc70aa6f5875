"""From a Popolo file to facts: one act, each fact citing the file by JSON pointer, every object kept whole."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from travaux.captures.actions import hold_file
from travaux.captures.models import Capture, CaptureContent, Citation
from travaux.lib.dated import interval_columns
from travaux.lib.refusals import refuse_unless_recorder
from travaux.lib.viewer import Level, Viewer
from travaux.record.actions import Act, act

from ..index import index_bodies, index_people
from ..models import (
    Affiliation,
    Body,
    BodyName,
    Imported,
    Mandate,
    Person,
    PersonName,
    Post,
    PostTitle,
    Website,
)
from .parsing import step
from .reading import Item, Read, day, read

KINDS = {
    "upper house": Body.Kind.CHAMBER, "lower house": Body.Kind.CHAMBER, "house": Body.Kind.CHAMBER,
    "political party": Body.Kind.PARTY, **{kind.value: kind for kind in Body.Kind},
}  # fmt: skip


@dataclass(frozen=True)
class ImportReport:
    """What became of a file."""

    sha256: str
    already: bool  # the same file was imported before; nothing was changed now
    persons: int
    organizations: int
    posts: int
    memberships: int
    others: int  # objects kept whole and not modelled: areas, events
    names: int  # forms of names of people and organizations


def import_popolo(
    *, by: Viewer, data: bytes, name: str = "", notice: str = "", why: str = "", **about: Any
) -> ImportReport:
    """Import a Popolo file as one act, or say that it was imported before.

    `about`: url, publisher, title, published, seen, lang of the file. Raises `BadPopolo` on a broken file.
    """
    refuse_unless_recorder(by)
    found = read(data)
    sha256 = hashlib.sha256(data).hexdigest()
    with act(by=by, verb="imported", why=why, known_to=Level.PUBLIC) as a:
        if Imported.objects.filter(capture__sha256=sha256).exists():
            return report(found, sha256, already=True)
        about = {"title": name, "notice": notice, **about}
        capture = hold(a, by=by, data=data, sha256=sha256, about=about)
        batch = Batch(a, capture, notice)
        fill(batch, found)
        batch.save()
    return report(found, sha256, already=False)


def report(found: Read, sha256: str, *, already: bool) -> ImportReport:
    items = (*found.items["persons"], *found.items["organizations"])
    names = sum(bool(item.raw.get("name")) + len(item.raw.get("other_names") or ()) for item in items)
    counts = {kind: len(found.items[kind]) for kind in ("persons", "organizations", "posts", "memberships")}
    return ImportReport(sha256, already=already, others=len(found.others), names=names, **counts)


def hold(a: Act, *, by: Viewer, data: bytes, sha256: str, about: dict[str, Any]) -> Capture:
    """Keep the file as the source. Its bytes may say more of people than their office: they are the secretariat's."""
    capture = Capture.objects.filter(sha256=sha256).first()
    if capture is None:
        capture = hold_file(by=by, data=data, media_type="application/json", **about)
        a.amend(capture.content, level=Level.SECRETARIAT)
    elif not CaptureContent.objects.filter(capture=capture).exists():
        a.save(CaptureContent(capture=capture, level=Level.SECRETARIAT, data=data, text="", text_sha256=""))
    return capture


@dataclass
class Batch:
    """Rows in the making; saved all at once, because an act of thousands of rows is still one deed."""

    a: Act
    capture: Capture
    notice: str
    bodies: dict[str, Body] = field(default_factory=dict)  # by key in the file
    persons: dict[str, Person] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    implied: dict[tuple[str, str], Post] = field(default_factory=dict)  # by body and role
    facts: dict[type[Any], list[Any]] = field(default_factory=dict)
    citations: dict[str, list[Citation]] = field(default_factory=dict)  # by fact
    kept: list[Imported] = field(default_factory=list)

    def state(self, model: type[Any], pointer: str, **columns: Any) -> Any:
        fact = model(recorded_at=self.a.at, **columns)
        self.facts.setdefault(model, []).append(fact)
        self.citations[fact.pk] = [Citation(kind=Citation.Kind.POINTER, capture=self.capture, pointer=pointer)]
        return fact

    def keep(self, pointer: str, raw: Any, **of: Any) -> None:
        self.kept.append(Imported(capture=self.capture, pointer=pointer, raw=json.dumps(raw, ensure_ascii=False), **of))

    def save(self) -> None:
        for identities in (self.bodies, self.persons, self.posts, self.implied):
            self.a.save_all(list(identities.values()))
        self.a.save_all([c for cited in self.citations.values() for c in cited])
        for facts in self.facts.values():
            self.a.save_all(facts, citations={fact.pk: self.citations[fact.pk] for fact in facts})
        self.a.save_all(self.kept)
        index_bodies([body.pk for body in self.bodies.values()])
        index_people([person.pk for person in self.persons.values()])


def fill(batch: Batch, found: Read) -> None:
    items = found.items
    batch.bodies = {item.key: Body(kind=body_kind(item.raw), notice=batch.notice) for item in items["organizations"]}
    batch.persons = {item.key: Person(notice=batch.notice) for item in items["persons"]}
    for item in items["organizations"]:
        take_organization(batch, item)
    for item in items["persons"]:
        take_names(batch, item, PersonName, person=batch.persons[item.key])
        batch.keep(item.pointer, item.raw, person=batch.persons[item.key])
    for item in items["posts"]:
        take_post(batch, item)
    for item in items["memberships"]:
        take_membership(batch, item)
    for item in found.others:
        batch.keep(item.pointer, item.raw)
    if found.frame is not None:
        batch.keep("", found.frame)


def body_kind(raw: dict[str, Any]) -> str:
    return KINDS.get((raw.get("classification") or "").strip().lower(), Body.Kind.OTHER)


def take_organization(batch: Batch, item: Item) -> None:
    body = batch.bodies[item.key]
    take_names(batch, item, BodyName, body=body)
    parent = batch.bodies.get(item.refs.get("parent_id", ""))
    if parent and parent is not body:
        batch.state(Affiliation, step(item.pointer, "parent_id"), body=body, kind=Affiliation.Kind.UNDER, to=parent)
    links = item.raw.get("links")
    for index, link in enumerate(links if isinstance(links, list) else ()):
        if is_website(link):
            batch.state(Website, step(step(item.pointer, "links"), index), body=body, url=link["url"])
    batch.keep(item.pointer, item.raw, body=body)


def is_website(link: Any) -> bool:
    """A link that the file itself calls the organization's site; all others stay in the kept object."""
    if not isinstance(link, dict) or str(link.get("note") or "").lower() not in ("website", "official website"):
        return False
    url = link.get("url")
    return isinstance(url, str) and len(url) <= 600 and urlsplit(url).scheme in ("http", "https")


def take_names(batch: Batch, item: Item, model: type[Any], **of: Any) -> None:
    if (item.raw.get("name") or "").strip():
        batch.state(model, step(item.pointer, "name"), text=item.raw["name"], **of)
    for index, name in enumerate(item.raw.get("other_names") or ()):
        batch.state(
            model, step(step(item.pointer, "other_names"), index), text=name["name"], lang=name.get("lang") or "",
            note=name.get("note") or "", **period(name), **of,
        )  # fmt: skip


def take_post(batch: Batch, item: Item) -> None:
    role, label = item.raw.get("role") or "", item.raw.get("label") or ""
    body = batch.bodies.get(item.refs.get("organization_id", ""))
    if body is None:
        batch.keep(item.pointer, item.raw)  # a post that nobody holds, in no organization
        return
    post = Post(body=body, role=role or label[:300] or "member", notice=batch.notice)
    batch.posts[item.key] = post
    if label:
        batch.state(PostTitle, step(item.pointer, "label"), post=post, text=label)
    batch.keep(item.pointer, item.raw, post=post)


def take_membership(batch: Batch, item: Item) -> None:
    post = batch.posts.get(item.refs.get("post_id", "")) or implied_post(batch, item)
    mandate = batch.state(
        Mandate, item.pointer or "/", person=batch.persons[item.refs["person_id"]], post=post,
        on_behalf_of=batch.bodies.get(item.refs.get("on_behalf_of_id", "")), **period(item.raw),
    )  # fmt: skip
    batch.keep(item.pointer, item.raw, mandate=mandate)


def implied_post(batch: Batch, item: Item) -> Post:
    """The post of a membership that names none: its role in its organization, one for all who have that role."""
    key = item.refs["organization_id"], item.raw.get("role") or "member"
    if key not in batch.implied:
        batch.implied[key] = Post(body=batch.bodies[key[0]], role=key[1], notice=batch.notice)
    return batch.implied[key]


def period(raw: dict[str, Any]) -> dict[str, Any]:
    return interval_columns(start=day(raw, "start_date"), end=day(raw, "end_date"))
