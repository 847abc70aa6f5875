"""What a stored text says of itself: which work it is, in which language, which version, of which day.

A file that brings an identification of its own keeps it. Where it has none, ours says what is known here and no more.

>>> from travaux.core.text.tree import document
>>> made = identified(document("doc", []), work="mmqz0twcrst2", lang="eng", made=dt.date(2026, 9, 14), number="2")
>>> made.meta.frbr("FRBRExpression")["FRBRuri"], made.meta.frbr("FRBRExpression")["FRBRversionNumber"]
('/akn/un/doc/0001-01-01/mmqz0twcrst2/eng@2026-09-14', '2')
"""

import datetime as dt
from dataclasses import replace

from travaux.core.text.akn_write import minimal_meta
from travaux.core.text.front import title_of
from travaux.core.text.tree import Document, Fact, Meta, Node

UNKNOWN = "#unknown"  # the source that the text engine gives to an identification that nobody made


def identified(document: Document, *, work: str, lang: str, made: dt.date | None, number: str) -> Document:
    """The text with its identification: the instrument's id, the language (three letters), day and number."""
    if document.meta is not None and not is_nobodys(document.meta):
        return document
    day = made.isoformat() if made else ""
    plain = minimal_meta(document, lang, title_of(document))
    old, new = f"/akn/un/{document.kind}/0001-01-01/nn", f"/akn/un/{document.kind}/0001-01-01/{work}"

    def fact(node: Node, level: str) -> Node:
        attrs = dict(node.attrs)
        if "value" in attrs and node.kind in ("FRBRthis", "FRBRuri"):
            attrs["value"] = attrs["value"].replace(old, new).replace(f"/{lang}@", f"/{lang}@{day}")
        if node.kind == "FRBRdate" and level == "FRBRExpression" and day:
            attrs |= {"date": day, "name": "version"}
        inner = [fact(child, node.kind if node.kind.startswith("FRBR") else level) for child in node.nodes]
        if node.kind == "FRBRExpression":
            place = next(n for n, child in enumerate(inner) if child.kind == "FRBRlanguage")
            inner.insert(place, Fact("FRBRversionNumber", attrs=(("value", number),)))
        return replace(node, attrs=tuple(sorted(attrs.items())), children=tuple(inner))

    meta = fact(plain, "")
    rest = (child for child in document.children if not isinstance(child, Meta))
    return document.with_children((meta, *rest))


def is_nobodys(meta: Meta) -> bool:
    identification = meta.of_kind("identification")
    return identification is None or identification.attr("source") == UNKNOWN


def same_words(one: Document, two: Document) -> bool:
    """Whether two texts are the same, whatever they say of themselves."""
    return without_meta(one) == without_meta(two)


def without_meta(node: Node) -> Node:
    kept = (child for child in node.children if not isinstance(child, Meta))
    return node.with_children(without_meta(child) if isinstance(child, Node) else child for child in kept)
