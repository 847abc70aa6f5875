"""Keeps the message catalogues complete, without a gettext binary.

`python -m tools.messages check` prints what is missing, fuzzy or no longer used, and fails if anything is.
`python -m tools.messages update` brings new messages into the catalogues and takes unused ones out.
"""

import io
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import django
import polib
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "travaux"
LANGUAGES = ("ru",)  # messages are written in English
# Django's names; the numbers say which argument is what, "c" marks the context.
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None, "gettext_noop": None, "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2), "npgettext_lazy": ((1, "c"), 2, 3),
}  # fmt: skip
RUSSIAN_PLURALS = (
    "nplurals=4; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : "
    "n%10==0 || (n%10>=5 && n%10<=9) || (n%100>=11 && n%100<=14)? 2 : 3);"
)


@dataclass(frozen=True)
class Message:
    """One text that people may read."""

    text: str  # as written in English
    plural: str  # empty where the text does not count anything
    context: str  # tells two meanings of one word apart; mostly empty
    place: str  # file:line


def catalogue(language: str) -> Path:
    return PACKAGE / "site" / "locale" / language / "LC_MESSAGES" / "django.po"


def messages() -> Iterator[Message]:
    """Every translatable text of Python sources and templates."""
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix == ".py" and "migrations" not in path.parts:
            yield from extracted(path, path.read_bytes())
        elif path.suffix in (".html", ".txt") and "templates" in path.parts:
            from django.utils.translation.template import templatize  # inline: needs Django to be set up

            yield from extracted(path, templatize(path.read_text("utf-8"), origin=str(path)).encode())


def extracted(path: Path, source: bytes) -> Iterator[Message]:
    place = path.relative_to(ROOT).as_posix()
    for line, found, _, context in extract(
        "python", io.BytesIO(source), KEYWORDS, options={"encoding": "utf-8"}
    ):  # fmt: skip
        texts = found if isinstance(found, tuple) else (found, "")
        if texts[0]:
            yield Message(texts[0], texts[1] or "", context or "", f"{place}:{line}")


def wanted() -> dict[tuple[str, str], Message]:
    """Each text once, by context and words; the first place stands for all."""
    found: dict[tuple[str, str], Message] = {}
    for message in messages():
        found.setdefault((message.context, message.text), message)
    return found


def key(entry: polib.POEntry) -> tuple[str, str]:
    return entry.msgctxt or "", entry.msgid


def check() -> int:
    """Say what is missing; the number of faults."""
    texts, faults = wanted(), []
    for language in LANGUAGES:
        path = catalogue(language)
        entries = {key(e): e for e in polib.pofile(str(path)) if not e.obsolete} if path.exists() else {}
        for name, message in texts.items():
            entry = entries.get(name)
            if entry is None or not entry.translated():
                state = "fuzzy" if entry is not None and entry.fuzzy else "missing"
                faults.append(f"{language}: {state}: {message.text!r} ({message.place})")
        faults += [f"{language}: no longer used: {name[1]!r}" for name in entries if name not in texts]
        faults += [f"{language}: placeholders differ: {e.msgid!r}" for e in entries.values() if not same_holes(e)]
    print("\n".join(faults) or f"{len(texts)} messages, complete in {', '.join(LANGUAGES)}.")
    if faults:
        print(f"{len(faults)} faults. `make messages` brings new messages into the catalogue.")
    return len(faults)


def same_holes(entry: polib.POEntry) -> bool:
    """Whether a translation has the same named placeholders as its text."""
    from re import findall  # inline: the one use

    holes = r"%\(\w+\)[sd]|(?<!%)%[sd]|\{\w*\}"
    texts = [entry.msgstr, *entry.msgstr_plural.values()]
    expected = set(findall(holes, entry.msgid)) | set(findall(holes, entry.msgid_plural))
    return all(set(findall(holes, text)) <= expected for text in texts if text) and (
        bool(entry.msgid_plural) or not entry.msgstr or set(findall(holes, entry.msgstr)) == expected
    )


def update() -> int:
    """Write the catalogues anew: kept translations, empty places for new messages, nothing unused."""
    texts = wanted()
    for language in LANGUAGES:
        path = catalogue(language)
        old = {key(e): e for e in polib.pofile(str(path))} if path.exists() else {}
        new = polib.POFile(wrapwidth=110)
        new.metadata = {
            "Project-Id-Version": "travaux", "Language": language, "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": RUSSIAN_PLURALS,
        }  # fmt: skip
        new.extend(renewed(message, old.get(name)) for name, message in sorted(texts.items()))
        path.parent.mkdir(parents=True, exist_ok=True)
        new.save(str(path))
        print(f"{path.relative_to(ROOT)}: {len(new)} messages, {len(new.untranslated_entries())} to translate.")
    return 0


def renewed(message: Message, old: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(
        msgctxt=message.context or None, msgid=message.text, msgid_plural=message.plural,
        msgstr=old.msgstr if old else "", flags=["fuzzy"] if old and old.fuzzy else [],
        occurrences=[(message.place.rsplit(":", 1)[0], "")],
    )  # fmt: skip
    if message.plural:
        entry.msgstr_plural = (old.msgstr_plural if old else None) or dict.fromkeys(range(4), "")
    return entry


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "travaux.config.settings")
    if not settings.configured:
        django.setup()
    sys.exit(1 if {"check": check, "update": update}[sys.argv[1]]() else 0)
