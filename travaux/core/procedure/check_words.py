"""Sentences for the findings of a check, in English and Russian."""

from __future__ import annotations

from collections.abc import Mapping

from travaux.core.procedure.check import Finding, Flaw
from travaux.core.procedure.explore import Move
from travaux.core.procedure.model import Texts
from travaux.core.procedure.words import Lang

_SAYINGS: Mapping[Flaw, Texts] = {
    Flaw.UNREACHABLE: {"en": "No run leads to “{place}”.", "ru": "К «{place}» не ведёт ни один ход."},
    Flaw.CANNOT_HOLD: {
        "en": "A condition of “{place}” never holds, although the steps it names can happen.",
        "ru": "Условие «{place}» не выполняется никогда, хотя названные в нём шаги возможны.",
    },
    Flaw.NEVER_COMPLETE: {
        "en": "Every member of a group has “{place}” to do, and in no run do all of them.",
        "ru": "«{place}» должен сделать каждый член группы, но ни при каком ходе не сделают все.",
    },
    Flaw.DEAD_END: {
        "en": "After “{place}” nothing can follow, and it is no conclusion.",
        "ru": "После «{place}» ничего не может последовать, и это не завершение.",
    },
    Flaw.TRAP: {
        "en": "From “{place}” on no conclusion can be reached.",
        "ru": "После «{place}» завершение недостижимо.",
    },
    Flaw.NO_CONCLUSION: {
        "en": "No step concludes anything; dead ends and traps were not looked for.",
        "ru": "Ни один шаг ничего не завершает; тупики не проверялись.",
    },
    Flaw.OVERLAP: {
        "en": "Of choices of “{place}” that exclude one another two can hold at once.",
        "ru": "Из взаимоисключающих условий «{place}» могут выполняться два сразу.",
    },
    Flaw.CLOCK_WITHOUT_START: {
        "en": "The step of clock “{place}” can be open before “{what}” has set it running.",
        "ru": "Шаг срока «{place}» может открыться раньше, чем «{what}» запустит срок.",
    },
    Flaw.MISSING_TRANSLATION: {
        "en": "A text of “{place}” is missing in the language “{what}”.",
        "ru": "У «{place}» нет текста на языке «{what}».",
    },
}
_NOT_DECIDED: Texts = {"en": "Not decided", "ru": "Не решено"}


def say_finding(finding: Finding, lang: Lang) -> str:
    """The sentence of one finding."""
    return _SAYINGS[finding.flaw][lang].format(place=finding.place, what=finding.what)


def say_not_decided(flaw: Flaw, place: str, lang: Lang) -> str:
    """What the bound left open: the sentence that would have to be confirmed or excluded."""
    return f"{_NOT_DECIDED[lang]}: {_SAYINGS[flaw][lang].format(place=place, what='?')}"


def say_move(move: Move) -> str:
    """One move of a run: ids, because a run is read beside the file."""
    if move.ends:
        return f"({move.ends} ends)"
    return move.step + (f"={move.outcome}" if move.outcome else "") + (f" by {move.actor}" if move.actor else "")
