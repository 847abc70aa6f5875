"""What a confirmed claim about a text becomes: an instrument where there was none, and a title with its place."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from travaux.captures.facts import CitedFact
from travaux.captures.models import Claim
from travaux.core.names import fold
from travaux.lib.refusals import Refused
from travaux.lib.viewer import Viewer
from travaux.record.actions import act
from travaux.registry.matching import NEW, by_id, the_one
from travaux.registry.models import Body
from travaux.registry.stating import Citations

from .actions import register_instrument, title_instrument
from .models import Instrument, InstrumentTitle

Kind = Instrument.Kind

KINDS = {  # the reader's word for a text → our kind; any other is "other"
    "decision": Kind.DECISION, "resolution": Kind.DECISION, "решение": Kind.DECISION, "постановление": Kind.DECISION,
    "резолюция": Kind.DECISION, "standard": Kind.STANDARD, "recommendations": Kind.RECOMMENDATIONS,
    "agreement": Kind.AGREEMENT, "treaty": Kind.AGREEMENT, "convention": Kind.AGREEMENT, "law": Kind.MODEL_ACT,
    "code": Kind.MODEL_ACT, "bill": Kind.MODEL_ACT, "statement": Kind.STATEMENT, "declaration": Kind.STATEMENT,
    "appeal": Kind.STATEMENT, "заявление": Kind.STATEMENT, "декларация": Kind.STATEMENT,
}  # fmt: skip
TITLES = {"act": "title", "instrument": "name"}  # where each kind of claim has the text's name


def accept_claim(
    *, by: Viewer, claim: Claim, values: Mapping[str, Any], assembly: Body, citations: Citations
) -> list[CitedFact]:
    """Make the title that a claim proposes, as confirmed in `values`; one act.

    The instrument is the one at `instrument_id`, else the one that bears the title already, else a new one; “new” asks
    for a new one. `title` is the title where it is shorter than what was read (“draft Recommendations on …”).
    """
    if claim.kind not in TITLES:
        raise Refused(_("Claims of this kind are not facts about texts."), where=claim.kind)
    text = str(values.get("title") or values.get(TITLES[claim.kind]) or "").strip()
    if not text:
        raise Refused(_("The claim does not say all that the fact needs."), where="title")
    with act(by=by, verb="accepted a claim"):
        instrument = instrument_of(values, text, notice=assembly.notice)
        if instrument is None:
            kind = KINDS.get(fold(str(values.get("type") or values.get("what") or "")), Kind.OTHER)
            draft = bool(values.get("draft", claim.kind != "act"))
            instrument = register_instrument(by=by, kind=kind, draft=draft, notice=assembly.notice)
        title = title_instrument(
            by=by, instrument=instrument, text=text, lang=claim.reading.lang, citations=citations,
            note=str(values.get("note") or ""),
        )  # fmt: skip
    return [title]


def instrument_of(values: Mapping[str, Any], title: str, *, notice: str) -> Instrument | None:
    """The instrument meant, or None for a new one; an exercise never meets what is real."""
    id = values.get("instrument_id")
    if id:
        return None if id == NEW else by_id(Instrument, id)
    bearing = InstrumentTitle.objects.standing().values_list("instrument_id", "text")
    found: Instrument | None = the_one(
        Instrument, {id for id, text in bearing if fold(text) == fold(title)}, title, notice=notice
    )
    return found
