"""The columns of a table of comments, by the words that stand over them.

Two layouts go out and come back: the summary table that secretariats of the CIS use (`cis`), and the template of ISO,
IEC and CEN, version 2012-03 (`iso`). Any table that names its columns in like words is read. Two only go out: what
became of one delegation's remarks (`pack`), and the proof that every comment was answered (`proof`).
"""

from __future__ import annotations

import re

from .rows import KINDS, OUTCOMES

# layout -> [(field, share of the width in per cent)]
LAYOUTS = {
    "cis": (("number", 4), ("label", 11), ("words", 24), ("comment", 25), ("ground", 18), ("outcome", 18)),
    "iso": (("author", 8), ("line", 6), ("clause", 9), ("paragraph", 10), ("kind", 7), ("comment", 25),
            ("proposed", 20), ("outcome", 15)),
    "pack": (("number", 4), ("label", 10), ("comment", 24), ("outcome", 20), ("words", 21), ("after", 21)),
    "proof": (("number", 5), ("label", 12), ("author", 15), ("comment", 28), ("outcome", 28), ("reaction", 12)),
}  # fmt: skip
HEADS = {
    "ru": {
        "cis": {"number": "№ п/п", "label": "Структурная единица", "words": "Текст проекта",
                "comment": "Замечание, предложение; автор", "ground": "Обоснование",
                "outcome": "Результат рассмотрения: учтено, учтено частично, не учтено; мотив"},
        "iso": {"author": "Парламент", "line": "Строка", "clause": "Статья", "paragraph": "Часть, пункт, таблица",
                "kind": "Вид замечания", "comment": "Замечание", "proposed": "Предлагаемая редакция",
                "outcome": "Ответ секретариата"},
        "pack": {"number": "№ п/п", "label": "Структурная единица", "comment": "Наше замечание",
                 "outcome": "Результат; мотив", "words": "Было", "after": "Стало"},
        "proof": {"number": "№", "label": "Структурная единица", "author": "Автор", "comment": "Замечание",
                  "outcome": "Ответ", "reaction": "Отклик автора"},
    },
    "en": {
        "cis": {"number": "No.", "label": "Structural unit", "words": "Text of the draft",
                "comment": "Comment, proposal; author", "ground": "Grounds",
                "outcome": "Outcome: accepted, accepted in part, not accepted; reason"},
        "iso": {"author": "MB/NC", "line": "Line number", "clause": "Clause/ Subclause",
                "paragraph": "Paragraph/ Figure/ Table", "kind": "Type of comment", "comment": "Comments",
                "proposed": "Proposed change", "outcome": "Observations of the secretariat"},
        "pack": {"number": "No.", "label": "Structural unit", "comment": "Our remark", "outcome": "Outcome; reason",
                 "words": "Words before", "after": "Words after"},
        "proof": {"number": "No.", "label": "Structural unit", "author": "Author", "comment": "Comment",
                  "outcome": "Answer", "reaction": "Author's reaction"},
    },
}  # fmt: skip

# The words over a column, most telling first: the first pattern that is found names it.
_KNOWN = (
    ("outcome", r"результат|observations?|disposition|resolution|response|решение|ответ|outcome|позиция разработчика"),
    ("proposed", r"предлагаемая редакция|предлагаемое изменение|proposed|suggest|recommendation|amendment"),
    ("kind", r"вид замечания|тип замечания|\btype\b|kind|category"),
    ("words", r"текст проекта|редакция проекта|text of the draft|draft text|text proposed|original text|current text"),
    ("ground", r"обосновани|grounds?|justification|rationale"),
    ("national", r"национальн|national"),
    ("paragraph", r"paragraph/|часть, пункт|figure"),
    ("clause", r"clause|^статья$"),
    ("label", r"структурн|элемент|provision|structural|\bunit\b|^article|место|\bpara"),
    ("line", r"line|строка"),
    ("comment", r"замечани|предложени|comment|remark|observation"),
    ("author", r"^mb\b|member|автор|источник|source|author|парламент|parliament|delegation|делегац|субъект"),
    ("title", r"^title|заголов"),
    ("number", r"^№|^no\.?$|^n$|^#$|п/п|^item$|номер"),
)  # fmt: skip
_NUMBERS = re.compile(r"\(?\d{1,2}\)?")


