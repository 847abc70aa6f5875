"""Sentences for what speaks against a term, in English and Russian."""

from __future__ import annotations

from collections.abc import Mapping

from travaux.core.procedure.fairness import Unfair, Warning
from travaux.core.procedure.model import Texts
from travaux.core.procedure.words import Lang

_SAYINGS: Mapping[Unfair, Texts] = {
    Unfair.RECESS: {
        "en": "{who}: {days} of {of} days fall into a recess.",
        "ru": "{who}: на перерыв в работе приходится дней: {days} из {of}.",
    },
    Unfair.ELECTION: {
        "en": "{who}: {days} of {of} days fall into an election.",
        "ru": "{who}: на период выборов приходится дней: {days} из {of}.",
    },
    Unfair.ENDS_OFF: {
        "en": "{who}: the last day is a holiday, a weekend day or in recess.",
        "ru": "{who}: последний день — праздник, выходной или день перерыва.",
    },
    Unfair.TEXT_LATE: {
        "en": "{who}: for {days} of {of} days there is no text in a language that it reads.",
        "ru": "{who}: текста на понятном языке нет в течение дней: {days} из {of}.",
    },
    Unfair.TEXT_MISSING: {
        "en": "{who}: there is no text in a language that it reads, or its day is not known.",
        "ru": "{who}: текста на понятном языке нет либо неизвестно, когда он появится.",
    },
    Unfair.NOT_COVERED: {
        "en": "{who}: its calendar is not known for {days} of {of} days.",
        "ru": "{who}: календарь неизвестен для дней: {days} из {of}.",
    },
}


def say_warning(warning: Warning, lang: Lang) -> str:
    """What speaks against a term, for one addressee.

    >>> say_warning(Warning(Unfair.RECESS, "Alder", 10, 30), "en")
    'Alder: 10 of 30 days fall into a recess.'
    """
    return _SAYINGS[warning.kind][lang].format(who=warning.addressee, days=warning.days, of=warning.of)
