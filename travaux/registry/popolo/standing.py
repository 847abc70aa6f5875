"""What the export stands on: each fact in its scope, how it began, what stands of it now, where it is written."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from travaux.captures.facts import Standing
from travaux.captures.models import Citation
from travaux.lib.viewer import Viewer

from ..merged import Merged, merged_bodies, merged_people
from ..models import Affiliation, Body, BodyName, Imported, Mandate, Person, PersonName, Post, PostTitle, Website


@dataclass(frozen=True)
class Story:
    """A fact from its first row to what stands of it."""

    root: Any
    head: Any | None  # None: withdrawn, or set aside
    places: Mapping[str, str]  # where the root is written: {capture's id: JSON pointer}
    sources: tuple[tuple[str, str], ...]  # url and publisher of the pages behind the head

    @property
    def changed(self) -> bool:
        return self.head is None or self.head.pk != self.root.pk


@dataclass
class Facts:
    """All that goes into one export."""

    kept: list[Imported]
    bodies: dict[str, Body] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    body_names: dict[str, list[Story]] = field(default_factory=dict)  # by body; of merged ones, by the one they lead to
    person_names: dict[str, list[Story]] = field(default_factory=dict)
    titles: dict[str, list[Story]] = field(default_factory=dict)
    parents: dict[str, list[Story]] = field(default_factory=dict)
    websites: dict[str, list[Story]] = field(default_factory=dict)
    mandates: list[Story] = field(default_factory=list)
    merged_people: Merged = field(default_factory=lambda: Merged({}))
    merged_bodies: Merged = field(default_factory=lambda: Merged({}))


def facts_in(
    viewer: Viewer, *, on: dt.date, known: dt.datetime | None, kept: list[Imported], everything: bool
) -> Facts:
    """Load the scope: everything, or what one file spoke of with all that was recorded of its organizations since."""
    loader = Loader(viewer, on, known)
    facts = Facts(kept, merged_people=merged_people(known), merged_bodies=merged_bodies(known))
    if everything:
        facts.mandates = loader.stories(Mandate, None)
        bodies = persons = posts = None
    else:
        bodies, persons, posts = ({getattr(row, name) for row in kept} - {None} for name in OWNERS)
        here = Q(post__body__in=bodies) | Q(supersedes__post__body__in=bodies)
        facts.mandates = loader.stories(Mandate, here)
        heads = [story.head or story.root for story in facts.mandates]
        persons |= {row.person_id for row in heads}
        posts |= {row.post_id for row in heads}
        bodies |= {id for row in heads for id in (row.post.body_id, row.on_behalf_of_id) if id}
    facts.parents = loader.by(Affiliation, "body_id", bodies, facts.merged_bodies)
    if bodies is not None:
        bodies |= {story.head.to_id for stories in facts.parents.values() for story in stories if story.head}
    facts.bodies, facts.persons = loader.things(Body, bodies), loader.things(Person, persons)
    facts.posts = loader.things(Post, posts)
    facts.body_names = loader.by(BodyName, "body_id", bodies, facts.merged_bodies)
    facts.person_names = loader.by(PersonName, "person_id", persons, facts.merged_people)
    facts.titles = loader.by(PostTitle, "post_id", posts, Merged({}))
    facts.websites = loader.by(Website, "body_id", bodies, facts.merged_bodies)
    return facts


OWNERS = ("body_id", "person_id", "post_id")


@dataclass(frozen=True)
class Loader:
    """Loads rows for one viewer at one moment."""

    viewer: Viewer
    on: dt.date
    known: dt.datetime | None

    def things(self, model: Any, ids: set[str] | None) -> dict[str, Any]:
        rows = model.objects.visible(self.viewer, self.on).order_by("pk")
        return {row.pk: row for row in (rows if ids is None else rows.filter(pk__in=sorted(ids)))}

    def by(self, model: Any, owner: str, ids: set[str] | None, merged: Merged) -> dict[str, list[Story]]:
        """Stories by the thing they tell of."""
        found: dict[str, list[Story]] = defaultdict(list)
        for story in self.stories(model, None if ids is None else Q(**{f"{owner}__in": sorted(ids)})):
            found[merged.canonical(getattr(story.root, owner))].append(story)
        return found

    def stories(self, model: Any, condition: Q | None) -> list[Story]:
        rows = model.objects.visible(self.viewer, self.on).order_by("recorded_at", "pk")
        if model is Mandate:
            rows = rows.select_related("post")
        if self.known:
            rows = rows.filter(recorded_at__lte=self.known)
        found = list(rows if condition is None else rows.filter(condition))
        places, sources = written(model, found if condition is not None else None)
        next_row = {row.supersedes_id: row for row in found if row.supersedes_id}
        told: list[Story] = []
        taken: set[tuple[str, str]] = set()
        for root in found:
            if root.supersedes_id:
                continue
            last = root
            while last.pk in next_row:
                last = next_row[last.pk]
            head = last if last.standing == Standing.STATED else None
            # Whoever was recorded first at a place is what the file says there; later facts may cite it too.
            own = {capture: place for capture, place in places[root.pk].items() if (capture, place) not in taken}
            taken |= set(own.items())
            told.append(Story(root, head, own, tuple(sources[last.pk])))
        return told


def modelled(row: Imported) -> bool:
    """Whether a kept object became a row of ours."""
    return any((row.person_id, row.body_id, row.post_id, row.mandate_id))


Places = dict[str, dict[str, str]]
Links = dict[str, list[tuple[str, str]]]


def written(model: Any, rows: list[Any] | None) -> tuple[Places, Links]:
    """Where each fact stands in imported files, and the pages behind it."""
    places: Places = defaultdict(dict)
    sources: Links = defaultdict(list)
    name = model._meta.model_name
    links = model.citations.through.objects.all()
    if rows is not None:
        links = links.filter(**{f"{name}__in": [row.pk for row in rows]})
    columns = ("kind", "pointer", "capture_id", "capture__url", "capture__publisher")
    wanted = (f"{name}_id", *(f"citation__{column}" for column in columns))
    for fact, kind, pointer, capture, url, publisher in links.order_by("pk").values_list(*wanted):
        if kind == Citation.Kind.POINTER:
            places[fact][capture] = pointer
        if url and (url, publisher) not in sources[fact]:
            sources[fact].append((url, publisher))
    return places, sources
