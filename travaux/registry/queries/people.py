"""People in public office: one of them, or a list, found by any attested form of the name."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Q
from django.utils.translation import override

from travaux.lib.viewer import Level, Viewer

from ..index import asked
from ..models import Mandate, NameKey, PersonName, PersonOrder
from ..roles import role_words
from ..summaries import Capacity, PeopleSummary, PersonRow, PersonSummary
from .look import Look, known_until

ROWS = 50  # people on a page of the list
COMMON = 500  # bearers of one word that are looked at for suggestions


def person(
    viewer: Viewer, id: str, *, on: dt.date, known: dt.datetime | None = None, lang: str
) -> PersonSummary | None:
    """A person with all names and capacities; None where there is nobody that the viewer may know of."""
    look = Look(viewer, on, known, lang)
    ids = look.merged_people.all_of(id)
    with override(lang):
        found = look.people(ids[:1]).get(ids[0])
        if found is None:
            return None
        labels = list(look.standing(PersonName).filter(person__in=ids).order_by("lang", "recorded_at", "pk"))
        mandates = look.standing(Mandate).filter(person__in=ids).select_related("post")
        held = look.capacities(mandates.order_by("start_earliest", "recorded_at", "pk"))
        sources = look.sources(labels)
    names = tuple(look.name_fact(label, sources) for label in labels)
    return PersonSummary(
        person=found,
        redirect=ids[0] if ids[0] != id else None,
        names=names,
        capacities=tuple(c for c in held if c.fact.period.holds != "no"),
        other_times=tuple(c for c in held if c.fact.period.holds == "no"),
        on=on,
        known=known,
        known_until=known_until([*(n.fact for n in names), *(c.fact for c in held)]),
        notice=found.notice,
    )


def people(viewer: Viewer, *, on: dt.date, lang: str, query: str = "", page: int = 1) -> PeopleSummary:
    """A page of the people whom the viewer may know of, in the order of the page's language.

    With `query`, those who bear a form of a name in which every word of it begins a word, whatever script either is in.
    """
    look = Look(viewer, on, None, lang)
    listed = PersonOrder.objects.filter(lang=lang).exclude(person__in=list(look.merged_people.into))
    if not viewer.sees_all:
        listed = listed.filter(person__level=Level.PUBLIC)
    for condition in words(look, query):
        listed = listed.filter(condition)
    total = listed.count() if not query.strip() or asked(query) else 0
    pages = max(-(-total // ROWS), 1)
    page = min(max(page, 1), pages)
    first = (page - 1) * ROWS
    ids = (
        list(listed.order_by("key", "person").values_list("person_id", flat=True)[first : first + ROWS])
        if total
        else []
    )
    with override(lang):
        rows = person_rows(look, ids)
    return PeopleSummary(rows=rows, query=query, total=total, page=page, pages=pages, on=on)


def words(look: Look, query: str) -> Iterable[Q]:
    """For each word of the question, who bears it; whoever absorbed such a person bears it too."""
    keys = NameKey.objects.filter(person__isnull=False)
    if not look.viewer.sees_all:
        keys = keys.filter(level=Level.PUBLIC)
    gone = list(look.merged_people.into)
    for condition in asked(query):
        bearers = keys.filter(condition)
        also = bearers.filter(person__in=gone).values_list("person_id", flat=True) if gone else []
        yield Q(person__in=bearers.values("person")) | Q(person__in={look.merged_people.canonical(id) for id in also})


def person_rows(look: Look, ids: Sequence[str]) -> tuple[PersonRow, ...]:
    """Rows in the order given, each with its capacities on the day."""
    refs = look.people(ids)
    every = look.merged_people.all_of_any(ids)
    mandates = look.current(Mandate).filter(person__in=every).select_related("post").order_by("recorded_at", "pk")
    held: dict[str, list[str]] = defaultdict(list)
    for capacity in look.capacities(mandates) if ids else ():
        held[capacity.person.id].append(capacity_words(capacity))
    return tuple(
        PersonRow(id, refs[id].name, tuple(dict.fromkeys(held[id])), refs[id].notice) for id in ids if id in refs
    )


def capacity_words(capacity: Capacity) -> str:
    """The post's attested title or the role in our words, then the body."""
    role = capacity.title.text or role_words(capacity.role)
    return ", ".join(part for part in (role, capacity.body.name.text) if part)


def alike(viewer: Viewer, *, name: str, on: dt.date, lang: str, most: int = 5) -> tuple[PersonRow, ...]:
    """People whose names share words with a name, the most shared first: suggestions for a person to judge.

    Nothing is matched by this; who is who is decided by hand.
    """
    look = Look(viewer, on, None, lang)
    shared: Counter[str] = Counter()
    keys = NameKey.objects.filter(person__isnull=False)
    keys = keys if viewer.sees_all else keys.filter(level=Level.PUBLIC)
    for condition in asked(name):
        bearers = keys.filter(condition).values_list("person_id", flat=True).distinct()[:COMMON]
        shared.update({look.merged_people.canonical(id) for id in bearers if id})
    ids = sorted(shared, key=lambda id: (-shared[id], id))[:most]
    with override(lang):
        return person_rows(look, ids)
