"""Two addresses for one: what could be the same by its names, what was merged, and what a merge would join."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import override

from travaux.core.names import fold
from travaux.lib.viewer import Viewer

from ..models import Body, BodyMerge, BodyName, Mandate, Person, PersonMerge, PersonName
from ..summaries import BodyRef, PersonRef
from .look import Look

ALIKE = (Body.Kind.CHAMBER, Body.Kind.COMMISSION, Body.Kind.COUNCIL)  # kinds whose long and short names part bodies
MOST = 2000  # bodies that are compared with each other


@dataclass(frozen=True)
class Side:
    """One of the two, with every form of its name."""

    id: str
    ref: BodyRef | PersonRef
    names: tuple[str, ...]
    mandates: int  # held by the person, or in the body


@dataclass(frozen=True)
class Merged:
    """A merge that stands."""

    id: str  # the address that leads to the other
    ref: BodyRef | PersonRef
    reason: str
    at: dt.datetime


def side(viewer: Viewer, id: str, *, on: dt.date, lang: str) -> Side | None:
    """What stands at an address, be it a person or a body; None where the viewer may know of neither."""
    look = Look(viewer, on, None, lang)
    with override(lang):
        for model, name_of, owner, post in (
            (Person, PersonName, "person", "person"), (Body, BodyName, "body", "post__body"),
        ):  # fmt: skip
            if not model.objects.visible(viewer, on).filter(pk=id).exists():
                continue
            refs = look.people([id]) if model is Person else look.bodies([id])
            forms = look.standing(name_of).filter(**{owner: id}).order_by("lang", "recorded_at", "pk")
            held = look.standing(Mandate).filter(**{post: id}).count()
            return Side(id, refs[id], tuple(dict.fromkeys(form.text for form in forms)), held)
    return None


def perhaps_one(viewer: Viewer, *, on: dt.date, lang: str) -> list[tuple[BodyRef, BodyRef]]:
    """Bodies of one kind of which one bears the beginning or the end of the other's name: for a person to look at.

    The first is the one with the shorter name. Never merged without a person's word.
    """
    look = Look(viewer, on, None, lang)
    bodies = Body.objects.visible(viewer, on).filter(kind__in=ALIKE).exclude(pk__in=list(look.merged_bodies.into))
    rows = list(bodies.order_by("pk")[:MOST])
    names = look.names_of(BodyName, "body_id", [row.pk for row in rows])
    forms = {row.pk: {fold(label.text) for label in names.get(row.pk, ())} - {""} for row in rows}
    by_kind: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        by_kind[row.kind].append(row.pk)
    pairs = [pair for ids in by_kind.values() for pair in alike(ids, forms)]
    with override(lang):
        refs = look.bodies([id for pair in pairs for id in pair])
    found = [(refs[one], refs[other]) for one, other in pairs if one in refs and other in refs]
    return [(one, other) for one, other in found if one.notice == other.notice]  # what is invented is never real


def alike(ids: Collection[str], forms: dict[str, set[str]]) -> list[tuple[str, str]]:
    """Pairs of which a form of the first begins or ends a form of the second, word by word."""
    bearers: dict[str, list[str]] = defaultdict(list)
    for id in ids:
        for form in forms[id]:
            words = form.split()
            for n in range(1, len(words)):
                bearers[" ".join(words[:n])].append(id)
                bearers[" ".join(words[n:])].append(id)
    found = {(one, other) for one in ids for form in forms[one] for other in bearers.get(form, ()) if one != other}
    same: dict[str, list[str]] = defaultdict(list)
    for id in ids:
        for form in forms[id]:
            same[form].append(id)
    found |= {(one, other) for some in same.values() for one in some for other in some if one < other}
    return sorted(found)


def standing_merges(viewer: Viewer, *, on: dt.date, lang: str) -> list[Merged]:
    """Every merge that stands, the latest first. It can be taken back: both addresses go on working."""
    look = Look(viewer, on, None, lang)
    people = list(look.standing(PersonMerge).order_by("-recorded_at", "pk"))
    bodies = list(look.standing(BodyMerge).order_by("-recorded_at", "pk"))
    with override(lang):
        refs: dict[str, BodyRef | PersonRef] = {**look.people({row.into_id for row in people})}
        refs |= look.bodies({row.into_id for row in bodies})
    found = [(row, row.person_id) for row in people] + [(row, row.body_id) for row in bodies]
    return [Merged(id, refs[row.into_id], row.reason, row.recorded_at) for row, id in found if row.into_id in refs]
