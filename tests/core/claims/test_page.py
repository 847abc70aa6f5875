"""A page is opened the same way every time, or refused by name."""

import pytest

from travaux.core.claims import PageRefused, open_page
from travaux.core.claims.page import MAX_BYTES


def refused(data: bytes, *, encoding: str | None = None, name: str = "page") -> PageRefused:
    with pytest.raises(PageRefused) as caught:
        open_page(data, name=name, encoding=encoding)
    assert set(caught.value.as_json()) == {"error", "where", "remedy"}
    assert all(caught.value.as_json().values())
    return caught.value


def test_plain_text_is_taken_as_it_is() -> None:
    text = "Совет  принял\r\n\tрешение.\n\n"

    page = open_page(text.encode(), name="page.txt")

    assert (page.text, page.media_type, page.encoding, page.title) == (text, "text/plain", "utf-8", None)


def test_digests_are_of_the_bytes_and_of_the_text() -> None:
    utf8, cp1251 = (open_page("Совет".encode(e), name="page", encoding=e) for e in ("utf-8", "windows-1251"))

    assert utf8.sha256 != cp1251.sha256
    assert utf8.text_sha256 == cp1251.text_sha256 == utf8.sha256


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_settles_the_encoding(encoding: str) -> None:
    assert open_page("Совет".encode(encoding), name="page").text == "Совет"


def test_html_says_its_own_encoding() -> None:
    data = '<html><head><meta charset="windows-1251"></head><body><p>Совет</p></body></html>'.encode("cp1251")

    assert open_page(data, name="page.html").text == "Совет"


def test_html_becomes_one_line_to_a_block() -> None:
    data = """<!doctype html><html><head><title>A
        title</title><style>p {}</style></head><body>
        <nav><a>Menu</a></nav><h1>Head</h1><p>One <b>bold</b>&nbsp;word,<br>a second
        line</p><script>let x</script><ul><li>first<li>second</ul>
        <table><tr><td>Site:</td><td>http://example.org</td></tr></table>
        <p hidden>not seen</p><!-- nor this --></body></html>"""

    page = open_page(data.encode(), name="page.html")

    assert page.title == "A title"
    assert page.text.split("\n") == [
        "A title",
        "Head",
        "One bold word,",
        "a second line",
        "first",
        "second",
        "Site: http://example.org",
    ]


def test_what_the_markup_hides_is_not_read_and_soft_hyphens_are_no_letters() -> None:
    data = """<html><body><p style="color: red; display:none">not seen</p><div style="visibility: hidden">nor this</div>
        <p style="display: block">The Parlia&shy;ment&#8203;</p></body></html>"""

    assert open_page(data.encode(), name="page.html").text == "The Parliament"


def test_a_page_that_names_a_code_page_and_is_utf8_is_refused_and_can_be_read_by_name() -> None:
    data = '<html><head><meta charset="windows-1251"></head><body><p>Совет</p></body></html>'.encode()

    assert refused(data, name="page.html").code == "encoding_wrong"
    assert open_page(data, name="page.html", encoding="utf-8").text == "Совет"


NO_PAGES = [b"%PDF-1.7 ...", b"PK\x03\x04....", b"\xd0\xcf\x11\xe0....", b"{\\rtf1 }", b"one\x00two"]


@pytest.mark.parametrize("data", NO_PAGES)
def test_what_is_not_a_page_is_refused(data: bytes) -> None:
    assert refused(data).code == "not_a_page"


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"<html><script>1</script></html>"])
def test_a_page_without_text_is_refused(data: bytes) -> None:
    assert refused(data).code == "empty"


def test_an_encoding_is_never_guessed() -> None:
    data = "Совет".encode("cp1251")

    assert refused(data).code == "encoding_unknown"
    assert refused(data, encoding="utf-8").code == "encoding_wrong"
    assert refused(data, encoding="klingon-8").code == "encoding_unknown"
    assert refused(data, encoding="rot13").code == "encoding_unknown"
    assert refused(data, encoding="utf-8\x00").code == "encoding_unknown"
    assert open_page(data, name="page", encoding="windows-1251").text == "Совет"


def test_a_page_may_not_be_larger_than_its_limit() -> None:
    assert refused(b"a" * (MAX_BYTES + 1)).code == "too_large"


@pytest.mark.parametrize(
    "data",
    [
        b"<html>" + b"<div>" * 200 + b"text",
        b"<html>" + b"<b>" * 100_000 + b"text",
        b'<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><html><p>&b;</p></html>',
    ],
)
def test_hostile_markup_is_refused(data: bytes) -> None:
    assert refused(data).code == "hostile_markup"


def test_an_ordinary_depth_of_markup_is_read() -> None:
    assert open_page(b"<html>" + b"<div>" * 100 + b"text", name="page").text == "text"
