"""Plain text, read as people write laws; and the last steps of reading, which all formats share."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .akn_write import with_meta
from .batch import collector_paused
from .contents import without_contents
from .eids import name_new
from .front import document_from, title_of, without_annexes
from .paragraphs import Doubt, Para, from_lines
from .plain_write import Plain
from .plain_write import write_text as write_text  # reading and writing plain text are asked for together
from .profiles import SAMPLE, detect, profile
from .refusals import NotReadable
from .tree import Document


@dataclass(frozen=True, slots=True)
class Reading:
    """A document read, how it was read, and what a person should look at."""

    document: Document  # with eIds
    profile: str  # the structure profile used, or the one that fits a tree that came as such
    language: str  # three letters, ISO 639-2: rus, eng, kaz, bel; und when unknown
    doubts: tuple[Doubt, ...]  # in the order of the text


LANGUAGES = {"ru": "rus", "en": "eng", "kk": "kaz", "be": "bel", "fr": "fra"}


def language_of(text: str) -> str:
    """The language by its letters: Kazakh and Belarusian have their own; other Cyrillic is taken for Russian."""
    sample = text[:20000].lower()
    cyrillic, latin = (sum(map(len, re.findall(letters, sample))) for letters in ("[а-яё]+", "[a-z]+"))
    if cyrillic + latin == 0:
        return "und"
    if latin > cyrillic:
        return "eng"
    if len(re.findall("[әғқңөұүһ]", sample)) > cyrillic / 50:
        return "kaz"
    return "bel" if sample.count("ў") > cyrillic / 200 else "rus"


NOTICE = re.compile(r"\A\*\*\* [^\n]* \*\*\*\r?\n")  # what `write_text` puts before a text


@collector_paused()
def read_text(text: str, *, profile_id: str | None = None, language: str | None = None, name: str = "") -> Reading:
    """The document that a plain text says. Raises `NotReadable` for an empty text."""
    paras, doubts = from_lines(NOTICE.sub("", text).splitlines())
    return read_paras(paras, doubts, profile_id=profile_id, language=language, name=name)


@collector_paused()
def read_paras(
    paras: list[Para], doubts: list[Doubt], *, profile_id: str | None, language: str | None, name: str
) -> Reading:
    """The document that paragraphs of any format make."""
    if not paras:
        raise NotReadable(
            "There is no text in the file.", where=name, remedy="Give a file with at least one paragraph."
        )
    paras = without_contents(paras, doubts)
    whole = "\n".join(para.text for para in without_annexes(paras))
    used = profile(profile_id) if profile_id else detect(whole)[0]
    said = LANGUAGES.get(language or "", language) or language_of(whole)
    document, more = document_from(paras, used)
    document = with_meta(document, language=said, title=title_of(document))
    return Reading(name_new(document), used.id, said, tuple(sorted((*doubts, *more), key=lambda doubt: doubt.where)))


def profile_of(document: Document) -> str:
    """The profile that a text would be read by, its annexes aside: for trees that came without reading."""
    own = document.with_children(node for node in document.nodes if node.kind not in ("attachments", "components"))
    said, size = [], 0
    for out in Plain().lines(own):
        said.append(out.text)
        size += len(out.text)
        if size > SAMPLE:
            break
    return detect("\n".join(said))[0].id
