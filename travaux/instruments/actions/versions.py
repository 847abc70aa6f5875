"""What can be done with texts: open a language, add a version, file what was handed in, say what a version is."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from travaux.core.dates import BadDate
from travaux.core.text.akn_write import write_akn
from travaux.core.text.carry import Correspondence as Answer
from travaux.core.text.carry import carry
from travaux.core.text.eids import by_eid
from travaux.core.text.sheet_make import fingerprint_bytes
from travaux.core.text.tree import Component as Annex
from travaux.core.text.tree import Document
from travaux.lib.dated import day_columns
from travaux.lib.ids import new_id
from travaux.lib.refusals import Refused, refuse_unless_recorder
from travaux.lib.viewer import Level, Viewer
from travaux.record.actions import act
from travaux.registry.stating import UNDATED, Citations, Period, register, state

from ..blocks import blocks_of, pack
from ..identity import identified, same_words
from ..models import Component, Correspondence, Expression, Instrument, Manifestation, Pointer, Version, VersionText
from ..reading import (
    THREE_LETTERS,
    File,
    document_from,
    in_our_words,
    opened,
    refuse_other_language,
    sha256_of,
    title_in,
)
from ..uids import answering, named, units_of
from .works import refuse_unknown

REVIEW_BELOW = 600  # per mille: pairs less alike than this are shown to a person


def add_expression(
    *, by: Viewer, instrument: Instrument, lang: str, authentic: bool = False, id: str | None = None, why: str = "",
    **about: Any,
) -> Expression:  # fmt: skip
    """Open a language of an instrument. `about`: level; the notice is the instrument's."""
    refuse_unless_recorder(by)
    with act(by=by, verb="added a language", why=why):
        if instrument.expressions.filter(lang=lang).exists():
            raise Refused(_("The instrument is held in this language already."), where=lang)
        return register(
            model=Expression, by=by, id=id, instrument=instrument, lang=lang, authentic=authentic,
            **{"notice": instrument.notice, "level": instrument.level, **about},
        )  # fmt: skip


def declare_authentic(*, by: Viewer, expression: Expression, authentic: bool = True, why: str) -> Expression:
    """Say that a language is one of those that are equal in force, or no longer is."""
    refuse_unless_recorder(by)
    with act(by=by, verb="declared authentic" if authentic else "declared a translation", why=why) as a:
        a.amend(expression, authentic=authentic)
    return expression


def add_version(
    *, by: Viewer, expression: Expression, number: str, file: File | None = None, tree: Document | None = None,
    made: str = "", origin: str = Version.Origin.UPLOADED, profile: str = "", label: Mapping[str, str] | None = None,
    annexed: Mapping[str, Instrument] | None = None, level: str | None = None, id: str | None = None, why: str = "",
) -> Version:  # fmt: skip
    """The next wording of a text, from a file that is kept as handed in, or from a tree.

    Provisions keep their uids from the version before; how the others answer to one another is stored with it.
    `made` is the day that the version bears, EDTF; `annexed`: {eId or number of an annex: the instrument that it is}.
    A version is as open as the one before it unless `level` says otherwise. Raises `Refused` where nothing changed.
    """
    refuse_unless_recorder(by)
    refuse_unknown(origin, Version.Origin.values)
    days = day_said("made", made)
    profile = profile or profile_for(expression, number)
    if file is not None:
        read = opened(file.data, name=file.name, profile=profile, lang=expression.lang)
        tree, profile = read.document, profile or read.profile
    if tree is None:
        raise Refused(_("A version needs a text."), remedy=_("Give a file."))
    refuse_other_language(tree, expression.lang)
    with act(by=by, verb="added a version", why=why) as a:
        previous = expression.versions.order_by("-position").first()
        refuse_taken(expression, number)
        named_tree, answers = with_uids(tree, previous, beside(expression, number))
        named_tree = identified(
            named_tree, work=expression.instrument_id, lang=THREE_LETTERS.get(expression.lang, expression.lang),
            made=days["made_earliest"], number=number,
        )  # fmt: skip
        akn = written(named_tree)
        version = Version(
            **({"id": id} if id else {}), expression=expression, position=previous.position + 1 if previous else 1,
            number=number, previous=previous, origin=origin, sha256=sha256_of(akn), title=title_in(named_tree),
            profile=profile, label=dict(label or {}), why=why,
            recorded_at=a.at, notice=expression.notice,
            level=level or (previous.level if previous else expression.level), **days,
        )  # fmt: skip
        text = VersionText(
            version=version, akn=akn, blocks=pack(blocks_of(named_tree)), sheet=fingerprint_bytes(named_tree)
        )
        a.save_all(
            [version, text, *annexes(version, named_tree, annexed or {}), *answering_rows(version, answers, a.at)]
        )
        if file is not None:
            file_manifestation(by=by, version=version, file=file)
    return version


def day_said(name: str, edtf: str) -> dict[str, Any]:
    """The columns of a day. Raises `Refused` on what is no date."""
    try:
        return day_columns(name, edtf)
    except BadDate as error:
        raise Refused(str(error), where=edtf) from error


def refuse_taken(expression: Expression, number: str) -> None:
    if not number.strip():
        raise Refused(_("A version needs a number."), remedy=_("Give it as it is printed: 2, or “first reading”."))
    if expression.versions.filter(number=number).exists():
        raise Refused(
            _("This language has a version with this number already."), where=number,
            remedy=_("Versions never change: give the next number."),
        )  # fmt: skip


def profile_for(expression: Expression, number: str) -> str:
    """The structure profile of the version before, or of the same version in another language; "" to find one out."""
    known = expression.versions.order_by("-position").first() or beside(expression, number)
    return known.profile if known else ""


