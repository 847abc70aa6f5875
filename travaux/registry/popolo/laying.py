"""Today's facts laid over the objects of imported files, and objects made of facts where there was no file."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from travaux.lib.rows import Identity

from ..models import Affiliation, Imported, Origin
from ..names import best_name
from .parsing import step
from .standing import Facts, Story, modelled

PLAIN = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
EMBEDDED: dict[str, dict[str, str | None]] = {  # what goes out in lists of its own
    "persons": {"memberships": None},
    "organizations": {"memberships": None, "posts": None, "children": None, "parent": "parent_id"},
    "posts": {"memberships": None, "organization": "organization_id"},
    "memberships": {"person": "person_id", "organization": "organization_id", "post": "post_id",
                    "on_behalf_of": "on_behalf_of_id"},
}  # fmt: skip
PARENTS = (Affiliation.Kind.UNDER, Affiliation.Kind.CHAMBER_OF, Affiliation.Kind.ORGAN_OF,
           Affiliation.Kind.PARLIAMENT_OF, Affiliation.Kind.DELEGATION_TO)  # fmt: skip

Object = dict[str, Any]


@dataclass
class Laying:
    """Makes the four lists. `ids` says under which id each row goes out."""

    facts: Facts
    ids: Any

    @cached_property
    def kept(self) -> dict[str, list[Imported]]:
        """Kept objects by what they became."""
        found: dict[str, list[Imported]] = {"persons": [], "organizations": [], "posts": [], "memberships": []}
        columns = {"persons": "person_id", "organizations": "body_id", "posts": "post_id", "memberships": "mandate_id"}
        for row in self.facts.kept:
            for collection, column in columns.items():
                if getattr(row, column):
                    found[collection].append(row)
        return found

    @cached_property
    def posts_in_files(self) -> set[tuple[str, str | None]]:
        return {(row.capture_id, row.post_id) for row in self.kept["posts"]}

    def persons(self) -> list[Object]:
        merged, done, found = self.facts.merged_people, set(), []
        for row in self.kept["persons"]:
            if row.person_id in self.facts.persons and merged.canonical(row.person_id) == row.person_id:
                done.add(row.person_id)
                found.append(self.over(row, "persons", row.person_id, self.facts.person_names))
        for id, person in self.facts.persons.items():
            if id not in done and merged.canonical(id) == id:
                found.append(self.new(person, "persons", self.facts.person_names.get(id, ())))
        return found

    def organizations(self) -> list[Object]:
        merged, done, found = self.facts.merged_bodies, set(), []
        for row in self.kept["organizations"]:
            if row.body_id in self.facts.bodies and merged.canonical(row.body_id) == row.body_id:
                done.add(row.body_id)
                found.append(self.organization_over(row))
        for id, body in self.facts.bodies.items():
            if id not in done and merged.canonical(id) == id:
                made = self.new(body, "organizations", self.facts.body_names.get(id, ()))
                found.append(self.beside({**made, "classification": body.kind}, id, None))
        return found

    def organization_over(self, row: Imported) -> Object:
        id = row.body_id or ""
        laid = self.over(row, "organizations", id, self.facts.body_names)
        for key, collection in (("area_id", "areas"), ("parent_id", "organizations")):
            if isinstance(laid.get(key), str):
                laid[key] = self.ids.there(row.capture_id, collection, laid[key])
        if any(s.changed and s.places.get(row.capture_id) == step(row.pointer, "parent_id") for s in self.parents(id)):
            laid.pop("parent_id", None)
        sites = [site for site in self.numbered(row, self.websites(id), "links") if site[1].changed]
        if sites:
            links = list(laid["links"])
            for index, story in sites:
                links[index] = {**links[index], "url": story.head.url} if story.head else None
            laid["links"] = [link for link in links if link is not None]
        return self.beside(laid, id, row)

    def beside(self, laid: Object, id: str, row: Imported | None) -> Object:
        """With the parent and the sites that were recorded beside the organization's file, or without any."""
        merged = self.facts.merged_bodies
        said = row if row and not self.nested(row) else None  # a child within its parent does not name it
        fresh = [s.head for s in self.parents(id) if s.head and (s.changed or not (said and inside(s, said)))]
        to = next((merged.canonical(p.to_id) for kind in PARENTS for p in fresh if p.kind == kind), None)
        if to in self.facts.bodies and not laid.get("parent_id"):
            laid["parent_id"] = self.ids.id("organizations", to)
        sites = [s.head.url for s in self.websites(id) if s.head and s.head.url and not (row and inside(s, row))]
        if sites:
            laid["links"] = [*laid.get("links", ()), *({"url": url, "note": "website"} for url in sites)]
        return laid

    @cached_property
    def framed(self) -> set[str]:
        """Files with a top level of lists."""
        return {row.capture_id for row in self.facts.kept if row.pointer == "" and not modelled(row)}

    def nested(self, row: Imported) -> bool:
        """Whether the object stood inside another, and so left unsaid what the place said."""
        return row.pointer.count("/") > (2 if row.capture_id in self.framed else 1)

    def parents(self, id: str) -> Sequence[Story]:
        return self.facts.parents.get(id, ())

    def websites(self, id: str) -> Sequence[Story]:
        return self.facts.websites.get(id, ())

    def posts(self) -> list[Object]:
        done, found = set(), []
        for row in self.kept["posts"]:
            if row.post_id in self.facts.posts:
                done.add(row.post_id)
                found.append(self.post_over(row))
        for id, post in self.facts.posts.items():
            titles = [s.head for s in self.facts.titles.get(id, ()) if s.head]
            if id not in done and titles:
                label, body = best_name(titles, "en").text, self.organization(post.body_id)
                others = [title.text for title in titles if title.text != label]
                made = {"id": id, "label": label, "role": post.role, "organization_id": body}
                found.append({**made, **({"other_label": others} if others else {})})
        return found

    def post_over(self, row: Imported) -> Object:
        post = self.facts.posts[row.post_id or ""]
        laid = self.unpacked(row, "posts")
        laid.setdefault("id", self.ids.id("posts", post.pk))
        if "organization_id" in laid or self.nested(row):
            laid["organization_id"] = self.organization(post.body_id)
        for story in self.facts.titles.get(post.pk, ()):
            if story.places.get(row.capture_id) == step(row.pointer, "label") and story.changed:
                laid["label"] = story.head.text if story.head else None
        return laid

    def memberships(self) -> list[Object]:
        rows = {row.mandate_id: row for row in self.kept["memberships"]}
        told = [story for story in self.facts.mandates if story.head]
        in_file = {story.root.pk: story for story in told if story.root.pk in rows}
        over = (self.membership_over(row, in_file[id]) for id, row in rows.items() if id in in_file)
        return [*over, *(self.membership(story) for story in told if story.root.pk not in rows)]

    def membership_over(self, row: Imported, story: Story) -> Object:
        head: Any = story.head
        root = story.root
        laid = self.unpacked(row, "memberships")
        laid["person_id"] = self.ids.id("persons", self.facts.merged_people.canonical(head.person_id))
        explicit = (row.capture_id, head.post_id) in self.posts_in_files
        if explicit:
            laid["post_id"] = self.ids.id("posts", head.post_id)
        if "organization_id" in laid or not explicit or self.nested(row):
            laid["organization_id"] = self.organization(head.post.body_id)
        if head.on_behalf_of_id:
            laid["on_behalf_of_id"] = self.organization(head.on_behalf_of_id)
        elif root.on_behalf_of_id:
            laid.pop("on_behalf_of_id", None)
        for key, collection in (("area_id", "areas"), ("legislative_period_id", "events")):
            if isinstance(laid.get(key), str):
                laid[key] = self.ids.there(row.capture_id, collection, laid[key])
        if head.post_id != root.post_id:
            laid["role"] = head.post.role
        for key in ("start", "end"):
            if getattr(head, key) != getattr(root, key):
                laid.pop(f"{key}_date", None)
                laid.update(date(key, getattr(head, key)))
        return laid

    def membership(self, story: Story) -> Object:
        head: Any = story.head
        made = {"id": head.pk, "person_id": self.ids.id("persons", self.facts.merged_people.canonical(head.person_id)),
                "organization_id": self.organization(head.post.body_id), "role": head.post.role}  # fmt: skip
        if any(title.head for title in self.facts.titles.get(head.post_id, ())):
            made["post_id"] = self.ids.id("posts", head.post_id)
        if head.on_behalf_of_id:
            made["on_behalf_of_id"] = self.organization(head.on_behalf_of_id)
        return {**made, **date("start", head.start), **date("end", head.end), **sources([story])}

    def organization(self, id: str) -> str:
        return str(self.ids.id("organizations", self.facts.merged_bodies.canonical(id)))

    def unpacked(self, row: Imported, collection: str) -> Object:
        """A kept object without the objects inside it, which go out in lists of their own."""
        laid = dict(row.value)
        for key, ref in EMBEDDED[collection].items():
            if key in laid:
                inner = laid.pop(key)
                if ref and isinstance(inner, dict) and ref not in laid:
                    laid[ref] = inner.get("id")
        return laid

    def over(self, row: Imported, collection: str, id: str | None, names: dict[str, list[Story]]) -> Object:
        """A kept object with the names that stand today."""
        laid = {**self.unpacked(row, collection), "id": self.ids.id(collection, id or "")}
        stories = names.get(id or "", ())
        others = list(laid.get("other_names") or ())
        for story in stories:
            if story.changed and story.places.get(row.capture_id) == step(row.pointer, "name"):
                laid["name"] = story.head.text if story.head else None
        for index, story in self.numbered(row, stories, "other_names"):
            if story.changed:
                others[index] = {**rest(others[index]), **other_name(story.head)} if story.head else None
        new = [story.head for story in stories if story.head and not inside(story, row)]
        others = [name for name in others if name is not None]
        others += [name for name in map(other_name, new) if name not in others]
        if others != (laid.get("other_names") or []):
            laid["other_names"] = others
        return laid

    def new(self, thing: Identity, collection: str, stories: Iterable[Story]) -> Object:
        """An object made of facts alone."""
        told = [story for story in stories if story.head]
        heads: list[Any] = [story.head for story in told]
        name = best_name(heads, "en").text
        others = [other_name(head) for head in heads if head.text != name]
        made: Object = {"id": self.ids.id(collection, thing.pk)}
        made |= {"name": name} if name else {}
        made |= {"other_names": others} if others else {}
        made |= {"notice": thing.notice} if thing.notice else {}
        return {**made, **sources(told)}

    def numbered(self, row: Imported, stories: Iterable[Story], key: str) -> Iterator[tuple[int, Story]]:
        """Stories that began as an element of a list of the object, with its place in the list."""
        start = step(row.pointer, key) + "/"
        for story in stories:
            place = story.places.get(row.capture_id, "")
            if place.startswith(start):
                yield int(place[len(start) :]), story


