"""What can be done with bodies: register, name, affiliate, state their sites."""

from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from travaux.lib.refusals import Refused, refuse_unless_recorder
from travaux.lib.viewer import Viewer
from travaux.record.actions import act

from ..models import Affiliation, Body, BodyName, Origin, Website
from ..stating import UNDATED, Citations, Period, register, state


def register_body(
    *, by: Viewer, kind: str, name: str = "", lang: str = "", citations: Citations = (), id: str | None = None,
    why: str = "", **about: Any,
) -> Body:  # fmt: skip
    """Give a body its address and its first attested name. `about`: level, notice."""
    refuse_unless_recorder(by)
    with act(by=by, verb="registered", why=why):
        body = register(model=Body, by=by, id=id, kind=kind, **about)
        if name:
            name_body(by=by, body=body, text=name, lang=lang, citations=citations)
    return body


def name_body(
    *, by: Viewer, body: Body, text: str, citations: Citations, lang: str = "", note: str = "",
    origin: str = Origin.ATTESTED, when: Period = UNDATED, why: str = "",
) -> BodyName:  # fmt: skip
    """One form of a body's name, verbatim where attested; ours cites what it translates."""
    return state(
        model=BodyName, by=by, verb="named", citations=citations, when=when, why=why,
        body=body, text=checked(text), lang=lang, note=note, origin=origin,
    )  # fmt: skip


def affiliate(
    *, by: Viewer, body: Body, kind: str, to: Body, citations: Citations, when: Period = UNDATED, why: str = ""
) -> Affiliation:
    """State how one body stands to another: chamber of, delegation to, observer in."""
    if body.pk == to.pk:
        raise Refused(_("A body cannot be affiliated to itself."), where=body.pk)
    return state(
        model=Affiliation,
        by=by,
        verb="affiliated",
        citations=citations,
        when=when,
        why=why,
        body=body,
        kind=kind,
        to=to,
    )


def state_website(
    *, by: Viewer, body: Body, citations: Citations, url: str = "", when: Period = UNDATED, why: str = ""
) -> Website:
    """State a body's site; with "" the source announces one and gives no address."""
    if url and urlsplit(url).scheme not in ("http", "https"):
        raise Refused(
            _("This is no address of a website."), where=url, remedy=_("Give it whole, beginning with https://.")
        )
    return state(model=Website, by=by, verb="stated", citations=citations, when=when, why=why, body=body, url=url)


def checked(text: str, *, longest: int = 500) -> str:
    """A name as given, without spaces around it."""
    text = text.strip()
    if not text or len(text) > longest:
        raise Refused(
            _("A name has between 1 and %(longest)s characters.") % {"longest": longest},
            where=text[:60],
            remedy=_("Copy the name from the source, without the sentence around it."),
        )
    return text