def columns_of(cells: list[str]) -> dict[str, int]:
    """{field: place} for a row of heads; empty when the row is none.

    >>> columns_of(["№", "Структурная единица", "Замечание", "Обоснование"])
    {'number': 0, 'label': 1, 'comment': 2, 'ground': 3}
    >>> columns_of(["Article 5 says too much about archives, in our view", "x"])
    {}
    """
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        text = " ".join(cell.split()).lower()
        if not text or len(text) > 120:
            continue
        name = next((name for name, pattern in _KNOWN if re.search(pattern, text) and name not in found), None)
        if name is not None:
            found[name] = place
    says = {"comment", "proposed"} & found.keys()
    return found if says and len(found) >= 2 else {}


def counts_columns(cells: list[str]) -> bool:
    """Whether a row only numbers the columns, as tables of ministries do under their heads."""
    said = [cell.strip() for cell in cells if cell.strip()]
    return len(said) > 1 and all(_NUMBERS.fullmatch(cell) for cell in said)


_KIND_WORDS = (
    ("general", r"ge\b|gen|общ|\?"), ("technical", r"te\b|tech|тех|по существу"), ("editorial", r"ed\b|edit|ред"),
    ("legal", r"le\b|leg|юр|прав"), ("translation", r"tr\b|trans|перев"),
)  # fmt: skip


def kind_of(text: str) -> str:
    """A type of comment by its sign or its word; the first where there are several; "" where it says none.

    >>> kind_of("te"), kind_of("ред."), kind_of("ed, ge"), kind_of("—")
    ('technical', 'editorial', 'editorial', '')
    """
    said = text.strip().lower()
    hits = [(m.start(), name) for name, pattern in _KIND_WORDS if (m := re.search(rf"(?:^|[\s,/;]){pattern}", said)
            or re.search(rf"^(?:{pattern})", said))]  # fmt: skip
    return min(hits)[1] if hits else ""


KIND_SIGNS = dict(zip(KINDS, ("ge", "te", "ed", "le", "tr"), strict=True))
ISO_SIGNS = {**KIND_SIGNS, "legal": "te", "translation": "ed"}  # the template knows three; ours go out as these
_OUTCOME_WORDS = {
    "ru": ("учтено", "учтено в принципе", "учтено частично", "учтено с изменениями", "принято к сведению",
           "уже учтено в проекте", "повторяет другое замечание", "отложено", "не учтено", "снято автором",
           "вне предмета", "вынесено на решение комиссии"),
    "en": ("accepted", "accepted in principle", "accepted in part", "accepted with modification", "noted",
           "already covered", "duplicate", "deferred", "not accepted", "withdrawn by the author", "out of scope",
           "for the commission to decide"),
}  # fmt: skip
OUTCOME_WORDS = {lang: dict(zip(OUTCOMES, words, strict=True)) for lang, words in _OUTCOME_WORDS.items()}
_OUTCOME_SIGNS = (
    ("accepted_partially", r"(?:учтен\w+|принят\w+) частично|частично (?:учтен|принят)\w+|"
                           r"(?:accepted|agreed) (?:in part|partially)|partially accepted"),
    ("accepted_in_principle", r"учтен\w+ в принципе|(?:accepted|agreed) in principle"),
    ("accepted_with_modification", r"учтен\w+ с (?:изменени|правк)\w+|accepted with modifications?"),
    ("already_covered", r"уже учтен\w+(?: в проекте)?|already covered"),
    ("noted", r"принят\w+ к сведению|noted"),
    ("duplicate_of", r"повторяет(?: другое замечание)?|duplicates?"),
    ("deferred", r"отложен\w+|deferred"),
    ("rejected", r"не (?:учтен|принят|поддержан)\w+|отклонен\w+|not (?:accepted|agreed)|rejected|disagreed?"),
    ("withdrawn_by_author", r"снят\w+(?: автором)?|отозван\w+|withdrawn(?: by the author)?"),
    ("out_of_scope", r"вне предмета|out of scope"),
    ("needs_decision", r"вынесен\w+ на решение(?: комиссии)?|for the commission to decide|needs decision"),
    ("accepted", r"учтен\w+|принят\w+|поддержан\w+|accepted|agreed"),
)  # fmt: skip


def outcome_of(text: str) -> tuple[str, str]:
    """(outcome, reason) from the last column; the outcome is "" where the words name none.

    >>> outcome_of("Не учтено: противоречит статье 2")
    ('rejected', 'противоречит статье 2')
    >>> outcome_of("Accepted in part. See Article 4.")
    ('accepted_partially', 'See Article 4.')
    >>> outcome_of("under discussion")
    ('', 'under discussion')
    """
    said = text.strip()
    for name, pattern in _OUTCOME_SIGNS:
        found = re.match(rf"(?i)(?:{pattern})(?!\w)", said)
        if found:
            return name, said[found.end() :].lstrip(" .:;,—–-\n")
    return "", said
