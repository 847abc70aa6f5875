"""What can be done with people and their offices: register, name, open a post, give a mandate, end it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from travaux.captures.rulings import correct
from travaux.lib.refusals import Refused, refuse_unless_recorder
from travaux.lib.viewer import Viewer
from travaux.record.actions import act

from ..models import Body, Mandate, Origin, Person, PersonName, Post, PostTitle
from ..stating import UNDATED, Citations, Period, register, state
from .bodies import checked


def register_person(
    *, by: Viewer, name: str, citations: Citations, lang: str = "", id: str | None = None, why: str = "", **about: Any
) -> Person:
    """Give a person in public office an address and a first attested name. `about`: level, notice."""
    refuse_unless_recorder(by)
    with act(by=by, verb="registered", why=why):
        person = register(model=Person, by=by, id=id, **about)
        name_person(by=by, person=person, text=name, lang=lang, citations=citations)
    return person


def name_person(
    *, by: Viewer, person: Person, text: str, citations: Citations, lang: str = "", note: str = "",
    origin: str = Origin.ATTESTED, when: Period = UNDATED, why: str = "",
) -> PersonName:  # fmt: skip
    """One form of a person's name as some source writes it; no form is made of another."""
    return state(
        model=PersonName, by=by, verb="named", citations=citations, when=when, why=why,
        person=person, text=checked(text), lang=lang, note=note, origin=origin,
    )  # fmt: skip


def open_post(
    *, by: Viewer, body: Body, role: str, chamber: Body | None = None, seated: bool = False, id: str | None = None,
    **about: Any,
) -> Post:  # fmt: skip
    """A role in a body, whoever holds it. `seated`: its holders fill seats of the delegation, by a source's word."""
    about = {"notice": body.notice, "level": body.level, **about}
    return register(
        model=Post, by=by, id=id, body=body, role=checked(role, longest=300), chamber=chamber, seated=seated, **about
    )


def post_of(*, by: Viewer, body: Body, role: str, chamber: Body | None = None, seated: bool = False) -> Post:
    """The body's post of that role, opened where there is none yet."""
    found = Post.objects.filter(body=body, role=role, chamber=chamber, seated=seated).order_by("pk").first()
    return found or open_post(by=by, body=body, role=role, chamber=chamber, seated=seated)


def title_post(
    *, by: Viewer, post: Post, text: str, citations: Citations, lang: str = "", note: str = "",
    origin: str = Origin.ATTESTED, when: Period = UNDATED, why: str = "",
) -> PostTitle:  # fmt: skip
    """What the holder of a post is called, in one language, verbatim where attested."""
    return state(
        model=PostTitle, by=by, verb="titled", citations=citations, when=when, why=why,
        post=post, text=checked(text), lang=lang, note=note, origin=origin,
    )  # fmt: skip


def give_mandate(
    *, by: Viewer, person: Person, post: Post, citations: Citations, on_behalf_of: Body | None = None,
    when: Period = UNDATED, why: str = "",
) -> Mandate:  # fmt: skip
    """State that a person holds a post. One person may hold many at once."""
    return state(
        model=Mandate, by=by, verb="gave a mandate", citations=citations, when=when, why=why,
        person=person, post=post, on_behalf_of=on_behalf_of,
    )  # fmt: skip


def end_mandate(
    *, by: Viewer, mandate: Mandate, end: str, reason: str, citations: Citations, basis: str | None = None
) -> Mandate:
    """State when a mandate ended: a new row in place of the old one, which stays as what was known before.

    Raises `Refused` on an end before the start, and where somebody has corrected the mandate meanwhile.
    """
    if not end:
        raise Refused(_("Say on which day the mandate ended."), where="end")
    when = Period(mandate.start, end, mandate.start_basis if mandate.start else None, basis)
    with act(by=by, verb="ended a mandate", why=reason):
        return correct(by=by, fact=mandate, reason=reason, citations=citations, **when.columns())
