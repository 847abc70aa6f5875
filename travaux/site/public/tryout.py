"""Try your own page: a pasted text, read on the spot. Nothing is stored and nothing is logged of it."""

import hashlib

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_lazy, ngettext

from travaux.captures.queries import ClaimSummary, segments
from travaux.core.claims import Reading, read
from travaux.core.claims.page import PageRefused, open_page
from travaux.site import addresses, shown
from travaux.site.frame import show
from travaux.site.public.captures import shown_claim, source_text, unread_text
from travaux.site.shown import Count, Page

MOST = 200_000  # characters; a page of an assembly has a few thousand


class PastedText(forms.Form):
    """One page as text."""

    text = forms.CharField(
        label=gettext_lazy("Text of the page"),
        help_text=gettext_lazy("In English or Russian, at most 200,000 characters."),
        max_length=MOST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
    )


def try_page(request: HttpRequest) -> HttpResponse:
    form = PastedText(request.POST or None)
    refusal, result = None, None
    if form.is_valid():
        try:
            text = open_page(form.cleaned_data["text"].encode(), name="pasted.txt", encoding="utf-8").text
            result = shown_reading(text, read(text))
        except PageRefused as error:
            refusal = shown.refusal(error)
    status = 422 if refusal or form.errors else 200
    page = Page(gettext("Try your own page"))
    return show(
        request,
        "public/try",
        page=page,
        status=status,
        form=form,
        result=result,
        refusal=refusal,
        try_url=addresses.page("try", anchor="result"),
    )


def shown_reading(text: str, reading: Reading) -> dict[str, object]:
    claims = [
        ClaimSummary(
            id="",
            ordinal=n,
            kind=claim.kind,
            span=claim.span,
            words=text[slice(*claim.span)],
            fields={name: text[slice(*span)] for name, span in claim.fields.items()},
            values=claim.values,
            rule=claim.rule,
            outcome="",
            why="",
            facts=(),
            cited=False,
        )
        for n, claim in enumerate(reading.claims, start=1)
    ]
    runs = list(segments(text, claims=[(c.ordinal, c.span) for c in claims], places=(), unread=reading.unread))
    return {
        "text": source_text(runs, claims, reading.lang),
        "claims": [{**shown_claim(claim, reading.lang), "chip": None} for claim in claims],
        "counts": [
            Count(len(claims), ngettext("claim read", "claims read", len(claims))),
            Count(len(reading.unread), ngettext("sentence unread", "sentences unread", len(reading.unread))),
        ],
        "unread_text": unread_text(len(reading.unread)),
        "hash": hashlib.sha256(text.encode()).hexdigest(),
    }
