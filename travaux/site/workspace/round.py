"""A round: its board, which everybody may see as far as it is theirs to know."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext, gettext_lazy, ngettext

from travaux.accounts.queries import viewer_of
from travaux.consultation.actions.rounds import Signature, extend_round
from travaux.consultation.queries import boards, register
from travaux.consultation.queries.boards import AddresseeRow, AnswerRow, Board, FileRow
from travaux.consultation.queries.comments import addressee_rows
from travaux.consultation.queries.left import left_in
from travaux.core.procedure.fair_words import say_warning
from travaux.core.procedure.fairness import Unfair, Warning
from travaux.lib.policy import can
from travaux.lib.refusals import Refused
from travaux.site import addresses, shown, wording
from travaux.site.frame import Look, found, look, show
from travaux.site.shown import Chip, Label, Page

from .comments_shown import links
from .releases import link as release_link

# --- the board -----------------------------------------------------------------------------------------------------


class Extend(forms.Form):
    """More time for everybody."""

    closes_on = forms.DateField(label=gettext_lazy("New last day"), help_text=gettext_lazy("As 2026-09-01."))
    reason = forms.CharField(label=gettext_lazy("Reason; it stands in the letter"), max_length=1000)
    signatory = forms.CharField(label=gettext_lazy("Who signs the letters"), max_length=300)
    capacity = forms.CharField(label=gettext_lazy("In which office"), max_length=300)


def detail(request: HttpRequest, id: str) -> HttpResponse:
    """The board. Whoever opened it may give more time here; the others read what is theirs to know."""
    here = look(request)
    may_extend = bool(can(here.viewer, "open a round"))
    form = Extend(request.POST or None) if may_extend else None
    refusal = None
    row = found(register.round_row(here.viewer, id, on=here.on))
    if form and form.is_valid():
        try:
            given = form.cleaned_data
            extend_round(by=viewer_of(request.user), round=row, closes_on=given["closes_on"], reason=given["reason"],
                         signature=Signature(given["signatory"], given["capacity"]))  # fmt: skip
            return HttpResponseRedirect(addresses.page("round", id))
        except Refused as error:
            refusal = shown.refusal(error)
    summary: Board = found(boards.board(here.viewer, id, on=here.on, lang=here.lang))
    status = 422 if refusal or (form and form.errors) else 200
    who = gettext("those who were asked, the commission and the secretariat") if summary.inside else ""
    board = board_shown(summary, here.lang) | {"next": next_steps(here, row, summary)}
    board["links"] += [*own_desks(here, id), *release_link(here, "consultation.round", id)]
    return show(request, "public/round", page=round_page(summary), status=status, round=board,
                form=form, refusal=refusal, action=request.path, who_reads=who)  # fmt: skip


def next_steps(here: Look, row: Any, summary: Board) -> list[Label]:
    """What is left to do, each with the way there; nothing for who does not answer comments, or after the close."""
    if summary.row.closed or not can(here.viewer, "propose an answer", row):
        return []
    left, id = left_in(here.viewer, row, summary, on=here.on), summary.row.id
    silent = summary.row.asked - summary.row.answered

    def table(state: str) -> str:
        return addresses.page("round-table", id, query=f"state={state}")

    steps = [
        (silent, ngettext("%(n)d answer is not recorded yet", "%(n)d answers are not recorded yet", silent), "#board"),
        (left.not_placed, ngettext("%(n)d comment has no place yet", "%(n)d comments have no place yet",
                                   left.not_placed), table("not_placed")),
        (left.undecided, ngettext("%(n)d comment is without a decision", "%(n)d comments are without a decision",
                                  left.undecided), table("unanswered")),
        (left.unnamed, ngettext("%(n)d acceptance does not name its change yet",
                                "%(n)d acceptances do not name their change yet", left.unnamed), table("unnamed")),
    ]  # fmt: skip
    found = [Label(words % {"n": n}, url=url) for n, words, url in steps if n]
    if left.comments and not (left.not_placed or left.undecided or left.unnamed):
        found.append(Label(gettext("All comments are answered: the proof, and the close"),
                           url=addresses.page("round-proof", id)))  # fmt: skip
    return found


def own_desks(here: Look, id: str) -> list[Label]:
    """The door to the points that a delegation notes before it answers, for its own people."""
    rows = addressee_rows(here.viewer, id, on=here.on) if here.viewer.capacities else []
    own = [row for row in rows if can(here.viewer, "comment in private", row)]
    said = gettext("Before you answer")
    return [
        Label(f"{said}: {row.name.get(here.lang) or row}" if len(own) > 1 else said,
              url=addresses.page("drafts-own", row.pk))
        for row in own
    ]  # fmt: skip


def round_page(summary: Board) -> Page:
    crumbs = (
        Label(gettext("Rounds of opinions"), url=addresses.page("rounds")),
        Label(gettext("Dossier"), url=addresses.page("dossier", summary.row.dossier)),
    )
    return Page(summary.row.subject, section="rounds", crumbs=crumbs, notice=summary.row.notice)


def board_shown(summary: Board, lang: str) -> dict[str, Any]:
    row, names = summary.row, {each.body: each.name for each in summary.addressees}
    facts = [(gettext("Text"), Label(gettext("version %(n)s") % {"n": summary.version_number},
                                     url=addresses.page("text", summary.version)))]  # fmt: skip
    facts.append((gettext("Decision"), Label(summary.decision)))
    facts.append((gettext("Asked on"), Label(wording.day(row.opened_on))))
    if row.closes_on:
        facts.append((gettext("Last day"), Label(wording.day(row.closes_on))))
    if summary.scope:
        facts.append((gettext("Asked of"), Label(", ".join(summary.scope))))
    return {
        "facts": facts,
        "questions": summary.questions,
        "inside": summary.inside,
        "sealed": sealed_words(summary),
        "extensions": [
            gettext("From %(was)s to %(now)s: %(why)s") % {"was": wording.day(was), "now": wording.day(now), "why": why}
            for was, now, why in summary.extensions
        ],
        "plan": [wording.day(each) for each in summary.plan],
        "warnings": [warning_words(each, names, lang) for each in summary.warnings],
        "rows": [addressee_shown(row.id, each, summary.inside) for each in summary.addressees],
        "links": links(row.id) if summary.inside else [],
        "closed": row.closed,
    }


def sealed_words(summary: Board) -> str:
    if not summary.sealed_until:
        return ""
    return gettext(
        "Opinions are kept from the other addressees until %(day)s is over. That is a rule and is recorded; it is not "
        "encryption, and whoever runs this server can read them."
    ) % {"day": wording.day(summary.sealed_until)}


def warning_words(said: Any, names: dict[str, str], lang: str) -> str:
    who = names.get(said["addressee"], said["addressee"])
    return say_warning(Warning(Unfair(said["kind"]), who, said["days"], said["of"]), "ru" if lang == "ru" else "en")


def addressee_shown(round: str, each: AddresseeRow, inside: bool) -> dict[str, Any]:
    """Dispatch, reply and position, side by side and never mixed."""
    dispatch = []
    if each.letter:
        dispatch.append(gettext("No. %(n)s, %(how)s") % {"n": each.letter, "how": each.channel_label})
    if each.sent_on:
        dispatch.append(gettext("sent on %(day)s") % {"day": wording.day(each.sent_on)})
    dispatch += [f"{words}: {wording.day(at.date())}" for at, words in each.acknowledged]
    dispatch += [gettext("reminder of %(day)s") % {"day": wording.day(on)} for on in each.reminded_on]
    return {
        "name": Label(each.name, shown.foreign(each.name_lang)),
        "dispatch": dispatch,
        "answers": [answer_shown(round, answer, each.own) for answer in each.answers],
        "files": [file_shown(file) for file in each.files],
        "answer_url": addresses.page("round-answer", round, each.id) if each.own and inside else "",
    }


def answer_shown(round: str, answer: AnswerRow, own: bool) -> dict[str, Any]:
    late = answer.late_by
    said = [gettext("receipt %(n)d") % {"n": answer.receipt}, answer.door_label] if answer.position else []
    if late:
        said.append(ngettext("%(n)d day after the close", "%(n)d days after the close", late) % {"n": late})
    if answer.comments:
        said.append(ngettext("%(n)d comment", "%(n)d comments", answer.comments) % {"n": answer.comments})
    if answer.not_placed:
        said.append(ngettext("%(n)d not placed", "%(n)d not placed", answer.not_placed) % {"n": answer.not_placed})
    return {
        "on": gettext("reply received on %(day)s") % {"day": wording.day(answer.received_on)},
        "position": Chip("plain", answer.position_label) if answer.position else None,
        "statement": answer.statement,
        "said": said,
        "receipt_url": addresses.page("receipt", round, answer.id) if own else "",
        "files": [file_shown(file) for file in answer.files],
    }


def file_shown(file: FileRow) -> dict[str, str]:
    return {"name": file.name, "kind": file.kind_label, "url": addresses.page("enclosure", file.id)}


def enclosure(request: HttpRequest, id: str) -> HttpResponse:
    """A file of a letter, byte for byte; downloaded, never shown in the page."""
    here = look(request)
    file = found(register.enclosure(here.viewer, id, on=here.on))
    name = "".join(c if c.isascii() and (c.isalnum() or c in ".-_") else "_" for c in file.name)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(file.data, content_type=file.media_type, headers=headers)