def beside(expression: Expression, number: str) -> Version | None:
    """The version that bears the same number in another language, an authentic one first."""
    others = Version.objects.filter(expression__instrument=expression.instrument_id, number=number)
    return others.exclude(expression=expression).order_by("-expression__authentic", "recorded_at", "pk").first()


def with_uids(tree: Document, previous: Version | None, sibling: Version | None) -> tuple[Document, tuple[Answer, ...]]:
    """The tree with a uid for every unit, and how its units answer to those of the version before.

    What is new takes the uid of the unit that says the same in the sibling language, else one never given before.
    """
    fresh: set[str] = set()

    def mint() -> str:
        fresh.add(uid := new_id())
        return uid

    if previous is None:
        missing = {unit.eid: mint() for unit in units_of(tree) if unit.eid and not unit.uid}
        made, answers = named(tree, missing), tuple[Answer, ...]()
    else:
        before = document_from(bytes(previous.text.akn))
        if same_words(before, tree):
            raise Refused(
                _("The text is the same as the version before it, word for word."), where=previous.number,
                remedy=_("Check that it is the right file; a version is added where something changed."),
            )  # fmt: skip
        with in_our_words():
            made, answers = carry(before, tree, mint)
    assert isinstance(made, Document)
    return in_step(made, answers, fresh, sibling) if sibling else (made, answers)


def in_step(
    made: Document, answers: tuple[Answer, ...], fresh: set[str], sibling: Version
) -> tuple[Document, tuple[Answer, ...]]:
    """Uids just minted give way to those of the other language."""
    taken = {unit.uid for unit in units_of(made)}
    theirs = answering(made, document_from(bytes(sibling.text.akn)))
    instead: dict[str, str] = {}  # minted → the other language's
    for unit in units_of(made):
        other = theirs.get(unit.eid or "")
        if other and unit.uid in fresh and other not in taken:
            instead[unit.uid] = other
            taken.add(other)
    by_place = {unit.eid or "": instead[unit.uid] for unit in units_of(made) if unit.uid in instead}
    renamed = named(made, by_place)
    assert isinstance(renamed, Document)
    rows = tuple(Answer(r.old, tuple(instead.get(u, u) for u in r.new), r.relation, r.score) for r in answers)
    return renamed, rows


def written(tree: Document) -> bytes:
    with in_our_words():
        return write_akn(tree)


def answering_rows(version: Version, answers: tuple[Answer, ...], at: Any) -> list[Correspondence]:
    """Rows for what a uid does not say by itself; doubtful ones are marked for a person."""
    telling = (a for a in answers if a.relation != "same" or a.old != a.new)
    return [
        Correspondence(
            old=version.previous, new=version, old_uids=list(a.old), new_uids=list(a.new), kind=a.relation,
            score=round(a.score * 1000), needs_review=bool(a.old and a.new) and a.score * 1000 < REVIEW_BELOW,
            recorded_at=at,
        )
        for a in telling
    ]  # fmt: skip


def annexes(version: Version, tree: Document, given: Mapping[str, Instrument]) -> list[Component]:
    """Which instruments the annexes are: as given, by eId or by number; else as in the version before."""
    before = {c.eid: c.instrument for c in version.previous.components.all()} if version.previous else {}
    places = {eid: node for eid, node in by_eid(tree).items() if isinstance(node, Annex)}
    numbered = {eid: str(place) for place, eid in enumerate(places, start=1)}
    named_here = {eid: given.get(eid) or given.get(numbered[eid]) or before.get(eid) for eid in places}
    if lost := set(given) - set(places) - set(numbered.values()):
        raise Refused(_("The text has no such annex."), where=", ".join(sorted(lost)))
    return [
        Component(version=version, eid=eid, instrument=instrument)
        for eid, instrument in named_here.items()
        if instrument is not None
    ]


def file_manifestation(
    *, by: Viewer, version: Version, file: File, format: str = "", filed: bool = True, level: str | None = None,
    why: str = "",
) -> Manifestation:  # fmt: skip
    """Keep a file of a version: handed in (`filed`), or made here and sent out. The same bytes are kept once.

    What was handed in can hold names, comments and earlier words: without `level` it is the secretariat's alone.
    """
    refuse_unless_recorder(by)
    sha256 = sha256_of(file.data)
    with act(by=by, verb="filed", why=why) as a:
        held = version.manifestations.filter(sha256=sha256).first()
        if held:
            return held
        manifestation = Manifestation(
            version=version, format=format or file.name.rpartition(".")[2][:10].lower() or "bin", name=file.name[:300],
            media_type=file.media_type, filed=filed, sha256=sha256, data=file.data, recorded_at=a.at,
            level=level or (Level.SECRETARIAT if filed else Level.PUBLIC),
        )  # fmt: skip
        a.save(manifestation)
    return manifestation


def point_at(
    *, by: Viewer, version: Version, kind: str, citations: Citations, when: Period = UNDATED, why: str = ""
) -> Pointer:
    """State what a version is from one day to another: the current draft, adopted, in force; by a source's word."""
    refuse_unknown(kind, Pointer.Kind.values)
    return state(
        model=Pointer, by=by, verb="pointed at a version", citations=citations, when=when, why=why,
        version=version, kind=kind,
    )  # fmt: skip


def release_version(*, by: Viewer, version: Version, level: str = Level.PUBLIC, why: str = "") -> Version:
    """Open a version, or close it again, with all that hangs on it."""
    refuse_unless_recorder(by)
    with act(by=by, verb="released", why=why) as a:
        a.amend(version, level=level)
    return version
