"""Ruling on a claim: a person confirms, edits or rejects it, and the room that owns the fact makes it, in one act."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from travaux.captures.actions import cite_span
from travaux.captures.models import Capture, Citation, Claim, Ruling
from travaux.captures.rulings import correct, rule_on
from travaux.instruments.claims import TITLES
from travaux.instruments.claims import accept_claim as accept_text
from travaux.instruments.models import Instrument
from travaux.lib.refusals import Refused, refuse_unless_recorder
from travaux.lib.viewer import Viewer
from travaux.record.actions import act
from travaux.registry.actions.claims import ACCEPTED as OF_REGISTRY
from travaux.registry.actions.claims import accept_claim as accept_of_registry
from travaux.registry.actions.people import register_person
from travaux.registry.matching import Scope, by_id
from travaux.registry.models import Body, Person

from .actions import Actor, Day, Report, record_event, record_participation, record_statement, report_news
from .models import Dossier, Event, Statement


@dataclass(frozen=True)
class Confirmed:
    """A ruling with the facts it made; none where the claim was rejected, or said what was recorded already."""

    ruling: Ruling
    facts: tuple[Any, ...] = field(default=())


def confirm(
    *, by: Viewer, claim: Claim, outcome: str, values: Mapping[str, Any] | None = None, why: str = ""
) -> Confirmed:
    """Rule on a claim, once, and let the owning room make the fact. One act: either both are written or neither.

    `values` lies over what was read, and says where the fact belongs: `assembly_id` for bodies, people, seats, sites
    and texts; `dossier_id` for events, statements and sessions; `event_id` for the date of an event; `headline` for
    the date of a publication. Raises `Refused` where it is missing, and where somebody has ruled on the claim before.
    """
    refuse_unless_recorder(by)
    laid = {**claim.values, **(values or {})}
    if outcome == Ruling.Outcome.CONFIRMED and any(laid[name] != read for name, read in claim.values.items()):
        outcome = Ruling.Outcome.EDITED
    with act(by=by, verb="ruled on a claim", why=why):
        ruling = rule_on(by=by, claim=claim, outcome=outcome, values=laid, why=why)
        if outcome == Ruling.Outcome.REJECTED:
            return Confirmed(ruling)
        citation = cite(by=by, claim=claim, values=laid)
        return Confirmed(ruling, tuple(accept(by=by, claim=claim, values=laid, citation=citation)))


def cite(*, by: Viewer, claim: Claim, values: Mapping[str, Any]) -> Citation:
    """The claim's place; of a statement the exact words alone."""
    start, end = claim.fields["words"] if claim.kind == "statement" else (claim.start, claim.end)
    return cite_span(
        by=by, capture=claim.reading.capture, start=start, end=end, claim=claim, silent_on=values.get("silent_on", ())
    )


def accept(*, by: Viewer, claim: Claim, values: Mapping[str, Any], citation: Citation) -> list[Any]:
    if claim.kind in ACCEPTED:
        return ACCEPTED[claim.kind](Desk(by, claim, values, citation))
    assembly = the(Body, values, "assembly_id")
    if claim.kind in OF_REGISTRY:
        return accept_of_registry(by=by, claim=claim, values=values, assembly=assembly, citations=[citation])
    if claim.kind in TITLES:
        return accept_text(by=by, claim=claim, values=values, assembly=assembly, citations=[citation])
    raise Refused(_("Claims of this kind cannot become facts yet."), where=claim.kind)


def the(model: Any, values: Mapping[str, Any], name: str) -> Any:
    """The row that the person chose, or a refusal that says what to choose."""
    if not values.get(name):
        raise Refused(
            _("The claim does not say where this belongs."), where=name, remedy=_("Choose it, or reject the claim.")
        )
    return by_id(model, values[name])


@dataclass(frozen=True)
class Desk:
    """What is at hand while one claim of this room is accepted."""

    by: Viewer
    claim: Claim
    values: Mapping[str, Any]
    citation: Citation

    @property
    def lang(self) -> str:
        return self.claim.reading.lang

    def text(self, name: str) -> str:
        return str(self.values.get(name) or "").strip()

    def label(self) -> dict[str, str]:
        """Our words for it; where the person gave none, the page's own in its language."""
        said = " ".join(self.text(part) for part in ("actor", "verb", "object") if self.text(part))
        return dict(self.values.get("label") or {self.lang: said or self.text("number")})

    def day(self) -> Day:
        edtf = self.text("date")
        return Day(edtf, self.values.get("basis")) if edtf else Day()

    def person(self, name: str, scope: Scope) -> Person | None:
        """The person of that name in the assembly, or the one at `{name}_id`."""
        return scope.person(self.text(name), id=self.values.get(f"{name}_id"))


