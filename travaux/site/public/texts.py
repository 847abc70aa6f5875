"""Texts to be read: what is held of each, a version in one language or two side by side, its files."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext, ngettext

from travaux.consultation.queries.stories import rounds_on
from travaux.dossiers.queries.works import dossiers_of
from travaux.instruments import queries
from travaux.instruments.summaries import Debt, InstrumentSummary, InstrumentTexts, TextPage, VersionRow
from travaux.lib.notices import notice_words
from travaux.lib.policy import can
from travaux.site import addresses, shown, wording
from travaux.site.frame import Look, found, look, show
from travaux.site.public.dossiers import kind_words, relation
from travaux.site.public.texts_shown import Notes, TextRow, contents, rows
from travaux.site.shown import Empty, Label, Page, Twin

LANGUAGES = {"en": "English", "ru": "Русский", "kk": "Қазақша", "be": "Беларуская", "hy": "Հայերեն", "fr": "Français"}
FORMATS = {"docx": "Word", "odt": "OpenDocument", "pdf": "PDF", "html": "HTML", "md": "Markdown", "akn": "Akoma Ntoso",
           "bluebell": "Bluebell"}  # fmt: skip


# --- all texts ----------------------------------------------------------------------------------------------------


def index(request: HttpRequest) -> HttpResponse:
    """The texts that are held here, each with its latest version."""
    here = look(request)
    held = queries.held_texts(here.viewer, on=here.on, lang=here.lang)
    listed = [
        {
            "title": shown.marked(shown.name(each.instrument.title, addresses.page("text", each.instrument.id)),
                                  each.instrument.notice),
            "kind": kind_words(each.instrument.kind_label, each.instrument.draft),
            "versions": ngettext("%(n)s version", "%(n)s versions", len(each.stages)) % {"n": len(each.stages)},
            "languages": [language(own.lang) for own in each.languages],
        }
        for each in held
    ]  # fmt: skip
    empty = Empty(gettext("No text is loaded."), next=gettext("The secretariat adds a text from a Word file."))
    page = Page(gettext("Texts"), section="drafts", notice=shown.common_notice(each.instrument.notice for each in held),
                crumbs=(drafts_crumb(),))  # fmt: skip
    return show(request, "public/texts", page=page, texts={"rows": listed, "empty": empty})


def drafts_crumb() -> Label:
    return Label(gettext("Drafts"), url=addresses.page("drafts"))


def latest(texts: InstrumentTexts, lang: str) -> VersionRow:
    """The last version in the reader's language, else in the first one."""
    own = next((each for each in texts.languages if each.lang == lang), texts.languages[0])
    return own.versions[-1]


def language(code: str) -> Label:
    return Label(LANGUAGES.get(code, code), code)


# --- one version --------------------------------------------------------------------------------------------------


def text(request: HttpRequest, id: str) -> HttpResponse:
    """A version by its own id; by an instrument's id its latest version, or that its text is not loaded."""
    here = look(request)
    page: TextPage | None = queries.text_of(here.viewer, id, on=here.on, lang=here.lang)
    if page is None:
        return work(request, here, id)
    beside = next((row for row in page.beside if row.lang == request.GET.get("beside", "")), None)
    debt: Debt = found(queries.sync_debt(here.viewer, page.instrument.id, on=here.on, lang=here.lang))
    context = {
        **about(here, page.instrument),
        "loaded": True,
        "version": version_words(page.version),
        "pick": choices(page, beside),
        "debt": debt_shown(debt, page),
        "toc": contents(page.blocks),
        "rows": text_rows(here, page, beside, debt),
        "lang": page.version.lang,
        "beside_lang": beside.lang if beside else "",
        "files": files(page),
        "sha256": page.version.sha256,
        **doors(page),
        "desk": desk(here, page.instrument.id, page.version.id),
    }
    return show(request, "public/text", page=page_of(page), text=context)


def work(request: HttpRequest, here: Look, id: str) -> HttpResponse:
    """An instrument: lead on to its latest version, or say that its words are not known here."""
    texts: InstrumentTexts = found(queries.texts_of(here.viewer, id, on=here.on, lang=here.lang))
    if texts.loaded:
        return HttpResponseRedirect(addresses.page("text", latest(texts, here.lang).id))
    missing = annexed(texts) or Empty(
        gettext("The text is not loaded."),
        next=gettext("Its title and its way are known from sources. Its words are not held here; none are made up."),
    )
    context = {**about(here, texts.instrument), "loaded": False, "missing": missing,
               "desk": desk(here, texts.instrument.id, "")}  # fmt: skip
    title = f"{shown.name(texts.instrument.title).text} · {gettext('Text')}"
    page = Page(title, section="drafts", crumbs=(drafts_crumb(),), notice=texts.notice)
    return show(request, "public/text", page=page, text=context)


