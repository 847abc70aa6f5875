"""The one door for domain writes: an act, its rows and its line, all in one transaction or none."""

import json
import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict
from itertools import groupby
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from travaux.core.log.canonical import canonical, digest
from travaux.core.log.chain import GENESIS, SALT_BYTES, commit, moment, stamp
from travaux.core.log.chain import Line as HashedLine
from travaux.lib.refusals import Refused, refuse_unless_recorder
from travaux.lib.rows import Row
from travaux.lib.viewer import PUBLIC, Level, Viewer

from . import guard
from .models import Body, Line, Touch
from .states import NotRecordable, chunks, digests, insert_links

BODY = Body._meta.label_lower
ROWS_AT_ONCE = 1000
PEN = 0x7472_6176_6175_78  # the advisory lock on PostgreSQL: “travaux” in ASCII

_open: ContextVar["Act | None"] = ContextVar("record_open_act", default=None)

Follower = Callable[[Mapping[type[Row], list[str]]], None]
_followers: list[Follower] = []


def keep_beside(follower: Follower) -> None:
    """Let what a room keeps ready beside its rows, such as an index, be brought up to date with every act on them.

    `follower` gets the keys of the touched rows by model, once an act, before its line is written, in the same
    transaction. It writes derived tables only, never a recorded row.
    """
    _followers.append(follower)


class LevelRefused(Refused):
    """A line was to say in public what is not public."""


class ErasingRefused(Refused):
    """A body that cannot be erased."""


@contextmanager
def act(
    *, by: Viewer, verb: str, why: str = "", for_whom: str = "", level: str | None = None, known_to: str | None = None
) -> Iterator["Act"]:
    """One deed: its rows and its journal line are written together, or nothing is.

    `verb` is past tense (“registered”). `level` says who may read the line's body, `known_to` who may know that the
    line exists. Left out, both are public if the public may see every object touched, and secretariat otherwise; a
    public body over other objects is refused (`LevelRefused`). An act inside an open act joins it: one line, written
    by the outermost under its own name. An act that touched nothing writes no line.

    One act at a time holds the pen: what is asked inside the act stays true until it ends. Lock no rows before it.
    """
    outer = _open.get()
    if outer:
        with outer.joined(level=level, known_to=known_to):
            yield outer
        return
    with transaction.atomic():
        opened = Act(by=by, verb=verb, why=why, for_whom=for_whom, level=level, known_to=known_to, after=take_pen())
        token = _open.set(opened)
        try:
            yield opened
        finally:
            _open.reset(token)
        opened.close()


