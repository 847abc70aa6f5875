"""A procedure as prose: who must or may do what, after what, in which term, by which rule; some sentences a step."""

from __future__ import annotations

from collections.abc import Mapping

from travaux.core.procedure.conditions import UNSTATED, Always, Any, Condition, Ended, Happened, Not
from travaux.core.procedure.model import Certainty, Clock, Follows, Procedure, Step, Texts
from travaux.core.procedure.phrases import Writer
from travaux.core.procedure.unit_words import unit_words
from travaux.core.procedure.words import Lang, actor_name, say_rule, step_name

_SAYINGS: Mapping[str, Texts] = {
    "must": {"en": "{who} must take the step {what}", "ru": "{who}: обязательный шаг {what}"},
    "may": {"en": "{who} may take the step {what}", "ru": "{who}: возможный шаг {what}"},
    "usual": {"en": "{who} usually takes the step {what}", "ru": "{who}: обычно следует шаг {what}"},
    "nobody": {"en": "Somebody, not stated who,", "ru": "Исполнитель не указан"},
    "after": {"en": " when this holds: {}", "ru": " при условии: {}"},
    "start": {"en": " at the beginning", "ru": " в начале"},
    "begin": {"en": "nothing has to happen before it", "ru": "предварительных условий нет"},
    "each": {"en": ", each of them,", "ru": ", каждый из них"},
    "term": {"en": " Term: {count} {unit} from {start}.", "ru": " Срок: {count} {unit} от: {start}."},
    "back": {
        "en": " Term: at least {count} {unit} before {start}.",
        "ru": " Срок: не менее {count} {unit} до: {start}.",
    },
    "unknown": {"en": "a number that no source gives of", "ru": "не указанное в источниках число"},
    "ends": {"en": " It ends the work.", "ru": " Этим работа завершается."},
    "ends_if": {"en": " The work ends with: {}.", "ru": " Работа завершается решением: {}."},
    "back_to": {"en": " With the outcome {} it goes back to {}.", "ru": " При решении {} возврат к шагу {}."},
    "always_back": {"en": " It goes back to {1}.", "ru": " Возврат к шагу {1}."},
    "bars": {"en": " Until it is answered, this cannot happen: {}.", "ru": " До ответа невозможно: {}."},
}


_LEAF: Mapping[str, Texts] = {
    "outcome": {"en": " with outcome {}", "ru": " с решением {}"},
    "or": {"en": " or ", "ru": " или "},
    "since": {"en": " since the last {}", "ru": " после последнего шага {}"},
    "version": {"en": " on the same version", "ru": " по той же редакции"},
    "open": {"en": " without an answer", "ru": " без ответа"},
    "times": {"en": " at least {} times", "ru": " не менее {} раз"},
    "by": {"en": " by {}", "ru": " (исполнитель: {})"},
    "each": {"en": " by each of {}", "ru": " (каждый из: {})"},
    "some": {"en": " by at least {1} of {0}", "ru": " (не менее {1} из: {0})"},
    "not": {"en": "not yet {}", "ru": "ещё не было: {}"},
    "none": {"en": "none yet of ({})", "ru": "ещё не было ни одного из: ({})"},
    "no": {"en": "no {}", "ru": "нет: {}"},
    "over": {"en": "the term of {} is over", "ru": "истёк срок ({})"},
    "unstated": {"en": "not stated", "ru": "не указано"},
}


class _Named(Writer):
    """Writes conditions with titles and labels: to be read, not to be read back."""

    def __init__(self, procedure: Procedure, lang: Lang) -> None:
        super().__init__(lang)
        self.procedure, self.lang = procedure, lang

    def write(self, condition: Condition) -> str:
        if isinstance(condition, Ended):
            return self._said("over", term_words(self.procedure, self.procedure.clocks[condition.clock], self.lang))
        if isinstance(condition, Happened):
            return self.leaf(condition)
        if not isinstance(condition, Not):
            return super().write(condition)
        parts = condition.part.parts if isinstance(condition.part, Any) else (condition.part,)
        if len(parts) > 1:
            return self._said("none", "; ".join(map(self.write, parts)))
        still_open = isinstance(parts[0], Happened) and parts[0].still_open
        return self._said("no" if still_open else "not", self._inner(parts[0]))

    def leaf(self, leaf: Happened) -> str:
        """One step with its bounds."""
        said = step_name(self.procedure, leaf.step, self.lang)
        if leaf.outcome:
            said += self._said("outcome", self._outcomes(leaf))
        said += self._said("open") * leaf.still_open + self._said("version") * leaf.same_version
        said += self._said("since", step_name(self.procedure, leaf.since, self.lang)) if leaf.since else ""
        group = self.procedure.actors[leaf.by].members if leaf.by else ()
        many = leaf.times > 1 and not leaf.each
        said += self._said("times", leaf.times) if many and len(group) < 2 else ""
        if leaf.by:
            how = "each" if leaf.each else "some" if many and len(group) > 1 else "by"
            said += self._said(how, actor_name(self.procedure, leaf.by, self.lang), leaf.times)
        return said

    def _outcomes(self, leaf: Happened) -> str:
        labels = {
            option.id: option.label.get(self.lang, option.id) for option in self.procedure.steps[leaf.step].options
        }
        words = [*(labels[id] for id in sorted(leaf.outcome - {UNSTATED})),
                 *[self._said("unstated")] * (UNSTATED in leaf.outcome)]  # fmt: skip
        return self._said("or").join(_quoted(word, self.lang) for word in words)

    def _said(self, key: str, *values: object) -> str:
        return _LEAF[key][self.lang].format(*values)


