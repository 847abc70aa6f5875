"""From JSON values to people, organizations, posts and memberships with their references checked. No database."""

import re
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from travaux.core.dates import BadDate, BadInterval, Interval

from .parsing import BadPopolo, parse, step

KINDS = ("persons", "organizations", "posts", "memberships")
ALIASES = {"people": "persons", **{kind: kind for kind in KINDS}}

# Objects inside objects: the key, what is in it, and which reference it stands for.
MANY = {
    "persons": {"memberships": ("memberships", "person_id")},
    "organizations": {
        "memberships": ("memberships", "organization_id"),
        "posts": ("posts", "organization_id"),
        "children": ("organizations", "parent_id"),
    },
    "posts": {"memberships": ("memberships", "post_id")},
    "memberships": {},
}
ONE = {
    "persons": {},
    "organizations": {"parent": ("organizations", "parent_id")},
    "posts": {"organization": ("organizations", "organization_id")},
    "memberships": {
        "person": ("persons", "person_id"),
        "organization": ("organizations", "organization_id"),
        "post": ("posts", "post_id"),
        "on_behalf_of": ("organizations", "on_behalf_of_id"),
    },
}
REFERENCES = {
    "persons": {},
    "organizations": {"parent_id": "organizations"},
    "posts": {"organization_id": "organizations"},
    "memberships": {
        "person_id": "persons",
        "organization_id": "organizations",
        "post_id": "posts",
        "on_behalf_of_id": "organizations",
    },
}
OTHERS = {"area_id": "areas", "legislative_period_id": "events"}  # checked where the file has such objects

DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}|[0-9]{4}(?:-[0-9]{2}){2}T.+")
TEXTS = {"id": 300, "name": 500, "role": 300, "label": 500, "classification": 500}


@dataclass
class Item:
    """One object of the file."""

    pointer: str  # where it stands
    raw: dict[str, Any]  # whole
    refs: dict[str, str] = field(default_factory=dict)  # {person_id: key}: keys are ids, pointers where there is no id

    @property
    def key(self) -> str:
        return self.raw.get("id") or self.pointer


