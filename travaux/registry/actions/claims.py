"""What a confirmed claim becomes: the facts of this room, each keeping the claim's place in the page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from travaux.captures.actions import cite_span
from travaux.captures.facts import CitedFact
from travaux.captures.models import Claim
from travaux.lib.refusals import Refused, refuse_unless_recorder
from travaux.lib.viewer import Viewer
from travaux.record.actions import act

from ..matching import Scope
from ..models import Affiliation, Body, BodyName, Person, PersonName, PostTitle
from ..roles import PLENIPOTENTIARY, role_code
from ..stating import Citations
from .bodies import affiliate, name_body, register_body, state_website
from .delegations import state_composition, state_entitlement
from .people import give_mandate, name_person, post_of, register_person, title_post


@dataclass(frozen=True)
class Desk:
    """What is at hand while one claim is accepted."""

    by: Viewer
    scope: Scope
    citations: Citations
    lang: str  # of the sentence
    values: Mapping[str, Any]

    def word(self, name: str) -> str:
        """A value that the claim must have."""
        value = str(self.values.get(name) or "").strip()
        if not value:
            raise Refused(
                _("The claim does not say all that the fact needs."), where=name, remedy=_("Fill it in, or reject it.")
            )
        return value

    def id(self, name: str) -> str | None:
        """The address that a person chose for a name; “new” for a thing of its own."""
        return self.values.get(f"{name}_id") or None


def accept_claim(
    *, by: Viewer, claim: Claim, values: Mapping[str, Any], assembly: Body, citations: Citations = ()
) -> list[CitedFact]:
    """Make the facts that a claim proposes, as confirmed in `values`. Returns the new facts; one act.

    Bodies and people are matched by an attested name inside the assembly, or registered anew. Beside the claim's own
    values there may be `parliament_id`, `chamber_id`, `body_id` or `person_id` (an address, or "new"), `rule` for a
    quota, and `body_kind`. Raises `Refused` on a claim of another room, or with a value missing.
    """
    refuse_unless_recorder(by)
    if claim.kind not in ACCEPTED:
        raise Refused(_("Claims of this kind are not facts of the registry."), where=claim.kind)
    with act(by=by, verb="accepted a claim"):
        lang = claim.values.get("lang") or claim.reading.lang
        capture = claim.reading.capture
        cited = citations or [cite_span(by=by, capture=capture, start=claim.start, end=claim.end, claim=claim)]
        return ACCEPTED[claim.kind](Desk(by, Scope(assembly), cited, lang, values))


def accept_seat_count(desk: Desk) -> list[CitedFact]:
    delegation = delegation_of(desk, parliament := parliament_of(desk))
    chamber = chamber_of(desk, parliament)
    unit = str(desk.values.get("unit") or desk.values.get("members") or "")
    stated: dict[str, Any] = {"by": desk.by, "delegation": delegation, "chamber": chamber, "unit": unit}
    stated |= {"seats": desk.values.get("seats"), "citations": desk.citations}
    if desk.values.get("basis") == "quota":
        return [state_entitlement(rule=str(desk.values.get("rule") or ""), **stated)]
    return [state_composition(**stated)]


def accept_representative(desk: Desk) -> list[CitedFact]:
    parliament = parliament_of(desk)
    post = post_of(by=desk.by, body=delegation_of(desk, parliament), role=PLENIPOTENTIARY)
    person = person_of(desk)
    return [give_mandate(by=desk.by, person=person, post=post, on_behalf_of=parliament, citations=desk.citations)]


def accept_office(desk: Desk) -> list[CitedFact]:
    office = desk.word("office")
    post = post_of(by=desk.by, body=body_of(desk), role=role_code(office))
    if not PostTitle.objects.standing().filter(post=post, text=office).exists():
        title_post(by=desk.by, post=post, text=office, lang=desk.lang, citations=desk.citations)
    return [give_mandate(by=desk.by, person=person_of(desk), post=post, citations=desk.citations)]


def accept_body(desk: Desk) -> list[CitedFact]:
    name = desk.word("name")
    found = desk.scope.body(name, id=desk.id("body")) or register_body(by=desk.by, **about(desk))
    return [name_body(by=desk.by, body=found, text=name, lang=desk.lang, citations=desk.citations)]


def accept_website(desk: Desk) -> list[CitedFact]:
    parliament = parliament_of(desk)
    body = chamber_of(desk, parliament) or parliament
    return [state_website(by=desk.by, body=body, url=str(desk.values.get("url") or ""), citations=desk.citations)]


ACCEPTED: Mapping[str, Callable[[Desk], list[CitedFact]]] = {
    "seat_count": accept_seat_count,
    "representative": accept_representative,
    "office": accept_office,
    "body": accept_body,
    "website": accept_website,
}


def about(desk: Desk, kind: str | None = None) -> dict[str, Any]:
    """How a body that this claim is the first to name is registered."""
    return {"kind": kind or desk.values.get("body_kind") or Body.Kind.OTHER, "notice": desk.scope.assembly.notice}


def parliament_of(desk: Desk) -> Body:
    return named_body(desk, "parliament", Body.Kind.PARLIAMENT)


def chamber_of(desk: Desk, parliament: Body) -> Body | None:
    """The chamber that the claim names, among those of its parliament; None where it names none."""
    if not desk.values.get("chamber"):
        return None
    links = Affiliation.objects.standing().filter(to=parliament, kind=Affiliation.Kind.CHAMBER_OF)
    among = links.values_list("body_id", flat=True)
    found = desk.scope.body(desk.word("chamber"), id=desk.id("chamber"), among=among)
    if found is None:
        found = new_body(desk, "chamber", Body.Kind.CHAMBER)
        affiliate(by=desk.by, body=found, kind=Affiliation.Kind.CHAMBER_OF, to=parliament, citations=desk.citations)
    return found


def delegation_of(desk: Desk, parliament: Body) -> Body:
    """The parliament's delegation to the assembly; registered without a name where none is recorded yet."""
    links, kind = Affiliation.objects.standing(), Affiliation.Kind
    sent = links.filter(to=parliament, kind=kind.DELEGATION_OF).values("body")
    there = links.filter(to=desk.scope.assembly, kind=kind.DELEGATION_TO, body__in=sent)
    if (found := there.order_by("body").first()) is not None:
        return body_at(found.body_id)
    delegation = register_body(by=desk.by, **about(desk, Body.Kind.DELEGATION))
    for how, to in ((kind.DELEGATION_OF, parliament), (kind.DELEGATION_TO, desk.scope.assembly)):
        affiliate(by=desk.by, body=delegation, kind=how, to=to, citations=desk.citations)
    return delegation


