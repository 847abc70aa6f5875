"""The words of the plain-text markup of Laws.Africa (Bluebell): which keyword is which element.

Source: the conformance texts of laws-africa/bluebell; an element is written by the first of its keywords.
"""

from __future__ import annotations

UNITS = {
    "ALINEA": "alinea", "ARTICLE": "article", "ART": "article", "BOOK": "book", "CHAPTER": "chapter", "CHAP": "chapter",
    "CLAUSE": "clause", "DIVISION": "division", "INDENT": "indent", "LEVEL": "level", "LIST": "list",
    "PARAGRAPH": "paragraph", "PARA": "paragraph", "PART": "part", "POINT": "point", "PROVISO": "proviso",
    "RULE": "rule", "SECTION": "section", "SEC": "section", "SUBCHAPTER": "subchapter", "SUBCHAP": "subchapter",
    "SUBCLAUSE": "subclause", "SUBDIVISION": "subdivision", "SUBLIST": "sublist", "SUBPARAGRAPH": "subparagraph",
    "SUBPARA": "subparagraph", "SUBPART": "subpart", "SUBRULE": "subrule", "SUBSECTION": "subsection",
    "SUBSEC": "subsection", "SUBTITLE": "subtitle", "TITLE": "title", "TOME": "tome", "TRANSITIONAL": "transitional",
}  # fmt: skip
DEBATES = {
    kind.upper(): kind for kind in (
        "debateSection", "address", "adjournment", "administrationOfOath", "communication", "declarationOfVote",
        "ministerialStatements", "nationalInterest", "noticesOfMotion", "oralStatements", "papers",
        "personalStatements", "petitions", "pointOfOrder", "prayers", "proceduralMotions", "questions", "resolutions",
        "rollCall", "writtenStatements", "speechGroup", "speech", "question", "answer",
    )
}  # fmt: skip
TALK = frozenset(("speechGroup", "speech", "question", "answer"))
LINES = {"SCENE": "scene", "NARRATIVE": "narrative", "SUMMARY": "summary", "FROM": "from",
         "CROSSHEADING": "crossHeading", "P": "p"}  # fmt: skip
PARTS = {"PREFACE": "preface", "PREAMBLE": "preamble", "BODY": "body", "CONCLUSIONS": "conclusions"}
JUDGMENT = {kind.upper(): kind for kind in
            ("introduction", "background", "arguments", "remedies", "motivation", "decision")}  # fmt: skip
ANNEXES = ("ATTACHMENT", "ANNEXURE", "APPENDIX", "SCHEDULE")
BLOCKS = ("ITEMS", "ITEM", "BULLETS", "TABLE", "TR", "TC", "TH", "QUOTE", "FOOTNOTE", "LONGTITLE", "SUBHEADING")
KEYWORDS = frozenset((*UNITS, *DEBATES, *LINES, *PARTS, *JUDGMENT, *ANNEXES, *BLOCKS))
