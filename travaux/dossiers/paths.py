"""The procedure as a dossier uses it: which path, which steps, and where on it the events stand."""

from collections.abc import Iterable
from functools import cache

from django.utils.translation import gettext_lazy as _

from travaux.core.procedure.model import Certainty, Procedure
from travaux.core.procedure.shipped import shipped, shipped_ids
from travaux.lib.refusals import Refused

from .summaries import OutcomeRef, ProcedureRef, StepRef

VERIFIED = (Certainty.A,)  # read in its primary text; anything less is the usual path


def path(id: str) -> Procedure | None:
    """The procedure of that id, or None where this installation does not have it: the dossier is shown without."""
    try:
        return shipped(id)
    except LookupError:
        return None


def refuse_unknown_procedure(id: str) -> None:
    if id not in shipped_ids():
        raise Refused(
            _("There is no such procedure here."), where=id,
            remedy=_("Choose one of: %(ids)s.") % {"ids": ", ".join(shipped_ids())},
        )  # fmt: skip


def refuse_unknown_steps(procedure: str, steps: Iterable[str]) -> None:
    """An event may happen out of order, but not on a step that its procedure does not have."""
    found = path(procedure)
    unknown = [step for step in steps if found is None or step not in found.steps]
    if unknown:
        raise Refused(
            _("The procedure has no such step."), where=", ".join(unknown),
            remedy=_("Choose one of: %(ids)s.") % {"ids": ", ".join(found.steps if found else ())},
        )  # fmt: skip


def refuse_unknown_outcome(procedure: str, steps: Iterable[str], outcome: Iterable[str]) -> None:
    found = path(procedure)
    options = [option.id for step in steps if found for option in found.steps[step].options]
    unknown = [id for id in outcome if id not in options]
    if unknown:
        raise Refused(
            _("These steps have no such outcome."), where=", ".join(unknown),
            remedy=_("Choose one of: %(ids)s.") % {"ids": ", ".join(options)},
        )  # fmt: skip


def procedure_ref(id: str, lang: str) -> ProcedureRef:
    found = path(id)
    if found is None:
        return ProcedureRef(id, id, verified=False)
    return ProcedureRef(
        id, found.title.get(lang, id), verified=all(step.rule.certainty in VERIFIED for step in found.steps.values())
    )


@cache
def step_refs(procedure: str, lang: str) -> dict[str, StepRef]:
    """Every step of a procedure as pages name it."""
    found = path(procedure)
    steps = found.steps if found else {}
    return {id: StepRef(id, step.title.get(lang, id), step.rule.certainty in VERIFIED) for id, step in steps.items()}


def steps_named(procedure: str, ids: Iterable[str], lang: str) -> tuple[StepRef, ...]:
    """Steps in the order given; one that the procedure no longer has keeps its id as its name."""
    refs = step_refs(procedure, lang)
    return tuple(refs.get(id, StepRef(id, id, verified=False)) for id in ids)


def options_named(procedure: str, steps: Iterable[str], outcome: Iterable[str], lang: str) -> tuple[OutcomeRef, ...]:
    """The options that an event's outcome names, in words."""
    found = path(procedure)
    words = {
        option.id: option.label.get(lang, option.id)
        for step in steps if found and step in found.steps for option in found.steps[step].options
    }  # fmt: skip
    return tuple(OutcomeRef(id, words.get(id, id)) for id in outcome)
