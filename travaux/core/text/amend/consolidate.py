"""Consolidation: amending acts applied to a base text, in order, with one log."""

from __future__ import annotations

from collections.abc import Iterable

from ..plain import read_text
from ..profiles import Profile
from ..tree import Document
from .act import parse, parse_act
from .execute import apply_operations
from .operations import Outcome


def amend(
    base: Document, acts: Iterable[Document], profile: Profile, *, language: str = ""
) -> tuple[Document, list[Outcome]]:
    """The text as the acts leave it, and what became of each of their operations."""
    log: list[Outcome] = []
    for act in acts:
        base, outcomes = apply_operations(base, parse_act(act, language), profile)
        log += outcomes
    return base, log


def amend_by_formula(
    base: Document, formula: str, profile: Profile, *, language: str = ""
) -> tuple[Document, list[Outcome]]:
    """The text as one formula leaves it."""
    return apply_operations(base, parse(formula, language), profile)


def amend_by_text(base: Document, act: str, profile: Profile) -> tuple[Document, list[Outcome]]:
    """The text as an amending act in plain text leaves it."""
    return amend(base, [read_text(act).document], profile)
