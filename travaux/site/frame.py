"""The frame around every page: who is looking, on which day, in which language, and what must be said about samples."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, gettext

from travaux.accounts.queries import viewer_of
from travaux.lib.dated import moment_asked
from travaux.lib.notices import notice_words
from travaux.lib.refusals import Refused
from travaux.lib.viewer import Viewer

from . import addresses, choices, shown


@dataclass(frozen=True)
class Look:
    """One look at the site: everything a query needs to know about the reader."""

    viewer: Viewer
    on: dt.date  # the day asked about; today unless the address says otherwise
    asked: str  # the day as asked, "" for today
    known: dt.datetime | None  # as recorded by that moment; None: as recorded now
    lang: str


def look(request: HttpRequest) -> Look:
    """Who is looking and at which day. Raises `Refused` on a day that cannot be read."""
    asked = request.GET.get("on", "").strip()
    try:
        on = dt.date.fromisoformat(asked) if asked else timezone.localdate()
    except ValueError as error:
        raise Refused(
            gettext("“%(day)s” is not a day.") % {"day": asked[:40]},
            where="on",
            remedy=gettext("Write the day as 2022-06-06."),
        ) from error
    known = moment_asked(request.GET.get("known", "").strip())
    return Look(viewer_of(request.user), on, asked, known, get_language() or settings.LANGUAGE_CODE)


def show(request: HttpRequest, template: str, *, page: shown.Page, status: int = 200, **context: Any) -> HttpResponse:
    """Render a page in the frame. Only what the public may see may be kept by caches on the way.

    A page of the workspace says who can read it: `who_reads`, the secretariat unless said otherwise; "" on a page that
    belongs to nobody yet, such as the one behind an invitation.
    """
    if template.startswith("workspace/"):
        context.setdefault("who_reads", gettext("the secretariat"))
    response = render(
        request, f"site/{template}.html", {**context, "page": page, "site": site(request, page)}, status=status
    )
    response["Cache-Control"] = "no-store" if request.user.is_authenticated else "public, max-age=0, must-revalidate"
    return response


def around(request: HttpRequest) -> dict[str, Any]:
    """The frame for pages that are not our own views, such as signing in. Worked out only where it is used."""
    page = shown.Page("")
    mails = settings.ACCOUNT_EMAIL_NOTIFICATIONS
    return {"page": page, "site": SimpleLazyObject(lambda: site(request, page)), "sends_mail": mails}


class OneFrame:
    """What holds for every answer, those of views that are not ours included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """What a signed-in reader sees, file or page, is kept by no cache on the way."""
        response = self.get_response(request)
        if request.user.is_authenticated:
            response["Cache-Control"] = "no-store"
        elif request.method == "POST" and request.path.endswith("/account/logout/"):
            response["Clear-Site-Data"] = '"storage"'  # what lies in this browser of unsent forms, locked as it is
        return response

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        """Keep our `site` in the frame: allauth calls its own host by the same name."""
        if response.context_data:
            response.context_data.pop("site", None)
        return response


def found(value: Any) -> Any:
    """A summary, or “not found” in the same words whether it is hidden or does not exist."""
    if value is None:
        raise Http404
    return value


def site(request: HttpRequest, page: shown.Page) -> dict[str, Any]:
    """What `base.html` reads on every page."""
    here, choice = request.get_full_path(), choices.chosen(request)
    permanent = addresses.permanent(request.path)
    viewer = viewer_of(request.user)
    return {
        "assembly_name": page.assembly.text if page.assembly else "",
        "assembly_lang": page.assembly.lang if page.assembly else "",
        "home_url": addresses.page("home"),
        "search_url": addresses.page("search"),
        "help_url": addresses.page("help"),
        "report_url": addresses.page("report", query=f"about={permanent}"),
        "accessibility_url": addresses.page("accessibility"),
        "state_url": addresses.page("state"),
        "display_url": addresses.page("display"),
        "theme": choice["theme"],
        "text_size": choice["text"],
        "nav": navigation(viewer),
        "languages": [
            {"code": code, "name": name, "url": addresses.in_language(here, code), "current": code == get_language()}
            for code, name in (("en", "English"), ("ru", "Русский"))
        ],
        "disclaimer": notice_words("demonstration") if page.notice in ("demonstration", "mixed") else "",
        "some_exercise": page.notice == "mixed",
        "exercise": page.notice == "exercise" or page.exercise,
        "q": request.GET.get("q", ""),
        "account_url": reverse("mfa_index") if viewer.account else reverse("account_login"),
        "signed_in": bool(viewer.account),
    }


def navigation(viewer: Viewer) -> list[dict[str, str]]:
    entries = [
        ("drafts", gettext("Drafts")),
        ("delegations", gettext("Delegations")),
        ("people", gettext("People")),
        ("tasks", gettext("Tasks")),
        ("procedures", gettext("Procedures")),
        ("calendar", gettext("Calendar")),
        ("news", gettext("News")),
        ("captures", gettext("Sources")),
        ("record", gettext("Record")),
        ("data", gettext("Data")),
    ]
    if viewer.account:
        entries.append(("rounds", gettext("Opinions")))
    if viewer.may_record:
        entries.append(("desk", gettext("Desk")))
    return [{"key": key, "label": label, "url": addresses.page(key)} for key, label in entries]
