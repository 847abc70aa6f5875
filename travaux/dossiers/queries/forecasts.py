"""When the next steps of a dossier may come, judged by past dossiers of the same rules. For the secretariat alone."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from travaux.core.procedure import Event as Happening
from travaux.core.procedure import Procedure, shipped_calendars
from travaux.core.procedure.forecast import LEAST, Forecast, Outlook, hit_rate
from travaux.core.procedure.forecast import forecast as forecast_of
from travaux.core.procedure.words import actor_name
from travaux.lib.refusals import refuse_unless_recorder
from travaux.lib.viewer import Viewer
from travaux.registry.queries.look import Look

from ..models import Dossier
from ..pasts import Past, pasts
from ..summaries import DossierRef, StepRef
from .news import dossier_refs
from .procedures import governed_by, in_lang, ref, speech

RUNS, RUNS_FOR_HITS = 4_000, 300
MOST_PAST = 400  # dossiers of the past that are looked at, the latest opened first
MOST_HITS = 40  # of them, those that are forecast anew for the hit rate


@dataclass(frozen=True)
class OutlookShown:
    """When one step may come: four runs in five between `earliest` and `latest`, half between `early` and `late`."""

    step: StepRef
    who: tuple[str, ...]
    n: int  # past durations of the step itself
    least: int  # the fewest behind any step on the way
    earliest: dt.date | None  # None, all five: `why` says why
    early: dt.date | None
    likely: dt.date | None
    late: dt.date | None
    latest: dt.date | None
    why: str  # "" | will | after_will | few | few_before | open
    behind: tuple[StepRef, ...]  # the steps that hang on a state's will and stand before this one


@dataclass(frozen=True)
class ReturnShown:
    """What is assumed of returns at one step."""

    step: StepRef
    back: int
    of: int
    rounds: int
    counted: bool  # False: too few rounds are known, no return is assumed


@dataclass(frozen=True)
class ForecastSummary:
    """The forecast of one dossier on a day, with all that it stands on."""

    dossier: DossierRef
    procedure: str
    on: dt.date
    known_until: dt.date | None
    refused: str  # "" | past_known | over | not_begun
    steps: tuple[OutlookShown, ...]  # in the order of the rules
    conclusion: OutlookShown | None
    critical: tuple[StepRef, ...]  # the steps that decide when the conclusion comes
    returns: tuple[ReturnShown, ...]
    returned: tuple[int, int]  # past dossiers sent back at least once, of how many
    hits: tuple[int, int]  # conclusions between earliest and latest, of those forecast from half-way
    past: int  # dossiers it was judged by
    least: int


def forecast(viewer: Viewer, id: str, *, on: dt.date, lang: str) -> ForecastSummary | None:
    """The outlook of a dossier, or None where there is none or its rules are not here. Raises `Refused` for others."""
    refuse_unless_recorder(viewer)
    look = Look(viewer, on, None, lang)
    own = pasts(look, list(Dossier.objects.visible(viewer, on).filter(pk=id)))
    if not own:
        return None
    [now] = own
    history = [list(each.by_then) for each in others(look, now)]
    refused = refusal(now, on)
    found = None if refused else worked_out(now, history, on)
    if found and found.conclusion is None and not found.steps:
        refused = "over"
    return summary(look, now, history, found, refused)


def others(look: Look, now: Past) -> Sequence[Past]:
    """Other dossiers under the same rules, by what had happened to them on the day."""
    governed = governed_by(look.viewer, now.rules.id, look.on)
    rows = Dossier.objects.visible(look.viewer, look.on).filter(pk__in=governed).exclude(pk=now.dossier)
    return pasts(look, list(rows.order_by("-pk")[:MOST_PAST]))


def refusal(now: Past, on: dt.date) -> str:
    if now.known_until is not None and on > now.known_until:
        return "past_known"
    return "" if now.by_then else "not_begun"


def worked_out(now: Past, history: Sequence[Sequence[Happening]], on: dt.date) -> Forecast:
    return forecast_of(
        now.rules, now.by_then, history, on, known_until=now.known_until,
        calendars=shipped_calendars(now.rules.id), without=now.rules.by_will, runs=RUNS,
    )  # fmt: skip


def summary(
    look: Look, now: Past, history: Sequence[Sequence[Happening]], found: Forecast | None, refused: str
) -> ForecastSummary:
    rules, lang = now.rules, look.lang
    taken = {event.step for event in now.by_then}
    shown = [outlook(rules, each, taken, lang) for each in found.steps.values()] if found else []
    end = found.conclusion.step if found and found.conclusion else ""
    return ForecastSummary(
        dossier=next(iter(dossier_refs(look, [now.dossier]))),
        procedure=in_lang(rules.title, lang),
        on=look.on,
        known_until=now.known_until,
        refused=refused,
        steps=tuple(shown),
        conclusion=next((each for each in shown if each.step.id == end), None),
        critical=tuple(ref(rules, id, lang) for id in found.critical) if found else (),
        returns=tuple(
            ReturnShown(ref(rules, each.step, lang), each.back, each.of, len(each.rounds), each.counted)
            for each in (found.returns.values() if found else ())
        ),
        returned=found.returned if found else (0, 0),
        hits=hit_rate(rules, history[:MOST_HITS], runs=RUNS_FOR_HITS) if found else (0, 0),
        past=len(history),
        least=LEAST,
    )


def outlook(rules: Procedure, each: Outlook, taken: set[str], lang: str) -> OutlookShown:
    step = rules.steps[each.step]
    behind = [id for id in rules.steps if id in rules.by_will - taken - {step.id} and step.id in rules.after(id)]
    return OutlookShown(
        step=ref(rules, step.id, lang),
        who=tuple(actor_name(rules, actor, speech(lang)) for actor in step.actors),
        n=each.n,
        least=each.least,
        earliest=each.earliest,
        early=each.early,
        likely=each.likely,
        late=each.late,
        latest=each.latest,
        why="" if each.known else why(rules, each, behind),
        behind=tuple(ref(rules, id, lang) for id in behind),
    )


def why(rules: Procedure, each: Outlook, behind: Sequence[str]) -> str:
    """Why a step has no dates."""
    if each.step in rules.by_will:
        return "will"
    if each.n < LEAST:
        return "few"
    if behind:
        return "after_will"
    return "few_before" if each.least < LEAST else "open"