def accept_event(desk: Desk) -> list[Any]:
    dossier = the(Dossier, desk.values, "dossier_id")
    scope = Scope(dossier.assembly)
    event = record_event(
        by=desk.by, dossier=dossier, label=desk.label(), citations=[desk.citation], verb=desk.text("verb"),
        mood=desk.text("mood") or Event.Mood.DONE, date=desk.day(), actor=actor_of(desk, scope),
        report=report_of(desk, scope), place=desk.text("place"), steps=desk.values.get("steps", ()),
        outcome=desk.values.get("outcome", ()), orders=desk.values.get("orders", ()),
        instruments=[by_id(Instrument, id) for id in desk.values.get("instrument_ids", ())],
    )  # fmt: skip
    for id in desk.values.get("person_ids", ()):
        record_participation(
            by=desk.by, event=event, person=by_id(Person, id), citations=[desk.citation], capacity=desk.text("capacity")
        )
    return [event]


def actor_of(desk: Desk, scope: Scope) -> Actor:
    """The actor as read; linked to a body where its name is attested, or where the person chose one."""
    quoted, id = desk.text("actor"), desk.values.get("actor_id")
    body = by_id(Body, id) if id else scope.body(quoted) if quoted else None
    link = desk.text("actor_link") or (Event.Link.IMPLIED if id else Event.Link.NAMED if body else "")
    return Actor(quoted, body, link or Event.Link.UNRESOLVED)


def report_of(desk: Desk, scope: Scope) -> Report:
    """The chain as read: the page, and after it the speaker where one is named."""
    chain = [who for who in desk.values.get("reported_by", ()) if who != THE_PAGE]
    if not chain:
        return Report()
    return Report(scope.person(chain[-1], id=desk.values.get("reporter_id")), chain[-1])


THE_PAGE = "page"  # the reader's word for a sentence that nobody is quoted for


def accept_session(desk: Desk) -> list[Any]:
    """A session as an event of the dossier that it is recorded for."""
    dossier = the(Dossier, desk.values, "dossier_id")
    event = record_event(
        by=desk.by, dossier=dossier, label=desk.label(), citations=[desk.citation], date=desk.day(),
        actor=actor_of(desk, Scope(dossier.assembly)), steps=desk.values.get("steps", ()),
    )  # fmt: skip
    return [event]


def accept_statement(desk: Desk) -> list[Any]:
    dossier = the(Dossier, desk.values, "dossier_id")
    speaker = desk.person("speaker", Scope(dossier.assembly)) or register_person(
        by=desk.by, name=desk.text("speaker"), lang=desk.lang, citations=[desk.citation],
        notice=dossier.assembly.notice,
    )  # fmt: skip
    statement = record_statement(
        by=desk.by, dossier=dossier, speaker=speaker, citations=[desk.citation], label=desk.values.get("label"),
        date=desk.day(), capacity=desk.text("capacity"), lang=desk.lang,
    )  # fmt: skip
    return [statement]


def accept_date(desk: Desk) -> list[Any]:
    """The day of a publication makes a news item; the day of an event dates it, unless it is dated so already."""
    edtf = desk.text("edtf")
    if desk.values.get("role") == "publication":
        return [news_of(desk, edtf)]
    event: Event = the(Event, desk.values, "event_id")
    if event.date == edtf:
        return []
    sources = [*event.citations.all(), desk.citation]
    reason = desk.text("reason") or str(_("The page gives its day."))
    return [correct(by=desk.by, fact=event, reason=reason, citations=sources, **Day(edtf).columns("date"))]


def news_of(desk: Desk, edtf: str) -> Any:
    capture, headline = desk.claim.reading.capture, desk.text("headline")
    if not headline:
        raise Refused(
            _("A news item stands under its own headline."), where="headline", remedy=_("Copy it from the page.")
        )
    dossiers = [the(Dossier, desk.values, "dossier_id")] if desk.values.get("dossier_id") else []
    return report_news(
        by=desk.by, headline=headline, lang=desk.lang, publisher=capture.publisher, published=Day(edtf),
        capture=capture, notice=capture.notice, tied_to=told_by(capture, dossiers),
    )  # fmt: skip


def told_by(capture: Capture, dossiers: list[Dossier]) -> dict[str, list[Any]]:
    """What the item is tied to: the dossiers, and what was recorded of them from the same page."""
    events = list(Event.objects.standing().filter(dossier__in=dossiers, citations__capture=capture).distinct())
    said = Statement.objects.standing().filter(dossier__in=dossiers, citations__capture=capture)
    people = {*said.values_list("speaker", flat=True), *(event.reporter_id for event in events)}
    links = Event.instruments.through.objects.filter(event__in=events)
    texts = Instrument.objects.filter(pk__in=links.values("instrument"))
    return {
        "dossiers": dossiers, "events": events, "instruments": list(texts),
        "people": list(Person.objects.filter(pk__in=people - {None})),
    }  # fmt: skip


ACCEPTED: Mapping[str, Callable[[Desk], list[Any]]] = {
    "event": accept_event,
    "session": accept_session,
    "statement": accept_statement,
    "date": accept_date,
}
