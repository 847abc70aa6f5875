"""A letter that is filed, read into comments: cut by rule, checked and corrected by a person, then added as rows."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext, gettext_lazy

from travaux.accounts.queries import viewer_of
from travaux.consultation import reading
from travaux.consultation.actions.filings import Point, add_points
from travaux.consultation.queries import register
from travaux.consultation.words import KINDS, POSITIONS
from travaux.lib.policy import can
from travaux.lib.refusals import Refused
from travaux.site import addresses, shown
from travaux.site.frame import found, look, show
from travaux.site.shown import Label, Page

from .door import needs
from .entry import offer

MOST = 200  # points of one letter on one page


class Words(forms.Form):
    """What the letter says."""

    words = forms.CharField(
        label=gettext_lazy("The words of the letter"), max_length=reading.LONGEST,
        help_text=gettext_lazy("A paragraph a line. Of a scan or a PDF: type or paste them."),
        widget=forms.Textarea(attrs={"rows": 12}),
    )  # fmt: skip


class PointForm(forms.Form):
    """One point, as it will stand in the table."""

    take = forms.BooleanField(label=gettext_lazy("Take it into the table"), required=False)
    uid = forms.ChoiceField(label=gettext_lazy("Provision"), required=False)
    place_quoted = forms.CharField(label=gettext_lazy("As the letter names it"), required=False, max_length=500)
    kind = forms.ChoiceField(label=gettext_lazy("Type"), choices=KINDS)
    text = forms.CharField(label=gettext_lazy("Comment"), widget=forms.Textarea(attrs={"rows": 4}), required=False)
    proposal = forms.CharField(
        label=gettext_lazy("Proposed wording"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    ground = forms.CharField(label=gettext_lazy("Grounds"), required=False, widget=forms.Textarea(attrs={"rows": 2}))


Points = forms.formset_factory(PointForm, extra=0, max_num=MOST, absolute_max=MOST)


@needs("file an opinion")
def letter_points(request: HttpRequest, id: str, filing: str) -> HttpResponse:
    """Read the letter, then check each point; only what is marked is added."""
    here = look(request)
    row = found(register.filing_row(here.viewer, id, filing, on=here.on))
    if not here.viewer.is_staff or not can(here.viewer, "file an opinion", row):
        found(None)
    points, cut, refusal = None, None, None
    if "points-TOTAL_FORMS" in request.POST:
        points = Points(request.POST, prefix="points")
        words = Words()
        named(points, row)
        if points.is_valid():
            try:
                add_points(by=viewer_of(request.user), filing=row, points=taken(points, row))
                return HttpResponseRedirect(addresses.page("receipt", id, filing))
            except Refused as error:
                refusal = shown.refusal(error)
    else:
        words = Words(request.POST or None, initial={"words": reading.words_of(row)})
        if words.is_valid():
            cut = reading.cut(row, words.cleaned_data["words"])
            points = Points(initial=[initial(each) for each in cut.points[:MOST]], prefix="points")
            named(points, row)
    title = gettext("Comments in the letter of receipt %(n)d") % {"n": row.receipt}
    page = Page(title, section="rounds", notice=row.round.notice,
                crumbs=(Label(gettext("Receipt %(n)d") % {"n": row.receipt},
                              url=addresses.page("receipt", id, filing)),))  # fmt: skip
    wrong = refusal or words.errors or (points is not None and points.is_bound)
    return show(
        request, "workspace/letter_points", page=page, status=422 if wrong else 200, words=words, points=points,
        cut=cut_shown(cut) if cut else None, refusal=refusal, action=request.path,
        rows=rows(points, cut) if points is not None else [],
        who_reads=gettext("the secretariat; the rows, once they are added, whoever may read the answer"),
    )  # fmt: skip


def named(points: Any, row: Any) -> None:
    """Each point can be on any provision, on the text as a whole, or have no place yet."""
    choices = [("", gettext("no place yet")), ("*", gettext("the draft as a whole")), *reading.provisions(row)]
    for form in points:
        offer(form, "uid", choices)


def initial(each: reading.Proposed) -> dict[str, Any]:
    return {"take": True, "uid": "*" if each.whole else each.uid, "place_quoted": each.place_quoted, "text": each.text,
            "proposal": each.proposal, "ground": each.ground}  # fmt: skip


def taken(points: Any, row: Any) -> list[Point]:
    given = [form.cleaned_data for form in points if form.cleaned_data.get("take")]
    if not given:
        raise Refused(gettext("No point is marked."), remedy=gettext("Mark those that are comments."))
    return [
        Point(text=one["text"] or one["proposal"], kind=one["kind"], uid=one["uid"] if one["uid"] != "*" else "",
              whole=one["uid"] == "*", place_quoted=one["place_quoted"], proposal=one["proposal"],
              ground=one["ground"], lang=row.addressee.languages[0] if row.addressee.languages else "")
        for one in given
    ]  # fmt: skip


def rows(points: Any, cut: reading.Cut | None) -> list[dict[str, Any]]:
    """Each form; where its point has no place, with provisions that come near."""
    found = cut.points[:MOST] if cut else ()
    lost = [not (each.uid or each.whole) for each in found] or [False] * len(points)
    near = [", ".join(each.near) for each in found] or [""] * len(points)
    return [{"n": n, "form": form, "lost": not_placed, "near": close}
            for n, (form, not_placed, close) in enumerate(zip(points, lost, near, strict=True), 1)]  # fmt: skip


def cut_shown(cut: reading.Cut) -> dict[str, Any]:
    return {
        "opening": cut.opening, "stance": dict(POSITIONS).get(cut.stance, "") if cut.stance else "",
        "stance_words": cut.stance_words, "left": max(0, len(cut.points) - MOST), "none": not cut.points,
    }  # fmt: skip
