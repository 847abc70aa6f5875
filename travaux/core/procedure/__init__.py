"""Procedures as data: what was, what is, what may, what must — and why not.

`load` reads an assembly's rules from a file, `status` computes where a dossier stands on a day from dated facts. The
map advises; it never blocks the recording of what happened, and duties, bars and deadlines come only from a rule that
was read in its primary text. No clock of its own, no settings, no database.
"""

from travaux.core.procedure.events import Event
from travaux.core.procedure.events_file import load_events
from travaux.core.procedure.explain import Explanation, explain
from travaux.core.procedure.faults import BadFile, BadProcedure, Fault, FaultKind
from travaux.core.procedure.model import Certainty, Phase, Procedure, Rule, Step
from travaux.core.procedure.reading import load
from travaux.core.procedure.reasons import Reason, Why
from travaux.core.procedure.shipped import shipped, shipped_calendars, shipped_ids, shipped_on, shipped_versions
from travaux.core.procedure.status import Next, Status, StepStatus, by_component, status

__all__ = [
    "BadFile",
    "BadProcedure",
    "Certainty",
    "Event",
    "Explanation",
    "Fault",
    "FaultKind",
    "Next",
    "Phase",
    "Procedure",
    "Reason",
    "Rule",
    "Status",
    "Step",
    "StepStatus",
    "Why",
    "by_component",
    "explain",
    "load",
    "load_events",
    "shipped",
    "shipped_calendars",
    "shipped_ids",
    "shipped_on",
    "shipped_versions",
    "status",
]
