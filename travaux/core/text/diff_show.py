"""A difference shown: as plain words, as an HTML page with the list of changes first, as a comparative table."""

from __future__ import annotations

from html import escape

from .diff import Change, Diff
from .wording import Piece

_SAID = {
    "en": {
        "added": "added", "removed": "removed", "moved": "moved", "renumbered": "renumbered", "reworded": "reworded",
        "split": "split from", "joined": "joined into", "none": "No changes of wording.", "title": "Changes",
        "old": "Before", "new": "After or proposed", "note": "Note", "del": "deleted: ",
        "ins": "inserted: ", "lang": "en",
    },
    "ru": {
        "added": "добавлено", "removed": "исключено", "moved": "перемещено", "renumbered": "изменён номер",
        "reworded": "изменён текст", "split": "выделено из", "joined": "объединено с", "none": "Слова не изменились.",
        "title": "Изменения", "old": "Было", "new": "Предлагается", "note": "Примечание", "del": "исключено: ",
        "ins": "добавлено: ", "lang": "ru",
    },
}  # fmt: skip


def said_for(language: str) -> dict[str, str]:
    """The words of the page in a language; English when there are none."""
    return _SAID["ru"] if language in ("rus", "ru") else _SAID["en"]


def in_words(found: Diff, language: str) -> str:
    """One change a line: the place, what happened, the words that went [-so-] and came {+so+}."""
    said = said_for(language)
    lines = [
        f"{_place(change)}: {said[change.kind]}{_where(change)}{_marked(change.words)}" for change in found.changes
    ]
    return "\n".join(lines or [said["none"]]) + "\n"


def _place(change: Change) -> str:
    return change.label or change.new or change.old or ""


def _where(change: Change) -> str:
    if change.kind in ("split", "joined") or (change.kind == "moved" and change.old != change.new):
        return f" ({change.old} → {change.new})"
    return ""


def _marked(pieces: tuple[Piece, ...]) -> str:
    if not pieces:
        return ""
    marks = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    return ": " + "".join(marks[op].format(_short(text) if op == "=" else text) for op, text in pieces).replace(
        "\n", " ¶ "
    )


def _short(text: str) -> str:
    """What stays is shown by its edges."""
    return text if len(text) <= 60 else f"{text[:28]} … {text[-28:]}"


def in_html(found: Diff, language: str) -> str:
    """A page: the list of changes with links, then each with `ins` and `del`, said in hidden words too."""
    said = said_for(language)
    items, bodies = [], []
    for number, change in enumerate(found.changes, 1):
        place, what = escape(_place(change)), said[change.kind]
        items.append(f'<li><a href="#change-{number}">{place}</a> — {what}</li>')
        heading = f"<h2>{place} — {what}{escape(_where(change))}</h2>"
        words = pieces_html(change.words, said)
        bodies.append(f'<section id="change-{number}" class="{change.kind}">{heading}<p>{words}</p></section>')
    listed = f"<ol>{''.join(items)}</ol>" if items else f"<p>{said['none']}</p>"
    return _page(said, f"<h1>{said['title']}</h1>{listed}{''.join(bodies)}")


_STYLE = (
    "del{background:#f8d7d2}ins{background:#d3ebd6}"
    ".w{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden;white-space:nowrap}"
)


def _page(said: dict[str, str], body: str) -> str:
    return (
        f"<!DOCTYPE html>\n<html lang={said['lang']}><head><meta charset=utf-8><title>{said['title']}</title>"
        f"<style>{_STYLE}</style></head><body>{body}</body></html>\n"
    )


def pieces_html(pieces: tuple[Piece, ...], said: dict[str, str]) -> str:
    """Words with `ins` and `del`; a reader of the screen hears which is which."""
    made = []
    for op, text in pieces:
        shown = escape(text).replace("\n", "<br>")
        tag = {"-": "del", "+": "ins"}.get(op)
        made.append(f'<{tag}><span class="w">{said[tag]}</span>{shown}</{tag}>' if tag else shown)
    return "".join(made)


def in_table(found: Diff, language: str) -> str:
    """The comparative table, old | proposed | note, as an HTML page."""
    said = said_for(language)
    rows = []
    for change in found.changes:
        old = pieces_html(tuple(p for p in change.words if p[0] != "+"), said)
        new = pieces_html(tuple(p for p in change.words if p[0] != "-"), said)
        note = f"{escape(_place(change))}: {said[change.kind]}{escape(_where(change))}"
        rows.append(f"<tr><td>{old}</td><td>{new}</td><td>{note}</td></tr>")
    head = "".join(f'<th scope="col">{said[key]}</th>' for key in ("old", "new", "note"))
    body = "".join(rows)
    return _page(said, f'<table border="1"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>')
