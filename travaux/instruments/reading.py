"""Files and stored bytes as documents of the text engine; its refusals in the words of the house."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from travaux.core.text.akn_read import read_akn
from travaux.core.text.files import open_text
from travaux.core.text.front import title_of
from travaux.core.text.plain import Reading, language_of
from travaux.core.text.refusals import TextRefused
from travaux.core.text.tree import Document, words
from travaux.lib.guarded import read_guarded
from travaux.lib.refusals import Refused

THREE_LETTERS = {"ru": "rus", "en": "eng", "kk": "kaz", "be": "bel", "fr": "fra"}
TWO_LETTERS = {three: two for two, three in THREE_LETTERS.items()}


@dataclass(frozen=True)
class File:
    """A file as it was handed in."""

    data: bytes
    name: str
    media_type: str = "application/octet-stream"


@contextmanager
def in_our_words() -> Iterator[None]:
    """A refusal of the text engine is a refusal like any other."""
    try:
        yield
    except TextRefused as error:
        raise Refused(error.error, where=error.where, remedy=error.remedy) from error


def opened(data: bytes, *, name: str, profile: str = "", lang: str = "") -> Reading:
    """The document in a file of any readable format. Raises `Refused`: what is wrong, where, what to do.

    Files that are built of parts, or long, are read in a process of their own: they come from outside.
    """
    simple = len(data) < 500_000 and not data.lstrip()[:2].startswith((b"PK", b"<"))
    read = open_text if simple else read_guarded
    with in_our_words():
        return read(data, name=name, profile_id=profile or None, language=lang or None)


def refuse_other_language(document: Document, lang: str) -> None:
    """A text in other letters than its language has was taken for another one."""
    found = TWO_LETTERS.get(language_of(words(document)), "")
    cyrillic, latin = {"ru", "kk", "be"}, {"en", "fr"}
    if (found in cyrillic and lang in latin) or (found in latin and lang in cyrillic):
        raise Refused(
            _("The file is in another language than the version it was given for."),
            where=f"{found} ≠ {lang}",
            remedy=_("Choose the language of the file, or another file."),
        )


def title_in(document: Document) -> str:
    """The title as it stands on the text; "" where it has none."""
    return title_of(document)[:1000]


def sha256_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@lru_cache(maxsize=4)
def document_from(akn: bytes) -> Document:
    """The tree of stored bytes. Versions never change, so the trees read last are kept; a long act takes 30 MB."""
    return read_akn(akn).document
