"""What `travaux procedure` says to people at a terminal."""

from typing import Any

import typer

from travaux.core.procedure import Procedure
from travaux.core.procedure.counting import OF_THE_CLOCK
from travaux.core.procedure.words import Lang, actor_name, say_pass, step_name

NEXT: dict[Lang, dict[str, str]] = {
    "en": {"must": "must follow", "may": "may follow", "usual": "usually follows; rule not verified",
           "not_yet": "not yet", "cannot": "cannot follow"},
    "ru": {"must": "должно последовать", "may": "может последовать", "usual": "обычно следует; правило не проверено",
           "not_yet": "ещё нет", "cannot": "не может последовать"},
}  # fmt: skip
_HEADS: dict[Lang, dict[str, str]] = {
    "en": {"as_of": "As last reported on {}", "on": "On {}", "concluded": "concluded", "current": "current",
           "none": "not begun", "unknown": "nobody knows whether it is still current", "deadline": "due",
           "unforeseen": "Not foreseen by the map"},
    "ru": {"as_of": "По последним сведениям на {}", "on": "На {}", "concluded": "завершено", "current": "в работе",
           "none": "не начато", "unknown": "неизвестно, продолжается ли работа", "deadline": "срок",
           "unforeseen": "Не предусмотрено схемой"},
}  # fmt: skip


def tell_status(report: dict[str, Any], rules: Procedure, lang: Lang) -> None:
    words = _HEADS[lang]
    begun = any(step["done"] for step in report["steps"].values())
    state = ("concluded" if report["concluded"] else "unknown" if report["current"] is None else
             "current" if begun else "none")  # fmt: skip
    head = words["as_of" if report["as_of"] != report["on"] else "on"].format(report["as_of"])
    typer.secho(f"{head}: {words[state]}", bold=True)
    for phase in rules.phases:
        typer.secho(phase.title.get(lang, phase.id), dim=True)
        for step in phase.steps:
            typer.echo(_line(step.id, report["steps"][step.id], rules, lang))
    for due in report["deadlines"]:
        end = (due["unit"] in OF_THE_CLOCK and due["ends_at"]) or due["date"] or due["problem"] or _range(due)
        typer.echo(f"{words['deadline']}: {step_name(rules, due['step'], lang)} — {end}")
    if report["unforeseen"]:
        typer.secho(f"{words['unforeseen']}: {', '.join(report['unforeseen'])}", fg=typer.colors.YELLOW)


def _line(id: str, step: dict[str, Any], rules: Procedure, lang: Lang) -> str:
    can = step["next"] in ("must", "may", "usual")
    mark = "●" if step["done"] else "◌" if step["possibly"] else "→" if can else " "
    said = [", ".join(day or "—" for day in step["dates"])] if step["done"] else []
    if can:
        who = ", ".join(actor_name(rules, actor, lang) for actor in step["actors"])
        said.append(f"{NEXT[lang][step['next']]} ({who})")
    if step["pass"] > 1:
        said.append(say_pass(step["pass"], lang))
    return f"  {mark} {id} {step_name(rules, id, lang)} {'; '.join(said)}".rstrip()


def _range(due: dict[str, Any]) -> str:
    return f"{due['earliest'] or '?'} … {due['latest'] or '?'}"


_FORECAST: dict[Lang, dict[str, str]] = {
    "en": {"none": "no date: {} past durations on the way", "end": "Conclusion", "critical": "Decided by",
           "returned": "{} of {} past dossiers were sent back.",
           "counted": "Returns are counted at: {}.", "not_counted": "No return is assumed at: {} (too few are known).",
           "hits": "In {} of {} past dossiers the conclusion fell between the first and the last of these days."},
    "ru": {"none": "без даты: прошлых сроков на пути — {}", "end": "Завершение", "critical": "Определяют",
           "returned": "Возвращалось {} из {} прежних досье.",
           "counted": "Возвраты учтены на шагах: {}.", "not_counted": "Возвраты не учтены на шагах: {} (мало данных).",
           "hits": "В {} из {} прежних досье завершение попало между первой и последней из этих дат."},
}  # fmt: skip


def tell_forecast(report: dict[str, Any], rules: Procedure, lang: Lang) -> None:
    """A line a step: first and last day of four runs in five, and the middle one."""
    words = _FORECAST[lang]
    if report["refused"]:
        typer.secho(report["refused"], fg=typer.colors.YELLOW)
    for id, outlook in report["steps"].items():
        dates = f"{outlook['earliest']} … {outlook['likely']} … {outlook['latest']} (n = {outlook['n']})"
        said = dates if outlook["likely"] else words["none"].format(outlook["least"])
        typer.echo(f"  {id} {step_name(rules, id, lang)}: {said}")
    if report["conclusion"] and report["conclusion"]["likely"]:
        typer.secho(f"{words['end']}: {report['conclusion']['likely']}", bold=True)
        typer.echo(f"{words['critical']}: {' → '.join(step_name(rules, id, lang) for id in report['critical'])}")
    typer.echo(words["returned"].format(*report["returned"]))
    for key, wanted in (("counted", True), ("not_counted", False)):
        steps = [step_name(rules, each["step"], lang) for each in report["returns"] if each["counted"] is wanted]
        if steps:
            typer.echo(words[key].format(", ".join(steps)))
    typer.echo(words["hits"].format(report["hit_rate"]["hits"], report["hit_rate"]["of"]))
