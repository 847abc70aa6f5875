"""How a fact is recorded: checked dates, at least one source, one act."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _

from travaux.captures.facts import CitedFact
from travaux.captures.models import Citation
from travaux.core.dates import BadDate, BadInterval
from travaux.lib.dated import interval_columns
from travaux.lib.refusals import Refused, refuse_unless_recorder
from travaux.lib.rows import Identity
from travaux.lib.viewer import Level, Viewer
from travaux.record.actions import act

F = TypeVar("F", bound=CitedFact)
I = TypeVar("I", bound=Identity)  # noqa: E741  # I for identity, beside F for fact

Citations = Sequence[Citation]


@dataclass(frozen=True)
class Period:
    """From when to when a fact holds, as the source gives it."""

    start: str = ""  # EDTF; "" not stated
    end: str = ""  # EDTF; "" not stated, ".." a source says it goes on
    start_basis: str | None = None  # stated | inferred; None: what the value itself says
    end_basis: str | None = None

    def columns(self) -> dict[str, Any]:
        """The columns of a `Dated` row. Raises `Refused` on what is no date, or ends before it starts."""
        try:
            return interval_columns(
                start=self.start, start_basis=self.start_basis, end=self.end, end_basis=self.end_basis
            )
        except (BadDate, BadInterval) as error:
            raise Refused(str(error), where=f"{self.start} – {self.end}") from error


UNDATED = Period()


def state(
    *, by: Viewer, model: type[F], verb: str, citations: Citations, when: Period | None = UNDATED, why: str = "",
    level: str | None = None, **columns: Any,
) -> F:  # fmt: skip
    """Record one fact with its sources. A fact without a level is as open as the most open of its sources."""
    refuse_unless_recorder(by)
    refuse_without_source(citations)
    dates = when.columns() if when else {}
    with act(by=by, verb=verb, why=why) as a:
        fact = model(recorded_at=a.at, level=level or open_as(citations), **columns, **dates)
        a.save(fact, citations=citations)
    return fact


def register(*, by: Viewer, model: type[I], id: str | None = None, **columns: Any) -> I:
    """Give a thing its address. What it is called, and all else, are facts."""
    refuse_unless_recorder(by)
    if id is not None:
        if model._base_manager.filter(pk=id).exists():
            raise Refused(_("This address is taken already."), where=id, remedy=_("Leave the address out."))
        columns["id"] = id
    thing = model(**columns)
    with act(by=by, verb="registered") as a:
        a.save(thing)
    return thing


def open_as(citations: Citations) -> str:
    return Level.PUBLIC if any(c.level == Level.PUBLIC for c in citations) else Level.SECRETARIAT


def refuse_without_source(citations: Citations) -> None:
    if not citations:
        raise Refused(
            _("A fact needs a source."),
            remedy=_("Cite a captured page, a document, an imported file, or your own knowledge as an entry."),
        )
