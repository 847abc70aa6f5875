"""What changed between two versions of the rules, in words: the part, what it was, what it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from travaux.core.dates import When
from travaux.core.procedure.model import Actor, Clock, Effect, Follows, Force, Option, Procedure, Rule, Step, Texts
from travaux.core.procedure.prose import condition_words, describe, term_words
from travaux.core.procedure.versions import Change, changes
from travaux.core.procedure.words import Lang, actor_name, say_rule, step_name

PARTS: Mapping[str, Texts] = {
    "": {"en": "the whole step", "ru": "шаг целиком"},
    "version": {"en": "version", "ru": "редакция"},
    "title": {"en": "title", "ru": "название"},
    "assembly": {"en": "assembly", "ru": "ассамблея"},
    "invented": {"en": "invented", "ru": "вымышленные правила"},
    "status": {"en": "status", "ru": "статус"},
    "first": {"en": "in force from", "ru": "действует с"},
    "last": {"en": "in force until", "ru": "действует по"},
    "sources": {"en": "sources", "ru": "источники"},
    "actors": {"en": "who acts, taken together", "ru": "состав участников"},
    "objections": {"en": "classes of objection", "ru": "виды возражений"},
    "follows": {"en": "must or may", "ru": "обязанность"},
    "condition": {"en": "after what", "ru": "после чего"},
    "rule": {"en": "rule", "ru": "правило"},
    "phase": {"en": "phase", "ru": "этап"},
    "takes": {"en": "what it takes", "ru": "что поступает"},
    "gives": {"en": "what it gives", "ru": "что получается"},
    "repeats": {"en": "repetition", "ru": "повторение"},
    "each": {"en": "each of a group has it to do", "ru": "выполняет каждый из группы"},
    "options": {"en": "outcomes", "ru": "решения"},
    "concludes": {"en": "ends the work", "ru": "завершает работу"},
    "returns_to": {"en": "goes back to", "ru": "возврат к шагу"},
    "new_version": {"en": "brings a new version", "ru": "даёт новую редакцию текста"},
    "effects": {"en": "effects", "ru": "последствия"},
    "clocks": {"en": "terms", "ru": "сроки"},
    "note": {"en": "note", "ru": "примечание"},
}
STATUS: Mapping[Force, Texts] = {
    Force.IN_FORCE: {"en": "in force", "ru": "действуют"},
    Force.SUSPENDED: {"en": "suspended", "ru": "приостановлены"},
    Force.REPEALED: {"en": "repealed", "ru": "отменены"},
    Force.PROPOSED: {"en": "proposed", "ru": "предложены"},
}
_REPEATS: Mapping[str, Texts] = {
    "no": {"en": "once", "ru": "один раз"},
    "yes": {"en": "may be repeated", "ru": "может повторяться"},
    "by condition": {"en": "as often as its condition holds", "ru": "пока выполняется условие"},
}
_MOOD: Mapping[Follows, Texts] = {
    Follows.MUST: {"en": "must", "ru": "должен"},
    Follows.MAY: {"en": "may", "ru": "может"},
}
_YES: Mapping[bool, Texts] = {True: {"en": "yes", "ru": "да"}, False: {"en": "no", "ru": "нет"}}
_ENDS: Texts = {"en": "{} (ends the work)", "ru": "{} (завершает работу)"}
_BACK: Texts = {"en": "{} (back to {})", "ru": "{} (возврат к шагу {})"}
_BARS: Texts = {"en": "bars {}", "ru": "не допускает: {}"}
_EXTENDS: Texts = {"en": "makes a term longer by {}", "ru": "продлевает срок на {}"}
_OPEN: Texts = {"en": "open", "ru": "бессрочно"}


@dataclass(frozen=True)
class Told:
    """One difference as people read it. ``before`` or ``after`` is "" where there is nothing."""

    step: str  # id; "" for the rules as a whole
    name: str  # its title
    part: str
    before: str
    after: str


def told(old: Procedure, new: Procedure, lang: Lang) -> list[Told]:
    """The differences in the order of the new file.

    >>> from travaux.core.procedure.shipped import shipped
    >>> [(each.part, each.before, each.after) for each in told(shipped("exercise", "1"), shipped("exercise"), "en")][1]
    ('status', 'repealed', 'in force')
    """
    return [_told(change, old, new, lang) for change in changes(old, new)]


def _told(change: Change, old: Procedure, new: Procedure, lang: Lang) -> Told:
    place = new if change.step in new.steps else old
    name = place.steps[change.step].title.get(lang, change.step) if change.step else ""
    say = _SAY.get(change.what, _text)
    before, after = (
        "" if value is None else say(value, rules, lang) for value, rules in ((change.before, old), (change.after, new))
    )
    return Told(change.step, name, PARTS[change.what][lang], before, after)


def _text(value: Any, _rules: Procedure, lang: Lang) -> str:
    if isinstance(value, Mapping):
        return str(value.get(lang) or next(iter(value.values()), ""))
    return _YES[value][lang] if isinstance(value, bool) else str(value)


def _step(value: Step, rules: Procedure, lang: Lang) -> str:
    return describe(rules, value, lang)


def _actors(value: Mapping[str, Actor] | tuple[str, ...], rules: Procedure, lang: Lang) -> str:
    return ", ".join(actor_name(rules, id, lang) for id in value)


def _sources(value: Mapping[str, Any], _rules: Procedure, lang: Lang) -> str:
    return "; ".join(source.title.get(lang, id) for id, source in value.items())


def _rule(value: Rule, rules: Procedure, lang: Lang) -> str:
    return say_rule(value, rules, lang)


def _options(value: tuple[Option, ...], rules: Procedure, lang: Lang) -> str:
    said = []
    for option in value:
        words = option.label.get(lang, option.id)
        words = _ENDS[lang].format(words) if option.concludes else words
        said.append(
            _BACK[lang].format(words, step_name(rules, option.returns_to, lang)) if option.returns_to else words
        )
    return "; ".join(said)


def _effects(value: tuple[Effect, ...], rules: Procedure, lang: Lang) -> str:
    said = [_BARS[lang].format(step_name(rules, id, lang)) for effect in value for id in effect.bars]
    return "; ".join([*said, *(_EXTENDS[lang].format(effect.by) for effect in value if effect.extends)])


def _clocks(value: tuple[Clock, ...], rules: Procedure, lang: Lang) -> str:
    return " ".join(term_words(rules, clock, lang) for clock in value)


def _when(value: When, _rules: Procedure, lang: Lang) -> str:
    return _OPEN[lang] if str(value) == ".." else str(value)


_SAY: Mapping[str, Callable[[Any, Procedure, Lang], str]] = {
    "": _step,
    "status": lambda value, _rules, lang: STATUS[value][lang],
    "first": _when,
    "last": _when,
    "sources": _sources,
    "objections": _sources,
    "actors": _actors,
    "follows": lambda value, _rules, lang: _MOOD[value][lang],
    "condition": lambda value, rules, lang: condition_words(rules, value, lang),
    "rule": _rule,
    "phase": lambda value, rules, lang: next(
        (phase.title.get(lang, value) for phase in rules.phases if phase.id == value), value
    ),
    "repeats": lambda value, _rules, lang: _REPEATS[str(value)][lang],
    "options": _options,
    "returns_to": lambda value, rules, lang: step_name(rules, value, lang),
    "effects": _effects,
    "clocks": _clocks,
}