def inside(story: Story, row: Imported) -> bool:
    place = story.places.get(row.capture_id)
    return place is not None and (place == row.pointer or place.startswith(f"{row.pointer}/"))


def rest(name: Object) -> Object:
    """What another name says beside what we model."""
    return {key: value for key, value in name.items() if key not in ("name", "lang", "note", "start_date", "end_date")}


def other_name(label: Any) -> Object:
    ours = "our translation" if label.origin == Origin.OURS else ""
    said = {"name": label.text, "lang": label.lang, "note": "; ".join(part for part in (label.note, ours) if part)}
    return {key: value for key, value in said.items() if value} | date("start", label.start) | date("end", label.end)


def date(key: str, edtf: str) -> Object:
    """A date as Popolo has it; what Popolo cannot say, a range or a doubt, stands beside it in EDTF."""
    if PLAIN.fullmatch(edtf):
        return {f"{key}_date": edtf}
    return {f"{key}_date_edtf": edtf} if edtf else {}


def sources(stories: Iterable[Story]) -> Object:
    """Links to the pages behind the facts."""
    pages = dict.fromkeys(source for story in stories for source in story.sources)
    links = [{"url": url, **({"note": publisher} if publisher else {})} for url, publisher in pages]
    return {"sources": links} if links else {}
