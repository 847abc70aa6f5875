"""A term looked at before it is set: its last day by rule and calendar, and what speaks against it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_lazy

from travaux.core.dates import BadDate, When
from travaux.core.procedure import shipped_calendars, shipped_ids
from travaux.core.procedure.counting import Calendar, Counting, NoDay, day_after
from travaux.core.procedure.fair_words import say_warning
from travaux.core.procedure.fairness import Addressee, check_term
from travaux.dossiers.queries.day_calendars import named_calendars
from travaux.dossiers.queries.procedures import speech
from travaux.lib.refusals import Refused
from travaux.site import addresses, shown, wording
from travaux.site.frame import look, show
from travaux.site.shown import Label, Page

from .door import secretariat

UNITS = [
    ("calendar", gettext_lazy("calendar days")),
    ("working", gettext_lazy("working days")),
    ("sitting", gettext_lazy("sitting days")),
    ("month", gettext_lazy("months")),
]
EXAMPLE = "Parliament of Alder; en, ru; exercise-working"


class Term(forms.Form):
    """From which day how long, counted how; to whom, and since when the text exists in which language."""

    start = forms.DateField(
        label=gettext_lazy("The day the term runs from"),
        help_text=gettext_lazy("As 2022-06-06."),
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    count = forms.IntegerField(label=gettext_lazy("How many"), min_value=1, max_value=2000)
    unit = forms.ChoiceField(label=gettext_lazy("Of what"), choices=UNITS)
    same_day = forms.BooleanField(label=gettext_lazy("The first day counts too"), required=False)
    backward = forms.BooleanField(label=gettext_lazy("Counted back from that day"), required=False)
    calendar = forms.ChoiceField(
        label=gettext_lazy("Calendar that the days are counted over"),
        help_text=gettext_lazy("Needed for working and sitting days."),
        required=False,
    )
    addressees = forms.CharField(
        label=gettext_lazy("Who has to act within it"),
        help_text=gettext_lazy(
            "A line each: name; languages that it reads; its calendar. Without a calendar its days count as not known."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "placeholder": EXAMPLE}),
        max_length=4000,
        strip=False,
    )
    texts = forms.CharField(
        label=gettext_lazy("Since when the text exists"),
        help_text=gettext_lazy("A line each: language, day. As: ru 2022-06-06. Leave the day out if it is not known."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        strip=False,
    )

    def __init__(self, calendars: dict[str, Calendar], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["calendar"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", gettext("none")), *((name, name) for name in calendars)]


@dataclass(frozen=True)
class Answer:
    """What came of a question."""

    day: str
    counted: str
    warnings: tuple[str, ...]


@secretariat
def deadline(request: HttpRequest) -> HttpResponse:
    here = look(request)
    calendars = every_calendar() | named_calendars(here.viewer, on=here.on, lang=here.lang)
    form = Term(calendars, request.GET or None)
    answer, refusal = None, None
    if form.is_valid():
        try:
            answer = answered(form.cleaned_data, calendars, here.lang)
        except Refused as error:
            refusal = shown.refusal(error)
    page = Page(
        gettext("Is this term fair?"), section="desk", crumbs=(Label(gettext("Desk"), url=addresses.page("desk")),)
    )
    status = 422 if refusal or form.errors else 200
    return show(request, "workspace/deadline", page=page, status=status, form=form, answer=answer, refusal=refusal,
                action=addresses.page("deadline"))  # fmt: skip


def every_calendar() -> dict[str, Calendar]:
    """Calendars that came with the procedures, by their own names."""
    found = [calendar for id in shipped_ids() for calendar in shipped_calendars(id).values()]
    return {calendar.name: calendar for calendar in sorted(found, key=lambda each: each.name)}


def answered(asked: dict[str, Any], calendars: dict[str, Calendar], lang: str) -> Answer:
    counting = Counting(asked["unit"], "same" if asked["same_day"] else "after", backward=asked["backward"])
    used = [calendars[asked["calendar"]]] if asked["calendar"] else []
    try:
        day = day_after(asked["start"], asked["count"], counting, used)
    except NoDay as error:
        raise Refused(
            gettext("The last day cannot be named."), where=str(error), kept=gettext("Nothing was stored."),
            remedy=gettext("Choose a calendar that speaks for the whole term; a day is never guessed."),
        ) from error  # fmt: skip
    first, last = sorted((asked["start"], day))
    people = [read_addressee(line, n, calendars) for n, line in numbered(asked["addressees"])]
    warnings = check_term(first, last, people, read_texts(asked["texts"]))
    rule = f"{asked['count']} {dict(UNITS)[asked['unit']]}"
    counted = gettext("%(term)s, counted from %(day)s") % {"term": rule, "day": wording.day(asked["start"])}
    return Answer(wording.day(day), counted, tuple(say_warning(each, speech(lang)) for each in warnings))


def numbered(text: str) -> list[tuple[int, str]]:
    return [(n, line.strip()) for n, line in enumerate(text.splitlines(), 1) if line.strip()]


def read_addressee(line: str, n: int, calendars: dict[str, Calendar]) -> Addressee:
    """`name; languages; calendar`. Raises `Refused` that names the line."""
    name, languages, calendar = (part.strip() for part in (line + ";;").split(";")[:3])
    where = gettext("Who has to act within it, line %(n)s") % {"n": n}
    if not languages:
        raise Refused(gettext("No language is named."), where=where, remedy=EXAMPLE)
    if calendar and calendar not in calendars:
        raise Refused(
            gettext("There is no calendar “%(name)s” here.") % {"name": calendar}, where=where,
            remedy=gettext("Choose one of: %(ids)s.") % {"ids": ", ".join(calendars)},
        )  # fmt: skip
    reads = tuple(part.strip().lower() for part in languages.split(",") if part.strip())
    return Addressee(name, reads, calendars.get(calendar))


def read_texts(text: str) -> dict[str, When]:
    """`language day` by lines. Raises `Refused` that names the line."""
    found: dict[str, When] = {}
    for n, line in numbered(text):
        lang, _, day = line.partition(" ")
        try:
            found[lang.lower()] = When.parse(day.strip())
        except BadDate as error:
            where = gettext("Since when the text exists, line %(n)s") % {"n": n}
            raise Refused(gettext("This is not a day."), where=where, remedy="ru 2022-06-06") from error
    return found
