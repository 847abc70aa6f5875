"""The record: every act in order, newest first, and how to check that none was altered."""

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, ngettext

from travaux.core.log.chain import moment
from travaux.record import queries
from travaux.record.queries import LineSummary, Named
from travaux.registry import queries as registry
from travaux.registry.summaries import BodyRef
from travaux.site import addresses, shown, wording
from travaux.site.frame import Look, look, show
from travaux.site.shown import Label, Page, Twin
from travaux.site.verbs import verb_words

PAGES = {  # kinds of rows that have a page of their own, by the name of the page
    "registry.person": "person",
    "dossiers.dossier": "dossier",
    "instruments.instrumentrelation": "task",
    "instruments.version": "text",
    "instruments.amendment": "amendment",
}


def index(request: HttpRequest) -> HttpResponse:
    here = look(request)
    asked = request.GET.get("before", "")
    page = queries.lines(viewer=here.viewer, on=here.on, before=int(asked) if asked.isdecimal() else None)
    checkpoint = queries.checkpoint()
    total = queries.count(viewer=here.viewer, on=here.on)
    record = {
        "verdict": ngettext("%(n)s act is recorded.", "%(n)s acts are recorded.", total) % {"n": total}
        + " "
        + gettext("Each line carries the hash of the one before it, so that none can be changed unseen."),
        "head_hash": checkpoint.head,
        "checkpoint_text": wording.moment(moment(checkpoint.at)),
        "checkpoint_url": "/record/checkpoint.txt",
        "command": "travaux record verify --checkpoint FILE",
        "lines": [shown_line(line) for line in page.lines],
        "pages": {
            "text": "",
            "previous_url": addresses.page("record") if asked else "",
            "next_url": addresses.page("record", query=f"before={page.older}") if page.older else "",
        }
        if asked or page.older
        else None,
    }
    twins = (Twin("JSON", "/record.json"),)
    notice = shown.common_notice(each.notice for each in assemblies(here))
    page_ = Page(gettext("Record"), section="record", twins=twins, notice=notice)
    return show(request, "public/record", page=page_, record=record)


def assemblies(here: Look) -> list[BodyRef]:
    """Those whose acts are recorded here: where one of them is a sample, the record says so too."""
    return registry.bodies(here.viewer, kind="assembly", on=here.on, lang=here.lang)


def shown_line(line: LineSummary) -> dict[str, object]:
    return {
        "id": f"line-{line.seq}",
        "seq": line.seq,
        "at_text": wording.moment(line.at),
        "at_iso": line.at.isoformat(),
        "who": role_words(line.role),
        "did": verb_words(line.verb) or gettext("erased lawfully: %(why)s") % {"why": line.erased_why},
        "objects": objects(line),
        "why": line.why,
        "hash_short": line.hash[: shown.SHORT_HASH],
        "withheld": line.withheld,
    }


def objects(line: LineSummary) -> list[Label]:
    """What a line names, by kind: one object with a page is a link, several are counted."""
    kinds = Counter(named.type for named in line.objects)
    first: dict[str, Named] = {}
    for named in line.objects:
        first.setdefault(named.type, named)
    labels = [
        Label(
            kind_words(kind) if n == 1 else f"{kind_words(kind)} × {n}",
            url=addresses.page(PAGES[kind], first[kind].id) if n == 1 and kind in PAGES else "",
        )
        for kind, n in kinds.items()
    ]
    if line.objects_not_shown:
        labels.append(Label(gettext("and %(n)s more") % {"n": line.objects_not_shown}))
    return labels


def role_words(role: str) -> str:
    return {
        "secretariat": gettext("the secretariat"),
        "operator": gettext("the server's operator"),
        "public": gettext("a reader"),
    }.get(role, role)