@dataclass
class Read:
    """A whole file, checked."""

    frame: dict[str, Any] | None  # the top level with its collections emptied; None where the file has no such level
    items: dict[str, list[Item]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    others: list[Item] = field(default_factory=list)  # areas, events, motions: kept and not modelled
    keys: dict[str, dict[str, Item]] = field(default_factory=lambda: {kind: {} for kind in KINDS})


def read(data: bytes) -> Read:
    """The objects of a Popolo file. Raises `BadPopolo` on the first thing that is wrong."""
    value = parse(data)
    if isinstance(value, dict) and any(key in value for key in (*ALIASES, "areas", "events")) and "id" not in value:
        found = read_collections(value)
    elif isinstance(value, list):
        found = Read(frame=None)
        for index, document in enumerate(value):
            take(found, kind_of(document, f"/{index}"), document, f"/{index}")
    else:
        found = Read(frame=None)
        take(found, kind_of(value, ""), value, "")
    unpack(found)
    check(found)
    return found


def read_collections(value: dict[str, Any]) -> Read:
    found = Read(frame={key: [] if is_collection(key, inner) else inner for key, inner in value.items()})
    for key, inner in value.items():
        if key in ALIASES and not isinstance(inner, list | type(None)):
            raise BadPopolo(_("This should be a list of objects."), where=step("", key))
        for index, one in enumerate(inner if is_collection(key, inner) else ()):
            pointer = step(step("", key), index)
            if key in ALIASES:
                take(found, ALIASES[key], one, pointer)
            else:
                found.others.append(Item(pointer, one))
    return found


def is_collection(key: str, inner: Any) -> bool:
    return isinstance(inner, list) and (key in ALIASES or all(isinstance(one, dict) for one in inner))


def kind_of(document: Any, pointer: str) -> str:
    """Which kind of object a document is; Popolo's own examples do not say."""
    if not isinstance(document, dict):
        raise BadPopolo(_("This should be an object."), where=pointer)
    if document.keys() & {"person_id", "person", "member", "post_id", "on_behalf_of_id"}:
        return "memberships"
    if document.keys() & {"organization_id", "organization"} and document.keys() & {"role", "label"}:
        return "posts"
    if document.keys() & {"classification", "founding_date", "dissolution_date", "parent_id", "parent", "posts"}:
        return "organizations"
    if document.keys() & {"name", "other_names"}:
        return "persons"
    raise BadPopolo(
        _("This is no person, organization, post or membership that can be recognised."),
        where=pointer,
        remedy=_("Give a file with the lists persons, organizations, posts and memberships."),
    )


def take(found: Read, kind: str, one: Any, pointer: str, refs: Mapping[str, str] | None = None) -> Item:
    if not isinstance(one, dict):
        raise BadPopolo(_("This should be an object."), where=pointer)
    item = Item(pointer, one, dict(refs or {}))
    refuse_bad_texts(item)
    if item.key in found.keys[kind]:
        raise BadPopolo(_("This id stands twice."), where=step(pointer, "id"))
    found.items[kind].append(item)
    found.keys[kind][item.key] = item
    return item


def unpack(found: Read) -> None:
    """Take out the objects inside objects; one whose id is known already is that one."""
    waiting = deque((kind, item) for kind in KINDS for item in found.items[kind])
    while waiting:
        kind, item = waiting.popleft()
        for key, (inner_kind, ref) in MANY[kind].items():
            inner_list = item.raw.get(key) or []
            if not isinstance(inner_list, list):
                raise BadPopolo(_("This should be a list of objects."), where=step(item.pointer, key))
            for index, one in enumerate(inner_list):
                inner = inside(found, inner_kind, one, step(step(item.pointer, key), index), waiting)
                inner.refs.setdefault(ref, item.key)
        for key, (inner_kind, ref) in ONE[kind].items():
            if item.raw.get(key) is not None:
                item.refs[ref] = inside(found, inner_kind, item.raw[key], step(item.pointer, key), waiting).key


def inside(found: Read, kind: str, one: Any, pointer: str, waiting: deque[tuple[str, Item]]) -> Item:
    known = found.keys[kind].get(one["id"]) if isinstance(one, dict) and isinstance(one.get("id"), str) else None
    if known is None:
        known = take(found, kind, one, pointer)
        waiting.append((kind, known))
    return known


def check(found: Read) -> None:
    ids = {
        collection: {text(item, "id") for item in found.others if item.pointer.startswith(f"/{collection}/")}
        for collection in OTHERS.values()
    }
    for kind in KINDS:
        for item in found.items[kind]:
            refuse_dangling(found, kind, item, ids)
            refuse_bad_names(item)
            if kind == "memberships":
                refuse_bad_membership(found, item)


def text(item: Item, key: str) -> str | None:
    """A value that is text, or not given."""
    value = item.raw.get(key)
    if value is not None and not isinstance(value, str):
        raise BadPopolo(_("This should be text."), where=step(item.pointer, key))
    return value


def refuse_dangling(found: Read, kind: str, item: Item, others: Mapping[str, set[Any]]) -> None:
    for ref, target in REFERENCES[kind].items():
        given = text(item, ref)
        if given is not None and given not in found.keys[target]:
            raise BadPopolo(
                _("This refers to what the file does not hold (%(id)s).") % {"id": str(given)[:80]},
                where=step(item.pointer, ref),
                remedy=_("Add the object it refers to, or take the reference out."),
            )
        if given is not None:
            item.refs.setdefault(ref, given)
    for ref, collection in OTHERS.items():
        given = text(item, ref)
        if given is not None and others[collection] and given not in others[collection]:
            raise BadPopolo(
                _("This refers to what the file does not hold (%(id)s).") % {"id": str(given)[:80]},
                where=step(item.pointer, ref),
            )


def refuse_bad_membership(found: Read, item: Item) -> None:
    if "person_id" not in item.refs:
        raise BadPopolo(_("This membership names no person."), where=item.pointer)
    post = found.keys["posts"].get(item.refs.get("post_id", ""))
    if post and "organization_id" in item.refs:
        post.refs.setdefault("organization_id", item.refs["organization_id"])
    if "organization_id" not in item.refs and not (post and "organization_id" in post.refs):
        raise BadPopolo(_("This membership names no organization."), where=item.pointer)
    refuse_bad_period(item.raw, item.pointer)


def refuse_bad_texts(item: Item) -> None:
    for key, longest in TEXTS.items():
        if len(text(item, key) or "") > longest:
            raise BadPopolo(_("This text is too long to be kept."), where=step(item.pointer, key))


def refuse_bad_names(item: Item) -> None:
    names = item.raw.get("other_names") or []
    pointer = step(item.pointer, "other_names")
    if not isinstance(names, list):
        raise BadPopolo(_("This should be a list of objects."), where=pointer)
    for index, name in enumerate(names):
        here = step(pointer, index)
        if not isinstance(name, dict) or not isinstance(name.get("name"), str) or not name["name"].strip():
            raise BadPopolo(_("Another name needs the text of the name."), where=here)
        for key, longest in (("name", 500), ("lang", 12), ("note", 100)):
            if not isinstance(name.get(key) or "", str) or len(name.get(key) or "") > longest:
                raise BadPopolo(_("This should be a text of at most %(n)s characters.") % {"n": longest},
                                where=step(here, key))  # fmt: skip
        refuse_bad_period(name, here)


def refuse_bad_period(raw: Mapping[str, Any], pointer: str) -> None:
    """Popolo dates: a year, a month, a day, or a moment of a day; the end not before the start."""
    for key in ("start_date", "end_date"):
        value = raw.get(key)
        if value is not None and not (isinstance(value, str) and DATE.fullmatch(value)):
            raise BadPopolo(
                _("This is no date (%(value)s).") % {"value": str(value)[:60]},
                where=step(pointer, key),
                remedy=_("Write 2010, 2010-05 or 2010-05-31, or leave it out."),
            )
    try:
        Interval.of(day(raw, "start_date"), day(raw, "end_date"))
    except BadDate as error:
        key = "start_date" if error.value == day(raw, "start_date") else "end_date"
        raise BadPopolo(str(error), where=step(pointer, key)) from error
    except BadInterval as error:
        raise BadPopolo(str(error), where=step(pointer, "end_date")) from error


def day(raw: Mapping[str, Any], key: str) -> str:
    """The day of a Popolo date, as EDTF; "" where it is not given."""
    return (raw.get(key) or "")[:10]
