"""What can be stated of a delegation: its composition, its entitlement, its vacancies. Three different facts."""

from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _

from travaux.lib.refusals import Refused
from travaux.lib.viewer import Viewer

from ..models import Body, Entitlement, SeatFact, StatedComposition, Vacancy
from ..stating import UNDATED, Citations, Period, state

S = TypeVar("S", bound=SeatFact)

MOST = 10_000  # seats of one delegation; a larger number is a slip of the pen


def state_composition(
    *, by: Viewer, delegation: Body, seats: int, citations: Citations, chamber: Body | None = None, unit: str = "",
    when: Period = UNDATED, why: str = "",
) -> StatedComposition:  # fmt: skip
    """What a source says the delegation consists of; `chamber` None where the source names none."""
    return seat_fact(
        StatedComposition, by=by, delegation=delegation, seats=seats, citations=citations, chamber=chamber, unit=unit,
        when=when, why=why,
    )  # fmt: skip


def state_entitlement(
    *, by: Viewer, delegation: Body, seats: int, rule: str, citations: Citations, chamber: Body | None = None,
    unit: str = "", when: Period = UNDATED, why: str = "",
) -> Entitlement:  # fmt: skip
    """What a rule gives the delegation; `rule` says which, as the source has it."""
    if not rule.strip():
        raise Refused(
            _("An entitlement needs the rule that gives it."),
            remedy=_("Name the rule and its article, or record a stated composition instead."),
        )
    return seat_fact(
        Entitlement, by=by, delegation=delegation, seats=seats, citations=citations, chamber=chamber, unit=unit,
        when=when, why=why, rule=rule.strip(),
    )  # fmt: skip


def state_vacancy(
    *, by: Viewer, delegation: Body, citations: Citations, seats: int = 1, chamber: Body | None = None, unit: str = "",
    when: Period = UNDATED, why: str = "",
) -> Vacancy:  # fmt: skip
    """Seats that a source says have no holder; that nobody is named is no vacancy."""
    return seat_fact(
        Vacancy, by=by, delegation=delegation, seats=seats, citations=citations, chamber=chamber, unit=unit,
        when=when, why=why,
    )  # fmt: skip


def seat_fact(model: type[S], *, seats: int, delegation: Body, **about: Any) -> S:
    if isinstance(seats, bool) or not isinstance(seats, int) or not 0 < seats <= MOST:
        raise Refused(
            _("A number of seats is a whole number between 1 and %(most)s.") % {"most": MOST}, where=str(seats)[:60]
        )
    if delegation.kind != Body.Kind.DELEGATION:
        raise Refused(_("Seats are stated of a delegation."), where=delegation.pk)
    return state(model=model, verb="stated", seats=seats, delegation=delegation, **about)