def annexed(texts: InstrumentTexts) -> Empty | None:
    """A text that is held as an annex of another one is read there."""
    if not texts.annexed_in:
        return None
    return Empty(
        gettext("This text stands as an annex to another one, and is read there."),
        url=addresses.page("text", texts.annexed_in[-1]),
        url_label=gettext("Read it there"),
    )


def about(here: Look, instrument: InstrumentSummary) -> dict[str, Any]:
    """What is said of the work, whatever its versions."""
    all_of_it = queries.instrument(here.viewer, instrument.id, on=here.on, known=here.known, lang=here.lang)
    ways = dossiers_of(here.viewer, instrument.id, on=here.on, lang=here.lang)
    return {
        "kind": kind_words(instrument.kind_label, instrument.draft),
        "title": shown.name(instrument.title),
        "titles": [Label(t.text, shown.foreign(t.lang)) for t in instrument.titles if t.text != instrument.title.text],
        "dossiers": [
            Label(gettext("where it stands, and who says so"), url=addresses.page("dossier", way.id)) for way in ways
        ],
        "relations": [related(each, instrument.id) for each in all_of_it.relations] if all_of_it else [],
    }


def related(each: Any, of: str) -> dict[str, Any]:
    """A relation whose other end leads to the other text."""
    other = each.object if each.subject.id == of else each.subject
    shown_there = {**relation(each, of=of), "text": shown.name(other.title, addresses.page("text", other.id))}
    return {**shown_there, **({"relation": each.label} if each.label else {})}  # our words name both ends


def page_of(page: TextPage) -> Page:
    row = page.version
    title = shown.name(page.instrument.title).text
    return Page(
        f"{title} · {version_in(row)}",
        section="drafts",
        crumbs=(drafts_crumb(), Label(gettext("Texts"), url=addresses.page("texts"))),
        cite=citation(row, title, page.notice),
        notice=page.notice,
        twins=(Twin("JSON", f"/texts/{row.id}.json"), Twin("Akoma Ntoso", f"/texts/{row.id}.xml", "application/xml")),
    )


def citation(row: VersionRow, title: str, notice: str) -> str:
    parts = (
        row.title or title,
        f"{version_words(row)}, {LANGUAGES.get(row.lang, row.lang)}",
        f"/texts/{row.id}",
        f"SHA-256 {row.sha256}",
        notice_words(notice),
    )
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def version_name(row: VersionRow) -> str:
    return gettext("version %(number)s") % {"number": row.number}


def version_in(row: VersionRow) -> str:
    """ "version 2 (ru)": what tells two pages of one text apart in a reader's tabs."""
    return f"{version_name(row)} ({row.lang})"


def version_words(row: VersionRow) -> str:
    """ "version 2, draft as sent to the parliaments, 14 September 2026, current draft" """
    return ", ".join(part for part in (version_name(row), row.label, wording.date_words(row.made), *row.state_labels)
                     if part)  # fmt: skip


def choices(page: TextPage, beside: VersionRow | None) -> list[dict[str, Any]]:
    """Language, languages side by side, version."""
    row = page.version
    same = [row, *page.beside]
    found = [
        {"label": gettext("Language"), "options": [
            option(language(each.lang).text, each, lang=each.lang, current=each.id == row.id and not beside)
            for each in sorted(same, key=lambda each: each.lang)
        ]},
        {"label": gettext("Side by side"), "options": [
            option(f"{language(row.lang).text} – {language(each.lang).text}", row, query={"beside": each.lang},
                   current=beside is not None and each.id == beside.id)
            for each in page.beside
        ]},
        {"label": gettext("Version"), "options": [
            option(", ".join(filter(None, (version_name(each), wording.date_words(each.made)))), each,
                   query={"beside": beside.lang} if beside else {}, current=each.id == row.id, note=each.label)
            for each in page.history
        ]},
    ]  # fmt: skip
    return [row for row in found if row["options"]]


def option(
    text: str, row: VersionRow, *, query: dict[str, str] | None = None, lang: str = "", current: bool = False,
    note: str = "",
) -> dict[str, Any]:  # fmt: skip
    url = addresses.page("text", row.id, query=urlencode(query or {}))
    return {"text": text, "url": url, "lang": lang, "current": current, "note": note}


# --- what one language lacks ----------------------------------------------------------------------------------------


def debt_shown(debt: Debt, page: TextPage) -> dict[str, Any] | None:
    """Only at the latest version of a language: an older one owes nothing to what came after it."""
    if not debt.entries or page.history[-1].id != page.version.id:
        return None
    here = {block.uid: block for block in page.blocks if block.uid}
    places = [
        {"url": f"#{here[entry.uid].eid}", "text": here[entry.uid].num.rstrip(".")}
        for entry in debt.entries if entry.uid in here
    ]  # fmt: skip
    return {"text": " ".join(debt.sentences), "places": places}


