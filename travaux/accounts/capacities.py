"""In what capacities an account acts on a day: by appointment, and by the mandates of the person behind it.

Both end by themselves on their last day. A mandate whose end no source states goes on, as it does on the person's page.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from travaux.lib.viewer import STAFF, Capacity, Role
from travaux.registry.merged import merged_people
from travaux.registry.models import Affiliation, Body, Mandate
from travaux.registry.roles import CHAIR, HEAD

from .models import Account, Appointment

Kind, Link = Body.Kind, Affiliation.Kind
ORGANS = (Kind.COMMISSION, Kind.COUNCIL, Kind.BOARD, Kind.COMMITTEE, Kind.GROUP)
UPWARDS = (Link.DELEGATION_TO, Link.ORGAN_OF, Link.UNDER, Link.MEMBER, Link.ASSOCIATE, Link.OBSERVER, Link.CHAMBER_OF)
HOPS = 4  # chamber, parliament, delegation, assembly


@dataclass(frozen=True)
class Held:
    """One capacity before it is known whose papers it opens."""

    role: str
    body: str
    kind: str  # of the body
    since: dt.date | None
    until: dt.date | None
    by_mandate: bool  # False: by appointment


def capacities_of(account: Account, on: dt.date) -> tuple[Capacity, ...]:
    """What an account may act as on a day; nothing for a closed one. Staff have theirs from the account itself."""
    if not account.is_active:
        return ()
    if account.role in STAFF:
        return (Capacity(account.role),)
    held = held_by(account, on)
    around = surroundings({each.body for each in held}, on)
    return tuple(capacity(each, around) for each in held)


def held_by(account: Account, on: dt.date) -> tuple[Held, ...]:
    return (*appointed(account, on), *mandated(account, on))


def appointed(account: Account, on: dt.date) -> list[Held]:
    rows = Appointment.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), account=account, starts_on__lte=on)
    return [
        Held(row.role, row.body_id, row.body.kind, row.starts_on, row.ends_on, by_mandate=False)
        for row in rows.select_related("body").order_by("starts_on", "pk")
    ]


def mandated(account: Account, on: dt.date) -> list[Held]:
    if account.person_id is None:
        return []
    people = merged_people().all_of(account.person_id)
    rows = Mandate.objects.standing().on(on).filter(person__in=people).select_related("post__body")
    return [
        Held(role, row.post.body_id, row.post.body.kind, row.start_earliest, row.end_latest, by_mandate=True)
        for row in rows.order_by("start_earliest", "pk")
        if (role := role_of(row.post.role, row.post.body.kind))
    ]


def role_of(role: str, kind: str) -> str:
    """The capacity that a mandate gives; "" for mandates that give none here, such as a seat in the parliament.

    >>> str(role_of("chair", "commission")), str(role_of("member", "board")), role_of("member", "chamber")
    ('chair', 'board_expert', '')
    """
    if kind == Kind.BOARD:
        return Role.CHAIR if role == CHAIR else Role.BOARD_EXPERT
    if kind in ORGANS:
        return Role.CHAIR if role == CHAIR else Role.COMMISSION_MEMBER
    if kind == Kind.DELEGATION:
        return Role.DELEGATION_HEAD if role == HEAD else Role.DELEGATION_MEMBER
    return ""


@dataclass(frozen=True)
class Around:
    """What a body belongs to."""

    parliaments: Mapping[str, frozenset[str]]  # by delegation: who sent it
    assemblies: Mapping[str, frozenset[str]]  # by body


def capacity(held: Held, around: Around) -> Capacity:
    """An observer is among the members of the assembly, and speaks for nobody."""
    own = frozenset({held.body}) | around.parliaments.get(held.body, frozenset())
    return Capacity(
        role=held.role,
        body=held.body,
        since=held.since,
        until=held.until,
        speaks_for=frozenset() if held.role == Role.OBSERVER else own,
        assemblies=around.assemblies.get(held.body, frozenset()),
    )


def surroundings(bodies: Iterable[str], on: dt.date) -> Around:
    """Who sent these delegations, and to which assemblies these bodies belong. A few queries, whatever their number."""
    start = set(bodies)
    if not start:
        return Around({}, {})
    sent_by: dict[str, set[str]] = defaultdict(set)
    above: dict[str, set[str]] = defaultdict(set)
    seen, fresh = set(start), set(start)
    for _hop in range(HOPS):
        if not fresh:
            break
        links = list(links_of(fresh, on))
        for link in links:
            if link.kind == Link.DELEGATION_OF:
                sent_by[link.body_id].add(link.to_id)
                above[link.to_id].add(link.body_id)  # a parliament belongs where its delegation goes
            else:
                above[link.body_id].add(link.to_id)
        reached = {id for link in links for id in (link.body_id, link.to_id)}
        fresh, seen = reached - seen, seen | reached
    assemblies = set(Body.objects.filter(pk__in=seen, kind=Kind.ASSEMBLY).values_list("pk", flat=True))
    return Around(
        {id: frozenset(sent_by[id]) for id in start if id in sent_by},
        {id: frozenset(reachable(id, above) & assemblies) for id in start},
    )


def links_of(bodies: set[str], on: dt.date) -> Iterable[Affiliation]:
    upwards = Q(body__in=bodies, kind__in=[*UPWARDS, Link.DELEGATION_OF])
    sent = Q(to__in=bodies, kind=Link.DELEGATION_OF)
    found: Iterable[Affiliation] = Affiliation.objects.standing().on(on).filter(upwards | sent)
    return found


def reachable(start: str, above: Mapping[str, set[str]]) -> set[str]:
    """Everything above a body, itself included.

    >>> sorted(reachable("a", {"a": {"b"}, "b": {"c", "a"}}))
    ['a', 'b', 'c']
    """
    found, fresh = {start}, {start}
    while fresh:
        fresh = {id for each in fresh for id in above.get(each, ())} - found
        found |= fresh
    return found