def take_pen() -> Line | None:
    """Wait until no other act is open, then the last line. Held until the transaction ends.

    SQLite: an IMMEDIATE transaction already excludes other writers.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PEN])
    return Line.objects.order_by("-seq").first()


class Act:
    """An open act. `at` is its one moment, UTC; never before the act that came before it."""

    def __init__(
        self, *, by: Viewer, verb: str, why: str, for_whom: str, level: str | None, known_to: str | None,
        after: Line | None,
    ) -> None:  # fmt: skip
        self.by, self.verb, self.why, self.for_whom = by, verb, why, for_whom
        self.at = max(timezone.now(), moment(after.at)) if after else timezone.now()
        self._after = after
        self._levels = [level]
        self._known_to = [known_to]
        self._touched: dict[tuple[type[Row | Body], str], None] = {}  # in the order of the deed

    def save(self, row: Row, **links: Iterable[Row]) -> None:
        """Insert one row, then its many-to-many links: `a.save(fact, citations=[c1, c2])`."""
        check_row(row)
        with guard.door():
            row.save(force_insert=True)
            for name, others in links.items():
                insert_links(type(row), name, {row.pk: others})
        self._note(row)

    def save_all(self, rows: Iterable[Row], **links: Mapping[str, Iterable[Row]]) -> None:
        """Insert many rows in the order given, for imports; links are given by row key: `citations={row.pk: [c1]}`.

        With links all rows are of one kind.
        """
        for _kind, group in groupby(rows, key=type):
            batch = list(group)
            check_row(batch[0])
            model = type(batch[0])
            with guard.door():
                model._base_manager.bulk_create(batch, batch_size=ROWS_AT_ONCE)
                for name, by_key in links.items():
                    insert_links(model, name, by_key)
            for row in batch:
                self._note(row)

    def amend(self, row: Row, **fields: Any) -> None:
        """Change fields of an identity row, such as a level that is released. Dated facts are superseded instead."""
        check_row(row)
        for name in fields:
            check_amendable(type(row), name)
        for name, value in fields.items():
            setattr(row, name, value)
        with guard.door():
            row.save(force_update=True, update_fields=list(fields))
        self._note(row)

    def erase(self, body: Body, *, why: str) -> None:
        """Empty a line's body. What that body named is named again here, so that every object keeps a last digest."""
        for named in json.loads(body.text)["objects"]:
            if named["type"] == BODY:
                raise ErasingRefused(
                    _("This line says which line was erased; without it the record could not be verified."),
                    where=_("line %(seq)d") % {"seq": body.line_id},
                )
            model = apps.get_model(named["type"])
            if model._base_manager.filter(pk=named["id"]).exists():
                self._touched[model, named["id"]] = None
        self._touched[Body, str(body.line_id)] = None
        self._levels.append(body.level)
        self._known_to.append(body.line.level)
        Body.objects.filter(pk=body.pk).update(salt="", text="", erased_at=self.at, erased_why=why)

    @contextmanager
    def joined(self, *, level: str | None, known_to: str | None) -> Iterator[None]:
        """An inner act: if it fails and the outer one carries on, what it touched is forgotten with what it wrote."""
        touched, levels, known = len(self._touched), len(self._levels), len(self._known_to)
        self._levels.append(level)
        self._known_to.append(known_to)
        try:
            with transaction.atomic():
                yield
        except BaseException:
            del self._levels[levels:], self._known_to[known:]
            while len(self._touched) > touched:
                self._touched.popitem()
            raise

    def close(self) -> None:
        """Write the line, if anything was touched. Digests are taken of what the database now holds."""
        if not self._touched:
            return
        self._tell_followers()
        objects = self._objects()
        level = self._who_may_read()
        known_to = self._who_may_know(level)
        text = canonical(
            {
                "who": {"role": self.by.role, "account": self.by.account},
                "for_whom": self.for_whom,
                "did": self.verb,
                "objects": objects,
                "why": self.why,
                "level": {"line": known_to, "body": level},
            }
        )
        salt = secrets.token_hex(SALT_BYTES)
        line = HashedLine(
            seq=self._after.seq + 1 if self._after else 1,
            at=stamp(self.at),
            prev=self._after.hash if self._after else GENESIS,
            commitment=commit(text, salt=salt),
        )
        Line.objects.create(**asdict(line), hash=line.hash(), level=known_to)
        Body.objects.create(line_id=line.seq, salt=salt, text=text.decode(), level=level)
        Touch.objects.bulk_create(
            (Touch(line_id=line.seq, type=o["type"], object_id=o["id"], sha256=o["sha256"]) for o in objects),
            batch_size=ROWS_AT_ONCE,
        )

    def _tell_followers(self) -> None:
        touched: dict[type[Row], list[str]] = defaultdict(list)
        for model, key in self._touched:
            if issubclass(model, Row):
                touched[model].append(key)
        for follower in _followers:
            follower(touched)

    def _note(self, row: Row) -> None:
        self._touched[type(row), row.pk] = None

    def _keys(self) -> Iterator[tuple[Any, list[str]]]:
        """What was touched, kind by kind, in the order of the deed."""
        for model, pairs in groupby(self._touched, key=lambda pair: pair[0]):
            for keys in chunks(key for (_kind, key) in pairs):
                yield model, keys

    def _objects(self) -> list[dict[str, str]]:
        """Type, id and digest of all that was touched."""
        objects = []
        for model, keys in self._keys():
            found = erased_digests(keys) if model is Body else digests(model, keys)
            if lost := [key for key in keys if key not in found]:
                raise NotRecordable(f"{model._meta.label} {lost[0]} was deleted within its act; rows never die")
            objects += [{"type": model._meta.label_lower, "id": key, "sha256": found[key]} for key in keys]
        return objects

    def _who_may_read(self) -> str:
        """The narrowest level asked for; public only if the public may see every object touched."""
        asked = [level for level in self._levels if level]
        day = self.at.date()
        all_public = all(
            model._default_manager.filter(pk__in=keys).visible(PUBLIC, day).count() == len(keys)
            for model, keys in self._keys()
            if model is not Body
        )
        if Level.PUBLIC in asked and not all_public:
            raise LevelRefused(
                _("This act touches what is not public, so its line in the record cannot be public."),
                where=self.verb,
                remedy=_("Leave the level out, or make the objects public first."),
            )
        return Level.PUBLIC if all_public and set(asked) <= {Level.PUBLIC} else Level.SECRETARIAT

    def _who_may_know(self, level: str) -> str:
        asked = {known_to for known_to in self._known_to if known_to}
        if not asked:
            return level
        return Level.PUBLIC if asked == {Level.PUBLIC} else Level.SECRETARIAT


def erase(*, seq: int, by: Viewer, why: str) -> None:
    """Erase one line's body where the law demands it. The line stays, the chain holds, and this act says why."""
    refuse_unless_recorder(by)
    body = Body.objects.select_related("line").filter(line_id=seq).first()
    where = _("line %(seq)d") % {"seq": seq}
    if body is None:
        raise ErasingRefused(_("The record has no such line."), where=where)
    if not why.strip():
        raise ErasingRefused(_("An erasure needs a reason."), where=where, remedy=_("Say by what rule it is erased."))
    with act(by=by, verb="erased", why=why) as a:
        body.refresh_from_db()  # another act may have erased it while this one waited for the pen
        if body.erased_at:
            raise ErasingRefused(_("This line's body was erased before."), where=where)
        a.erase(body, why=why)


def erased_digests(keys: list[str]) -> dict[str, str]:
    """The digests under which erased bodies are named, by line number: what little is left of them cannot change."""
    bodies = Body.objects.filter(line_id__in=keys, erased_at__isnull=False).select_related("line")
    return {str(body.line_id): digest(body.erased_state()) for body in bodies}


def check_row(row: Any) -> None:
    if not isinstance(row, Row):
        raise NotRecordable(f"{type(row).__name__} is not a recorded row; an act writes rows only")


def check_amendable(model: type[Row], name: str) -> None:
    try:
        field: Any = model._meta.get_field(name)
    except FieldDoesNotExist as error:
        raise NotRecordable(f"{model._meta.label} has no field “{name}”") from error
    if field.primary_key or field not in model._meta.concrete_fields:
        raise NotRecordable(f"{model._meta.label}.{name} cannot be amended")
