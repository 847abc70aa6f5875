"""What the register asks of thousands of dossiers at once, kept ready beside them: places and the order of titles.

Written anew in the act that changes a dossier, for that dossier alone, whatever room the act is of: a correction, a
release, a name by which the procedure knows who acted. Derived from rows, and rebuilt at will.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cache
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from travaux import __version__
from travaux.core.names import fold, sort_key
from travaux.core.procedure.shipped import FOLDER
from travaux.instruments.models import Instrument, InstrumentRelation, InstrumentTitle
from travaux.lib.dated import Basis
from travaux.lib.rows import Row
from travaux.lib.viewer import OPERATOR, PUBLIC, Viewer
from travaux.record.actions import take_pen
from travaux.record.states import chunks
from travaux.registry.merged import merged_bodies
from travaux.registry.models import Body, BodyMerge, BodyName, Person
from travaux.registry.names import best_name
from travaux.registry.queries.look import Look

from .governing import Rules, rules_over_time
from .loading import Shelf
from .models import Audience, Dossier, DossierOrder, Event, Governing, Place
from .places import Span, spans
from .told import WHOLE, Told, parts_told

AT_ONCE = 200  # dossiers worked out together
Known = tuple[list[Rules], list[Told], dict[str, bool]]  # what `spans` takes
LANGUAGES = settings.LANGUAGES
LOOKS = {Audience.PUBLIC: PUBLIC, Audience.INSIDE: OPERATOR}


def follow(touched: Mapping[type[Row], Collection[str]]) -> None:
    """Bring up to date what an act has changed. Called before its line is written."""
    moved, titled = set(touched_dossiers(touched, PLACED)), set(touched_dossiers(touched, TITLED))
    index_places(moved)
    index_titles(titled)


def touched_dossiers(touched: Mapping[type[Row], Collection[str]], paths: Mapping[Any, Any]) -> Iterator[str]:
    for model, path in paths.items():
        for keys in chunks(touched.get(model, ())):
            yield from path(keys)


def column(model: Any, name: str, *conditions: str) -> Callable[[list[str]], Iterable[str]]:
    """Ids of dossiers: the column of those rows of a model that one of these columns ties to the keys."""

    def of(keys: list[str]) -> Iterable[str]:
        tied = Q()
        for condition in conditions:
            tied |= Q(**{f"{condition}__in": keys})
        found: Iterable[str] = model._base_manager.filter(tied).values_list(name, flat=True)
        return found

    return of


def acted(bodies: Iterable[str]) -> Iterable[str]:
    """Dossiers in which one of these bodies acted, under this address or one that is the same."""
    same = merged_bodies().all_of_any(bodies)
    found: Iterable[str] = Event.objects.filter(actor__in=same).values_list("dossier", flat=True) if same else ()
    return found


def bodies_of(model: Any, *names: str) -> Callable[[list[str]], Iterable[str]]:
    """Dossiers in which a body acted that these rows of a model speak of."""

    def of(keys: list[str]) -> Iterable[str]:
        rows = model._base_manager.filter(pk__in=keys).values_list(*names)
        return acted({id for row in rows for id in row})

    return of


# Rows that decide where a dossier stands, and how they lead to it.
PLACED: Mapping[Any, Callable[[list[str]], Iterable[str]]] = {
    Dossier: list,
    Event: column(Event, "dossier", "pk"),
    Governing: column(Governing, "dossier", "pk"),
    Instrument: column(Dossier, "pk", "instrument"),
    InstrumentRelation: column(Dossier, "pk", "instrument__related"),
    Body: lambda keys: {*column(Dossier, "pk", "assembly")(keys), *acted(keys)},
    BodyName: bodies_of(BodyName, "body"),
    BodyMerge: bodies_of(BodyMerge, "body", "into"),
    Person: column(Event, "dossier", "reporter"),
}
# Rows that decide under which titles it is listed.
TITLED: Mapping[Any, Callable[[list[str]], Iterable[str]]] = {
    Dossier: list,
    Instrument: column(Dossier, "pk", "instrument"),
    InstrumentTitle: column(Dossier, "pk", "instrument__titles"),
}


# --- places -------------------------------------------------------------------------------------------------------


def index_places(ids: Collection[str]) -> None:
    """Work out anew where these dossiers stand."""
    for some in chunks(sorted(ids), AT_ONCE):
        dossiers = list(Dossier.objects.filter(pk__in=some))
        known = {audience: known_to(viewer, dossiers) for audience, viewer in LOOKS.items()}
        Place.objects.filter(dossier__in=some).delete()
        Place.objects.bulk_create(
            (place(d.pk, *told) for d in dossiers for told in told_apart(known, d.pk)),
            batch_size=AT_ONCE,
        )


def known_to(viewer: Viewer, dossiers: Collection[Dossier]) -> dict[str, Known]:
    """By dossier, what this viewer may know that decides where it stands. A fixed number of queries."""
    look = Look(viewer, timezone.localdate(), None, "")
    ids = [d.pk for d in dossiers]
    rows = look.standing(Event).filter(dossier__in=ids).order_by("position", "recorded_at", "pk")
    shelf = Shelf(look, list(rows), dossiers_too=ids)
    stated = {row.pk: row.date_basis == Basis.STATED for row in shelf.events}
    found = {}
    for d in dossiers:
        told = shelf.told.get(d.pk, [])
        found[d.pk] = rules_over_time(d.procedure, shelf.governings.get(d.pk, ()), told), told, stated
    return found


def told_apart(known: Mapping[Audience, Mapping[str, Known]], id: str) -> Iterator[tuple[Audience, str, Span]]:
    """One set of spans for everybody where nothing is hidden that would make a difference."""
    public, inside = known[Audience.PUBLIC][id], known[Audience.INSIDE][id]
    sides = {Audience.ALL: public} if public[:2] == inside[:2] else {Audience.PUBLIC: public, Audience.INSIDE: inside}
    for audience, (rules, told, stated) in sides.items():
        for part in (WHOLE, *parts_told(told)):
            yield from ((audience, part, each) for each in spans(rules, told, stated, part))


def place(dossier: str, audience: Audience, part: str, span: Span) -> Place:
    columns = {each.name: getattr(span, each.name) for each in fields(span)}
    listed = {name: listing(value) for name, value in columns.items() if isinstance(value, tuple)}
    return Place(dossier_id=dossier, audience=audience, part=part, made_of=made_of(), **{**columns, **listed})


@cache
def made_of() -> str:
    """Which files of rules are here, and which programme reads them: another answer may come of others."""
    files = sorted(path for path in FOLDER.iterdir() if path.suffix in (".yaml", ".csv"))
    content = b"".join(path.name.encode() + path.read_bytes() for path in files)
    return sha256(__version__.encode() + content).hexdigest()[:16]


def listing(ids: Iterable[str]) -> str:
    """Ids as a column that can be asked whether it holds one: |A09|A10|.

    >>> listing(["A09", "A10"]), listing([])
    ('|A09|A10|', '')
    """
    joined = "|".join(ids)
    return f"|{joined}|" if joined else ""


def listed(column: str) -> tuple[str, ...]:
    """And back."""
    return tuple(column.strip("|").split("|")) if column else ()


# --- titles -------------------------------------------------------------------------------------------------------


def index_titles(ids: Collection[str]) -> None:
    """Work out anew under which titles these dossiers are listed and found."""
    for some in chunks(sorted(ids), AT_ONCE):
        dossiers = list(Dossier.objects.filter(pk__in=some))
        DossierOrder.objects.filter(dossier__in=some).delete()
        for audience, viewer in LOOKS.items():
            look = Look(viewer, timezone.localdate(), None, "")
            titles = look.names_of(InstrumentTitle, "instrument_id", [d.instrument_id for d in dossiers])
            DossierOrder.objects.bulk_create(
                (order(d, audience, lang, titles.get(d.instrument_id, [])) for d in dossiers for lang, _ in LANGUAGES),
                batch_size=AT_ONCE,
            )


def order(dossier: Dossier, audience: Audience, lang: str, titles: Collection[Any]) -> DossierOrder:
    key = sort_key(best_name(titles, lang).text, lang)
    words = "\n".join(fold(title.text) for title in titles)
    return DossierOrder(dossier=dossier, audience=audience, lang=lang, key=key, words=words)


def rebuild() -> int:
    """Everything anew; how many dossiers."""
    return renew(list(Dossier.objects.values_list("pk", flat=True)))


def renew(ids: Collection[str] | None = None) -> int:
    """Work out anew what was made of other rules, or never; how many dossiers."""
    if ids is None:
        made = Place.objects.filter(made_of=made_of())
        ids = list(Dossier.objects.exclude(pk__in=made.values("dossier")).values_list("pk", flat=True))
    if ids:
        with transaction.atomic():
            take_pen()
            index_places(ids)
            index_titles(ids)
    return len(ids)
