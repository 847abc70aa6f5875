"""The quick way of writing Akoma Ntoso gives the bytes of the thorough one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from tests.core.text.trees import documents
from travaux.core.text import akn_write
from travaux.core.text.akn_text import written
from travaux.core.text.akn_write import write_akn
from travaux.core.text.tree import Box, Document, Fact, Line, Mark, Node, Unit, Verbatim, document, unit


def thorough(text: Document, monkeypatch: pytest.MonkeyPatch) -> bytes:
    with monkeypatch.context() as patch:
        patch.setattr(akn_write, "written", lambda parts: None)
        return write_akn(text)


@settings(max_examples=40, deadline=None)
@given(documents())
def test_both_ways_write_the_same_bytes(text: Document) -> None:
    with pytest.MonkeyPatch.context() as patch:
        assert write_akn(text) == thorough(text, patch)


@pytest.mark.parametrize(
    "inside",
    [
        Line("p", ('a < b & "c" > d', Mark("b", ("\u00a0x",)), "\r\ny")),
        Line("p", ()),
        Line("p", ("",)),
        Box("content", (Line("p", ("x",), (("class", 'one "two" <three>\n\t&'),)),)),
        Line("p", (Mark("br"), Mark("i", (Mark("b", ("both",)),)))),
        Fact("fact", (" ", Fact("inner"), " ")),
        Fact("fact", ("said", Fact("inner", (Fact("deep"),)))),
        Unit("point", (Line("p", ("x",), (("{http://www.w3.org/XML/1998/namespace}lang", "ru"),)),)),
        Unit("point", (Line("p", ("x",)),), eid="a&b", uid="u<1"),
    ],
)  # fmt: skip
def test_signs_and_spaces_are_written_alike(inside: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    text = document("act", [replace(unit("article", num="1."), children=(inside,))])
    assert written((text,)) is not None
    assert write_akn(text) == thorough(text, monkeypatch)


@pytest.mark.parametrize("foreign", [Verbatim("x", xml="<x/>"), Fact("{urn:x}y"), Line("p", (), (("{urn:x}y", "1"),))])
def test_what_is_of_another_vocabulary_goes_the_thorough_way(foreign: Node) -> None:
    assert written((Box("content", (foreign,)),)) is None


def test_what_may_not_stand_in_xml_goes_the_thorough_way_and_is_refused() -> None:
    with pytest.raises(ValueError, match="XML"):
        write_akn(document("act", [unit("article", lead=[Line("p", ("\x01",))])]))
