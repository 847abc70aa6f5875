"""What a national secretary arranges inside the delegation: a term of its own, and provisions for people outside."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from travaux.accounts.queries import address_of, experts_of
from travaux.lib.refusals import Refused, refuse_unless
from travaux.lib.viewer import Viewer
from travaux.lib.wording import day as day_words
from travaux.record.actions import Act, act

from .. import outbox
from ..models import Addressee, DraftPoint, HandedOn, InternalReminder, InternalTerm
from ..outbox import Attached, Message
from ..packing import texts_of
from .answers import refuse_closed
from .letters import File, stored

REMINDERS = (7, 2)  # days before
MOST = 50  # people to whom provisions are handed on at once


@dataclass(frozen=True)
class Handing:
    """What is handed on, and to whom."""

    file: File  # the table of these provisions
    emails: Sequence[str]
    uids: Sequence[str] = field(default=())  # none: the whole text
    words: str = ""


def set_internal_term(
    *, by: Viewer, addressee: Addressee, due_on: dt.date, words: str = "", reminders: Sequence[int] = REMINDERS
) -> InternalTerm:
    """Tell the delegation's experts by when to write, and remind those who have noted nothing on the days of the plan.

    The experts with an account are written to at once. Raises Refused for a day that has passed, or a closed round.
    """
    refuse_unless(by, "file an opinion", addressee)
    refuse_closed(addressee.round)
    if due_on <= timezone.localdate():
        raise Refused(_("Nobody could answer by that day."), where=due_on.isoformat())
    with act(by=by, verb="set a term inside a delegation") as a:
        made = InternalTerm(
            addressee=addressee, due_on=due_on, words=words.strip(), set_at=a.at, account=by.account or "",
            reminders=sorted({each for each in reminders if each > 0}, reverse=True),
        )  # fmt: skip
        a.save(made)
        people = sorted(experts_of(addressee.belongs_to, on=timezone.localdate()).values())
        if people:
            said = letter(addressee, lambda: term_words(made))
            outbox.put_receipt(f"term-{made.pk}", message(made, people, said), at=a.at)
    return made


def plan_of(term: InternalTerm) -> list[dt.date]:
    """The days on which who has noted nothing is reminded: what the page shows is what is done."""
    return [term.due_on - dt.timedelta(days=days) for days in term.reminders]


def current_term(addressee: Addressee) -> InternalTerm | None:
    return InternalTerm.objects.filter(addressee=addressee).order_by("set_at", "pk").last()


def remind_inside(*, by: Viewer, today: dt.date | None = None) -> list[InternalReminder]:
    """Remind, by each delegation's plan, its experts of whom no point is noted. A missed day is made up once."""
    refuse_unless(by, "open a round")
    now, sent = today or timezone.localdate(), []
    open_terms = InternalTerm.objects.filter(due_on__gte=now, addressee__round__closure__isnull=True)
    for addressee in Addressee.objects.filter(pk__in=open_terms.values("addressee")).select_related("round__dossier"):
        term = current_term(addressee)
        planned = [each for each in plan_of(term) if term.set_at.date() < each <= now] if term else []
        if term and planned and not term.reminded.filter(planned_on=planned[-1]).exists():
            sent += reminded(by=by, term=term, planned_on=planned[-1])
    return sent


def reminded(*, by: Viewer, term: InternalTerm, planned_on: dt.date) -> list[InternalReminder]:
    """One message, for one day of a term's plan, to the experts of whom no point is noted; none where there is none."""
    noted = set(DraftPoint.objects.filter(addressee=term.addressee).values_list("noted_by", flat=True))
    experts = experts_of(term.addressee.belongs_to, on=planned_on)
    people = sorted(email for account, email in experts.items() if account not in noted)
    if not people:
        return []
    with act(by=by, verb="reminded inside a delegation") as a:
        made = InternalReminder(term=term, planned_on=planned_on, recipients=len(people), sent_at=a.at)
        a.save(made)
        said = letter(term.addressee, lambda: [_("You have not noted a point yet."), *term_words(term)])
        outbox.put_receipt(f"term-{term.pk}-{planned_on}", message(term, people, said), at=a.at)
    return [made]


def hand_on(*, by: Viewer, addressee: Addressee, handing: Handing) -> HandedOn:
    """Send provisions as one Word file to people without an account; what they send back is taken in as a table.

    Their answers go to the secretary's own address. Raises Refused for an address that is none, nobody or too many.
    """
    refuse_unless(by, "file an opinion", addressee)
    refuse_closed(addressee.round)
    people = sorted({each.strip() for each in handing.emails if each.strip()})
    refuse_addresses(people)
    known = texts_of(addressee.round.version)[addressee.round.version.expression.lang].eids
    if lost := [uid for uid in handing.uids if uid not in known]:
        raise Refused(_("The version has no such provision."), where=", ".join(lost))
    with act(by=by, verb="handed provisions on") as a:
        made = HandedOn(
            addressee=addressee, uids=list(handing.uids), file=stored(a, handing.file.data), recipients=len(people),
            handed_at=a.at, account=by.account or "",
        )  # fmt: skip
        a.save(made)
        send(a, by, made, handing, people)
    return made


def send(a: Act, by: Viewer, made: HandedOn, handing: Handing, people: Sequence[str]) -> None:
    """One message to each: nobody learns of the others."""
    said = letter(made.addressee, lambda: handing_words(handing))
    reply = address_of(by.account) if by.account else ""
    attached = Attached(made.file, handing.file.name, handing.file.media_type)
    for n, each in enumerate(people, 1):
        text = Message([each], said[0], "\n\n".join(said[1:]), reply_to=reply, attached=attached)
        outbox.put_receipt(f"handed-{made.pk}-{n}", text, at=a.at)


def refuse_addresses(people: Sequence[str]) -> None:
    if not people or len(people) > MOST:
        raise Refused(_("Give one address at least, and %(most)d at most.") % {"most": MOST}, where=str(len(people)))
    for each in people:
        try:
            validate_email(each)
        except ValidationError as error:
            raise Refused(_("This is no e-mail address."), where=each[:100]) from error


# --- words ---------------------------------------------------------------------------------------------------------


def letter(addressee: Addressee, words: Callable[[], list[str]]) -> list[str]:
    """[subject, paragraphs …] in the language in which the delegation is written to."""
    lang = next((each for each in addressee.languages if each in ("en", "ru")), "en")
    with override(lang):
        about = addressee.round.subject.get(lang) or str(addressee.round)
        mark = f"[{_('EXERCISE')}] " if addressee.round.notice == "exercise" else ""
        desk = f"{settings.ADDRESS}/{get_language()}/desk/drafts/{addressee.pk}"
        return [f"{mark}{about}", *words(), *([desk] if settings.ADDRESS else [])]


def term_words(term: InternalTerm) -> list[str]:
    return [
        _("Please note your points on the draft by %(day)s.") % {"day": day_words(term.due_on)},
        *([term.words] if term.words else []),
    ]


def handing_words(handing: Handing) -> list[str]:
    return [
        _("Please write your comments into the table enclosed, beside the provision that each is on, and send it back "
          "in answer to this message. Leave the rows empty of which you say nothing."),
        *([handing.words.strip()] if handing.words.strip() else []),
    ]  # fmt: skip


def message(term: InternalTerm, people: Sequence[str], said: Sequence[str]) -> Message:
    return Message(people, said[0], "\n\n".join(said[1:]), reply_to=address_of(term.account) if term.account else "")
