"""What filled-in rows mean here: resolved to bodies and people, shown, and then entered as one act."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from travaux.captures.actions import cite_entry
from travaux.captures.facts import CitedFact
from travaux.lib.refusals import Refused, refuse_unless_recorder
from travaux.lib.viewer import Viewer
from travaux.record.actions import act

from ..actions import Period, end_mandate, give_mandate, post_of, register_person, state_composition
from ..matching import Scope
from ..merged import merged_people
from ..models import Affiliation, Body, BodyName, Mandate, Person, StatedComposition
from ..roles import HEAD, MEMBER, role_code, role_words
from ..stating import Citations
from .reading import Filled, Problem, read

Enter = Callable[[Viewer, Citations], CitedFact]


@dataclass(frozen=True)
class PreviewRow:
    """What one row would state."""

    where: str  # Composition!4
    text: str  # in words, for the person who enters it
    new: tuple[str, ...]  # names that are registered anew by it
    enter: Enter  # does it, inside an act


@dataclass(frozen=True)
class Preview:
    """All that a file would state; nothing is stored by asking."""

    rows: tuple[PreviewRow, ...]
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        return bool(self.rows) and not self.problems


class Wrong(Exception):
    """A row that cannot be entered, with the column that says why."""

    def __init__(self, key: str, what: Any, remedy: Any = "") -> None:
        super().__init__(str(what))
        self.key, self.what, self.remedy = key, what, remedy


def preview(data: bytes, *, by: Viewer, assembly: Body) -> Preview:
    """What a filled-in template would state of an assembly, and what is wrong with it, cell by cell."""
    refuse_unless_recorder(by)
    filled, problems = read(data)
    scope, rows = Scope(assembly), []
    for row in filled:
        try:
            rows.append(MEANT[row.sheet.key](scope, row))
        except Wrong as wrong:
            problems.append(Problem(row.place(wrong.key), wrong.what, wrong.remedy))
        except Refused as refused:
            problems.append(Problem(row.place(), f"{refused.what} {refused.where}".strip(), refused.remedy))
    problems += twice(rows)
    return Preview(tuple(rows), tuple(problems))


def twice(rows: list[PreviewRow]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for row in rows:
        if row.text in seen:
            yield Problem(row.where, _("This says the same as %(where)s.") % {"where": seen[row.text]},
                          _("Take one of the two out."))  # fmt: skip
        seen.setdefault(row.text, row.where)


def enter(*, by: Viewer, data: bytes, assembly: Body, capacity: str, why: str = "") -> list[CitedFact]:
    """Enter a whole file as one act, each fact citing the official's own word. All rows, or none.

    `capacity` is the office in which the official speaks; it is shown beside every fact.
    """
    refuse_unless_recorder(by)
    if not capacity.strip():
        raise Refused(_("Say in which office you enter this."), where="capacity")
    with act(by=by, verb="entered", why=why) as a:
        seen = preview(data, by=by, assembly=assembly)
        if not seen.ok:
            first = seen.problems[0] if seen.problems else Problem("", _("No row is filled in."))
            raise Refused(
                first.what,
                where=f"{first.where} (+{len(seen.problems) - 1})" if len(seen.problems) > 1 else first.where,
                kept=_("Nothing was entered."),
                remedy=first.remedy,
            )
        citation = cite_entry(by=by, capacity=capacity.strip()[:200], on=a.at.date())
        return [row.enter(by, [citation]) for row in seen.rows]


def composition(scope: Scope, row: Filled) -> PreviewRow:
    delegation = delegation_in(scope, row)
    chamber = chamber_in(scope, row, delegation)
    digits, unit, when = row.values["seats"], row.values.get("unit", ""), period(row)
    if not (digits.isdecimal() and 0 < int(digits) <= 10_000):
        raise Wrong("seats", _("A number of seats is a whole number between 1 and 10000."))
    stated: dict[str, Any] = {"delegation": delegation, "chamber": chamber, "seats": int(digits), "unit": unit}
    same = StatedComposition.objects.standing().filter(**stated, start=when.start, end=when.end)
    if same.exists():
        raise Wrong("", _("This is recorded already."), _("Take the row out."))
    parts = [row.values["delegation"], row.values.get("chamber", ""), f"{digits} {unit}".strip(), span(when)]
    return PreviewRow(
        row.place(), ", ".join(part for part in parts if part), (),
        lambda by, citations: state_composition(by=by, citations=citations, when=when, **stated),
    )  # fmt: skip


def mandate(scope: Scope, row: Filled) -> PreviewRow:
    body, role, when = body_in(scope, row, "body"), role_code(row.values["role"]), period(row)
    chamber = chamber_in(scope, row, body)
    seated = body.kind == Body.Kind.DELEGATION and role in (MEMBER, HEAD)
    name, person = person_in(scope, row)
    lang, notice = row.values.get("lang", ""), scope.assembly.notice
    if person and Mandate.objects.standing().filter(
        person=person, post__body=body, post__role=role, start=when.start, end=when.end
    ):
        raise Wrong("", _("This is recorded already."), _("Take the row out."))

    def do(by: Viewer, citations: Citations) -> CitedFact:
        # Asked again: a row above may have registered the same new person.
        known = person or (None if row.values["person"].startswith("new:") else Scope(scope.assembly).person(name))
        who = known or register_person(by=by, name=name, lang=lang, citations=citations, notice=notice)
        post = post_of(by=by, body=body, role=role, chamber=chamber, seated=seated)
        return give_mandate(by=by, person=who, post=post, citations=citations, when=when)

    parts = [name, role_words(role), row.values["body"], row.values.get("chamber", ""), span(when)]
    new = () if person else (name,)
    return PreviewRow(row.place(), ", ".join(part for part in parts if part), new, do)


def end(scope: Scope, row: Filled) -> PreviewRow:
    body, role, reason, ended = (
        body_in(scope, row, "body"),
        role_code(row.values["role"]),
        row.values["reason"],
        row.values["end"],
    )
    name, person = person_in(scope, row)
    if person is None:
        raise Wrong("person", _("Nobody of this name is recorded here."), _("Write the name as the site shows it."))
    ids = merged_people().all_of(person.pk)
    held = list(Mandate.objects.standing().filter(person__in=ids, post__body=body, post__role=role))
    going_on = [given for given in held if given.end in ("", "..")]
    if not going_on:
        raise Wrong("role", _("No such mandate is going on."), _("Look at the person's page: role and body as there."))
    if len(going_on) > 1:
        raise Wrong("person", _("Several such mandates are recorded."), _("End it on the person's page."))
    given = going_on[0]
    try:
        Period(given.start, ended, given.start_basis if given.start else None).columns()
    except Refused as refused:
        raise Wrong("end", refused.what, refused.remedy) from refused
    return PreviewRow(
        row.place(), ", ".join([name, role_words(role), row.values["body"], f"– {ended}"]), (),
        lambda by, citations: end_mandate(by=by, mandate=given, end=ended, reason=reason, citations=citations),
    )  # fmt: skip


MEANT: dict[str, Callable[[Scope, Filled], PreviewRow]] = {"composition": composition, "mandate": mandate, "end": end}


def period(row: Filled) -> Period:
    when = Period(row.values.get("start", ""), row.values.get("end", ""))
    try:
        when.columns()
    except Refused as refused:
        raise Wrong("end" if when.end else "start", refused.what, refused.remedy) from refused
    return when


def span(when: Period) -> str:
    return f"{when.start} – {when.end}" if when.start or when.end else ""


def body_in(scope: Scope, row: Filled, key: str) -> Body:
    given = row.values[key]
    found = Body.objects.filter(pk=given).first() or scope.body(given)
    if found is None:
        raise Wrong(key, _("No body of this name is recorded here."), _("Write its name as the site shows it."))
    return found


def delegation_in(scope: Scope, row: Filled) -> Body:
    """The delegation that is named, or that of the parliament that is named."""
    found = body_in(scope, row, "delegation")
    if found.kind == Body.Kind.DELEGATION:
        return found
    links = Affiliation.objects.standing()
    sent = links.filter(to=found, kind=Affiliation.Kind.DELEGATION_OF, body__in=scope.bodies)
    delegations = list(Body.objects.filter(pk__in=sent.values("body")))
    if len(delegations) != 1:
        raise Wrong("delegation", _("This names no delegation."), _("Write the delegation's or its parliament's name."))
    return delegations[0]


def chamber_in(scope: Scope, row: Filled, delegation: Body) -> Body | None:
    """The chamber that is named, among those of the delegation's parliament."""
    name = row.values.get("chamber")
    if not name:
        return None
    links = Affiliation.objects.standing()
    parliament = links.filter(body=delegation, kind=Affiliation.Kind.DELEGATION_OF).values("to")
    among = list(links.filter(to__in=parliament, kind=Affiliation.Kind.CHAMBER_OF).values_list("body_id", flat=True))
    found = Body.objects.filter(pk__in={name} & set(among)).first() or scope.body(name, among=among)
    if found is None:
        known = BodyName.objects.standing().filter(body__in=among).values_list("text", flat=True)
        raise Wrong("chamber", _("This parliament has no chamber of this name."), "; ".join(sorted(known)))
    return found


def person_in(scope: Scope, row: Filled) -> tuple[str, Person | None]:
    """The name, and who bears it here: by address, or by an attested name in this assembly."""
    given = row.values["person"]
    if given.startswith("new:"):
        return given.removeprefix("new:").strip(), None
    at = Person.objects.filter(pk=given).first()
    return given, at or scope.person(given)
