"""What exists: instruments (FRBR works), their titles, and typed relations between them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from travaux.captures.facts import CitedFact
from travaux.lib.dated import Dated
from travaux.lib.rows import Identity
from travaux.registry.models import Label


class Instrument(Identity):
    """A work: the text as an idea, whatever its versions and languages."""

    class Kind(models.TextChoices):
        DECISION = "decision", _("decision")
        STANDARD = "standard", _("standard")
        RECOMMENDATIONS = "recommendations", _("recommendations")
        AGREEMENT = "agreement", _("agreement")
        MODEL_ACT = "model_act", _("model act")
        STATEMENT = "statement", _("statement")
        OTHER = "other", _("other text")

    kind = models.CharField(max_length=16, choices=Kind)
    draft = models.BooleanField(default=True)  # a draft by the source's own word

    releasable: ClassVar = True


class InstrumentTitle(Label):
    """A title in one language, verbatim where attested."""

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="titles")
    hidden_with: ClassVar = ("instrument",)


class InstrumentRelation(CitedFact, Dated):
    """What one instrument is to another, by a source's word. A `sets_task_for` row is a task: it has a page."""

    class Kind(models.TextChoices):
        SETS_TASK_FOR = "sets_task_for", _("sets the task for")
        DRAFTED_UNDER = "drafted_under", _("drafted under")  # in carrying it out; says nothing of what was delivered
        FULFILS = "fulfils", _("fulfils")
        POSSIBLE_MEANS_OF = "possible_means_of", _("possible means of")
        DRAFTED_WITH = "drafted_with", _("drafted with")  # text in text, where no source says “annex”
        ANNEXED_TO = "annexed_to", _("annexed to")
        SPLIT_FROM = "split_from", _("split from")
        SUPERSEDES = "supersedes", _("supersedes")

    subject = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="relations")
    kind = models.CharField(max_length=18, choices=Kind)
    object = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="related")
    label = models.JSONField(default=dict, blank=True)  # {lang: our words on what the relation says}

    hidden_with: ClassVar = ("subject", "object")

    class Meta:
        constraints: ClassVar = [
            *CitedFact.Meta.constraints,
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=~Q(subject=F("object")), name="instruments_relation_not_to_itself"),
        ]
