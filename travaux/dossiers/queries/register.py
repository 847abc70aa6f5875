"""The register: dossiers by title, filtered and cut into pages by the database, whatever their number."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import override

from travaux.core.names import fold
from travaux.core.procedure.words import Lang, actor_name
from travaux.instruments.models import Instrument, InstrumentTitle
from travaux.instruments.summaries import InstrumentSummary
from travaux.lib.viewer import Viewer
from travaux.registry.names import best_name
from travaux.registry.queries.look import Look

from ..index import listed
from ..loading import Shelf
from ..models import Audience, Dossier, Place
from ..paths import path, step_refs
from ..stages import Standing
from ..summaries import DossierRef, DossierRow, Due, EventSummary, PartRow
from ..told import WHOLE
from .one import events_of, standing_of

WEEK = dt.timedelta(days=7)
TERMS = ("overdue", "today", "week", "later")  # what can be asked of the first term that runs out


@dataclass(frozen=True)
class Wanted:
    """What is asked of the register; "" asks nothing. Steps and actors may name their procedure: “exercise:X07”."""

    state: str = ""  # in_work | over
    assembly: str = ""  # id
    kind: str = ""  # of the instrument
    waiting: str = ""  # a step that was decided on and is not reported as done
    step: str = ""  # the step that it is at
    actor: str = ""  # who must act
    due: str = ""  # one of `TERMS`
    barred: bool = False  # a step of it is barred by an event that waits for an answer
    q: str = ""  # part of any title
    notice: str | None = None
    ids: Collection[str] | None = None


def register(
    viewer: Viewer, *, on: dt.date, known: dt.datetime | None = None, lang: str, start: int = 0,
    limit: int | None = None, **wanted: Any,
) -> tuple[DossierRow, ...]:  # fmt: skip
    """Dossiers by title in the page's alphabet; `wanted` as in `Wanted`. Only the events of one page are loaded.

    What is asked by step, actor, state or term is answered as recorded now, by the columns of `Place`: for the public
    by what is public, for the secretariat by everything.
    """
    found = asked(viewer, Wanted(**wanted), on=on, lang=lang)
    with override(lang):
        return tuple(rows(Look(viewer, on, known, lang), list(ordered(found)[start : end_of(start, limit)])))


def register_count(viewer: Viewer, *, on: dt.date, lang: str, **wanted: Any) -> int:
    """How many dossiers there are of what is wanted."""
    return asked(viewer, Wanted(**wanted), on=on, lang=lang).count()


def end_of(start: int, limit: int | None) -> int | None:
    return None if limit is None else start + limit


def ordered(found: "QuerySet[Dossier]") -> "QuerySet[Dossier]":
    return found.order_by("orders__key", "pk")


def asked(viewer: Viewer, wanted: Wanted, *, on: dt.date, lang: str) -> "QuerySet[Dossier]":
    """The dossiers that are wanted, each with its one place in the order of the language."""
    columns = {
        "assembly": wanted.assembly, "instrument__kind": wanted.kind, "notice": wanted.notice, "pk__in": wanted.ids,
    }  # fmt: skip
    given = {name: value for name, value in columns.items() if value is not None and value != ""}
    if wanted.notice == "":
        given["notice"] = ""
    by_title = {"orders__lang": lang, "orders__audience": audience(viewer)}
    if words := fold(wanted.q):
        by_title["orders__words__contains"] = words
    found = Dossier.objects.visible(viewer, on).filter(**by_title).filter(**given)
    if wanted.state:
        state = {"over": Q(over=True), "in_work": Q(over=False) | Q(over__isnull=True)}.get(wanted.state, Q(pk__in=[]))
        found = found.filter(Exists(places(viewer, on).filter(state, dossier=OuterRef("pk"))))
    asks = places_asked(wanted, on)
    if asks is None:
        return found
    return found.filter(Exists(places_and_parts(viewer, on).filter(asks, dossier=OuterRef("pk"))))


def audience(viewer: Viewer) -> str:
    return Audience.INSIDE if viewer.sees_all else Audience.PUBLIC


def places(viewer: Viewer, on: dt.date) -> "QuerySet[Place]":
    """Where every dossier stands on a day: one row each. Whoever asks looks at visible dossiers only."""
    return places_and_parts(viewer, on).filter(part=WHOLE)


def places_and_parts(viewer: Viewer, on: dt.date) -> "QuerySet[Place]":
    """The same, and where each part of a text stands that has a path of its own."""
    days = Q(begins__lte=on) & (Q(changes__isnull=True) | Q(changes__gt=on))
    return Place.objects.filter(days, audience__in=[Audience.ALL, audience(viewer)])


def places_asked(wanted: Wanted, on: dt.date) -> Q | None:
    """What is asked of where a dossier, or one part of its text, stands; None where nothing is."""
    asks = [
        holds("waits", wanted.waiting), holds("actors", wanted.actor), at_step(wanted.step), term(wanted.due, on),
        ~Q(barred="") if wanted.barred else None,
    ]  # fmt: skip
    conditions = [each for each in asks if each is not None]
    return Q(*conditions) if conditions else None


def holds(column: str, id: str) -> Q | None:
    """That a column lists an id, which may name its procedure."""
    if not id:
        return None
    procedure, colon, own = id.rpartition(":")
    return Q(**{f"{column}__contains": f"|{own}|"}, **({"procedure": procedure} if colon else {}))


def at_step(id: str) -> Q | None:
    procedure, colon, own = id.rpartition(":")
    return Q(here=own, **({"procedure": procedure} if colon else {})) if id else None


def term(due: str, on: dt.date) -> Q | None:
    """By comparing a stored day with the day asked about: nothing is worked out when a day goes by."""
    return {
        "overdue": Q(due__lt=on), "today": Q(due=on), "week": Q(due__gte=on, due__lte=on + WEEK),
        "later": Q(due__gt=on),
    }.get(due, Q(pk__in=[]) if due else None)  # fmt: skip


# --- rows ---------------------------------------------------------------------------------------------------------


def rows(look: Look, dossiers: Sequence[Dossier]) -> Iterable[DossierRow]:
    """The lines of one page: a fixed number of queries."""
    for d, shelf, standing, stands in stood(look, dossiers):
        yield row_of(look, d, shelf, standing, stands)


def stood(look: Look, dossiers: Sequence[Dossier]) -> Iterable[tuple[Dossier, Shelf, Standing, Mapping[str, Place]]]:
    """Each dossier with where it stands, and the columns of its text and of each part; all of it lies on one shelf."""
    shelf = Shelf(
        look,
        events_of(look, dossiers),
        bodies_too={d.assembly_id for d in dossiers},
        instruments_too={d.instrument_id for d in dossiers},
        dossiers_too={d.pk for d in dossiers},
    )
    events: dict[str, list[EventSummary]] = defaultdict(list)
    for row in shelf.events:
        events[row.dossier_id].append(shelf.event(row))
    stands: dict[str, dict[str, Place]] = defaultdict(dict)
    for place in places_and_parts(look.viewer, look.on).filter(dossier__in=[d.pk for d in dossiers]).order_by("pk"):
        stands[place.dossier_id][place.part] = place
    for d in dossiers:
        yield d, shelf, standing_of(look, d, events[d.pk], shelf), stands[d.pk]


def row_of(look: Look, d: Dossier, shelf: Shelf, standing: Standing, stands: Mapping[str, Place]) -> DossierRow:
    own, place = shelf.instruments[d.instrument_id], stands.get(WHOLE)
    phases = [phase.name for phase in standing.phases() if phase.mark == "current"]
    return DossierRow(
        id=d.pk,
        title=own.title,
        kind=own.kind,
        kind_label=str(Instrument.Kind(own.kind).label),
        draft=own.draft,
        assembly=shelf.bodies[d.assembly_id],
        phase=phases[0] if phases else "",
        last_done=standing.last_done,
        waiting=standing.waiting,
        actors=actors_named(place, look.lang),
        due=due_shown(place, look),
        known_until=standing.known,
        over=standing.over,
        parts=tuple(
            part_row(look, shelf.instruments[id], each)
            for id, each in stands.items()
            if id != WHOLE and id in shelf.instruments
        ),
        notice=d.notice,
    )


def part_row(look: Look, own: InstrumentSummary, place: Place) -> PartRow:
    here = step_refs(place.procedure, look.lang).get(place.here) if place.here else None
    return PartRow(own.id, own.title, here, actors_named(place, look.lang), due_shown(place, look), place.over)


def actors_named(place: Place | None, lang: str) -> tuple[str, ...]:
    """Who must act, in words; a group whose members are named is left out."""
    procedure = path(place.procedure) if place else None
    if place is None or procedure is None:
        return ()
    ids = set(listed(place.actors))
    groups = {id for id in ids if (procedure.members(id) - {id}) & ids}
    named = [id for id in procedure.actors if id in ids - groups]
    return tuple(actor_name(procedure, id, "ru" if lang == "ru" else "en") for id in named)


def due_shown(place: Place | None, look: Look) -> Due | None:
    """The term that runs out first, as the columns have it."""
    if place is None or place.due is None:
        return None
    refs: Mapping[str, Any] = step_refs(place.procedure, look.lang)
    return Due(refs[place.due_step], place.due_clock, place.due, (look.on - place.due).days)


def titles(viewer: Viewer, *, on: dt.date, lang: str, limit: int) -> tuple[DossierRef, ...]:
    """The first dossiers of the register, by name alone: for a list to choose from."""
    look = Look(viewer, on, None, lang)
    found = list(ordered(asked(viewer, Wanted(), on=on, lang=lang))[:limit])
    named = look.names_of(InstrumentTitle, "instrument_id", [d.instrument_id for d in found])
    return tuple(DossierRef(d.pk, best_name(named.get(d.instrument_id, ()), lang, on=on), d.notice) for d in found)


# --- what there is to choose from ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Choices:
    """What the register can be asked for, of the procedures that its dossiers follow: (value, name) by procedure."""

    steps: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]  # (name of the procedure, its steps)
    actors: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def choices(viewer: Viewer, *, on: dt.date, lang: str) -> Choices:
    """Steps and actors to choose from: one query."""
    words: Lang = "ru" if lang == "ru" else "en"
    in_use = Dossier.objects.visible(viewer, on).values_list("procedure", flat=True).distinct().order_by("procedure")
    found = [rules for id in in_use if (rules := path(id))]
    return Choices(
        steps=tuple(
            (name, tuple((f"{rules.id}:{id}", ref.name) for id, ref in step_refs(rules.id, lang).items()))
            for rules in found for name in [rules.title.get(lang, rules.id)]
        ),
        actors=tuple(
            (name, tuple((f"{rules.id}:{id}", actor_name(rules, id, words)) for id in rules.actors))
            for rules in found for name in [rules.title.get(lang, rules.id)]
        ),
    )  # fmt: skip
