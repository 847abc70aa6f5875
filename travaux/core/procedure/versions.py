"""What changed between two versions of the rules."""

from __future__ import annotations

from dataclasses import dataclass, fields

from travaux.core.procedure.model import Procedure

_OWN = ("version", "title", "assembly", "invented", "status", "first", "last", "sources", "actors", "objections")


@dataclass(frozen=True)
class Change:
    """One difference. ``before`` or ``after`` is None where the step is new or gone."""

    step: str  # id of the step; "" for the procedure itself
    what: str  # the part that changed; "" for a whole step
    before: object
    after: object


def changes(old: Procedure, new: Procedure) -> list[Change]:
    """Differences in the order of the new file, steps that are gone last. Line numbers do not count.

    >>> from dataclasses import replace
    >>> from travaux.core.procedure.shipped import shipped
    >>> rules = shipped("exercise")
    >>> changes(rules, replace(rules, version="3"))
    [Change(step='', what='version', before='2', after='3')]
    """
    own = [(name, getattr(old, name), getattr(new, name)) for name in _OWN]
    found = [Change("", name, before, after) for name, before, after in own if before != after]
    for id, step in new.steps.items():
        earlier = old.steps.get(id)
        if earlier is None:
            found.append(Change(id, "", None, step))
        elif earlier != step:
            names = [field.name for field in fields(step) if field.compare]
            pairs = [(name, getattr(earlier, name), getattr(step, name)) for name in names]
            found += [Change(id, name, before, after) for name, before, after in pairs if before != after]
    return found + [Change(id, "", step, None) for id, step in old.steps.items() if id not in new.steps]
