"""One dossier on a day, whole."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from django.utils.translation import override

from travaux.captures.queries import CitationSummary
from travaux.instruments.queries import works as instruments
from travaux.instruments.summaries import RelationSummary
from travaux.lib.viewer import Viewer
from travaux.registry.models import Mandate
from travaux.registry.queries.look import Look
from travaux.registry.roles import role_words

from .. import gaps
from ..advice import Advice
from ..governing import Rules, governs, rules_over_time
from ..loading import Shelf
from ..models import Dossier, Event, Statement
from ..paths import procedure_ref
from ..stages import Standing, known_until, moment
from ..summaries import Counts, DossierSummary, EventSummary, KeyPerson, Outlook, StatementSummary
from .news import news_of


def dossier(
    viewer: Viewer, id: str, *, on: dt.date, known: dt.datetime | None = None, lang: str
) -> DossierSummary | None:
    """All that sources say of a dossier by the day `on`, or None where there is none that the viewer may know of."""
    look = Look(viewer, on, known, lang)
    found = Dossier.objects.visible(viewer, on).filter(pk=id).first()
    if found is None:
        return None
    with override(lang):
        return summary_of(look, found)


def summary_of(look: Look, found: Dossier) -> DossierSummary:
    relations = instruments.relations_of(look.viewer, [found.instrument_id], on=look.on, known=look.known, hops=2)
    shelf = Shelf(
        look,
        events_of(look, [found]),
        list(look.standing(Statement).filter(dossier=found).order_by("position", "recorded_at", "pk")),
        bodies_too=[found.assembly_id],
        dossiers_too=[found.pk],
        instruments_too=instruments.ends_of(relations) | {found.instrument_id},
    )
    standing = standing_of(look, found, [shelf.event(event) for event in shelf.events], shelf)
    shown = list(instruments.relations_shown(relations, shelf.instruments, look.sources(relations), lang=look.lang))
    statements = tuple(shelf.statement(s) for s in shelf.statements if said_by(look, s))
    own, rules = shelf.instruments[found.instrument_id], governs(rules_of(found, shelf), look.on)
    missing = gaps.not_known(look, standing, shown)
    items = news_of(look, found)
    return DossierSummary(
        id=found.pk,
        notice=found.notice,
        lang=look.lang,
        on=look.on,
        known=look.known,
        instrument=own,
        assembly=shelf.bodies[found.assembly_id],
        procedure=procedure_ref(rules.id, look.lang, rules.version),
        begun=bool(standing.sure),
        over=standing.over,
        state=standing.state,
        phases=standing.phases(),
        last_done=standing.last_done,
        waiting=standing.waiting,
        next=standing.next,
        outlook=outlook_of(look, found, standing, shelf),
        known_until=standing.known,
        not_known=missing,
        people=key_people(look, standing.history, statements),
        instruments=(own, *(i for i in shelf.instruments.values() if i.id != own.id)),
        relations=tuple(shown),
        documents=tuple(dict.fromkeys(d for event in standing.history for d in event.documents)),
        history=tuple(standing.history),
        statements=statements,
        news=items,
        sources=sources_of([*standing.history, *shown, *statements]),
        counts=counted(standing.history, statements=len(statements), news=len(items), not_known=len(missing)),
    )


def events_of(look: Look, dossiers: Collection[Dossier]) -> list[Event]:
    """Events of dossiers in the order in which the sources tell them, whatever their day."""
    rows = look.standing(Event).filter(dossier__in=dossiers).select_related("dossier")
    return list(rows.order_by("position", "recorded_at", "pk"))


def standing_of(look: Look, found: Dossier, events: Sequence[EventSummary], shelf: Shelf | None = None) -> Standing:
    """Until when anything is known comes from all that was reported, whichever day is asked about.

    `shelf` has the events and the rules of the dossier; without one they are loaded again.
    """
    shelf = shelf or Shelf(look, events_of(look, [found]), dossiers_too=[found.pk])
    history = sorted((event for event in events if event.occurred != "no"), key=moment)
    rules = governs(rules_of(found, shelf), look.on)
    told = shelf.told.get(found.pk, [])
    return Standing(rules.procedure, history, known_until(events, look.on), look.lang, told)


def rules_of(found: Dossier, shelf: Shelf) -> list[Rules]:
    return rules_over_time(found.procedure, shelf.governings.get(found.pk, ()), shelf.told.get(found.pk, []))


def outlook_of(look: Look, found: Dossier, standing: Standing, shelf: Shelf) -> Outlook:
    decisions = shelf.governings.get(found.pk, ())
    cited = look.sources(decisions) if decisions else {}
    return Advice(standing, look.on, rules_of(found, shelf), look.viewer.sees_all, cited).outlook()


def said_by(look: Look, statement: Statement) -> bool:
    return statement.date_earliest is None or statement.date_earliest <= look.on


def key_people(
    look: Look, history: Iterable[EventSummary], statements: Iterable[StatementSummary]
) -> tuple[KeyPerson, ...]:
    """Whoever reported, took part or spoke, in the order of first mention, with every capacity that sources give.

    Where the sources of the dossier quote none, the mandates that the person holds, or possibly holds, on the day.
    """
    met: dict[str, list[tuple[tuple[str, ...], str, tuple[CitationSummary, ...]]]] = defaultdict(list)
    refs = {}
    for event in history:
        if event.reporting.speaker:
            refs[event.reporting.speaker.id] = event.reporting.speaker
            met[event.reporting.speaker.id].append(((), "reported", event.citations))
        for one in event.people:
            refs[one.person.id] = one.person
            met[one.person.id].append(((one.capacity,), "took_part", event.citations))
    for said in statements:
        refs[said.speaker.id] = said.speaker
        met[said.speaker.id].append((said.capacities, "spoke", said.citations))
    held = offices(look, refs)
    return tuple(
        KeyPerson(
            person=refs[id],
            capacities=tuple(dict.fromkeys(part for capacities, _, _ in found for part in capacities if part))
            or held.get(id, ()),
            roles=tuple(dict.fromkeys(role for _, role, _ in found)),
            citations=tuple({c.id: c for _, _, citations in found for c in citations}.values()),
        )
        for id, found in met.items()
    )


def offices(look: Look, people: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The titles of mandates by person; where a post has no title, its role and body."""
    rows = look.current(Mandate).filter(person__in=look.merged_people.all_of_any(people)).select_related("post")
    found: dict[str, list[str]] = defaultdict(list)
    for held in look.capacities(rows.order_by("recorded_at", "pk")):
        body = held.on_behalf_of or held.body
        found[held.person.id].append(held.title.text or f"{role_words(held.role)}, {body.name.text}")
    return {id: tuple(dict.fromkeys(titles)) for id, titles in found.items()}


def sources_of(cited: Iterable[EventSummary | StatementSummary | RelationSummary]) -> tuple[CitationSummary, ...]:
    """One citation for each page, document or entry, in the order of first use."""
    found: dict[tuple[str, ...], CitationSummary] = {}
    for fact in cited:
        for c in fact.citations:
            found.setdefault((c.kind, c.sha256 or c.number or c.capacity, c.title), c)
    return tuple(found.values())


def counted(history: Sequence[EventSummary], *, statements: int, news: int, not_known: int) -> Counts:
    dated = sum(event.date.basis == "stated" for event in history)
    bounded = sum(event.date.basis == "inferred" for event in history)
    return Counts(1, len(history), dated, bounded, len(history) - dated - bounded, statements, news, not_known)
