"""The search keys and the order of names: derived from the standing names, and rebuilt whole for whom they concern."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.conf import settings
from django.db.models import Q

from travaux.core.names import fold, query_keys, search_keys, sort_key
from travaux.lib.viewer import Level
from travaux.record.states import chunks

from .models import BodyName, Label, NameKey, PersonName, PersonOrder
from .names import best_name

WHOLE = b"="  # before a whole form; no key of a word begins with it
LONGEST = 400  # bytes of a key; longer words are found by their beginning
AFTER_ANY = b"\xff"  # no UTF-8 text holds this byte


def index_people(ids: Collection[str]) -> None:
    """Write the keys and the places in the lists anew; without a standing name a person is not found by name."""
    for some in chunks(sorted(set(ids))):
        names = by_owner(PersonName.objects.standing().filter(person__in=some), "person_id")
        NameKey.objects.filter(person__in=some).delete()
        PersonOrder.objects.filter(person__in=some).delete()
        NameKey.objects.bulk_create(
            NameKey(key=key, level=level, person_id=person)
            for person, labels in names.items()
            for key, level in keys_of(labels)
        )
        PersonOrder.objects.bulk_create(
            PersonOrder(person_id=person, lang=lang, key=sort_key(best_name(open_ones(labels), lang).sorts_as, lang))
            for person, labels in names.items()
            for lang, _ in settings.LANGUAGES
        )


def index_bodies(ids: Collection[str]) -> None:
    for some in chunks(sorted(set(ids))):
        names = by_owner(BodyName.objects.standing().filter(body__in=some), "body_id")
        NameKey.objects.filter(body__in=some).delete()
        NameKey.objects.bulk_create(
            NameKey(key=key, level=level, body_id=body)
            for body, labels in names.items()
            for key, level in keys_of(labels)
        )


def by_owner(labels: Iterable[Any], owner: str) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for label in labels:
        found[getattr(label, owner)].append(label)
    return found


def open_ones(labels: list[Label]) -> list[Label]:
    """The forms that everybody may see; all of them where there is none."""
    return [label for label in labels if label.level == Level.PUBLIC] or labels


def keys_of(labels: Iterable[Label]) -> set[tuple[bytes, str]]:
    """Each key with the level of the form that it was made of."""
    return {
        (key, label.level)
        for label in labels
        for key in (*(word.encode()[:LONGEST] for word in search_keys(label.text)), whole(label.text))
    }


def whole(form: str) -> bytes:
    """The key under which a form is found by itself alone, case and diacritics apart."""
    return (WHOLE + fold(form).encode())[:LONGEST]


def beginning_with(keys: Iterable[str]) -> Q:
    """Keys that begin with one of these: ranges, because no LIKE uses an index on both databases."""
    found = Q(pk__in=[])
    for key in keys:
        first = key.encode()[:LONGEST]
        found |= Q(key__gte=first, key__lt=first + AFTER_ANY)
    return found


def asked(query: str) -> list[Q]:
    """One condition on `NameKey` for each word of a question; nobody is found who misses one of them."""
    return [beginning_with(sorted(keys)) for keys in query_keys(query)[:8]]
