"""From the words of a file to conditions: ``A05``, ``{step: A06, since: A05}``, ``all``, ``any``, ``none`` and more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from travaux.core.dates import OPEN, UNKNOWN, When
from travaux.core.procedure.conditions import (
    All,
    Allow,
    Always,
    Any,
    AtLeast,
    Condition,
    Dated,
    Ended,
    ExactlyOne,
    Happened,
    Not,
    can_allow,
)
from travaux.core.procedure.faults import FaultKind
from travaux.core.procedure.nodes import Mapped, Node, Page

BOUNDS = ("outcome", "since", "for", "by")
FORMS = ("step", "open", "all", "any", "none", "at_least", "exactly_one", "allow", "ended", "valid")
START = "start"  # the word for: nothing is needed
_NOTHING = Always()


def read_condition(page: Page, node: Node) -> Condition:
    """The condition a node spells. References are not followed here: steps further down are not read yet."""
    if isinstance(node.value, str):
        return Always(line=node.line) if node.value == START else Happened(node.value, line=node.line)
    if isinstance(node.value, list):
        page.fault(
            FaultKind.WRONG_SHAPE,
            node.line,
            "A list of conditions does not say whether all or any must hold.",
            "Write “all:”, “any:” or “none:” before it.",
        )
        return _NOTHING
    mapped = page.mapping(node, "A condition", keys=(*FORMS, *BOUNDS, "of"))
    forms = [form for form in FORMS if form in mapped and form != "valid"]
    if len(forms) != 1:
        if mapped:
            page.fault(
                FaultKind.WRONG_SHAPE,
                node.line,
                "A condition says exactly one thing.",
                f"Use one of {', '.join(FORMS[:-1])}; nest further conditions inside.",
            )
        return _NOTHING
    form = forms[0]
    _refuse_strays(page, node, mapped, form)
    condition = _FORMS[form](page, mapped, node.line)
    return _dated(page, mapped, condition, node.line)


def _refuse_strays(page: Page, node: Node, mapped: Mapped, form: str) -> None:
    bounds = BOUNDS if form in ("step", "open") else ()
    allowed = (form, "valid", *bounds, *(("of",) if form == "at_least" else ()))
    for key, value in mapped.items():
        if key in (*BOUNDS, "of") and key not in allowed:
            page.fault(
                FaultKind.UNKNOWN_KEY,
                value.line,
                f"“{key}” says nothing beside “{form}”.",
                "Write it inside the condition on one step that it limits.",
            )
    if form == "at_least" and "of" not in mapped:
        page.fault(
            FaultKind.MISSING_KEY, node.line, "“at_least” needs “of”.", "Say of what: a list, or one bounded step."
        )


def _dated(page: Page, mapped: Mapped, condition: Condition, line: int) -> Condition:
    if "valid" not in mapped:
        return condition
    first, last = read_valid(page, mapped["valid"], "The validity of a condition")
    return Dated(condition, first, last, line=line)


def read_valid(page: Page, node: Node, what: str) -> tuple[When, When]:
    """``{from, to}``; a beginning not given is unknown, an end not given is open."""
    mapped = page.mapping(node, what, keys=("from", "to"))
    first, last = page.when(mapped.get("from"), what, UNKNOWN), page.when(mapped.get("to"), what, OPEN)
    if first.earliest and last.latest and last.latest < first.earliest:
        page.fault(FaultKind.BAD_VALUE, node.line, f"{what} ends before it begins.", "Exchange the two dates.")
    return first, last


def _step(page: Page, mapped: Mapped, line: int) -> Condition:
    return _bounded(page, mapped, "step", line)


def _open(page: Page, mapped: Mapped, line: int) -> Condition:
    return replace(_bounded(page, mapped, "open", line), still_open=True)


def _bounded(page: Page, mapped: Mapped, key: str, line: int) -> Happened:
    version = page.text(mapped.get("for"), "“for”")
    if version not in ("", "same version"):
        page.fault(FaultKind.BAD_VALUE, line, f"“for” is “{version}”.", "Write “for: same version”, or leave it out.")
    who = page.text(mapped.get("by"), "“by”")
    each = who.startswith("each of ")
    return Happened(
        page.text(mapped[key], f"“{key}”"),
        outcome=frozenset(page.words(mapped.get("outcome"), "“outcome”")),
        since=page.text(mapped.get("since"), "“since”"),
        same_version=version == "same version",
        by=who.removeprefix("each of ").removeprefix("any of ").strip(),
        each=each,
        line=line,
    )


def _parts(page: Page, node: Node, what: str, least: int = 1) -> tuple[Condition, ...]:
    parts = tuple(read_condition(page, each) for each in page.items(node, f"“{what}”"))
    if len(parts) < least:
        page.fault(
            FaultKind.BAD_ARITY,
            node.line,
            f"“{what}” has {len(parts)} conditions inside; it needs {least} or more.",
            "Add what is missing, or take the whole out.",
        )
    return parts


def _all(page: Page, mapped: Mapped, line: int) -> Condition:
    return All(_parts(page, mapped["all"], "all"), line=line)


def _any(page: Page, mapped: Mapped, line: int) -> Condition:
    return Any(_parts(page, mapped["any"], "any"), line=line)


def _none(page: Page, mapped: Mapped, line: int) -> Condition:
    return Not(_plain(page, Any(_parts(page, mapped["none"], "none"), line=line), "none"), line=line)


def _exactly_one(page: Page, mapped: Mapped, line: int) -> Condition:
    parts = _parts(page, mapped["exactly_one"], "exactly_one", least=2)
    return ExactlyOne(tuple(_plain(page, part, "exactly_one") for part in parts), line=line)


def _at_least(page: Page, mapped: Mapped, line: int) -> Condition:
    count = page.number(mapped["at_least"], "“at_least”", least=1) or 1
    of = mapped.get("of")
    if of is None:
        return _NOTHING
    if not isinstance(of.value, list):
        one = read_condition(page, of)
        if isinstance(one, Happened):
            return replace(one, times=count)
        page.fault(
            FaultKind.WRONG_SHAPE,
            of.line,
            "“of” must be a list of conditions, or one step whose events are counted.",
            "Write “of: [A, B, C]” or “of: {step: A, by: any of …}”.",
        )
        return _NOTHING
    parts = _parts(page, of, "of")
    if count > len(parts):
        page.fault(
            FaultKind.BAD_ARITY,
            line,
            f"At least {count} of {len(parts)} conditions can never hold.",
            "Lower the number or add conditions.",
        )
    return AtLeast(count, parts, line=line)


def _allow(page: Page, mapped: Mapped, line: int) -> Condition:
    return Allow(read_condition(page, mapped["allow"]), line=line)


def _ended(page: Page, mapped: Mapped, line: int) -> Condition:
    return Ended(page.text(mapped["ended"], "“ended”"), line=line)


def _plain(page: Page, condition: Condition, what: str) -> Condition:
    if can_allow(condition):
        page.fault(
            FaultKind.NO_TRUTH_TABLE,
            condition.line,
            f"What is only allowed stands inside “{what}”, and nothing says what its opposite is.",
            "Take “allow” out of it, or put it around the whole.",
        )
    return condition


_FORMS: dict[str, Callable[[Page, Mapped, int], Condition]] = {
    "step": _step,
    "open": _open,
    "all": _all,
    "any": _any,
    "none": _none,
    "at_least": _at_least,
    "exactly_one": _exactly_one,
    "allow": _allow,
    "ended": _ended,
}
