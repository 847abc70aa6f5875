"""The registry as Popolo: what was imported comes out as it came in, with today's facts laid over it."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from travaux.lib.notices import notice_words
from travaux.lib.refusals import Refused
from travaux.lib.viewer import Viewer

from ..models import Imported
from .laying import Laying
from .standing import Facts, facts_in, modelled

COLLECTIONS = ("persons", "organizations", "posts", "memberships")
OWNERS = {"persons": "person_id", "organizations": "body_id", "posts": "post_id"}
OTHER_REFS = {"area_id": "areas", "legislative_period_id": "events", "organization_id": "organizations"}


def export_popolo(
    *, viewer: Viewer, on: dt.date, source: str | None = None, known: dt.datetime | None = None
) -> dict[str, Any]:
    """All that the viewer may know of, or, with `source` (the SHA-256 of an imported file), what that file spoke of.

    Ids are those of the imported file unless two files use the same one, else our own. Mandates that are over are there
    with their end; what was withdrawn is not.
    """
    rows = Imported.objects.visible(viewer, on).select_related("capture")
    kept = sorted(rows.filter(capture__sha256=source) if source else rows, key=in_order)
    if source and not kept:
        raise Refused(
            _("No file with this SHA-256 was imported."),
            where=source,
            remedy=_("Leave it out to export everything."),
        )
    facts = facts_in(viewer, on=on, known=known, kept=kept, everything=source is None)
    ids = Ids.of(kept, facts)
    laid = Laying(facts, ids)
    document = frame(kept)
    objects = {"persons": laid.persons(), "organizations": laid.organizations(), "posts": laid.posts(),
               "memberships": laid.memberships()}  # fmt: skip
    for collection, found in objects.items():
        name = "people" if collection == "persons" and "people" in document else collection
        if found or name in document:
            document[name] = found
    for name, others in other_objects(kept, ids).items():
        document[name] = [*document[name], *others] if name in COLLECTIONS else others
    return noticed(document, facts)


def noticed(document: dict[str, Any], facts: Facts) -> dict[str, Any]:
    """With what every file about a demonstration or an exercise must say."""
    found = {thing.notice for thing in (*facts.persons.values(), *facts.bodies.values()) if thing.notice}
    if not found:
        return document
    meta = document.get("meta")
    said = sorted(notice_words(notice) for notice in found)
    return {**document, "meta": {**(meta if isinstance(meta, dict) else {}), "notices": said}}


def in_order(row: Imported) -> tuple[Any, ...]:
    """By file, then as the file has them."""
    parts = row.pointer.split("/")[1:]
    return row.capture_id, [(int(part), "") if part.isdigit() else (-1, part) for part in parts]


def frame(kept: Iterable[Imported]) -> dict[str, Any]:
    """The top level of the file; an empty one where there are several files, or none."""
    frames = [row.value for row in kept if row.pointer == "" and not modelled(row)]
    if len(frames) == 1:
        return dict(frames[0])
    return {collection: [] for collection in COLLECTIONS}


def other_objects(kept: Iterable[Imported], ids: "Ids") -> dict[str, list[Any]]:
    """Areas, events and whatever else the files hold, by the name of their list."""
    found: dict[str, list[Any]] = {}
    for row in kept:
        if row.pointer and not modelled(row):
            name = collection_of(row)
            found.setdefault(name, []).append(ids.renamed(row.capture_id, name, row.value))
    return found


def collection_of(row: Imported) -> str:
    """The list an unmodelled object belongs to; outside the lists of the top level it can only be an unplaced post."""
    parts = row.pointer.split("/")[1:]
    return parts[0] if len(parts) == 2 and not parts[0].isdigit() and parts[1].isdigit() else "posts"


@dataclass
class Ids:
    """Which id each object goes out under."""

    ours: dict[tuple[str, str], str] = field(default_factory=dict)  # {(collection, row's id): id}
    theirs: dict[tuple[str, str, str], str] = field(default_factory=dict)  # {(capture, collection, id there): id}

    @classmethod
    def of(cls, kept: list[Imported], facts: Facts) -> "Ids":
        ids = cls()
        used = Counter((collection, given) for _row, collection, _owner, given in named(kept))
        for row, collection, owner, given in named(kept):
            alone = used[collection, given] == 1
            if owner:
                canonical = ids.canonical(facts, collection, owner)
                if canonical == owner:
                    ids.ours[collection, owner] = given if alone else owner
                ids.theirs[row.capture_id, collection, given] = canonical
            else:
                there = row.capture.sha256[:12]
                ids.theirs[row.capture_id, collection, given] = given if alone else f"{there}/{given}"
        return ids

    @staticmethod
    def canonical(facts: Facts, collection: str, owner: str) -> str:
        if collection == "persons":
            return facts.merged_people.canonical(owner)
        return facts.merged_bodies.canonical(owner) if collection == "organizations" else owner

    def id(self, collection: str, row: str) -> str:
        return self.ours.get((collection, row), row)

    def there(self, capture: str, collection: str, given: Any) -> Any:
        """The id under which what a file calls `given` goes out."""
        found = self.theirs.get((capture, collection, given), given)
        return self.ours.get((collection, found), found)

    def renamed(self, capture: str, collection: str, raw: dict[str, Any]) -> dict[str, Any]:
        """An object that we do not model, its references leading where those objects went."""
        refs = {**OTHER_REFS, "id": collection, "parent_id": collection}
        return {
            key: self.there(capture, refs[key], value) if key in refs and isinstance(value, str) else value
            for key, value in raw.items()
        }


def named(kept: Iterable[Imported]) -> Iterable[tuple[Imported, str, str | None, str]]:
    """Every kept object that has an id: its collection, the row it became (None where not modelled), and the id."""
    for row in kept:
        given = row.value.get("id") if row.pointer or modelled(row) else None
        if not isinstance(given, str) or not given:
            continue
        owner = next(((name, getattr(row, column)) for name, column in OWNERS.items() if getattr(row, column)), None)
        if owner:
            yield row, owner[0], owner[1], given
        elif not row.mandate_id:
            yield row, collection_of(row), None, given


def counts(document: Mapping[str, Any]) -> dict[str, int]:
    """How many objects each list holds."""
    return {name: len(objects) for name, objects in document.items() if isinstance(objects, list)}
