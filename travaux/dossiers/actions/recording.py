"""What can be done: open a dossier, record what happened, who took part, what was said, and the news of it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from travaux.captures.models import Capture, Document
from travaux.core.dates import BadDate, When
from travaux.instruments.actions import refuse_unknown
from travaux.instruments.models import Instrument
from travaux.lib.dated import Basis, day_columns
from travaux.lib.refusals import Refused, refuse_unless_recorder
from travaux.lib.rows import Identity
from travaux.lib.viewer import Viewer
from travaux.record.actions import act
from travaux.registry.actions.bodies import checked
from travaux.registry.models import Body, Mandate, Person
from travaux.registry.stating import Citations, open_as, refuse_without_source, register, state

from ..models import Dossier, Event, Governing, NewsItem, Participation, Statement
from ..paths import refuse_unknown_outcome, refuse_unknown_procedure, refuse_unknown_steps


@dataclass(frozen=True)
class Day:
    """When something happened, as the source gives it."""

    edtf: str = ""  # "" not stated
    basis: str | None = None  # stated | inferred; None: what the value itself says

    def columns(self, name: str) -> dict[str, Any]:
        """The columns of one date. Raises `Refused` on what is no date, or has no ground."""
        try:
            columns = day_columns(name, self.edtf, self.basis if self.edtf else None)
        except BadDate as error:
            raise Refused(str(error), where=name) from error
        if self.edtf and columns[f"{name}_basis"] not in (Basis.STATED, Basis.INFERRED):
            raise Refused(_("A date is stated by a source or inferred; say which."), where=self.edtf)
        return columns


NOT_STATED = Day()


@dataclass(frozen=True)
class Actor:
    """Who acted, in the source's words, and which body that is where it can be told."""

    quoted: str = ""
    body: Body | None = None
    link: str = Event.Link.UNRESOLVED

    def columns(self) -> dict[str, Any]:
        refuse_unknown(self.link, Event.Link.values)
        if self.body and self.link == Event.Link.UNRESOLVED:
            raise Refused(
                _("An actor that is linked to a body is not unresolved."),
                where=self.quoted,
                remedy=_("Say whether the source names the body or implies it, or leave the body out."),
            )
        return {"actor_quoted": self.quoted, "actor": self.body, "actor_link": self.link}


@dataclass(frozen=True)
class Report:
    """By whose word: the page alone, or a speaker on it; and when that was published."""

    speaker: Person | None = None
    quoted: str = ""
    published: Day | None = None  # None: as the cited sources are dated

    def columns(self, citations: Citations) -> dict[str, Any]:
        published = self.published or day_of(citations)
        return {"reporter": self.speaker, "reporter_quoted": self.quoted, **published.columns("reported")}


def day_of(citations: Citations) -> Day:
    """The day that the latest of these sources speaks for: when a page was published, or else seen; a letter's date."""
    days = []
    for c in citations:
        if c.capture:
            days.append(c.capture.published or c.capture.seen)
        else:
            days.append(c.document.date if c.document else c.entered_on.isoformat() if c.entered_on else "")
    return Day(max(days, key=lambda edtf: When.parse(edtf).earliest or dt.date.min, default=""))


THE_PAGE_ALONE = Report()
NOBODY = Actor()


def open_dossier(
    *, by: Viewer, instrument: Instrument, assembly: Body, procedure: str, id: str | None = None, why: str = "",
    **about: Any,
) -> Dossier:  # fmt: skip
    """Open the file of one instrument's way through one procedure. `about`: notice, level."""
    refuse_unless_recorder(by)
    refuse_unknown_procedure(procedure)
    with act(by=by, verb="opened", why=why):
        return register(
            model=Dossier, by=by, id=id, instrument=instrument, assembly=assembly, procedure=procedure, **about
        )


