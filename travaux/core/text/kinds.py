"""The vocabulary of Akoma Ntoso 3.0: which part each element plays in the tree.

Source: OASIS, akomantoso30.xsd (csprd02 and the release of 30 March 2017). A conformance test compares these lists with
the schema: what the schema says may hold text is a line or a mark here.
"""

from __future__ import annotations

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


DOCUMENTS = _names(
    "act bill doc statement debateReport debate judgment amendment amendmentList officialGazette documentCollection "
    "portion"
)
HIERARCHY = _names(
    "clause section part paragraph chapter title book tome article division list point indent alinea rule subrule "
    "proviso  subsection subpart subparagraph subchapter subtitle subdivision subclause sublist level transitional "
    "hcontainer"
)
DEBATE_UNITS = _names(
    "administrationOfOath rollCall prayers oralStatements writtenStatements personalStatements "
    "ministerialStatements  resolutions nationalInterest declarationOfVote communication petitions papers "
    "noticesOfMotion questions address  proceduralMotions pointOfOrder adjournment debateSection speechGroup speech "
    "question answer"
)
UNITS = HIERARCHY | DEBATE_UNITS | _names("recitals recital citations citation item tblock")
BOXES = _names(
    "coverPage preface preamble body mainBody collectionBody portionBody debateBody judgmentBody amendmentBody "
    "conclusions  attachments components introduction background arguments remedies motivation decision longTitle "
    "formula interstitial  content intro wrapUp other div header amendmentHeading amendmentContent "
    "amendmentReference amendmentJustification  blockContainer blockList ul ol toc container documentRef "
    "componentRef li"
)
LINES = _names(
    "num heading subheading crossHeading scene narrative summary from listIntroduction listWrapUp tocItem block p "
    "caption"
)
MARKS = _names(
    "vote outcome affectedDocument relatedDocument change docType docTitle docNumber docProponent docDate "
    "legislature session  shortTitle docAuthority docPurpose docCommittee docIntroducer docStage docStatus "
    "docJurisdiction docketNumber courtType  neutralCitation opinion argument signature date time def mref "
    "quotedText remark recordedTime ins del omissis placeholder  fillIn decoration embeddedText inline span b i u "
    "sup sub abbr a ref rref party judge lawyer entity person organization  concept object event location process "
    "role term quantity mod mmod rmod noteRef br img eol eop marker"
)
NOTES = _names("quotedStructure embeddedStructure authorialNote subFlow note")

# Elements that never take an eId, as the tools of the field write it: they are found through their parent.
EID_EXEMPT = (
    _names(
        "num heading subheading content intro wrapUp body mainBody debateBody judgmentBody amendmentBody preface "
        "preamble conclusions coverPage attachments b i u sup sub span abbr br img eol tr td th caption remark "
        "ins del "
        "arguments background decision header introduction motivation remedies"
    )
    | DOCUMENTS
)

# What an eId says for an element; every other element says its own name. AKN naming convention, 5.6.
ABBREVIATIONS = {
    "alinea": "al", "amendmentBody": "body", "article": "art", "attachment": "att", "blockList": "list",
    "chapter": "chp", "citation": "cit", "citations": "cits", "clause": "cl", "component": "cmp",
    "components": "cmpnts", "componentRef": "cref", "debateBody": "body", "debateSection": "dbsect",
    "division": "dvs", "documentRef": "dref", "eventRef": "eref", "judgmentBody": "body",
    "listIntroduction": "intro", "listWrapUp": "wrapup", "mainBody": "body", "paragraph": "para",
    "quotedStructure": "qstr", "quotedText": "qtext", "recital": "rec", "recitals": "recs", "section": "sec",
    "subchapter": "subchp", "subclause": "subcl", "subdivision": "subdvs", "subparagraph": "subpara",
    "subsection": "subsec", "temporalGroup": "tmpg", "wrapUp": "wrapup",
}  # fmt: skip
