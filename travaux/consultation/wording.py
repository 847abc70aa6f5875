"""The words of letters, in the language that an addressee is written to; what they say is decided elsewhere."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, override

from travaux.lib.wording import day


@dataclass(frozen=True)
class Cover:
    """What a cover letter says."""

    number: str  # ours
    dated: dt.date
    assembly: str
    addressee: str
    title: str  # of the text
    version: str
    decision: str
    closes_on: dt.date
    questions: Sequence[str]
    scope: Sequence[str]  # provisions by their printed labels; empty: the whole text
    enclosed: Sequence[str]  # names of the files
    sealed: bool
    notice: str = ""
    signatory: str = ""
    capacity: str = ""


def paragraphs(cover: Cover, lang: str) -> list[str]:
    """The letter's paragraphs, in the language asked for."""
    with override(lang):
        said = [
            gettext("On the draft “%(title)s”, version %(version)s") % {"title": cover.title, "version": cover.version},
            gettext("%(decision)s. You are asked for your opinion of the draft by %(day)s.")
            % {"decision": cover.decision.rstrip(". "), "day": day(cover.closes_on)},
        ]
        if cover.scope:
            said.append(gettext("The question is of these provisions: %(list)s.") % {"list": "; ".join(cover.scope)})
        if cover.questions:
            said.append(gettext("You are asked in particular:"))
            said += [f"{n}. {question}" for n, question in enumerate(cover.questions, start=1)]
        said.append(
            gettext(
                "You may answer by letter, or by filling in the table enclosed and sending it back by e-mail. An "
                "answer that comes later is taken too, and dated."
            )
        )
        if cover.sealed:
            said.append(
                gettext(
                    "Until that day is over, opinions are not shown to the other addressees. That is a rule of this "
                    "assembly and is recorded; it is not encryption."
                )
            )
        said.append(gettext("Enclosed: %(list)s.") % {"list": "; ".join(cover.enclosed)})
        return said


def subject(cover: Cover, lang: str) -> str:
    with override(lang):
        said = gettext("No. %(number)s: opinion asked by %(day)s") % {
            "number": cover.number, "day": day(cover.closes_on)
        }  # fmt: skip
    return f"[{cover.notice.partition(':')[0]}] {said}" if cover.notice else said


def spoken(cover: Cover, lang: str, words: Callable[[Cover, str], list[str]]) -> list[str]:
    with override(lang):
        return words(cover, lang)


def extension_words(cover: Cover, reason: str) -> list[str]:
    return [
        gettext("The time for opinions of the draft “%(title)s” is extended.") % {"title": cover.title},
        gettext("New last day: %(day)s. Reason: %(why)s") % {"day": day(cover.closes_on), "why": reason},
    ]


def reminder_words(cover: Cover) -> list[str]:
    return [
        gettext("No answer of yours is recorded here on the draft “%(title)s”.") % {"title": cover.title},
        gettext("The last day is %(day)s. If you have answered already, please tell us.")
        % {"day": day(cover.closes_on)},
    ]
