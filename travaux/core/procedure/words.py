"""Sentences for reasons, in English and Russian, for people who never see the engine's own words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from travaux.core.procedure.conditions import UNSTATED
from travaux.core.procedure.model import Certainty, Procedure, Rule, Texts
from travaux.core.procedure.reasons import Reason, Why

Lang = Literal["en", "ru"]

_SAYINGS: Mapping[Why, Texts] = {
    Why.BEGINS: {"en": "Nothing has to happen before it.", "ru": "Предварительных условий нет."},
    Why.FOLLOWS: {"en": "These facts led here: {events}.", "ru": "К этому привели факты: {events}."},
    Why.DECIDE: {
        "en": "It is allowed and not required: a decision lies between.",
        "ru": "Это допускается, но не требуется: нужно отдельное решение.",
    },
    Why.NEEDS: {"en": "Needed: {step}{bounds}.", "ru": "Требуется: {step}{bounds}."},
    Why.BLOCKED: {
        "en": "It may follow only while this has not happened: {step}{bounds}; it has ({events}).",
        "ru": "Возможно лишь, пока не произошло: {step}{bounds}; это произошло ({events}).",
    },
    Why.TERM: {
        "en": "The term that runs from {step} has to end first.",
        "ru": "Должен истечь срок, который течёт от: {step}.",
    },
    Why.TERM_OVER: {"en": "The term that runs from {step} is over.", "ru": "Истёк срок, который тёк от: {step}."},
    Why.ALL_OF: {"en": "All of these:", "ru": "Всё следующее:"},
    Why.SOME_OF: {"en": "{want} of these:", "ru": "Из следующего достаточно {want}:"},
    Why.DONE: {
        "en": "It has happened in this pass ({events}) and does not repeat.",
        "ru": "В этом рассмотрении уже состоялось ({events}) и не повторяется.",
    },
    Why.BARRED: {
        "en": "{step} is open ({events}) and bars it until it is answered.",
        "ru": "Не рассмотрено: {step} ({events}); до ответа это невозможно.",
    },
    Why.CONCLUDED: {
        "en": "The work is over with {step} ({events}), and this does not follow from it.",
        "ru": "Работа завершена: {step} ({events}); это из неё не следует.",
    },
    Why.ABSENT: {"en": "No rule for it exists on that day.", "ru": "На эту дату правила для этого нет."},
    Why.UNREACHABLE: {
        "en": "What it needs cannot happen any more.",
        "ru": "То, что для этого нужно, уже не может произойти.",
    },
    Why.UNVERIFIED: {
        "en": "Usual path; the rule was not verified in its primary text.",
        "ru": "Обычный порядок; правило не проверено по первоисточнику.",
    },
    Why.POSSIBLY: {
        "en": "{step} has possibly happened already; the dates leave it open.",
        "ru": "Возможно, уже состоялось: {step}; даты этого не уточняют.",
    },
}
_ONE_ENOUGH: Texts = {"en": "One of these is enough:", "ru": "Достаточно одного из следующего:"}
_BOUNDS: Mapping[str, Texts] = {
    "outcome": {"en": " with the outcome {}", "ru": " с решением {}"},
    "since": {"en": " after the last {}", "ru": " после последнего: {}"},
    "same_version": {"en": " on the version in hand", "ru": " по текущей редакции"},
    "still_open": {"en": " without an answer", "ru": " без ответа"},
    "by": {"en": " by {}", "ru": ", исполнитель: {}"},
    "missing": {
        "en": " ({have} of {want} so far; awaited: {names})",
        "ru": " (пока {have} из {want}; ожидаются: {names})",
    },
    "times": {"en": " ({have} of {want} so far)", "ru": " (пока {have} из {want})"},
}
_OR: Texts = {"en": " or ", "ru": " или "}
_NOT_VERIFIED: Texts = {"en": " (not verified)", "ru": " (не проверено)"}
_UNSTATED: Texts = {"en": "not stated", "ru": "не указано"}
_RULE: Texts = {"en": "Rule: {}", "ru": "Основание: {}"}
_ORDINALS: Mapping[Lang, tuple[str, ...]] = {
    "en": ("first", "second", "third", "fourth", "fifth"),
    "ru": ("первое", "второе", "третье", "четвёртое", "пятое"),
}


def say(reason: Reason, procedure: Procedure, lang: Lang) -> str:
    """The sentence of one reason, without its parts and without its rule.

    >>> from travaux.core.procedure.shipped import shipped
    >>> say(Reason(Why.NEEDS, step="X05", outcome=("approve",)), shipped("exercise"), "en")
    'Needed: “Expert review” with the outcome “approve”.'
    >>> say(Reason(Why.SOME_OF, want=1), shipped("exercise"), "ru")
    'Достаточно одного из следующего:'
    """
    if reason.why is Why.SOME_OF and reason.want == 1:
        return _ONE_ENOUGH[lang]
    return _SAYINGS[reason.why][lang].format(
        step=step_name(procedure, reason.step, lang),
        bounds=_bounds(reason, procedure, lang),
        want=reason.want,
        events=", ".join(reason.events),
    )


def say_rule(rule: Rule | None, procedure: Procedure, lang: Lang) -> str:
    """The rule as cited, with its sources; "" when there is none to cite.

    >>> from travaux.core.procedure.shipped import shipped
    >>> say_rule(shipped("exercise").steps["X08"].rule, shipped("exercise"), "en")
    'Rule: art. 8 (1), Rules of the exercise assembly (invented)'
    """
    if rule is None:
        return ""
    cited = [_in(rule.cite, lang), *(_in(procedure.sources[id].title, lang) for id in rule.sources)]
    said = ", ".join(text for text in cited if text)
    if not said:
        return ""
    mark = "" if rule.certainty is Certainty.A else _NOT_VERIFIED[lang]
    return _RULE[lang].format(said) + mark


def tell(reasons: Iterable[Reason], procedure: Procedure, lang: Lang) -> list[str]:
    """Every reason as a line with its rule; what is inside a choice is indented by two spaces."""
    lines: list[str] = []
    for reason in reasons:
        rule = say_rule(reason.rule, procedure, lang)
        lines.append(f"{say(reason, procedure, lang)} [{rule}]" if rule else say(reason, procedure, lang))
        lines += [f"  {line}" for line in tell(reason.parts, procedure, lang)]
    return lines


def say_pass(number: int, lang: Lang) -> str:
    """The name of a pass.

    >>> say_pass(2, "en"), say_pass(2, "ru"), say_pass(7, "en"), say_pass(7, "ru")
    ('second consideration', 'второе рассмотрение', 'consideration no. 7', '7-е рассмотрение')
    """
    known = _ORDINALS[lang]
    if number <= len(known):
        return f"{known[number - 1]} {'consideration' if lang == 'en' else 'рассмотрение'}"
    return f"consideration no. {number}" if lang == "en" else f"{number}-е рассмотрение"


def step_name(procedure: Procedure, id: str, lang: Lang) -> str:
    """The title of a step in quotation marks of the language; its id where it has none; "" for no step."""
    if id not in procedure.steps:
        return id
    return _quoted(_in(procedure.steps[id].title, lang) or id, lang)


def actor_name(procedure: Procedure, id: str, lang: Lang) -> str:
    """The label of an actor; its id where it has none."""
    return _in(procedure.actors[id].label, lang) or id if id in procedure.actors else id


def _bounds(reason: Reason, procedure: Procedure, lang: Lang) -> str:
    said = ""
    if reason.outcome:
        options = {option.id: _in(option.label, lang) or option.id for option in procedure.steps[reason.step].options}
        options[UNSTATED] = _UNSTATED[lang]
        said += _BOUNDS["outcome"][lang].format(_OR[lang].join(_quoted(options[id], lang) for id in reason.outcome))
    if reason.since:
        said += _BOUNDS["since"][lang].format(step_name(procedure, reason.since, lang))
    for name in ("same_version", "still_open"):
        said += _BOUNDS[name][lang] if getattr(reason, name) else ""
    if reason.by:
        said += _BOUNDS["by"][lang].format(actor_name(procedure, reason.by, lang))
    if reason.want > 1:
        names = ", ".join(actor_name(procedure, id, lang) for id in reason.missing)
        said += _BOUNDS["missing" if names else "times"][lang].format(have=reason.have, want=reason.want, names=names)
    return said


def _in(texts: Texts, lang: Lang) -> str:
    return texts.get(lang) or next(iter(texts.values()), "")


def _quoted(text: str, lang: Lang) -> str:
    return f"“{text}”" if lang == "en" else f"«{text}»"