def body_at(id: str) -> Body:
    return Body.objects.get(pk=id)


def body_of(desk: Desk) -> Body:
    return named_body(desk, "body", None)


def named_body(desk: Desk, field: str, kind: str | None) -> Body:
    name = desk.word(field)
    found = desk.scope.body(name, id=desk.id(field))
    if found is None:
        return new_body(desk, field, kind)
    if not BodyName.objects.standing().filter(body=found, text=name).exists():
        name_body(by=desk.by, body=found, text=name, lang=desk.lang, citations=desk.citations)
    return found


def new_body(desk: Desk, field: str, kind: str | None) -> Body:
    return register_body(
        by=desk.by, name=desk.word(field), lang=desk.lang, citations=desk.citations, **about(desk, kind)
    )


def person_of(desk: Desk) -> Person:
    """The person whom the claim names, with this form of the name recorded if it is a new one."""
    name, notice = desk.word("person"), desk.scope.assembly.notice
    found = desk.scope.person(name, id=desk.id("person"))
    if found is None:
        return register_person(by=desk.by, name=name, lang=desk.lang, citations=desk.citations, notice=notice)
    if not PersonName.objects.standing().filter(person=found, text=name).exists():
        name_person(by=desk.by, person=found, text=name, lang=desk.lang, citations=desk.citations)
    return found
