"""Pages of plain words: help, accessibility, data; and the state of this installation."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext

from travaux import __version__
from travaux.lib import diary
from travaux.lib.database import name_and_version
from travaux.record import queries as record
from travaux.site import wording
from travaux.site.frame import look, show
from travaux.site.shown import Chip, Page, Twin


def words(title: str, lede: str, sections: list[tuple[str, list[str]]]) -> dict[str, object]:
    return {"title": title, "lede": lede, "sections": [{"title": t, "paragraphs": p} for t, p in sections]}


def help_page(request: HttpRequest) -> HttpResponse:
    text = words(
        gettext("Help"),
        gettext("How to read these pages, and how to check what they say."),
        [
            (
                gettext("What is a fact here?"),
                [
                    gettext(
                        "A statement with a source: words on a captured page, a page of a document, a place in an "
                        "imported file, or an official's own entry. Open “source” beside a fact to see the words, "
                        "who published them and when."
                    ),
                    gettext("What no source says is shown as not known. It is never filled in by a guess."),
                ],
            ),
            (
                gettext("What do the marks mean?"),
                [
                    gettext("Date not stated: no source gives a date. A date marked “inferred” is ours."),
                    gettext("Decided, not reported as done: a source reports the decision, and none its carrying out."),
                    gettext("Usual path, rule not verified: we know the custom, and have not read the rule itself."),
                    gettext("Our translation: these words are ours; the source has them only in another language."),
                    gettext("As last reported on a day: the last day a loaded source speaks for; counting stops."),
                ],
            ),
            (
                gettext("How do I check a fact?"),
                [
                    gettext(
                        "Open its source and follow the link to the words on the captured page. The page's SHA-256 "
                        "shows that the copy is the one that was captured."
                    ),
                    gettext("The record lists every act. “travaux record verify” checks that none was altered."),
                ],
            ),
            (
                gettext("Something is wrong. What now?"),
                [gettext("Use “Report an error” on the page. The report gets a number and a public answer; "
                         "a correction keeps the old value.")],
            ),
        ],
    )  # fmt: skip
    return show(request, "public/page", page=Page(gettext("Help")), text=text)


def accessibility(request: HttpRequest) -> HttpResponse:
    text = words(
        gettext("Accessibility"),
        gettext("These pages aim at WCAG 2.2, level AA. They work without scripts and at any zoom."),
        [
            (
                gettext("How it is checked"),
                [
                    gettext("Automatic rules run on every kind of page, in both languages, wide and narrow."),
                    gettext("At a width of 320 pixels no page scrolls sideways."),
                ],
            ),
            (
                gettext("What was not checked"),
                [gettext("No test with users of screen readers, magnifiers or voice control has been made yet.")],
            ),
            (
                gettext("If something hinders you"),
                [gettext("Use “Report an error” on that page and say what you use to read it.")],
            ),
        ],
    )
    return show(request, "public/page", page=Page(gettext("Accessibility")), text=text)


def data(request: HttpRequest) -> HttpResponse:
    def twins(*pairs: tuple[str, str]) -> list[Twin]:
        return [Twin(label, url) for label, url in pairs]

    files = [
        (gettext("One dossier"), gettext("as its page shows it; “?on=2022-06-06” gives any day"),
         twins(("/dossiers/{id}.json", "/schemas/dossier.json"))),
        (gettext("Delegations"), gettext("with stated compositions, representatives and sources"),
         twins(("JSON", "/delegations.json"), ("CSV", "/delegations.csv"),
               (gettext("schema"), "/schemas/delegations.json"))),
        (gettext("One person"), gettext("names as attested, capacities with dates and sources"),
         twins(("/people/{id}.json", "/schemas/person.json"))),
        (gettext("One source"), gettext("its hashes, dates, claims and what became of them"),
         twins(("/captures/{sha256}.json", "/schemas/capture.json"))),
        (gettext("News"), gettext("as a feed"), twins(("Atom", "/news.atom"))),
        (gettext("One procedure"), gettext("its rules, each with its source and how sure it is"),
         twins(("/procedures/{id}.json", "/schemas/procedure.json"))),
        (gettext("Calendar"),
         gettext("to subscribe to: of all; of one body under /bodies/{id}.ics, of one person under /people/{id}.ics"),
         twins(("iCalendar", "/calendar.ics"))),
        (gettext("Record"), gettext("lines with their hashes, and the latest checkpoint"),
         twins(("JSON", "/record.json"), (gettext("schema"), "/schemas/record.json"))),
        (gettext("People and bodies"),
         gettext("in the Popolo standard: “travaux registry export --format popolo”"), []),
    ]  # fmt: skip
    context = {
        "intro": gettext("Every page has a twin for machines at its permanent address. No key is needed."),
        "files": [{"name": name, "note": note, "twins": links} for name, note, links in files],
        "licence_text": "",
    }
    return show(request, "public/data", page=Page(gettext("Data"), section="data"), data=context)


def state(request: HttpRequest) -> HttpResponse:
    here = look(request)
    lines = record.count(viewer=here.viewer, on=here.on)
    checks = [
        check(gettext("Database"), name_and_version()),
        check(gettext("Record"), gettext("%(n)s lines visible to you") % {"n": lines}),
        upkeep(gettext("Last backup, restored and verified"), "backup"),
        upkeep(gettext("Last checkpoint of the record"), "checkpoint"),
    ]
    failing = [each for each in checks if each["chip"].kind == "no"]
    verdict = gettext("The site answers and its database can be read.")
    context = {
        "verdict": gettext("Something needs the operator.") if failing else verdict,
        "version": __version__,
        "checked_text": wording.moment(timezone.now()),
        "checks": checks,
    }
    return show(request, "public/state", page=Page(gettext("System state")), state=context)


def check(name: str, value: str, chip: Chip | None = None, remedy: str = "") -> dict[str, Any]:
    return {"name": name, "chip": chip or Chip("done", gettext("works")), "value": value, "remedy": remedy}


def upkeep(name: str, job: str) -> dict[str, Any]:
    """What the worker did last. Its own words may name files, so the public sees only when and whether."""
    entry = diary.read().get(job)
    if entry is None:
        return check(name, gettext("not yet"), Chip("wait", gettext("waits for its first turn")))
    at = wording.moment(dt.datetime.fromisoformat(entry["at"]))
    if entry["ok"] == "yes":
        return check(name, at)
    return check(name, at, Chip("no", gettext("failed")), gettext("The operator finds more with “travaux doctor”."))
