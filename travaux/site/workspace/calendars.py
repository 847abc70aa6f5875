"""Calendars of parliaments: taken in from a file, first looked at; a term is then warned of what falls into it."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext, gettext_lazy

from travaux.accounts.queries import viewer_of
from travaux.core.procedure.calendar_files import read_calendar
from travaux.core.procedure.counting import Calendar
from travaux.core.procedure.fault_words import say
from travaux.core.procedure.faults import BadCalendar
from travaux.dossiers.actions import add_calendar
from travaux.dossiers.queries import day_calendars as queries
from travaux.dossiers.queries.day_calendars import CalendarRow
from travaux.dossiers.queries.procedures import speech
from travaux.lib.refusals import Refused
from travaux.registry.queries.rows import body_row
from travaux.site import addresses, shown, wording
from travaux.site.frame import Look, found, look, show
from travaux.site.shown import Empty

from .access import bodies
from .door import secretariat
from .entry import capacity_field, desk_page, offer

LARGEST = 2_000_000  # bytes of a calendar
MOST_SHOWN = 60  # periods in a preview
KINDS = {
    "sitting": gettext_lazy("sittings"), "holiday": gettext_lazy("holidays"),
    "working": gettext_lazy("weekend days that are worked"), "recess": gettext_lazy("recesses"),
    "election": gettext_lazy("elections"), "prorogued": gettext_lazy("prorogations"),
}  # fmt: skip


class CalendarForm(forms.Form):
    """A calendar file, or one that was just looked at and is to be kept."""

    body = forms.ChoiceField(label=gettext_lazy("Of which body"))
    file = forms.FileField(
        label=gettext_lazy("The calendar (.csv or .ics)"), required=False,
        help_text=gettext_lazy(
            "Columns date, kind, note. A date is a day or 2026-07-01/2026-08-31. Kinds: covers (once: the days the "
            "file speaks for), holiday, working, recess, election, sitting, prorogued. In .ics the kind stands in "
            "CATEGORIES."
        ),
    )  # fmt: skip
    languages = forms.RegexField(
        r"^[A-Za-z-]{2,12}([ ,]+[A-Za-z-]{2,12})*$", required=False,
        label=gettext_lazy("Languages in which it works, if that is stated"),
        help_text=gettext_lazy("As: kk, ru. A term is then weighed by when the text is there in one of them."),
    )  # fmt: skip
    corrects = forms.ChoiceField(label=gettext_lazy("Instead of"), required=False)
    reason = forms.CharField(label=gettext_lazy("If it is instead of another: why"), required=False, max_length=500)
    capacity = capacity_field()
    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # "name base64" of the file that was looked at

    def __init__(self, here: Look, rows: list[CalendarRow], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "body", bodies(here))
        named = [
            (row.id, f"{row.name.text}: {row.file}, {wording.day(row.first)} – {wording.day(row.last)}") for row in rows
        ]
        offer(self, "corrects", [("", gettext("nothing: it adds days")), *named])

    def file_given(self) -> tuple[str, bytes]:
        """(name, bytes) of the file that was chosen, or else of the one that was looked at."""
        upload = self.cleaned_data["file"]
        if upload:
            if upload.size > LARGEST:
                raise Refused(gettext("The file is too large."), where=upload.name)
            return upload.name[:100], upload.read()
        name, _, data = self.cleaned_data["seen"].rpartition(" ")
        try:
            return name, base64.b64decode(data, validate=True) if name else nothing_given()
        except (binascii.Error, ValueError) as error:
            raise Refused(gettext("No file was given.")) from error


def nothing_given() -> bytes:
    raise Refused(gettext("No file was given."), remedy=gettext("Choose the calendar file."))


@dataclass(frozen=True)
class Looked:
    """What became of a file: its faults, or what it says."""

    faults: tuple[str, ...] = ()
    read: Mapping[str, Any] | None = None


@secretariat
def calendars(request: HttpRequest) -> HttpResponse:
    here = look(request)
    rows = queries.calendar_rows(here.viewer, on=here.on, lang=here.lang)
    form = CalendarForm(here, rows, request.POST or None, request.FILES or None)
    looked, refusal = Looked(), None
    if form.is_valid():
        try:
            name, data = form.file_given()
            calendar = read_calendar(data, name)
            if "keep" in request.POST:
                keep(request, here, form.cleaned_data, calendar, data)
                return HttpResponseRedirect(addresses.page("calendars"))
            looked = Looked(read=preview(calendar))
            seen = f"{name} {base64.b64encode(data).decode()}"
            form = CalendarForm(here, rows, initial={**form.cleaned_data, "seen": seen})
        except BadCalendar as error:
            looked = Looked(faults=tuple(fault(each, here) for each in error.faults))
        except Refused as error:
            refusal = shown.refusal(error)
    context = {
        "rows": [row_shown(row) for row in rows],
        "empty": Empty(gettext("No calendar is held."), next=gettext("What is not known of a term is said as such.")),
        "faults": looked.faults, "read": looked.read,
    }  # fmt: skip
    status = 422 if refusal or looked.faults or form.errors else 200
    return show(request, "workspace/calendars", page=desk_page(gettext("Calendars of parliaments")), status=status,
                calendars=context, form=form, refusal=refusal, action=addresses.page("calendars"))  # fmt: skip


def keep(request: HttpRequest, here: Look, given: dict[str, Any], calendar: Calendar, data: bytes) -> None:
    corrects = queries.calendar_row(here.viewer, given["corrects"], on=here.on)
    if corrects is not None and not given["reason"].strip():
        raise Refused(gettext("Say why it takes the place of the other."), where="reason")
    add_calendar(
        by=viewer_of(request.user), body=found(body_row(here.viewer, given["body"], on=here.on)), calendar=calendar,
        data=data, capacity=given["capacity"], languages=given["languages"].lower().replace(",", " ").split(),
        corrects=corrects, reason=given["reason"],
    )  # fmt: skip


def preview(calendar: Calendar) -> dict[str, Any]:
    """What a file says, in words."""
    periods = sorted(calendar.periods, key=lambda each: each.first)
    return {
        "covers": between(calendar.first, calendar.last),
        "periods": [
            {"days": between(each.first, each.last), "kind": KINDS.get(each.kind, each.kind), "note": each.note}
            for each in periods[:MOST_SHOWN]
        ],
        "more": max(len(periods) - MOST_SHOWN, 0),
    }  # fmt: skip


def between(first: Any, last: Any) -> str:
    return wording.day(first) if first == last else f"{wording.day(first)} – {wording.day(last)}"


def fault(each: Any, here: Look) -> str:
    place = gettext("Row %(row)s: ") % {"row": each.line} if each.line else ""
    return f"{place}{say(each.problem, speech(here.lang))} {say(each.remedy, speech(here.lang))}"


def row_shown(row: CalendarRow) -> dict[str, Any]:
    return {
        "name": shown.marked(
            shown.name(row.name, addresses.page("fact", "dossiers.daycalendar", row.id)), row.notice
        ),
        "file": row.file,
        "covers": between(row.first, row.last), "languages": ", ".join(row.languages),
        "counts": [f"{KINDS.get(kind, kind)}: {n}" for kind, n in sorted(row.counts.items())],
    }  # fmt: skip
