"""Where things are shown. A page's address in a language; its permanent address without one; its twins as data."""

from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

Span = tuple[int, int]


def page(name: str, *args: str, query: str = "", anchor: str = "") -> str:
    """The address of a page in the current language."""
    return reverse(f"site:{name}", args=args) + (f"?{query}" if query else "") + (f"#{anchor}" if anchor else "")


def permanent(address: str) -> str:
    """The address without its language: what is printed, cited and never reused.

    >>> permanent("/ru/dossiers/4k9")
    '/dossiers/4k9'
    """
    head, _, rest = address.lstrip("/").partition("/")
    return "/" + rest if head in ("en", "ru") else address


def is_here(address: str) -> bool:
    """Whether a path that a reader gave stays on this site when it is followed.

    >>> is_here("/drafts"), is_here("//evil.example"), is_here("/\\\\evil.example"), is_here("javascript:1")
    (True, False, False, False)
    """
    return address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)


def in_language(address: str, lang: str) -> str:
    """The same page in another language."""
    return f"/{lang}{permanent(address)}"


def words(sha256: str, span: Span | None = None) -> str:
    """A capture's page, at the cited words."""
    return page("capture", sha256, anchor=f"at-{span[0]}" if span else "")
