"""Finding the body or person that a source names: by an attested form alone, and inside one assembly.

Two forms match when they are the same but for case, spaces and diacritics. What only looks alike is suggested to people
(`queries.people`), never taken.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from travaux.lib.refusals import Refused

from .index import whole
from .merged import merged_bodies, merged_people
from .models import Affiliation, Body, Mandate, NameKey, Person

NEW = "new"  # given for an id: a thing of its own, whatever it is called


@dataclass(frozen=True)
class Scope:
    """One assembly with all bodies that hang on it: delegations, their parliaments, chambers, organs."""

    assembly: Body

    @cached_property
    def bodies(self) -> frozenset[str]:
        found: set[str] = set()
        new = set(merged_bodies().all_of(self.assembly.pk))
        while new:
            found |= new
            links = Affiliation.objects.standing()
            below = links.filter(to__in=new).values_list("body_id", flat=True)
            sent_by = links.filter(body__in=new, kind=Affiliation.Kind.DELEGATION_OF).values_list("to_id", flat=True)
            new = {*below, *sent_by} - found
        return frozenset(found)

    def body(self, name: str, *, id: str | None = None, among: Iterable[str] | None = None) -> Body | None:
        """The body of that name: in `among`, or anywhere in the assembly or hanging on nothing. None: a new one."""
        if id:
            return None if id == NEW else by_id(Body, id)
        ids = set(NameKey.objects.filter(key=whole(name), body__isnull=False).values_list("body_id", flat=True))
        inside = ids & (self.bodies if among is None else set(among))
        if not inside and among is None:
            elsewhere = Affiliation.objects.standing().filter(body__in=ids).values_list("body_id", flat=True)
            inside = ids - set(elsewhere) - {b.pk for b in Body.objects.filter(pk__in=ids, kind=Body.Kind.ASSEMBLY)}
        merged = merged_bodies()
        return the_one(Body, {merged.canonical(found) for found in inside}, name, notice=self.assembly.notice)

    def person(self, name: str, *, id: str | None = None) -> Person | None:
        """The person of that name who holds or held something in the assembly, or nothing anywhere. None: a new one."""
        if id:
            return None if id == NEW else by_id(Person, id)
        ids = set(NameKey.objects.filter(key=whole(name), person__isnull=False).values_list("person_id", flat=True))
        mandates = Mandate.objects.standing().filter(person__in=ids).values_list("person_id", "post__body_id")
        anywhere = {person for person, _body in mandates}
        inside = {person for person, body in mandates if body in self.bodies}
        merged = merged_people()
        found = {merged.canonical(person) for person in inside or ids - anywhere}
        return the_one(Person, found, name, notice=self.assembly.notice)


def by_id(model: Any, id: str) -> Any:
    found = model.objects.filter(pk=id).first()
    if found is None:
        raise Refused(_("There is nothing at this address."), where=id)
    return found


def the_one(model: Any, ids: set[str], name: str, *, notice: str) -> Any:
    """The only row among these; an exercise never meets what is real."""
    found = list(model.objects.filter(pk__in=ids, notice=notice).order_by("pk"))
    if len(found) > 1:
        raise Refused(
            _("More than one here bears this name."),
            where=f"{name}: {', '.join(row.pk for row in found)}",
            remedy=_("Say which one by its address, or “new”; if they are one, merge them first."),
        )
    return found[0] if found else None
