"""What becomes of claims and facts: a person's ruling; correction, withdrawal, preference."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from travaux.lib.refusals import Refused, refuse_unless_recorder
from travaux.lib.viewer import Viewer
from travaux.record.actions import act

from .facts import CitedFact, Standing
from .models import Citation, Claim, Ruling

F = TypeVar("F", bound=CitedFact)


def rule_on(
    *, by: Viewer, claim: Claim, outcome: str, values: Mapping[str, Any] | None = None, why: str = ""
) -> Ruling:
    """Confirm, edit or reject a claim, once. The room that owns the fact makes it; see `dossiers.claims.confirm`."""
    refuse_unless_recorder(by)
    if outcome == Ruling.Outcome.REJECTED and not why:
        raise Refused(_("A rejected claim needs a reason."), remedy=_("Say in a few words why the claim is wrong."))
    with act(by=by, verb="ruled", why=why) as a:
        ruling = Ruling(
            claim=claim,
            level=claim.level,
            outcome=outcome,
            values=dict(values if values is not None else claim.values),
            why=why,
            ruled_at=a.at,
            account=by.account or "",
        )
        try:
            with transaction.atomic():
                a.save(ruling)
        except IntegrityError as error:
            raise Refused(
                _("Somebody has just ruled on this claim."),
                kept=_("The first ruling stands; yours was not recorded."),
                remedy=_("Reload the page to see what was decided."),
            ) from error
    return ruling


def correct(*, by: Viewer, fact: F, reason: str, citations: Iterable[Citation] | None = None, **changes: Any) -> F:
    """A new row in place of a fact, with its reason; the old row stays. Citations are the old ones unless given."""
    links = links_of(fact)
    if citations is not None:
        links["citations"] = list(citations)
    return supersede(by=by, fact=fact, verb="corrected", reason=reason, links=links, **changes)


def withdraw(*, by: Viewer, fact: F, reason: str, citations: Iterable[Citation] = ()) -> F:
    """Take a fact back. The withdrawal is a row; the fact stays readable as withdrawn."""
    links = {"citations": list(citations)}
    return supersede(by=by, fact=fact, verb="withdrew", reason=reason, links=links, standing=Standing.WITHDRAWN)


def prefer(*, by: Viewer, fact: F, over: Sequence[F], reason: str) -> list[F]:
    """Let one of several contradicting facts stand; the others are set aside, not forgotten. One act."""
    refuse_unless_recorder(by)
    with act(by=by, verb="preferred", why=reason):
        return [
            supersede(by=by, fact=other, verb="set aside", reason=reason, links={}, standing=Standing.SET_ASIDE)
            for other in over
            if other.pk != fact.pk
        ]


def supersede(*, by: Viewer, fact: F, verb: str, reason: str, links: Mapping[str, Sequence[Any]], **changes: Any) -> F:
    """Put a new row in the place of a fact: the one way in which any fact ends or changes."""
    refuse_unless_recorder(by)
    if not reason.strip():
        raise Refused(_("A correction needs a reason."), remedy=_("Say what was wrong and how it is known."))
    with act(by=by, verb=verb, why=reason) as a:
        row = copy_of(fact, supersedes=fact, reason=reason, recorded_at=a.at, **changes)
        try:
            with transaction.atomic():
                a.save(row, **links)
        except IntegrityError as error:
            if type(fact)._base_manager.filter(supersedes=fact).exists():
                raise Refused(
                    _("Somebody has already corrected this fact."),
                    kept=_("Their correction stands; yours was not recorded."),
                    remedy=_("Open the page again and correct the newer fact."),
                ) from error
            raise
    return row


def copy_of(fact: F, **changes: Any) -> F:
    """A new unsaved row with the fact's columns and the changes laid over them."""
    own = ("id", "supersedes", "reason", "recorded_at")
    columns = {f.name: getattr(fact, f.name) for f in fact._meta.concrete_fields if f.name not in own}
    return type(fact)(**{**columns, "standing": Standing.STATED, **changes})


def links_of(fact: CitedFact) -> dict[str, list[Any]]:
    return {f.name: list(getattr(fact, f.name).all()) for f in fact._meta.many_to_many}