def record_event(
    *, by: Viewer, dossier: Dossier, label: Mapping[str, str], citations: Citations, mood: str = Event.Mood.DONE,
    verb: str = "", date: Day = NOT_STATED, actor: Actor = NOBODY, report: Report = THE_PAGE_ALONE, place: str = "",
    steps: Sequence[str] = (), outcome: Sequence[str] = (), orders: Sequence[str] = (), position: int | None = None,
    instruments: Sequence[Instrument] = (), documents: Sequence[Document] = (), id: str | None = None, why: str = "",
    text_version: str = "", answers: Event | None = None,
) -> Event:  # fmt: skip
    """Record what a source says happened. `steps` it is a happening of; `orders` it only decided on: that is not done.

    `text_version` is that which it brings or speaks of; `answers` the event that it decides on or withdraws.

    Nothing is refused because the procedure did not expect it; only steps that the procedure does not have are.
    """
    refuse_unless_recorder(by)
    refuse_without_source(citations)
    refuse_unknown(mood, Event.Mood.values)
    refuse_unknown_steps(procedures_of(dossier), (*steps, *orders))
    refuse_unknown_outcome(procedures_of(dossier), steps, outcome)
    if answers and answers.dossier_id != dossier.pk:
        raise Refused(_("This event is of another dossier."), where=answers.pk)
    with act(by=by, verb="recorded", why=why) as a:
        event = Event(
            **({"id": id} if id else {}), dossier=dossier, level=open_as(citations), recorded_at=a.at,
            position=next_position(dossier) if position is None else position, mood=mood, label=dict(label), verb=verb,
            place=place, steps=list(steps), outcome=list(outcome), orders=list(orders), text_version=text_version,
            answers=answers, **date.columns("date"), **actor.columns(), **report.columns(citations),
        )  # fmt: skip
        a.save(event, citations=citations, instruments=instruments, documents=documents)
    return event


def procedures_of(dossier: Dossier) -> list[str]:
    """Ids of all the procedures that govern it at any time."""
    since = Governing.objects.standing().filter(dossier=dossier).values_list("procedure", flat=True)
    return [dossier.procedure, *since]


def next_position(dossier: Dossier) -> int:
    """After all that the sources told before."""
    last = Event.objects.filter(dossier=dossier).aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def record_participation(
    *, by: Viewer, event: Event, person: Person, citations: Citations, mandate: Mandate | None = None,
    capacity: str = "", why: str = "",
) -> Participation:  # fmt: skip
    """State that a person took part in an event, in the capacity that the source quotes."""
    if mandate and mandate.person_id != person.pk:
        raise Refused(_("This mandate is another person's."), where=mandate.pk)
    return state(
        model=Participation, by=by, verb="recorded", citations=citations, when=None, why=why,
        event=event, person=person, mandate=mandate, capacity_quoted=capacity,
    )  # fmt: skip


def record_statement(
    *, by: Viewer, dossier: Dossier, speaker: Person, citations: Citations, label: Mapping[str, str] | None = None,
    date: Day = NOT_STATED, mandates: Sequence[Mandate] = (), capacity: str = "", lang: str = "",
    position: int | None = None, id: str | None = None, why: str = "",
) -> Statement:  # fmt: skip
    """Record that somebody said something; the exact words stay in the source, at the place that is cited."""
    refuse_unless_recorder(by)
    refuse_without_source(citations)
    with act(by=by, verb="recorded", why=why) as a:
        statement = Statement(
            **({"id": id} if id else {}), dossier=dossier, speaker=speaker, level=open_as(citations), recorded_at=a.at,
            position=dossier.statements.count() + 1 if position is None else position, label=dict(label or {}),
            capacity_quoted=capacity, lang=lang, **date.columns("date"),
        )  # fmt: skip
        a.save(statement, citations=citations, mandates=mandates)
    return statement


def report_news(
    *, by: Viewer, headline: str, lang: str, publisher: str, published: Day = NOT_STATED,
    capture: Capture | None = None, url: str = "", id: str | None = None, why: str = "", level: str | None = None,
    notice: str = "", tied_to: Mapping[str, Sequence[Identity | Event]] | None = None,
) -> NewsItem:  # fmt: skip
    """Record a published item under its own headline. `tied_to`: {dossiers, instruments, people, events: rows}."""
    refuse_unless_recorder(by)
    with act(by=by, verb="reported", why=why) as a:
        item = NewsItem(
            **({"id": id} if id else {}), headline=checked(headline), lang=lang, publisher=publisher, capture=capture,
            url=url or (capture.url if capture else ""), notice=notice,
            level=level or (capture.level if capture else NewsItem._meta.get_field("level").default),
            **published.columns("published"),
        )  # fmt: skip
        a.save(item, **dict(tied_to or {}))
    return item
