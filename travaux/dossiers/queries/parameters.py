"""The checklist of a task: each parameter, and the provision of the draft that was found to answer it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from travaux.instruments.models import InstrumentRelation
from travaux.instruments.queries import instruments_shown
from travaux.lib.viewer import Viewer
from travaux.registry.queries.look import Look

from ..loading import in_words
from ..models import Parameter, ParameterAnswer
from ..summaries import AnswerShown, ParameterShown


def checklist(look: Look, task: str) -> tuple[ParameterShown, ...]:
    """In the order in which the parameters were set. A fixed number of queries."""
    rows = list(look.standing(Parameter).filter(task=task).order_by("position", "recorded_at", "pk"))
    if not rows:
        return ()
    answers = list(
        look.standing(ParameterAnswer).filter(parameter__task=task).select_related("version", "parameter")
        .order_by("recorded_at", "pk")
    )  # fmt: skip
    readings = by_parameter(look, rows, answers, task)
    cited = look.sources(rows, answers)
    texts = instruments_shown(
        look.viewer, {a.instrument_id for a in answers}, on=look.on, known=look.known, lang=look.lang
    )
    return tuple(
        ParameterShown(
            id=row.pk,
            text=in_words(row.text, look.lang),
            lang=look.lang if look.lang in row.text else next(iter(row.text), ""),
            readings=tuple(
                AnswerShown(a.pk, a.outcome, texts[a.instrument_id], a.version_id or "",
                            a.version.number if a.version else "", a.provision, a.recorded_at, cited.get(a.pk, ()))
                for a in reversed(readings[row.pk]) if a.instrument_id in texts
            ),
            citations=cited.get(row.pk, ()),
        )
        for row in rows
    )  # fmt: skip


def by_parameter(
    look: Look, rows: Iterable[Parameter], answers: Iterable[ParameterAnswer], task: str
) -> dict[str, list[ParameterAnswer]]:
    """A parameter that was put in other words keeps what was found for it before."""
    every = {p.pk: p for p in Parameter.objects.visible(look.viewer, look.on).filter(task=task)}
    now = {}
    for row in rows:
        at: Parameter | None = row
        while at is not None:
            now[at.pk] = row.pk
            at = every.get(at.supersedes_id or "")
    found: dict[str, list[ParameterAnswer]] = defaultdict(list)
    for answer in answers:
        if answer.parameter_id in now:
            found[now[answer.parameter_id]].append(answer)
    return found


def task_row(viewer: Viewer, id: str, *, on: dt.date) -> InstrumentRelation | None:
    """The row that an action takes, or None."""
    tasks = InstrumentRelation.objects.visible(viewer, on).standing().filter(kind=InstrumentRelation.Kind.SETS_TASK_FOR)
    return tasks.filter(pk=id).first()


def parameter_row(viewer: Viewer, id: str, *, on: dt.date) -> Parameter | None:
    return Parameter.objects.visible(viewer, on).standing().filter(pk=id).first()
