"""The parameters that a task was agreed with, and where the draft answers them."""

from collections.abc import Mapping

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from travaux.instruments.models import Instrument, InstrumentRelation, Version
from travaux.lib.refusals import Refused, refuse_unless_recorder
from travaux.lib.viewer import Viewer
from travaux.registry.stating import Citations, state

from ..models import Parameter, ParameterAnswer


def set_parameter(
    *, by: Viewer, task: InstrumentRelation, text: Mapping[str, str], citations: Citations, why: str = ""
) -> Parameter:
    """State one thing that a task asks of the text, in our words by language: a line of its checklist."""
    refuse_unless_recorder(by)
    if task.kind != InstrumentRelation.Kind.SETS_TASK_FOR:
        raise Refused(_("This relation sets no task."), where=task.pk)
    words = {lang: said.strip() for lang, said in text.items() if said.strip()}
    if not words:
        raise Refused(_("A parameter says what it asks for."), where="text")
    last = Parameter.objects.filter(task=task).aggregate(last=Max("position"))["last"] or 0
    return state(
        model=Parameter, by=by, verb="set a parameter", citations=citations, when=None, why=why, task=task, text=words,
        position=last + 1,
    )  # fmt: skip


def answer_parameter(
    *, by: Viewer, parameter: Parameter, instrument: Instrument, citations: Citations, provision: str = "",
    version: Version | None = None, why: str = "",
) -> ParameterAnswer:  # fmt: skip
    """State that a draft was read for a parameter: `provision` answers it; without one, none was found.

    A later reading stands beside the earlier one; the checklist shows the last. Raises `Refused` where the version is
    of another text.
    """
    refuse_unless_recorder(by)
    if version and version.expression.instrument_id != instrument.pk:
        raise Refused(_("This version is of another text."), where=version.number)
    found = ParameterAnswer.Outcome.ANSWERED if provision.strip() else ParameterAnswer.Outcome.NOT_FOUND
    return state(
        model=ParameterAnswer, by=by, verb="read a draft", citations=citations, when=None, why=why, outcome=found,
        parameter=parameter, instrument=instrument, version=version, provision=provision.strip(),
    )  # fmt: skip
