"""One person, or one body, under two addresses: merged by hand, split again by hand, nothing lost."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from travaux.captures.rulings import withdraw
from travaux.lib.refusals import Refused, refuse_unless_recorder
from travaux.lib.viewer import Viewer
from travaux.record.actions import act

from ..merged import merged_bodies, merged_people
from ..models import Body, BodyMerge, Person, PersonMerge
from ..stating import Citations, open_as


def merge_people(*, by: Viewer, person: Person, into: Person, reason: str, citations: Citations = ()) -> PersonMerge:
    """Let `person`'s address lead to `into`. Names and mandates stay where sources put them, and are shown together."""
    return merge(by=by, model=PersonMerge, what={"person": person, "into": into}, reason=reason, citations=citations)


def merge_bodies(*, by: Viewer, body: Body, into: Body, reason: str, citations: Citations = ()) -> BodyMerge:
    """Let `body`'s address lead to `into`; see `merge_people`."""
    return merge(by=by, model=BodyMerge, what={"body": body, "into": into}, reason=reason, citations=citations)


def split(*, by: Viewer, merge: PersonMerge | BodyMerge, reason: str) -> PersonMerge | BodyMerge:
    """Take a merge back: both addresses lead to themselves again."""
    return withdraw(by=by, fact=merge, reason=reason)


def merge(*, by: Viewer, model: Any, what: dict[str, Any], reason: str, citations: Citations) -> Any:
    """Record that two are one, unless one of them leads elsewhere already."""
    refuse_unless_recorder(by)
    if not reason.strip():
        raise Refused(_("A merge needs a reason."), remedy=_("Say how it is known that the two are one."))
    with act(by=by, verb="merged", why=reason) as a:  # the pen is held: nobody merges between the question and the row
        refuse_a_circle(model, what)
        level = open_as(citations) if citations else what["into"].level
        row = model(recorded_at=a.at, reason=reason, level=level, **what)
        a.save(row, citations=citations)
    return row


def refuse_a_circle(model: Any, what: dict[str, Any]) -> None:
    merged = merged_people() if model is PersonMerge else merged_bodies()
    one, into = (thing.pk for thing in what.values())
    if one in merged.into:
        raise Refused(
            _("This address already leads to another."), where=one, remedy=_("Split the two first, or merge the other.")
        )
    if merged.canonical(into) == one:
        raise Refused(_("The two are one already, or would lead to each other."), where=f"{one} → {into}")


def merge_addresses(*, by: Viewer, id: str, into: str, reason: str) -> PersonMerge | BodyMerge:
    """Merge what stands at two addresses: two people, or two bodies, never one of each."""
    people, bodies = Person.objects.in_bulk([id, into]), Body.objects.in_bulk([id, into])
    if len(people) == 2:
        return merge_people(by=by, person=people[id], into=people[into], reason=reason)
    if len(bodies) == 2:
        return merge_bodies(by=by, body=bodies[id], into=bodies[into], reason=reason)
    raise Refused(
        _("These are not two people, and not two bodies."), where=f"{id} → {into}",
        remedy=_("Copy both addresses from their pages."),
    )  # fmt: skip


def split_address(*, by: Viewer, id: str, reason: str) -> PersonMerge | BodyMerge:
    """Take back the merge by which an address leads to another."""
    for join, name in ((PersonMerge, "person"), (BodyMerge, "body")):
        found = join.objects.standing().filter(**{name: id}).first()
        if found:
            return split(by=by, merge=found, reason=reason)
    raise Refused(_("This address leads to no other."), where=id)
