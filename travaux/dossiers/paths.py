"""The procedure as a dossier uses it: which path, which steps, and where on it the events stand."""

from collections.abc import Collection, Iterable
from functools import cache

from django.utils.translation import gettext_lazy as _

from travaux.core.procedure.model import Certainty, Procedure, Step
from travaux.core.procedure.shipped import shipped, shipped_ids, shipped_versions
from travaux.lib.refusals import Refused

from .summaries import OutcomeRef, ProcedureRef, StepRef

VERIFIED = (Certainty.A,)  # read in its primary text; anything less is the usual path


def path(id: str, version: str = "") -> Procedure | None:
    """The procedure of that id, or None where this installation does not have it: the dossier is shown without."""
    try:
        found = shipped_versions(id) if version else (shipped(id),)
    except LookupError:
        return None
    return next((rules for rules in found if version in ("", rules.version)), None)


def refuse_unknown_procedure(id: str) -> None:
    if id not in shipped_ids():
        raise Refused(
            _("There is no such procedure here."), where=id,
            remedy=_("Choose one of: %(ids)s.") % {"ids": ", ".join(shipped_ids())},
        )  # fmt: skip


def refuse_unknown_version(id: str, version: str) -> None:
    refuse_unknown_procedure(id)
    there = [rules.version for rules in shipped_versions(id)]
    if version not in there:
        raise Refused(
            _("There is no such version of these rules here."), where=f"{id} {version}".strip(),
            remedy=_("Choose one of: %(ids)s.") % {"ids": ", ".join(there)},
        )  # fmt: skip


def steps_of(procedures: Iterable[str]) -> dict[str, Step]:
    """Every step that any version of these rules has."""
    found = (rules for id in procedures if path(id) for rules in shipped_versions(id))
    return {id: step for rules in found for id, step in rules.steps.items()}


def refuse_unknown_steps(procedures: Collection[str], steps: Iterable[str]) -> None:
    """An event may happen out of order, but not on a step that no version of its rules has."""
    there = steps_of(procedures)
    unknown = [step for step in steps if step not in there]
    if unknown:
        raise Refused(
            _("The procedure has no such step."), where=", ".join(unknown),
            remedy=_("Choose one of: %(ids)s.") % {"ids": ", ".join(there)},
        )  # fmt: skip


def refuse_unknown_outcome(procedures: Collection[str], steps: Iterable[str], outcome: Iterable[str]) -> None:
    there = steps_of(procedures)
    options = [option.id for step in steps for option in there[step].options]
    unknown = [id for id in outcome if id not in options]
    if unknown:
        raise Refused(
            _("These steps have no such outcome."), where=", ".join(unknown),
            remedy=_("Choose one of: %(ids)s.") % {"ids": ", ".join(options)},
        )  # fmt: skip


def procedure_ref(id: str, lang: str, version: str = "") -> ProcedureRef:
    found = path(id, version)
    if found is None:
        return ProcedureRef(id, id, verified=False)
    return ProcedureRef(
        id, found.title.get(lang, id), verified=all(step.rule.certainty in VERIFIED for step in found.steps.values())
    )


@cache
def step_refs(procedure: str, lang: str) -> dict[str, StepRef]:
    """Every step of a procedure as pages name it, those that only other versions of it have included."""
    found = path(procedure)
    steps = {**steps_of([procedure]), **(found.steps if found else {})}
    return {id: StepRef(id, step.title.get(lang, id), step.rule.certainty in VERIFIED) for id, step in steps.items()}


def steps_named(procedure: str, ids: Iterable[str], lang: str, *, since: Collection[str] = ()) -> tuple[StepRef, ...]:
    """Steps in the order given; one that no rules have keeps its id as its name. `since`: other procedures' ids."""
    refs = {id: ref for each in (*since, procedure) for id, ref in step_refs(each, lang).items()}
    return tuple(refs.get(id, StepRef(id, id, verified=False)) for id in ids)


def options_named(
    procedure: str, steps: Iterable[str], outcome: Iterable[str], lang: str, *, since: Collection[str] = ()
) -> tuple[OutcomeRef, ...]:
    """The options that an event's outcome names, in words."""
    found = steps_of([*since, procedure])
    words = {
        option.id: option.label.get(lang, option.id)
        for step in steps if step in found for option in found[step].options
    }  # fmt: skip
    return tuple(OutcomeRef(id, words.get(id, id)) for id in outcome)


def options_of(procedure: str, step: str, lang: str) -> list[tuple[str, str]]:
    """The outcomes that a step can have, for a form."""
    found = steps_of([procedure]).get(step)
    return [(option.id, option.label.get(lang, option.id)) for option in found.options] if found else []


def versions_here(id: str, lang: str) -> list[tuple[str, str]]:
    """Every version of a procedure as (id:version, name), for a form."""
    return [
        (f"{id}:{rules.version}", _("%(name)s, version %(version)s") % {
            "name": rules.title.get(lang, id), "version": rules.version,
        })
        for rules in shipped_versions(id)
    ]  # fmt: skip
