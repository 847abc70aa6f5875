"""The history of each unit of a text: what it said from which day, and by which act and item."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ..numbers import printed
from ..refusals import TextRefused
from ..tree import Document, Unit, walk, words
from .operations import Trace
from .timeline import Version, Work, versions


@dataclass(frozen=True, slots=True)
class Moment:
    """One state of one unit: what it said from a day, and by which act and item."""

    uid: str
    eid: str
    num: str
    text: str
    kind: str  # base, added, changed, removed
    since: date | None
    until: date | None
    by: tuple[tuple[str, str], ...] = ()  # (act, item)

    def as_json(self) -> dict[str, Any]:
        return {
            "eId": self.eid, "num": self.num, "text": self.text, "kind": self.kind,
            "from": str(self.since) if self.since else None, "to": str(self.until) if self.until else None,
            "by": [{"act": act, "item": item} for act, item in self.by],
        }  # fmt: skip


def history(work: Work, eid: str = "", *, known: date | None = None) -> list[list[Moment]]:
    """The states of each unit, oldest first; of one unit and those inside it when its eId (in any version) is given."""
    every = versions(work, known=known)
    found: dict[str, list[Moment]] = {}
    for number, version in enumerate(every):
        here = {unit.uid: unit for unit in _units(version.document)}
        for old, moments in found.items():
            if old not in here and moments[-1].kind != "removed":
                gone = moments[-1]
                moments[-1] = replace(gone, until=version.since)
                by = _authors(version, {gone.eid})
                moments.append(replace(gone, kind="removed", text="", since=version.since, until=None, by=by))
        for uid, unit in here.items():
            if uid is not None:
                _record(found.setdefault(uid, []), unit, uid, version, first=number == 0)
    chosen = [moments for moments in found.values() if not eid or any(_in(moment.eid, eid) for moment in moments)]
    if eid and not chosen:
        raise TextRefused(f"No version has a unit “{eid}”.", where="--history",
                          remedy="Give an eId as `travaux text show --format text` prints it, or “all”.")  # fmt: skip
    return chosen


def _in(eid: str, wanted: str) -> bool:
    return eid == wanted or eid.startswith(f"{wanted}__")


def _record(moments: list[Moment], unit: Unit, uid: str, version: Version, *, first: bool) -> None:
    heading = words(unit.heading) if unit.heading is not None else ""
    text = "\n".join(filter(None, (heading, unit.own_words)))
    num, eid = printed(unit.num), unit.eid or ""
    if moments and moments[-1].kind != "removed" and (moments[-1].num, moments[-1].text) == (num, text):
        if moments[-1].eid != eid:
            moments[-1] = replace(moments[-1], eid=eid)
        return
    kind = "base" if first else "changed" if moments else "added"
    if moments:
        moments[-1] = replace(moments[-1], until=version.since)
    by = () if first else _authors(version, {eid, *([moments[-1].eid] if moments else [])})
    moments.append(Moment(uid, eid, num, text, kind, version.since, None, by))


def _authors(version: Version, eids: set[str]) -> tuple[tuple[str, str], ...]:
    """Who changed these units in this version: a new unit's author also wrote what stands in it."""
    said = [
        (trace.operation.act, trace.operation.item) for trace in version.traces
        if any(_touches(trace, eid) for eid in eids)
    ]  # fmt: skip
    return tuple(dict.fromkeys(said))


def _touches(trace: Trace, eid: str) -> bool:
    return eid == trace.eid or (trace.kind in ("unit", "removed") and eid.startswith(f"{trace.eid}__"))


def _units(document: Document) -> list[Unit]:
    return [node for node in walk(document) if isinstance(node, Unit)]
