"""What can be done with sources: announce, hold, read, cite."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from travaux import __version__
from travaux.core.claims import read
from travaux.core.claims.page import open_page
from travaux.core.dates import BadDate
from travaux.lib.dated import day_columns
from travaux.lib.refusals import Refused, refuse_unless_recorder
from travaux.lib.viewer import Level, Viewer
from travaux.record.actions import act

from .models import Capture, CaptureContent, Citation, Claim, Document, Reading

Silences = Sequence[Mapping[str, str]]  # [{"en": …, "ru": …}]: what a source does not say


def announce_capture(
    *,
    by: Viewer,
    sha256: str,
    published: str = "",
    seen: str = "",
    silent_on: Silences = (),
    why: str = "",
    **about: Any,
) -> Capture:
    """Record that a page exists and can be cited, before its words are here.

    `about`: id, url, publisher, title, lang, media_type, notice, level. Dates are EDTF, "" where not known.
    """
    refuse_unless_recorder(by)
    refuse_bad_address(about.get("url", ""))
    columns = {**capture_day("published", published), **capture_day("seen", seen)}
    capture = Capture(sha256=sha256, silent_on=list(silent_on), **columns, **about)
    with act(by=by, verb="announced", why=why) as a:
        a.save(capture)
    return capture


def capture_day(name: str, edtf: str) -> dict[str, Any]:
    try:
        return day_columns(name, edtf)
    except BadDate as error:
        raise Refused(_("This is not a date that can be read."), where=f"{name}: {edtf}", remedy=str(error)) from error


def refuse_bad_address(url: str) -> None:
    """A page is published at a web address, or at none that we know; nothing else becomes a link."""
    try:
        if url:
            URLValidator(schemes=["http", "https"])(url)
    except ValidationError as error:
        raise Refused(
            _("This is no address of a published page."), where=url[:200],
            remedy=_("Give it whole, beginning with https://, or leave it out."),
        ) from error  # fmt: skip


def add_capture(*, by: Viewer, data: bytes, name: str, encoding: str | None = None, **about: Any) -> Capture:
    """Store a page as it was fetched: its bytes, its text and the three dates. The same bytes are held once.

    Where the page was announced before, its words are added and its dates stay as they were recorded.
    Raises `core.claims.page.PageRefused` on what is no readable page.
    """
    refuse_unless_recorder(by)
    page = open_page(data, name=name, encoding=encoding)
    with act(by=by, verb="captured", why=about.pop("why", "")) as a:
        capture = Capture.objects.filter(sha256=page.sha256).first()
        if capture is None:
            titled = {"title": page.title or "", "media_type": page.media_type, **about}
            capture = announce_capture(by=by, sha256=page.sha256, **titled)
        elif hasattr(capture, "content"):
            raise Refused(
                _("This page is already held."),
                where=capture.sha256,
                remedy=_("Open the page of the capture; to record the same address on another day, add the page "
                         "as it reads on that day."),
            )  # fmt: skip
        a.save(
            CaptureContent(
                capture=capture,
                level=capture.level,
                data=data,
                encoding=page.encoding,
                text=page.text,
                text_sha256=page.text_sha256,
            )
        )
    return capture


def hold_file(*, by: Viewer, data: bytes, media_type: str, **about: Any) -> Capture:
    """Keep an imported file as the source that its facts point into. It is no page: it has no text to mark."""
    refuse_unless_recorder(by)
    with act(by=by, verb="captured", why=about.pop("why", "")) as a:
        sha256 = hashlib.sha256(data).hexdigest()
        capture = announce_capture(by=by, sha256=sha256, media_type=media_type, **about)
        a.save(CaptureContent(capture=capture, level=capture.level, data=data, text="", text_sha256=""))
    return capture


def read_capture(*, by: Viewer, capture: Capture, lang: str | None = None) -> Reading:
    """Let the reader propose claims. A newer reader, asked again, makes another reading beside the old one."""
    refuse_unless_recorder(by)
    text = text_of(capture)
    found = read(text, lang=lang or capture.lang or None)
    with act(by=by, verb="read") as a:
        reading = Reading(
            capture=capture,
            level=capture.level,
            reader=__version__,
            lang=found.lang,
            unread=[list(span) for span in found.unread],
            made_at=a.at,
        )
        a.save(reading)
        a.save_all(
            [
                Claim(
                    reading=reading,
                    level=capture.level,
                    ordinal=n,
                    kind=claim.kind,
                    start=claim.span[0],
                    end=claim.span[1],
                    fields={name: list(span) for name, span in claim.fields.items()},
                    values=dict(claim.values),
                    rule=claim.rule,
                )
                for n, claim in enumerate(found.claims, start=1)
            ]
        )
    return reading


def text_of(capture: Capture) -> str:
    content = CaptureContent.objects.filter(capture=capture).first()
    if content is None or not content.text:
        raise Refused(
            _("The words of this page are not held here."),
            where=capture.sha256,
            remedy=_("Add the page's file with `travaux capture add FILE`; it is recognised by its SHA-256."),
        )
    return content.text


def cite_span(
    *, by: Viewer, capture: Capture, start: int, end: int, claim: Claim | None = None, silent_on: Silences = ()
) -> Citation:
    """Cite code points [start, end) of the capture's text. Held text is checked; a page not held is trusted."""
    content = CaptureContent.objects.filter(capture=capture).only("text").first()
    if not 0 <= start < end or (content and end > len(content.text)):
        raise Refused(_("The cited place lies outside the page."), where=f"{capture.sha256} {start}–{end}")
    return _cite(
        by=by, kind=Citation.Kind.SPAN, capture=capture, start=start, end=end, claim=claim, silent_on=list(silent_on)
    )


def cite_document(*, by: Viewer, document: Document, page: str = "") -> Citation:
    return _cite(by=by, kind=Citation.Kind.DOCUMENT, document=document, page=page)


def cite_pointer(*, by: Viewer, capture: Capture, pointer: str) -> Citation:
    """Cite a place in an imported file: an RFC 6901 pointer, or `sheet!row` of a spreadsheet."""
    return _cite(by=by, kind=Citation.Kind.POINTER, capture=capture, pointer=pointer)


def cite_entry(*, by: Viewer, capacity: str, on: dt.date, level: str = Level.PUBLIC) -> Citation:
    """An official's own word, shown as such: no published source is behind it. What stands on it has its level."""
    return _cite(
        by=by, kind=Citation.Kind.ENTRY, entered_by=by.account or by.role, capacity=capacity, entered_on=on, level=level
    )


def _cite(*, by: Viewer, **columns: Any) -> Citation:
    refuse_unless_recorder(by)
    capture, document = columns.get("capture"), columns.get("document")
    source = capture or document
    citation = Citation(**columns, **({"level": source.level} if source else {}))
    with act(by=by, verb="cited") as a:
        a.save(citation)
    return citation


def register_document(*, by: Viewer, title: str, date: str = "", **about: Any) -> Document:
    """Record a document as a source. `about`: number, sender, lang, level, notice."""
    refuse_unless_recorder(by)
    document = Document(title=title, **capture_day("date", date), **about)
    with act(by=by, verb="registered") as a:
        a.save(document)
    return document
