"""Whether the record is whole: chain, bodies, index, every current row, and the tail against a checkpoint.

Reads in pages, so that memory does not grow with the record. Acts may go on meanwhile: what looks altered is looked at
once more with the pen in hand before it is reported.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from travaux.core.log.chain import Walk, commit
from travaux.core.log.checkpoint import Checkpoint
from travaux.lib.rows import Row

from .actions import BODY, erased_digests, take_pen
from .models import Body, Line, Touch
from .states import CHUNK, chunks, digests, row_models

LINE, TOUCH = Line._meta.label_lower, Touch._meta.label_lower
LINES_AT_ONCE = 200

Progress = Callable[[int, int], None]  # lines and rows looked at so far, and how many there are


@dataclass(frozen=True)
class Altered:
    """One thing that is not as the record left it."""

    type: str  # a kind of recorded row, or record.line, record.body, record.touch
    id: str  # the row's id, or the line's number
    why: str  # in words


@dataclass(frozen=True)
class Report:
    """What a verification found."""

    ok: bool  # nothing is altered
    lines: int  # how many lines stand
    head: str  # hash of the last of them
    first_bad: int | None  # number of the first line that fails or is missing
    altered: list[Altered] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def verify(*, checkpoint: Checkpoint | None = None, progress: Progress = lambda done, total: None) -> Report:
    """Check everything; never raises for what a forger may have done. See `Report`."""
    total = Line.objects.count() + sum(model._base_manager.count() for model in row_models())
    verification = Verification(checkpoint=checkpoint, progress=lambda done: progress(done, max(done, total)))
    verification.check_lines()
    suspects = [(model, keys) for model in row_models() for keys in verification.doubtful_rows(model)]
    with transaction.atomic():
        take_pen()
        verification.check_lines()  # those that were written meanwhile
        for model, keys in suspects:
            verification.altered += compare(model, keys)
        for model in row_models():
            verification.altered += gone(model)
    verification.check_strays()
    verification.check_erasures()
    verification.check_tail()
    return verification.report()


class Verification:
    """The state of one verification: where the walk stands and what was found."""

    def __init__(self, *, checkpoint: Checkpoint | None, progress: Callable[[int], None]) -> None:
        self.walk = Walk()
        self.checkpoint = checkpoint
        self.altered: list[Altered] = []
        self.bad: set[int] = set()
        self._at_checkpoint: str | None = None  # the hash found where the checkpoint's last line should be
        self._erased: set[int] = set()  # lines whose body is empty
        self._erasures: dict[int, str] = {}  # lines that an act says it erased, and the digest of what was left
        self._progress, self._done, self._lines = progress, 0, 0

    def check_lines(self) -> None:
        """All lines after those already walked, each with its body and its part of the index."""
        while page := list(Line.objects.filter(seq__gt=self.walk.seq).order_by("seq")[:LINES_AT_ONCE]):
            first, last = page[0].seq, page[-1].seq
            bodies = Body.objects.in_bulk([line.seq for line in page])
            touches = named_in_index(first, last)
            for line in page:
                for fault in self.walk.take(line.as_hashed(), line.hash):
                    self._bad_line(LINE, fault.seq, fault.why)
                self._check_body(line, bodies.get(line.seq), touches.get(line.seq, {}))
                if self.checkpoint and line.seq == self.checkpoint.lines:
                    self._at_checkpoint = line.hash
            self._lines += len(page)
            self._advance(len(page))

    def _check_body(self, line: Line, body: Body | None, touches: dict[tuple[str, str], str]) -> None:
        if body and body.erased_at:
            self._erased.add(line.seq)
            return
        content = read_body(body, line.commitment) if body else None
        if content is None:
            self._bad_line(BODY, line.seq, "is not what its line committed to" if body else "is missing")
            return
        if content["level"] != {"line": line.level, "body": body.level if body else None}:
            self._bad_line(LINE, line.seq, "is shown to others than the act said")
        named = {(each["type"], each["id"]): each["sha256"] for each in content["objects"]}
        if named != touches:
            self._bad_line(TOUCH, line.seq, "the index does not name what the body names")
        self._erasures |= {int(key): sha256 for (kind, key), sha256 in named.items() if kind == BODY}

    def doubtful_rows(self, model: type[Row]) -> list[list[str]]:
        """Keys of rows that are not as their last digest says, in lists of at most `CHUNK`."""
        doubtful: list[str] = []
        last = ""
        while keys := list(model._base_manager.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:CHUNK]):
            doubtful += [each.id for each in compare(model, keys)]
            last = keys[-1]
            self._advance(len(keys))
        return list(chunks(doubtful))

    def check_strays(self) -> None:
        """Bodies without a line, which the chain does not know; kinds of rows that this version does not know."""
        strays = Body.objects.filter(~Exists(Line.objects.filter(pk=OuterRef("pk")))).values_list("pk", flat=True)
        self.altered += [Altered(BODY, str(seq), "belongs to no line") for seq in strays]
        known = [BODY, *(model._meta.label_lower for model in row_models())]
        kinds = Touch.objects.exclude(type__in=known).values_list("type", flat=True).order_by("type").distinct()
        self.altered += [Altered(kind, "", "is a kind of row that this version does not know") for kind in kinds]

    def check_erasures(self) -> None:
        for seq in sorted(self._erased - self._erasures.keys()):
            self._bad_line(BODY, seq, "was emptied, and no act says so")
        for seq in sorted(self._erasures.keys() - self._erased):
            self._bad_line(BODY, seq, "was erased by an act, and stands again")
        for keys in chunks(sorted(self._erasures.keys() & self._erased)):
            left = erased_digests([str(key) for key in keys])
            for seq in keys:
                if left.get(str(seq)) != self._erasures[seq]:
                    self._bad_line(LINE, seq, "was erased, and what was left of it has changed")

    def check_tail(self) -> None:
        """Against the checkpoint: nothing before it was cut off or rewritten."""
        point = self.checkpoint
        if point is None or point.lines == 0:
            return
        if self.walk.seq < point.lines:
            why = f"is missing: the checkpoint of {point.at or 'unknown date'} counts {point.lines} lines"
            self._bad_line(LINE, self.walk.seq + 1, why)
        elif self._at_checkpoint != point.head:
            self._bad_line(
                LINE, point.lines, "is not the line that the checkpoint names: it or one before was rewritten"
            )

    def report(self) -> Report:
        return Report(
            ok=not self.altered,
            lines=self._lines,
            head=self.walk.head,
            first_bad=min(self.bad, default=None),
            altered=self.altered,
        )

    def _bad_line(self, kind: str, seq: int, why: str) -> None:
        self.bad.add(seq)
        self.altered.append(Altered(kind, str(seq), why))

    def _advance(self, by: int) -> None:
        self._done += by
        self._progress(self._done)


def read_body(body: Body, commitment: str) -> dict[str, Any] | None:
    """What a body says, if it is what its line committed to."""
    try:
        if commit(body.text.encode(), salt=body.salt) != commitment:
            return None
        content: dict[str, Any] = json.loads(body.text)
    except ValueError:  # a salt that is not hex, a text that is not UTF-8 or not JSON
        return None
    return content


def named_in_index(first: int, last: int) -> dict[int, dict[tuple[str, str], str]]:
    """By line, what the index says it names: (type, id) and digest."""
    found: dict[int, dict[tuple[str, str], str]] = {}
    rows = Touch.objects.filter(line_id__gte=first, line_id__lte=last)
    for seq, kind, key, sha256 in rows.values_list("line_id", "type", "object_id", "sha256").iterator():
        found.setdefault(seq, {})[kind, key] = sha256
    return found


def compare(model: type[Row], keys: list[str]) -> list[Altered]:
    """The rows among `keys` that differ from the digest that the last readable line gives them."""
    kind = model._meta.label_lower
    named = Touch.objects.filter(type=kind, object_id__in=keys, line__body__erased_at=None)
    last = dict(named.order_by("line_id").values_list("object_id", "sha256"))  # a later line replaces an earlier one
    found = readable_digests(model, keys)
    altered = []
    for key in keys:
        if key not in last:
            altered.append(Altered(kind, key, "is named by no act"))
        elif found.get(key) != last[key]:
            altered.append(Altered(kind, key, "is not as the last act left it"))
    return altered


def readable_digests(model: type[Row], keys: list[str]) -> dict[str, str]:
    """Digests of the rows that can be read at all: a forger can put anything into a column."""
    try:
        return digests(model, keys)
    except Exception:  # whatever a column's converter makes of it
        if len(keys) == 1:
            return {}
    return {key: digest for each in keys for key, digest in readable_digests(model, [each]).items()}


def gone(model: type[Row]) -> list[Altered]:
    """Rows that an act named and that no longer stand. Rows are never deleted, so someone else did it."""
    kind = model._meta.label_lower
    rows = model._base_manager.filter(pk=OuterRef("object_id"))
    keys = Touch.objects.filter(~Exists(rows), type=kind).values_list("object_id", flat=True).distinct()
    return [Altered(kind, key, "was named by an act and is gone") for key in keys.iterator()]
