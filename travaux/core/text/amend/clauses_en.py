# ruff: noqa: E501 -- a pattern is read as one line
"""The clauses of English formulae: their patterns, the operations they make, and where those work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

SOFT = re.compile(
    r"(?i)\b(?:consider(?:ation)?|it is (?:proposed|suggested) (?:to|that).*(?:clarif|consider)|suggests? clarifying|"
    r"might be (?:useful|considered)|we recommend considering|would be advisable)\b"
)
_THINGS = r"(?:words?|figures?|numbers?|letters?|terms?|expressions?|phrases?|date|sign|reference(?:\s+to)?|amount|punctuation)"
_W = rf"(?:the\s+)?(?:following\s+)?(?:{_THINGS}(?:\s+and\s+{_THINGS})?)?\s*(?::|[—–-])?\s*"
_Q = r"⟦\d+⟧"
_MORE = rf"(?:\s*(?:,|and|or)\s*{_Q})*"
_FIND, _TEXT, _ONE = rf"(?P<find>{_Q}{_MORE})", rf"(?P<text>{_Q}{_MORE})", r"(?P<text>⟦\d+⟧)"
KIND = (
    r"(?:articles?|paragraphs?|sub-?\s?paragraphs?|points?|sub-?\s?points?|items?|sub-?\s?clauses?|clauses?|"
    r"chapters?|sub-?\s?sections?|"
    r"sections?|recitals?|indents?|parts?|titles?|annex(?:es)?|schedules?|appendix|rules?|regulations?|"
    r"rows?|entry|entries|definitions?)"
)
_NUMBERED = r"(?:\([\w.]+\)|\d+[A-Z]{0,2}(?:\.\d+)?|[IVXL]+\b)(?:\([\w.]+\))*"
_PLACE_OF = (
    r"(?:\s*,?\s*\(?(?P<occurs>(?:each|every)\s+(?:place|time)[^⟦,;]*?appears?|wherever\s+(?:it|they|"
    r"the\s+\w+)\s+(?:appears?|"
    r"occurs?|occurring)|wherever\s+(?:appearing|occurring)|(?:in\s+)?(?:both|each)\s+places?[^⟦,;)]*|"
    r"(?:in\s+|where\s+\w+\s+)?"
    r"(?:the\s+)?(?:first|second|third|last)\s+(?:place|time|occurrence)[^⟦,;)]*|where\s+\w+\s+(?:first|last)"
    rf"\s+\w+|(?:at\s+the\s+end\s+of|(?:immediately\s+)?(?:following|after))\s+(?P<endof>{KIND}\s+{_NUMBERED})|"
    r"at\s+the\s+end(?:\s+(?:of|thereof)[^⟦,;]*?)?)\)?)?"
)
_WITHIN = r"(?:\s*,?\s*(?:(?:where\s+\w+\s+)?(?:appear|occurr?)(?:s|ing)\s+)?(?:in|from)\s+(?P<where>(?:(?!\bby\b)[^⟦:;])*?))?"
_BE = r"(?:(?:is|are|shall\s+be|shall\s+stand|to\s+be|be|should\s+be|has\s+been)\s+)"
_DEL = r"(?:delet(?:e|ing)|omit(?:ting)?|leav(?:e|ing)\s+out|strik(?:e|ing)(?:\s+out)?|remov(?:e|ing)|repeal(?:ing)?)"
_DELETED = r"(?:deleted|omitted|struck(?:\s+out)?|repealed|removed|revoked)"
_PUT = r"(?:insert(?:ing)?|add(?:ing)?|append(?:ing)?)"
_SUB = r"(?:insert(?:ing)?|substitut(?:e|ing)|add(?:ing)?|replac(?:e|ing)\s+(?:it|them)?\s*with|read)"
_INSTEAD = r"(?:\s+(?:therefor|therefore|instead|in\s+(?:its|their|lieu)\s*(?:place|thereof)?))?"
_NAMELY = r"(?:\s*,?\s*namely)?\s*(?::|[—–-]|:\s*[—–-])*\s*"
_NEW = r"(?:the\s+following(?:\s+(?:new|text|words?))*|a\s+new|an?\s+additional|new|an?|the)"
_WHAT = rf"{_NEW}\s+(?P<what>{KIND}[^⟦:;]*?)"
_PASSIVE_PUT = rf"(?:{_BE}|there\s+(?:is|are|shall\s+be)\s+)(?:inserted|added)"
_SIGN = r"period|full\s+stop|semicolon|semi-colon|comma|colon"
_STOP = r"[^⟦;]*?"
_OTHER_ENDS = (
    r"(?=,?\s+respectively|;|,(?!\s*(?:\d|\(|and\s+(?:\d|\()))|$|\s+(?:thereof|of\s+(?:that|this|the\s+said)\b)|"
    r"\s+and\s+(?:(?:after|before|in|by)\b|the\s+following))"
)

# Each clause: its pattern, the operation, the place. Words first, then sentences, units that come, units that change.
_CLAUSES: tuple[tuple[str, str, str], ...] = (
    (
        rf"{_DEL}\s+{_W}{_FIND}\s*,?\s*(?:and\s+)?all\s+that\s+follows(?:\s+(?:it|them))?"
        rf"(?:\s*,?\s+(?:through|to|up\s+to)\s+(?:{_W}(?P<until>{_Q})|(?:the\s+)?(?:end|period|semicolon|comma)[^⟦;,:]*?))?"
        rf"(?:\s*,?\s*and\s+{_SUB}\s*,?\s*(?:the\s+following\s*:?\s*)?{_W}{_ONE})?(?=\s*(?:$|[;,.]|and\b))", "delete_range", "to_end",
    ),
    (
        rf"{_DEL}\s+(?:all\s+(?:the\s+)?words\s+after|everything\s+after)"
        rf"\s+{_FIND}\s*,?\s*and\s+(?:replace\s+with|{_SUB})\s*{_W}{_ONE}",
        "delete_range", "after",
    ),
    (rf"{_DEL}\s+(?:all\s+(?:the\s+)?words\s+after|everything\s+after)\s+{_FIND}", "delete_range", "after"),
    (
        rf"for\s+(?:all\s+)?(?:the\s+)?words\s+(?:after|following)\s+{_FIND}\s*,?\s*(?:to\s+the\s+end\s*,?\s*)?"
        rf"(?:there\s+(?:is|are)\s+)?substitut(?:e|ed)\s+{_W}{_ONE}", "delete_range", "after",
    ),
    (
        rf"for\s+(?:the\s+words\s+)?from\s+(?P<find>{_Q})\s+to\s+(?:(?P<until>{_Q})|(?:the\s+)?end[^⟦,;]*?)"
        rf"\s*,?\s*(?:there\s+is\s+)?"
        rf"substitut(?:e|ed)\s+{_W}{_ONE}", "delete_range", "to_end",
    ),
    (
        rf"{_DEL}\s+(?:the\s+words\s+)?from\s+(?P<find>{_Q})\s+to\s+(?:(?P<until>{_Q})|(?:the\s+)?end(?:\s+of\s+[^⟦;]*?)?(?=\s*(?:$|[,;]|and\b)))"
        rf"(?:\s*,?\s*(?:and\s+)?(?:insert|substitute)\s+{_W}{_ONE})?", "delete_range", "to_end",
    ),
    (
        rf"(?:the\s+)?words\s+from\s+(?P<find>{_Q})\s+to\s+(?:(?P<until>{_Q})|(?:the\s+)?end(?:\s+of\s+[^⟦;]*?)?)"
        rf"\s+{_BE}(?:hereby\s+)?(?:{_DELETED}|(?:replaced|substituted)\s+(?:by|with)\s+{_W}{_ONE})", "delete_range", "to_end",
    ),
    (
        rf"(?:{_DEL}|replac(?:e|ing))"
        rf"\s+{_W}{_FIND}{_PLACE_OF}{_WITHIN}\s*,?\s*(?:and\s+)?(?:there\s+be\s+)?{_SUB}{_INSTEAD}\s*,?\s*{_W}{_TEXT}"
        r"(?!\s*,?\s*(?:immediately\s+)?(?:at\s+the|after|before)\b)",
        "replace_words", "",
    ),
    (rf"(?:replac(?:e|ing)|substitut(?:e|ing))\s+{_W}{_FIND}{_PLACE_OF}\s+(?:with|by)\s+{_W}{_TEXT}", "replace_words", ""),
    (rf"substitut(?:e|ing)\s+{_W}{_TEXT}\s+for\s+{_W}{_FIND}{_PLACE_OF}", "replace_words", ""),
    (
        rf"(?:by\s+)?(?:{_DEL}|replac(?:e|ing))\s+(?:the\s+)?(?P<sign>{_SIGN})"
        rf"(?:\s+at\s+the\s+end[^⟦;,]*?)?\s*,?\s*(?:and\s+{_SUB}|with)\s+(?:{_W}{_ONE}|"
        rf"an?\s+(?P<sign2>{_SIGN}))",
        "replace_words", "last",
    ),
    (
        rf"for\s+{_W}{_FIND}{_PLACE_OF}\s*,?\s*(?:there\s+(?:is|are|shall\s+be)\s+)?(?:substituted?|read|"
        rf"insert)\s*,?\s*{_W}{_TEXT}",
        "replace_words", "",
    ),
    (
        rf"for\s+{_W}{_FIND}{_PLACE_OF}\s*,?\s*{_W}{_TEXT}\s+{_BE}(?:respectively\s+)?substituted", "replace_words", "",
    ),
    (rf"{_W}{_FIND}{_PLACE_OF}\s+{_BE}(?:replaced|substituted|amended)\s+(?:with|by|to\s+read)"
     rf"\s*,?\s*{_W}{_TEXT}", "replace_words", ""),
    (
        rf"{_PUT}\s+(?:{_W}(?P<text>{_Q})\s+)?before\s+the\s+(?P<sign>{_SIGN})(?:\s+at\s+the\s+end(?:\s+of\s+(?P<where>[^⟦:;,]*?))?)?"
        rf"(?:\s*,?\s*(?:the\s+following\s*)?:?\s*{_W}(?P<text2>{_Q}))?", "insert_words", "before last",
    ),
    (
        rf"{_PUT}\s*,?\s*(?:immediately\s+)?(?P<side>after|before)\s+{_W}(?P<find>{_Q}){_PLACE_OF}{_WITHIN}\s*,?\s*{_W}{_ONE}",
        "insert_words", "side",
    ),
    (rf"after\s+{_W}(?P<find>{_Q}){_PLACE_OF}\s*,?\s*(?:there\s+(?:is|are)\s+)?(?:insert(?:ed|ing)?|"
     rf"add(?:ed|ing)?)\s*,?\s*{_W}{_ONE}",
     "insert_words", "after"),
    (rf"after\s+{_W}(?P<find>{_Q}){_PLACE_OF}\s*,?\s*{_W}{_ONE}\s+{_BE}(?:inserted|added)", "insert_words", "after"),
    (rf"{_PUT}\s+{_W}{_ONE}\s*,?\s+(?:immediately\s+)?after\s+{_W}(?P<find>{_Q})", "insert_words", "after"),
    (rf"{_W}{_ONE}\s+{_BE}(?:inserted|added)\s+(?:immediately\s+)?after\s+{_W}(?P<find>{_Q})", "insert_words", "after"),
    (rf"before\s+{_W}(?P<find>{_Q})\s*,?\s*(?:there\s+(?:is|are)\s+)?(?:insert(?:ed|ing)?|add(?:ed|ing)?)"
     rf"\s*,?\s*{_W}{_ONE}", "insert_words",
     "before"),
    (rf"before\s+{_W}(?P<find>{_Q})\s*,?\s*{_W}{_ONE}\s+{_BE}(?:inserted|added)", "insert_words", "before"),
    (rf"{_PUT}\s+{_W}{_ONE}\s*,?\s+(?:immediately\s+)?before\s+{_W}(?P<find>{_Q})", "insert_words", "before"),
    (rf"{_W}{_ONE}\s+{_BE}(?:inserted|added)\s+before\s+{_W}(?P<find>{_Q})", "insert_words", "before"),
    (rf"at\s+the\s+end(?:\s+of)?(?P<where>[^⟦]*?)\s*,?\s*{_PUT}\s+(?:the\s+following\s+sentences?\s*:?\s*)"
     rf"{_ONE}", "add_sentence", "end"),
    (rf"(?P<following>the\s+following\s+sentences?\s+{_PASSIVE_PUT}(?P<where>[^⟦:]*?)\s*:?\s*){_ONE}", "add_sentence", "end"),
    (rf"{_PUT}\s+(?:the\s+following\s+|a\s+new\s+)sentences?(?P<where>[^⟦:]*?)\s*:?\s*{_ONE}", "add_sentence", "end"),
    (rf"at\s+the\s+end(?:\s+of)?(?P<where>[^⟦]*?)\s*,?\s*{_DEL}\s+{_W}{_FIND}", "delete_words", "last"),
    (rf"{_DEL}\s+{_W}{_FIND}\s+at\s+the\s+end\s+of\s+(?P<where>{KIND}\s+{_NUMBERED})", "delete_words", "last"),
    (
        rf"at\s+the\s+(?P<edge>end|beginning)(?:\s+(?:of|thereof))?(?P<where>[^⟦]*?)\s*,?\s*(?:{_PUT}|"
        rf"there\s+(?:is|are)\s+(?:inserted|added))\s*"
        rf"(?:(?:{_NEW}\s+)(?P<what>{KIND}[^⟦:;]*?)\s*)?{_NAMELY}{_W}{_ONE}", "insert_words", "edge",
    ),
    (
        rf"{_PUT}\s+(?:at\s+the\s+(?P<edge>end|beginning)(?:\s+(?:of|thereof)(?P<where>[^⟦:]*?))?)"
        rf"\s*(?:,?\s*(?:{_WHAT}|the\s+following))?\s*"
        rf"{_NAMELY}{_W}{_ONE}", "insert_words", "edge",
    ),
    (
        rf"{_PUT}\s+{_W}{_ONE}\s+at\s+the\s+(?P<edge>end|beginning)(?:\s+(?:of|thereof)(?P<where>(?:(?!\band\s+by\b|,\s+by\b)[^⟦;])*))?", "insert_words", "edge",
    ),
    (rf"{_W}{_ONE}\s+{_BE}added\s+at\s+the\s+(?P<edge>end|beginning)(?:\s+(?:of|thereof)(?P<where>(?:(?!\band\s+by\b|,\s+by\b)[^⟦;])*))?", "insert_words", "edge"),
    (rf"{_DEL}\s+{_W}{_FIND}{_PLACE_OF}(?:\s+(?:in|from)\s+(?P<where>(?:(?!\bby\b)[^⟦;])*))?", "delete_words", ""),
    (rf"{_W}{_FIND}{_PLACE_OF}\s+{_BE}(?:hereby\s+)?{_DELETED}", "delete_words", ""),
    (
        rf"(?:{_DEL}|replac(?:e|ing))\s+(?P<where>[^⟦;]*?)\s*,?\s+(?:(?:and\s+)?{_SUB}{_INSTEAD}|with|by)"
        rf"\s*,?\s*(?:the\s+following[^⟦:;]*?)?{_NAMELY}"
        rf"{_W}{_ONE}", "replace_unit", "",
    ),
    # units that come
    (r"(?P<annexed>attach|annex|add|insert)\s+the\s+text\s+(?:in|of|set\s+out\s+in)\s+(?P<source>[^⟦;]*?)"
     r"\s+as\s+(?:an?\s+)?(?:new\s+)?"
     r"(?P<what>(?:annex|appendix|schedule)[^⟦;]*)", "add_unit", "annex"),
    (rf"(?P<what>(?:a\s+new\s+)?(?:annex|appendix|schedule)[^⟦;]*?)"
     rf",?\s+(?:as\s+)?set\s+out\s+in\s+[^⟦;]*?,?\s*{_BE}(?:added|inserted|attached)",
     "add_unit", "annex"),
    (
        rf"(?P<side>after|before)\s+(?P<where>{_STOP})\s*,?\s*(?:{_PUT}|there\s+(?:is|are|shall\s+be)"
        rf"\s+(?:inserted|added))\s*"
        rf"(?:{_WHAT}|(?P<bare>{KIND}\s+[\w().]+))?\s*{_NAMELY}{_W}{_ONE}", "add_unit", "",
    ),
    (rf"{_PUT}\s*,\s*(?P<side>after|before)\s+(?P<where>[^⟦:,]*?)\s*,\s*(?P<what>{KIND}[^⟦:;]*?)"
     rf"{_NAMELY}{_ONE}", "add_unit", ""),
    (
        rf"{_PUT}\s*,?\s*(?:the\s+following\s*,?\s*)?(?:immediately\s+)?(?P<side>after|before)\s+(?P<where>[^⟦:]*?)\s*"
        rf"(?:,?\s*{_WHAT}|,?\s*the\s+following)?\s*{_NAMELY}{_W}{_ONE}", "add_unit", "",
    ),
    (
        rf"{_PUT}\s+{_WHAT}\s*,?\s+(?:immediately\s+)?(?P<side>after|before)\s+(?P<where>[^⟦:]*?)"
        rf"\s*{_NAMELY}{_ONE}", "add_unit", "",
    ),
    (
        rf"(?P<side>after|before)\s+(?P<where>{_STOP})\s*,\s*{_WHAT}\s+{_PASSIVE_PUT}{_NAMELY}{_ONE}", "add_unit", "",
    ),
    (
        rf"{_WHAT}\s+{_PASSIVE_PUT}\s*(?:(?:immediately\s+)?(?P<side>after|before)\s+(?P<where>[^⟦:]*?)|"
        rf"(?:to|in|at\s+the\s+end\s+of)\s+"
        rf"(?P<host>[^⟦:]*?)|at\s+the\s+end)?{_NAMELY}{_ONE}", "add_unit", "",
    ),
    (
        rf"{_PUT}\s+{_WHAT}\s+(?:to|in)\s+(?:the\s+list\s+(?:in|of)\s+)?(?P<host>[^⟦:]*)\s*:?\s*{_ONE}", "add_unit", "",
    ),
    (rf"{_PUT}\s*:?\s*{_WHAT}\s*{_NAMELY}{_ONE}", "add_unit", ""),
    (rf"the\s+following\s+{_BE}(?:added|inserted)\s+(?:at\s+the\s+(?P<edge>end|beginning)\s+of|to)"
     rf"\s+(?P<where>[^⟦:]*?){_NAMELY}{_ONE}",
     "insert_words", "edge"),
    (rf"{_PUT}\s*(?:the\s+following)?{_NAMELY}{_ONE}", "add_unit", "labelled"),
    # units that change
    (
        rf"for\s+(?P<where>[^⟦;]*?)\s*,?\s*(?:there\s+(?:is|are|shall\s+be)\s+)?(?:substituted?|"
        rf"substitute\s+the\s+following)\s*"
        rf"(?:the\s+following[^⟦:;]*?)?{_NAMELY}{_ONE}", "replace_unit", "",
    ),
    (
        rf"for\s+(?P<where>[^⟦;]*?)\s*,\s*the\s+following[^⟦:;]*?\s+{_BE}substituted{_NAMELY}{_ONE}", "replace_unit", "",
    ),
    (
        rf"the\s+following\s+{KIND}\s+{_BE}(?:hereby\s+)?substituted\s+for\s+(?P<where>[^⟦;:]*?){_NAMELY}{_ONE}",
        "replace_unit", "",
    ),
    (rf"substitut(?:e|ing)\s+(?:the\s+following\s+)?(?:for\s+)(?P<where>[^⟦;]*?){_NAMELY}{_ONE}", "replace_unit", ""),
    (
        rf"(?:shall|should|is|are|to)"
        rf"\s+(?:be\s+)?(?:hereby\s+)?(?:amended\s+)?(?:so\s+as\s+)?(?:to\s+)?read(?:\s+as\s+follows)?{_NAMELY}{_ONE}",
        "replace_unit", "",
    ),
    (
        rf"{_BE}(?:hereby\s+)?(?:replaced|substituted)\s+(?:with|by)\s*(?:the\s+following(?:\s+[\w-]+)*|"
        rf"the\s+text)?{_NAMELY}{_ONE}",
        "replace_unit", "",
    ),
    (
        rf"{_BE}(?:hereby\s+)?(?:replaced|substituted)\s+(?:with|by)"
        rf"\s+(?P<annex>(?:the\s+)?(?:text\s+(?:set\s+out\s+)?in\s+)?(?:the\s+)?"
        rf"(?:annex|appendix|schedule)[^⟦;]*)", "replace_unit", "annex",
    ),
    (rf"(?:divide|split)\s+(?P<where>.+?)\s+into\s+[^⟦]*{_ONE}", "split", ""),
    (r"(?:divide|split)\s+(?P<where>.+?)\s+into\s+(?P<into>.+?)\s+after\s+the\s+(?P<nth>\w+)\s+sentence", "split", "sentence"),
    (rf"(?:merge|join|combine)\s+(?P<where>.+?)\s+into\s+[^⟦]*?{_ONE}", "join", ""),
    (r"move\s+(?P<where>.+?)\s+to\s+(?P<side>after|before)\s+(?P<other>[^;]+)", "move", ""),
    (
        rf"(?:(?:re-?)?number(?:ing)?|(?:re-?)?designat(?:e|ing))\s+(?P<where>.+?)\s+(?:as|to\s+become|to\s+be)\s+(?P<other>[^;]+?){_OTHER_ENDS}",
        "renumber", "",
    ),
    (
        rf"(?:{_BE}(?:hereby\s+)?(?:(?:re-?)?numbered|(?:re-?)?designated)(?:\s+as)?|(?:shall\s+)?becomes?)"
        rf"\s+(?P<other>[^;]+?){_OTHER_ENDS}",
        "renumber", "",
    ),
    (rf"{_DEL}\s+(?P<where>[^⟦;]+?)(?P<all>\s+and\s+all\s+references\s+to\s+it)?(?=;|$|,?\s+and\s+(?:in|by)\b|,\s+by\b)", "delete_unit", ""),
    (rf"{_BE}(?:hereby\s+)?{_DELETED}|(?:shall\s+)?ceases?\s+to\s+have\s+effect", "delete_unit", ""),
)  # fmt: skip
# What a formula must hold for a clause to be looked for: most patterns are never made in one run of the program.
_STEMS = (
    "delet", "omit", "leav", "strik", "struck", "remov", "repeal", "revok", "replac", "substitut", "insert", "add", "append",
    "attach", "annex", "read", "divid", "split", "merg", "join", "combin", "move", "number", "designat", "becom", "ceas",
)  # fmt: skip
_NEEDS = tuple(tuple(stem for stem in _STEMS if stem in pattern) for pattern, _, _ in _CLAUSES)


def clauses_for(text: str) -> Iterator[tuple[re.Pattern[str], str, str]]:
    """The clauses that a formula may hold, by its verbs: (pattern, operation, place), the longer ones first."""
    low = text.lower()
    for (pattern, op, place), needs in zip(_CLAUSES, _NEEDS, strict=True):
        if any(stem in low for stem in needs):
            yield _compiled(pattern), op, place


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(r"(?i)(?<![\w⟦])" + pattern)
