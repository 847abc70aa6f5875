"""Rules made ready to be shown: what a version is worth, a step in its words, durations, and what changed."""

import re
from typing import Any

from django.utils.translation import gettext

from travaux.dossiers.queries import procedures as queries
from travaux.dossiers.rulebooks import ChangeShown, HereRow, ProcedureSummary, StepRules, Took, VersionRef
from travaux.site import addresses, shown, wording
from travaux.site.shown import Chip, Label


def status(version: VersionRef) -> Chip:
    """What a version is worth on paper, and whether the day asked about lies within its dates."""
    said = {
        "in_force": gettext("in force"),
        "suspended": gettext("suspended"),
        "repealed": gettext("repealed"),
        "proposed": gettext("proposed"),
    }[version.status]
    if version.status == "in_force" and not version.exists:
        return Chip("unknown", gettext("not in force on this day"))
    return Chip({"in_force": "done", "repealed": "no"}.get(version.status, "wait"), said)


def version_words(version: VersionRef) -> str:
    name = gettext("version %(version)s") % {"version": version.version or "—"}
    dates = wording.interval_words(version.first, version.last)
    return f"{name}, {dates}" if dates else name


def certainty_words(certainty: str) -> str:
    return {
        "A": gettext("rule read in its primary text"),
        "B": gettext("usual next, rule not verified: read in a secondary text"),
        "C": gettext("usual next, rule not verified: still to be checked"),
    }[certainty]


def certainty_note(summary: ProcedureSummary) -> str:
    counted = queries.certainties(summary)
    if set(counted) == {"A"}:
        return gettext("Every rule was read in its primary text.")
    verified = {"n": counted["A"], "of": sum(counted.values())}
    return (
        gettext(
            "%(n)s of %(of)s rules were read in their primary text. From the others no duty, bar or deadline is taken."
        )
        % verified
    )


def mood(each: StepRules) -> Chip:
    return {
        "must": Chip("now", gettext("must")),
        "may": Chip("done", gettext("may")),
        "usual": Chip("wait", gettext("usual, rule not verified")),
    }[each.mood]


def step(each: StepRules, summary: ProcedureSummary) -> dict[str, Any]:
    return {
        **worded(each),
        "who": ", ".join(each.actors) + (", " + gettext("each of them") if each.each else ""),
        "follows": [Label(one.name, url=f"#at-{one.id}") for one in each.follows],
        "returns_to": [Label(one.name, url=f"#at-{one.id}") for one in each.returns_to],
        "terms": "; ".join(each.terms),
        "rule": each.rule,
        "certainty": certainty_words(each.certainty),
        "took": took(each.took),
        "here": [dossier(one) for one in each.here],
        "here_more": each.here_n - len(each.here),
        "valid": validity(each),
    }


def worded(each: StepRules) -> dict[str, Any]:
    return {
        "id": each.id,
        "name": each.name,
        "mood": mood(each),
        "words": each.words,
        "takes": each.takes,
        "gives": each.gives,
        "note": each.note,
        "exists": each.exists,
    }


def row(each: StepRules) -> dict[str, Any]:
    return {
        "id": each.id,
        "name": each.name,
        "who": "; ".join(each.actors),
        "mood": mood(each).word,
        "after": each.after,
        "term": "; ".join(each.terms),
        "rule": each.rule,
        "certainty": certainty_words(each.certainty),
        "exists": each.exists,
    }


def validity(each: StepRules) -> str:
    """From when to when the rule of a step exists, where that is known."""
    if not each.first and each.last == "..":
        return ""
    return wording.interval_words(each.first, each.last)


def took(each: Took) -> str:
    """The middle and the range of real durations; nothing where past dossiers are too few, the note says why."""
    if each.median is None:
        return ""
    span = {"median": wording.days((each.median, each.median)), "n": each.n}
    low, high = each.shortest or 0, each.longest or 0
    return gettext("half took %(median)s or less; from %(low)s to %(high)s days (n = %(n)s)") % {
        **span, "low": low, "high": high,
    }  # fmt: skip


def durations_note(summary: ProcedureSummary) -> str:
    """What stands behind the durations, or why there are none."""
    counted = [one.took for phase in summary.phases for one in phase.steps]
    hidden = [each.n for each in counted if each.median is None]
    said = []
    if hidden:
        words = gettext(
            "Durations are shown from %(least)s exact ones on: fewer would speak of single cases. "
            "Of %(of)s steps %(hidden)s have fewer; the most that any of these has is %(most)s."
        )
        said.append(words % {
            "least": summary.least, "of": len(counted), "hidden": len(hidden), "most": max(hidden),
        })  # fmt: skip
    if summary.looked_at < summary.dossiers:
        words = gettext("%(n)s of %(of)s dossiers were looked at for them.")
        said.append(words % {"n": summary.looked_at, "of": summary.dossiers})
    return " ".join(said)


def dossier(each: HereRow) -> Label:
    return shown.marked(shown.name(each.title, addresses.page("dossier", each.id)), each.notice)


def change(each: ChangeShown) -> dict[str, Any]:
    return {
        "step": f"{each.step.id} {each.step.name}" if each.step else gettext("the rules as a whole"),
        "part": each.part,
        "before": day_or(each.before),
        "after": day_or(each.after),
    }


def day_or(text: str) -> str:
    """A day in words where the text is one."""
    return shown.dated(text).text if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else text