def consultation_words() -> dict[str, str]:
    return {
        "consultation.round": gettext("round of opinions"),
        "consultation.addressee": gettext("addressee of a round"),
        "consultation.extension": gettext("extension of a round"),
        "consultation.acknowledgement": gettext("acknowledgement"),
        "consultation.reminder": gettext("reminder"),
        "consultation.document": gettext("letter"),
        "consultation.enclosure": gettext("file of a letter"),
        "consultation.storedfile": gettext("bytes of a file"),
        "consultation.sending": gettext("sending of a letter"),
        "consultation.arrival": gettext("what came and is not filed yet"),
        "consultation.arrivedfile": gettext("file that came"),
        "consultation.filing": gettext("answer"),
        "consultation.opinion": gettext("opinion"),
        "consultation.confirmation": gettext("confirmation of comments"),
        "consultation.comment": gettext("comment"),
        "consultation.draftpoint": gettext("point before an answer"),
        "consultation.internalterm": gettext("term inside a delegation"),
        "consultation.internalreminder": gettext("reminder inside a delegation"),
        "consultation.handedon": gettext("provisions handed on"),
        "consultation.disposition": gettext("answer to a comment"),
        "consultation.reaction": gettext("word of an author on an answer"),
        "consultation.closure": gettext("closing of a round"),
        "consultation.objection": gettext("objection"),
        "consultation.lifting": gettext("lifting of an objection"),
        "consultation.partdecision": gettext("decision on a part"),
        "consultation.review": gettext("request for a review"),
        "consultation.assignment": gettext("assignment of a review"),
        "consultation.finding": gettext("result of a review"),
        "consultation.absence": gettext("absence of an expert"),
    }


def kind_words(kind: str) -> str:
    return {
        "captures.capture": gettext("source"),
        "captures.capturecontent": gettext("words of a source"),
        "captures.citation": gettext("citation"),
        "captures.reading": gettext("reading"),
        "captures.claim": gettext("claim"),
        "captures.ruling": gettext("ruling"),
        "captures.document": gettext("document"),
        "registry.body": gettext("body"),
        "registry.bodyname": gettext("name of a body"),
        "registry.person": gettext("person"),
        "registry.personname": gettext("name of a person"),
        "registry.affiliation": gettext("affiliation"),
        "registry.statedcomposition": gettext("stated composition"),
        "registry.entitlement": gettext("entitlement"),
        "registry.vacancy": gettext("vacancy"),
        "registry.website": gettext("website"),
        "registry.post": gettext("post"),
        "registry.posttitle": gettext("title of a post"),
        "registry.mandate": gettext("mandate"),
        "registry.imported": gettext("imported entry"),
        "instruments.instrument": gettext("text"),
        "instruments.instrumenttitle": gettext("title of a text"),
        "instruments.instrumentrelation": gettext("relation between texts"),
        "instruments.expression": gettext("language of a text"),
        "instruments.version": gettext("version"),
        "instruments.versiontext": gettext("words of a version"),
        "instruments.manifestation": gettext("file of a version"),
        "instruments.component": gettext("annex"),
        "instruments.correspondence": gettext("correspondence of provisions"),
        "instruments.alignment": gettext("alignment of two languages"),
        "instruments.pointer": gettext("standing of a version"),
        "instruments.amendment": gettext("amendment"),
        "instruments.amendmentruling": gettext("ruling on an amendment"),
        "instruments.provenance": gettext("origin of a change"),
        "dossiers.dossier": gettext("dossier"),
        "dossiers.event": gettext("event"),
        "dossiers.participation": gettext("participation"),
        "dossiers.statement": gettext("statement"),
        "dossiers.newsitem": gettext("news item"),
        "dossiers.governing": gettext("rules of a dossier"),
        "dossiers.daycalendar": gettext("calendar of a body"),
        "dossiers.parameter": gettext("parameter of a task"),
        "dossiers.parameteranswer": gettext("reading of a draft"),
        "corrections.correctionrequest": gettext("report of an error"),
        "corrections.correctionanswer": gettext("answer to a report"),
        "accounts.account": gettext("account"),
        "accounts.invitation": gettext("invitation"),
        "accounts.appointment": gettext("appointment"),
        "accounts.release": gettext("day of release"),
        **consultation_words(),
    }.get(kind, kind)
