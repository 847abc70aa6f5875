"""The text engine's reasons in the reader's language: it knows no translation. Others are said as they are."""

import re
from functools import cache

from django.utils.translation import gettext_lazy as _

STATUS = {
    "applied": _("can be carried out"), "already": _("stands there already"), "ambiguous": _("fits several places"),
    "not_found": _("is not found in the text"), "not_executable": _("cannot be carried out"),
}  # fmt: skip
REASONS = {  # the engine's words, with what varies in braces → ours
    "the same words are changed: “{words}”": _("the same words are changed: “%(words)s”"),
    "different words are added in one place": _("different words are added in one place"),
    "words are changed that another amendment deletes": _("words are changed that another amendment deletes"),
    "two new units have the number {number}": _("two new units have the number %(number)s"),
    "it is moved to two places": _("it is moved to two places"),
    "one amendment deletes it, another changes it or moves inside it": _(
        "one amendment deletes it, another changes it or moves inside it"
    ),
    "the unit that it amends is left out": _("the provision that it amends is left out"),
    "it amends a unit inside one that is left out": _("it amends part of a provision that is left out"),
    "a proposal, not an order to the text": _("a proposal, not an order to the text"),
    "the formula is not understood": _("the formula is not understood"),
    "the words stand there": _("the words stand there"),
    "the wording is the same": _("the wording is the same"),
    "“{words}” stands there": _("“%(words)s” stands there"),
    "“{words}” is not there; near: {near}": _("“%(words)s” is not there; near: %(near)s"),
    "“{words}” is not there": _("“%(words)s” is not there"),
    "there is no {place}; there are: {near}": _("there is no %(place)s; there are: %(near)s"),
    "there is no {place}": _("there is no %(place)s"),
    "{place} names {count} places; there are: {near}": _("%(place)s names %(count)s places; there are: %(near)s"),
    "{place} names {count} places": _("%(place)s names %(count)s places"),
    "{count} places": _("%(count)s places"),
    "one new wording for several units": _("one new wording for several units"),
    "the new wording is in an annex that is not given": _("the new wording is in an annex that is not given"),
    "references to it need a person": _("references to it need a person"),
    "for the {language} text only": _("for the text in another language only (%(language)s)"),
}
DISTANCES = {  # rule 90 of the General Assembly puts the furthest first
    "leave_out": _("leaves out"), "another_wording": _("gives another wording"), "partial": _("changes part"),
    "insertion": _("inserts"), "editorial": _("editorial"),
}  # fmt: skip


def status_said(status: str) -> str:
    return str(STATUS.get(status, status))


def reason_said(reason: str) -> str:
    """
    >>> reason_said("two new units have the number 4")
    'two new units have the number 4'
    """
    for pattern, ours in patterns():
        if found := pattern.fullmatch(reason):
            return str(ours) % found.groupdict() if found.groupdict() else str(ours)
    return reason


@cache
def patterns() -> list[tuple[re.Pattern[str], object]]:
    return [
        (re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.*?)", re.escape(said))), ours) for said, ours in REASONS.items()
    ]
