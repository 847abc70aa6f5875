"""What came and is not filed yet, for those whose it is and for the secretariat."""

import datetime as dt
from dataclasses import dataclass

from travaux.lib.viewer import Viewer

from ..actions.arrivals import files_of, points_of
from ..actions.filings import Point
from ..models import Addressee, Arrival


@dataclass(frozen=True)
class ArrivedShown:
    """A file of an arrival."""

    name: str
    kind_label: str
    size: int
    problem: str


@dataclass(frozen=True)
class ArrivalRow:
    """One arrival."""

    id: str
    arrived_at: dt.datetime
    door_label: str
    subject: str
    who: str  # the addressee's name; "" not known
    known_label: str
    round: str  # id; "" not known
    filing: str  # id; "" not filed
    set_aside: str
    files: tuple[ArrivedShown, ...]
    notice: str

    @property
    def open(self) -> bool:
        return not self.filing and not self.set_aside


def arrivals(viewer: Viewer, *, on: dt.date, lang: str, start: int = 0, limit: int = 50) -> tuple[ArrivalRow, ...]:
    """What waits first, the oldest first; then what was filed or set aside, the latest first."""
    rows = Arrival.objects.visible(viewer, on).select_related("addressee__round").prefetch_related("files__file")
    open_ = rows.filter(filing__isnull=True, set_aside="").order_by("arrived_at", "pk")
    done = rows.exclude(filing__isnull=True, set_aside="").order_by("-arrived_at", "pk")
    waiting = list(open_[start : start + limit])
    rest = limit - len(waiting)
    past = max(0, start - open_.count())
    return tuple(row_of(each, lang) for each in [*waiting, *(done[past : past + rest] if rest else ())])


def arrivals_count(viewer: Viewer, *, on: dt.date) -> int:
    return Arrival.objects.visible(viewer, on).count()


def arrival_row(viewer: Viewer, id: str, *, on: dt.date) -> Arrival | None:
    found = Arrival.objects.visible(viewer, on).filter(pk=id)
    return found.select_related("addressee__round__version__expression", "addressee__letter", "filing").first()


def row_of(each: Arrival, lang: str) -> ArrivalRow:
    to = each.addressee
    return ArrivalRow(
        id=each.pk, arrived_at=each.arrived_at, door_label=str(each.get_door_display()), subject=each.subject,
        who=(to.name.get(lang) or str(to)) if to else "", known_label=str(each.get_known_by_display()),
        round=to.round_id if to else "", filing=each.filing_id or "", set_aside=each.set_aside,
        files=tuple(
            ArrivedShown(f.name, str(f.get_kind_display()), f.file.size, f.problem) for f in each.files.all()
        ),
        notice=to.round.notice if to else "",
    )  # fmt: skip


def points_found(arrival: Arrival) -> list[Point]:
    """The rows that would be filed; none where it is not known whose they are."""
    return points_of(arrival.addressee, files_of(arrival)) if arrival.addressee else []


def addressees(viewer: Viewer, *, on: dt.date, lang: str) -> list[tuple[str, str]]:
    """(id, name and round) of everybody in the rounds that are open, to say whose something is."""
    rows = Addressee.objects.visible(viewer, on).filter(round__closed_at__isnull=True).select_related("round")
    return [
        (row.pk, f"{row.name.get(lang) or row}: {row.round.subject.get(lang) or row.round}")
        for row in rows.order_by("round", "position")
    ]


def addressee_row(viewer: Viewer, id: str, *, on: dt.date) -> Addressee | None:
    return Addressee.objects.visible(viewer, on).filter(pk=id).first()