def behind(debt: Debt, page: TextPage) -> dict[str, str]:
    """{uid of an article: what this language still lacks there}"""
    if page.history[-1].id != page.version.id:
        return {}
    words = gettext("Changed in another language (%(language)s) in version %(number)s; not yet in this one.")
    return {
        entry.uid: words % {"language": LANGUAGES.get(entry.ahead, entry.ahead), "number": entry.since}
        for entry in debt.entries if entry.behind == page.version.lang
    }  # fmt: skip


# --- the words ------------------------------------------------------------------------------------------------------


def text_rows(here: Look, page: TextPage, beside: VersionRow | None, debt: Debt) -> list[TextRow]:
    articles = [block.uid for block in page.blocks if block.uid and block.uid == block.article]
    asked = articles if rounds_on(here.viewer, page.instrument.id, on=here.on) else ()
    notes = Notes(
        {uid: addresses.page("provision", page.version.id, uid) for uid in articles},
        {uid: addresses.page("story", page.version.id, uid) for uid in asked},
        behind(debt, page),
    )
    if beside is None:
        return rows(page.blocks, notes=notes)
    both = found(queries.parallel(here.viewer, page.version.id, beside.id, on=here.on, lang=here.lang))
    return list(paired(both.rows, notes))


def paired(both: Iterable[Any], notes: Notes) -> Iterable[TextRow]:
    """Each block with what says the same in the second language; what stands alone keeps its side."""
    left = rows((block for row in both for block in row.left), notes=notes)
    right = rows((block for row in both for block in row.right), anchors=False)
    nothing = TextRow("line")
    lefts, rights = iter(left), iter(right)
    for row in both:
        ours = [next(lefts) for _ in row.left]
        theirs = [next(rights) for _ in row.right]
        for place in range(max(len(ours), len(theirs))):
            one = ours[place] if place < len(ours) else nothing
            two = theirs[place] if place < len(theirs) else None
            yield TextRow(**{name: getattr(one, name) for name in one.__dataclass_fields__ if name != "beside"},
                          beside=two)  # fmt: skip


# --- where to go from here ------------------------------------------------------------------------------------------


def doors(page: TextPage) -> dict[str, str]:
    row = page.version
    doors = {"compare_url": addresses.page("text-compare", row.id) if row.position > 1 else ""}
    if page.amendments:
        doors["amendments_url"] = addresses.page("text-amendments", row.id)
        doors["amendments_text"] = ngettext(
            "%(n)s amendment to this version", "%(n)s amendments to this version", page.amendments
        ) % {"n": page.amendments}
    return doors


def desk(here: Look, instrument: str, version: str) -> list[dict[str, str]]:
    """What somebody of the workspace can do from here."""
    links = []
    if here.viewer.may_record:
        links.append((gettext("Add a version from a file"), addresses.page("text-upload", instrument)))
    if version and here.viewer.may_record:
        released = addresses.page("release", "instruments.version", version)
        links.append((gettext("Who may know of this, and from when"), released))
    if version and can(here.viewer, "table an amendment"):
        links += tabling(version)
    if version and here.viewer.may_record:
        links.append((gettext("Make the next version of the agreed amendments"), addresses.page("text-apply", version)))
    return [{"label": label, "url": url} for label, url in links]


def tabling(version: str) -> list[tuple[str, str]]:
    return [
        (gettext("Table an amendment"), addresses.page("text-table", version)),
        (gettext("Table amendments from a Word file"), addresses.page("text-tracked", version)),
    ]


def files(page: TextPage) -> list[dict[str, str]]:
    made = [
        {"label": FORMATS.get(each) or gettext("plain text"), "url": addresses.page("text-file", page.version.id, each)}
        for each in page.formats
    ]
    given = [{"label": gettext("as handed in: %(name)s") % {"name": each.name},
              "url": addresses.page("text-filed", page.version.id, each.id)} for each in page.files]  # fmt: skip
    return made + given


def file(request: HttpRequest, id: str, format: str) -> HttpResponse:
    here = look(request)
    return sent(queries.download(here.viewer, id, format, on=here.on))


def filed(request: HttpRequest, id: str, file: str) -> HttpResponse:
    here = look(request)
    return sent(queries.filed(here.viewer, file, on=here.on))


def sent(made: Any) -> HttpResponse:
    """A file to be kept by the reader: it is never opened inside this site."""
    if made is None:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{made.name.replace(chr(34), "")}"'}
    return HttpResponse(made.data, content_type=made.media_type, headers=headers)
