"""Rules of procedure and what happened under them: the list, one version whole, what changed, where a dossier is."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import median
from typing import Any

from django.db.models import Count, QuerySet

from travaux.core.names import sort_key
from travaux.core.procedure import (
    Certainty,
    Procedure,
    Status,
    Step,
    shipped,
    shipped_ids,
    shipped_on,
    shipped_versions,
)
from travaux.core.procedure.engine import exists
from travaux.core.procedure.forecast import LEAST, durations
from travaux.core.procedure.model import Follows
from travaux.core.procedure.prose import condition_words, describe, term_words
from travaux.core.procedure.version_words import told
from travaux.core.procedure.words import Lang, actor_name, say_rule
from travaux.lib.viewer import Viewer
from travaux.registry.queries.look import Look

from ..loading import Shelf
from ..models import Dossier
from ..pasts import pasts
from ..rulebooks import (
    ChangeShown,
    Gone,
    HereRow,
    PhaseRules,
    ProcedureRow,
    ProcedureSummary,
    SourceRef,
    StepRules,
    Took,
    VersionRef,
)
from ..summaries import StepRef
from .news import dossier_refs
from .one import events_of, standing_of
from .register import places

MOST_HERE = 12  # dossiers named at one step
MOST_PAST = 300  # dossiers whose durations are looked at: by their ids, so in no order that means anything


def procedures(viewer: Viewer, *, on: dt.date, lang: str) -> tuple[ProcedureRow, ...]:
    """The procedures there are, in the version that exists on the day, by title; invented ones last."""
    visible = Dossier.objects.visible(viewer, on).values("pk")
    governed = places(viewer, on).filter(dossier__in=visible).values("procedure").order_by().annotate(n=Count("pk"))
    dossiers = {row["procedure"]: row["n"] for row in governed}
    rows = [procedure_row(shipped_on(id, on), on, lang, dossiers.get(id, 0)) for id in shipped_ids()]
    return tuple(sorted(rows, key=lambda row: (row.notice, sort_key(row.name, lang))))


def procedure_row(rules: Procedure, on: dt.date, lang: str, dossiers: int) -> ProcedureRow:
    verified = sum(step.rule.certainty is Certainty.A for step in rules.steps.values())
    return ProcedureRow(
        rules.id, in_lang(rules.title, lang), in_lang(rules.assembly, lang), notice_of(rules), version_ref(rules, on),
        len(shipped_versions(rules.id)), len(rules.steps), verified, dossiers,
    )  # fmt: skip


def rules_of(id: str, *, on: dt.date, version: str = "") -> Procedure | None:
    """A version of the rules: the one asked for, else the one that exists on the day. None where there is none."""
    try:
        return shipped(id, version) if version else shipped_on(id, on)
    except LookupError:
        return None


def procedure(
    viewer: Viewer, id: str, *, on: dt.date, lang: str, version: str = "", known: dt.datetime | None = None,
    rules_only: bool = False,
) -> ProcedureSummary | None:  # fmt: skip
    """One version of the rules with durations and the dossiers now at each step, as far as the viewer may know.

    `rules_only` leaves out durations and dossiers, for pages that show none.
    """
    rules = rules_of(id, on=on, version=version)
    if rules is None:
        return None
    look = Look(viewer, on, known, lang)
    governed = Dossier.objects.visible(viewer, on).filter(pk__in=governed_by(viewer, id, on)).order_by("pk")
    some = [] if rules_only else list(governed[:MOST_PAST])
    past = durations(rules, [each.by_then for each in pasts(look, some)])
    here = {} if rules_only else dossiers_by_step(look, id)
    shown = partial(step_rules, rules, on, speech(lang), past, here)
    versions = shipped_versions(id)
    return ProcedureSummary(
        id=id,
        lang=lang,
        on=on,
        name=in_lang(rules.title, lang),
        assembly=in_lang(rules.assembly, lang),
        notice=notice_of(rules),
        version=version_ref(rules, on),
        versions=tuple(version_ref(each, on) for each in versions),
        sources=tuple(SourceRef(s.id, in_lang(s.title, lang), s.url) for s in rules.sources.values()),
        phases=tuple(
            PhaseRules(p.id, in_lang(p.title, lang), p.axis, tuple(map(shown, p.steps))) for p in rules.phases
        ),
        gone=tuple(gone_from(rules, versions, speech(lang))),
        least=LEAST,
        dossiers=0 if rules_only else governed.count(),
        looked_at=len(some),
    )


def governed_by(viewer: Viewer, id: str, on: dt.date) -> "QuerySet[Any]":
    """Ids of the dossiers that a procedure governs on a day, whichever version of it."""
    return places(viewer, on).filter(procedure=id).values("dossier")


@dataclass
class Here:
    """The dossiers at one step: the first ones by name, and how many there are."""

    rows: list[HereRow]
    n: int = 0


def dossiers_by_step(look: Look, id: str) -> Mapping[str, Here]:
    """Dossiers that are not over, by the step they are at; some of each are named. A fixed number of queries."""
    visible = Dossier.objects.visible(look.viewer, look.on)
    standing = places(look.viewer, look.on).filter(procedure=id, dossier__in=visible.values("pk"))
    standing = standing.exclude(here="").exclude(over=True).order_by("dossier")
    at = defaultdict(list)
    for dossier, step in standing.values_list("dossier", "here"):
        at[step].append(dossier)
    refs = {ref.id: ref for ref in dossier_refs(look, [id for ids in at.values() for id in ids[:MOST_HERE]])}
    return {
        step: Here([HereRow(id, refs[id].title, refs[id].notice) for id in ids[:MOST_HERE] if id in refs], len(ids))
        for step, ids in at.items()
    }


def step_rules(
    rules: Procedure, on: dt.date, lang: Lang, past: Mapping[str, list[int]], here: Mapping[str, Here], step: Step,
) -> StepRules:  # fmt: skip
    before = [other for other in rules.steps if step.id in rules.followers[other] and other != step.id]
    there = here.get(step.id, Here([]))
    return StepRules(
        id=step.id,
        name=in_lang(step.title, lang),
        actors=tuple(actor_name(rules, actor, lang) for actor in step.actors),
        each=step.each,
        mood=mood_of(step),
        words=describe(rules, step, lang),
        after=condition_words(rules, step.condition, lang),
        terms=tuple(term_words(rules, clock, lang) for clock in step.clocks),
        takes=in_lang(step.takes, lang),
        gives=in_lang(step.gives, lang),
        note=in_lang(step.note, lang),
        rule=say_rule(step.rule, rules, lang).partition(": ")[2],
        certainty=str(step.rule.certainty),
        first=str(step.first),
        last=str(step.last),
        exists=exists(step.first, step.last, on),
        follows=tuple(ref(rules, id, lang) for id in before),
        returns_to=tuple(ref(rules, id, lang) for id in step.loops_to),
        took=took(past.get(step.id, [])),
        here=tuple(there.rows),
        here_n=there.n,
    )


def mood_of(step: Step) -> str:
    if step.rule.certainty is not Certainty.A:
        return "usual"
    return "must" if step.follows is Follows.MUST else "may"


def took(days: Sequence[int]) -> Took:
    if len(days) < LEAST:
        return Took(len(days), None, None, None)
    return Took(len(days), round(median(days)), min(days), max(days))


def gone_from(rules: Procedure, versions: Sequence[Procedure], lang: Lang) -> list[Gone]:
    """Steps of earlier versions that this one no longer has; the latest wording of each."""
    found: dict[str, Gone] = {}
    for old in versions[: versions.index(rules)]:
        for id, step in old.steps.items():
            if id not in rules.steps:
                found[id] = Gone(old.version, ref(old, id, lang), describe(old, step, lang))
    return list(found.values())


def procedure_changes(id: str, old: str, new: str, *, lang: str) -> tuple[ChangeShown, ...] | None:
    """What changed from one version to another, or None where one of them is not here."""
    try:
        before, after = shipped(id, old), shipped(id, new)
    except LookupError:
        return None
    return tuple(changes_shown(before, after, lang=lang))


def changes_shown(before: Procedure, after: Procedure, *, lang: str) -> list[ChangeShown]:
    certain = {step.id: step.rule.certainty is Certainty.A for step in (*before.steps.values(), *after.steps.values())}
    return [
        ChangeShown(
            StepRef(each.step, each.name, certain[each.step]) if each.step else None, each.part, each.before, each.after
        )
        for each in told(before, after, speech(lang))
    ]


@dataclass(frozen=True)
class Placed:
    """A dossier on the map of its procedure."""

    row: HereRow
    procedure: Procedure
    status: Status | None  # None: nothing is reported, so nothing is marked


def placed(viewer: Viewer, id: str, *, on: dt.date, lang: str, known: dt.datetime | None = None) -> Placed | None:
    """Where a dossier stands on its procedure, for a picture; None where there is no such dossier or no such file."""
    look = Look(viewer, on, known, lang)
    found = Dossier.objects.visible(viewer, on).filter(pk=id).first()
    if found is None:
        return None
    shelf = Shelf(look, events_of(look, [found]), instruments_too={found.instrument_id}, dossiers_too=[found.pk])
    standing = standing_of(look, found, [shelf.event(event) for event in shelf.events], shelf)
    if standing.procedure is None:
        return None
    title = shelf.instruments[found.instrument_id].title
    return Placed(HereRow(found.pk, title, found.notice), standing.procedure, standing.status)


# --- small answers ------------------------------------------------------------------------------------------------


def certainties(summary: ProcedureSummary) -> Counter[str]:
    """How many steps stand on a rule of each certainty."""
    return Counter(step.certainty for phase in summary.phases for step in phase.steps)


def version_ref(rules: Procedure, on: dt.date) -> VersionRef:
    first, last = rules.first, rules.last
    return VersionRef(rules.version, str(rules.status), str(first), str(last), exists(first, last, on))


def ref(rules: Procedure, id: str, lang: str) -> StepRef:
    step = rules.steps[id]
    return StepRef(id, in_lang(step.title, lang), step.rule.certainty is Certainty.A)


def notice_of(rules: Procedure) -> str:
    return "exercise" if rules.invented else ""


def in_lang(texts: Mapping[str, str], lang: str) -> str:
    return texts.get(lang) or next(iter(texts.values()), "")


def speech(lang: str) -> Lang:
    return "ru" if lang == "ru" else "en"