def _quoted(word: str, lang: Lang) -> str:
    return f"“{word}”" if lang == "en" else f"«{word}»"


def condition_words(procedure: Procedure, condition: Condition, lang: Lang) -> str:
    """A condition with the titles of steps and the names of who acts.

    >>> from travaux.core.procedure.shipped import shipped
    >>> condition_words(shipped("exercise"), shipped("exercise").steps["X06"].condition, "en")
    '“Expert review” with outcome “approve”'
    """
    return _SAYINGS["begin"][lang] if isinstance(condition, Always) else _Named(procedure, lang).write(condition)


def term_words(procedure: Procedure, clock: Clock, lang: Lang) -> str:
    """A term: how many days of which kind, and from what.

    >>> from travaux.core.procedure.shipped import shipped
    >>> term_words(shipped("exercise"), shipped("exercise").clocks["T14"], "en")
    '10 sitting days from “Text laid before the delegations”'
    """
    return _term(procedure, clock, lang).partition(": ")[2].rstrip(".")


def describe(procedure: Procedure, step: Step, lang: Lang) -> str:
    """One step in words, its rule at the end.

    >>> from travaux.core.procedure.shipped import shipped
    >>> rules = shipped("exercise")
    >>> describe(rules, rules.steps["X02"], "en").split(". ")[0]
    'Bureau must take the step “Bureau decides on the proposal” when this holds: “Proposal lodged”'
    """
    who = (" or " if lang == "en" else ", ").join(
        actor_name(procedure, actor, lang) for actor in step.actors
    ) or _SAYINGS["nobody"][lang]
    who += _SAYINGS["each"][lang] if step.each else ""
    verified = step.rule.certainty is Certainty.A
    mood = "usual" if not verified else "must" if step.follows is Follows.MUST else "may"
    said = _SAYINGS[mood][lang].format(who=who, what=step_name(procedure, step.id, lang))
    begins = isinstance(step.condition, Always)
    said += (
        _SAYINGS["start"][lang]
        if begins
        else _SAYINGS["after"][lang].format(_Named(procedure, lang).write(step.condition))
    )
    said += "." + _consequences(procedure, step, lang) + "".join(_term(procedure, clock, lang) for clock in step.clocks)
    rule = say_rule(step.rule, procedure, lang)
    return f"{said} {rule}." if rule else said


def _consequences(procedure: Procedure, step: Step, lang: Lang) -> str:
    said = _SAYINGS["ends"][lang] if step.concludes else ""
    ends = [_quoted(option.label.get(lang, option.id), lang) for option in step.options if option.concludes]
    said += _SAYINGS["ends_if"][lang].format(", ".join(ends)) if ends else ""
    for option in (option for option in step.options if option.returns_to):
        label = _quoted(option.label.get(lang, option.id), lang)
        said += _SAYINGS["back_to"][lang].format(label, step_name(procedure, option.returns_to, lang))
    if step.returns_to:
        said += _SAYINGS["always_back"][lang].format("", step_name(procedure, step.returns_to, lang))
    barred = [step_name(procedure, id, lang) for effect in step.effects for id in effect.bars]
    return said + (_SAYINGS["bars"][lang].format(", ".join(barred)) if barred else "")


def _term(procedure: Procedure, clock: Clock, lang: Lang) -> str:
    count = str(clock.count) if clock.count is not None else _SAYINGS["unknown"][lang]
    back = clock.counting.backward
    unit = unit_words(clock.counting.unit, clock.count, lang, genitive=back)
    start = _Named(procedure, lang).leaf(Happened(clock.starts, outcome=clock.outcome))
    return _SAYINGS["back" if back else "term"][lang].format(count=count, unit=unit, start=start)
