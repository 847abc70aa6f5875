"""From what a round can be opened: the decisions, versions and bodies of one dossier."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from travaux.dossiers.models import Dossier, Event
from travaux.instruments.models import Version
from travaux.instruments.queries.rows import Shelf
from travaux.lib.viewer import Viewer
from travaux.lib.wording import date_words
from travaux.registry.models import Affiliation, Body
from travaux.registry.queries import Look
from travaux.registry.summaries import BodyRef

from .boards import in_lang

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Opening:
    """What a form offers."""

    titles: dict[str, str]  # {language: title of the latest version in it}
    title: str
    notice: str
    decisions: Choices  # events of the dossier, the latest first
    versions: Choices  # of its text, the latest first
    bodies: Choices  # parliaments and chambers with a delegation to the assembly, and delegations without a parliament
    commissions: Choices


@dataclass(frozen=True)
class Rows:
    """The rows behind a choice."""

    dossier: Dossier
    version: Version
    decision: Event


def opening(viewer: Viewer, dossier: str, *, on: dt.date, lang: str) -> Opening | None:
    """None where there is no such dossier that the viewer may know of."""
    found = Dossier.objects.visible(viewer, on).select_related("instrument").filter(pk=dossier).first()
    if found is None:
        return None
    look, shelf = Look(viewer, on, None, lang), Shelf(viewer, on, lang)
    versions = shelf.versions(expression__instrument=found.instrument_id)
    told = Event.objects.visible(viewer, on).standing().filter(dossier=found).order_by("-date_latest", "-position")
    events = sorted(told, key=lambda event: event.mood != Event.Mood.DECIDED)  # decisions first, the latest first
    pairs = asked_pairs(viewer, found, on)
    refs = look.bodies(body for body, _ in pairs)
    parents = parliaments_of(viewer, refs, on)
    above = look.bodies(parents.values())
    commissions = look.bodies(commissions_of(viewer, found, on))
    versions.sort(key=lambda v: -v.position)
    latest = max(versions, key=lambda v: (v.position, v.expression.authentic), default=None)
    return Opening(
        titles={v.expression.lang: v.title for v in reversed(versions)}, title=latest.title if latest else "",
        notice=found.notice,
        decisions=tuple((e.pk, f"{date_words(e.date)} · {in_lang(e.label, lang)}") for e in events),
        versions=tuple((v.pk, f"{v.number} ({v.expression.lang})") for v in versions),
        bodies=tuple(sorted(((id, called(ref, above.get(parents.get(id, "")))) for id, ref in refs.items()), key=last)),
        commissions=tuple(sorted(((id, ref.name.text) for id, ref in commissions.items()), key=last)),
    )  # fmt: skip


def commissions_of(viewer: Viewer, dossier: Dossier, on: dt.date) -> list[str]:
    """Organs of the assembly; and commissions of which no source that we hold says whose they are."""
    links = Affiliation.objects.visible(viewer, on).standing().on(on).filter(kind__in=["organ_of", "under"])
    placed = set(links.values_list("body", flat=True))
    unplaced = Body.objects.visible(viewer, on).filter(kind=Body.Kind.COMMISSION).exclude(pk__in=placed)
    return [
        *links.filter(to=dossier.assembly_id).values_list("body", flat=True),
        *unplaced.values_list("pk", flat=True),
    ]


def last(pair: tuple[str, str]) -> str:
    return pair[1]


def called(ref: BodyRef, parliament: BodyRef | None) -> str:
    """A chamber is told from another state's by its parliament."""
    return f"{ref.name.text}, {parliament.name.text}" if parliament else ref.name.text


def parliaments_of(viewer: Viewer, bodies: Iterable[str], on: dt.date) -> dict[str, str]:
    """{chamber: the parliament of which it is one}"""
    links = Affiliation.objects.visible(viewer, on).standing().on(on).filter(kind="chamber_of", body__in=list(bodies))
    return dict(links.values_list("body", "to"))


def asked_pairs(viewer: Viewer, dossier: Dossier, on: dt.date) -> list[tuple[str, str]]:
    """(whom to ask, through which delegation), of those who send one to the assembly; a parliament's chambers too."""
    links = Affiliation.objects.visible(viewer, on).standing().on(on)
    delegations = set(links.filter(kind="delegation_to", to=dossier.assembly_id).values_list("body", flat=True))
    sent = dict(links.filter(kind="delegation_of", body__in=delegations).values_list("to", "body"))
    chambers = links.filter(kind="chamber_of", to__in=list(sent)).values_list("body", "to")
    through = {**sent, **{chamber: sent[parliament] for chamber, parliament in chambers}}
    orphans = {delegation: delegation for delegation in delegations - set(sent.values())}
    return sorted({**through, **orphans}.items())


def rows_for(viewer: Viewer, dossier: str, version: str, decision: str, *, on: dt.date) -> Rows | None:
    found = Dossier.objects.visible(viewer, on).select_related("assembly").filter(pk=dossier).first()
    text = Version.objects.visible(viewer, on).select_related("expression").filter(pk=version).first()
    event = Event.objects.visible(viewer, on).filter(pk=decision, dossier=dossier).first()
    return Rows(found, text, event) if found and text and event else None


def bodies_for(viewer: Viewer, bodies: list[str], dossier: Dossier, *, on: dt.date) -> list[tuple[Body, Body | None]]:
    """The bodies chosen, in the order given, each with the delegation through which it is reached."""
    through = dict(asked_pairs(viewer, dossier, on))
    rows = Body.objects.visible(viewer, on).in_bulk([*bodies, *through.values()])
    return [(rows[id], rows.get(through.get(id, ""))) for id in bodies if id in rows]


def names_for(viewer: Viewer, bodies: Iterable[str], *, on: dt.date, lang: str) -> Choices:
    return tuple((id, ref.name.text) for id, ref in Look(viewer, on, None, lang).bodies(bodies).items())


def body_for(viewer: Viewer, id: str, *, on: dt.date) -> Body | None:
    return Body.objects.visible(viewer, on).filter(pk=id).first() if id else None
