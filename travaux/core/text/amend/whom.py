"""Which text an order is for: the act that it names, and whether that is the base."""

from __future__ import annotations

import re

from ..tree import Document, words
from .quotes import quoted_spans

_RU = re.compile(
    r"(?:(?:(?!Наименов|Назван|Примеч|Прилож|Полож)[А-ЯЁ][а-яё-]+(?:ск|н|в)(?:ий|ый|ой|ого|ому|им|ым|ом|ая|ую|ое|ие|ые|их|ых)\s+)?(?:конституционн\w+\s+|модельн\w+\s+)?(?:[Фф]едеральн\w+\s+)?(?:конституционн\w+\s+)?"
    r"(?<![а-яё])(?:[Зз]акон(?:а|у|ом|е|ы|ов)?|[Кк]одекс(?:а|у|ом|е|ы)?|[Уу]каз(?:а|у|ом|е)?|"
    r"[Пп]остановлени[еяю]|[Сс]оглашени[еяю]|"
    r"[Дд]оговор(?:а|у)?|[Кк]онвенци[яюи]|[Пп]ротокол(?:а|у)?|[Пп]оложени[еяю]|[Рр]екомендаци[йяи]|[Уу]став(?:а|у)?|"
    r"[Рр]егламент(?:а|у)?)(?![а-яё]))"
    r"(?:\s+(?:Российской\s+Федерации|Республики\s+[А-ЯЁ]\w+|[А-ЯЁ]\w+ской\s+\w+)"
    r")?(?:\s+от\s+\d[^«⟦(:;]{2,30}?(?:года|г\.))?"
    r"(?:\s*(?:№|N)\s*[\w/-]+)?(?:\s+от\s+\d[^«(:;]{2,30}?(?:года|г\.))?(?:\s*[«\"][^»\"]*(?:«[^»]*»[^»]*)?[»\"])?"
    r"(?:\s*\([^()]*(?:Собрани|Ведомост|Российская газета|Национальный реестр|реестр)[^()]*(?:\([^()]*\)[^()]*)*\))?"
)
_EN = re.compile(
    r"(?:the\s+)?(?:(?:Regulation|Directive|Decision)\s*\((?:EU|EC|EEC|Euratom)[^)]*\)\s*(?:No\s*)?\d+/\d+|"
    r"(?:[A-Z][\w’'&-]*\s+(?:(?:\([^)]*\)|of|and|the|on|for|to|in)\s+)*){1,12}(?:Act|Code|Law|Ordinance|"
    r"Convention|Agreement|Protocol|Treaty|"
    r"Constitution|Regulations|Rules|Order)(?:,?\s+(?:of\s+)?\d{4})?(?:\s*\(\d[^)]*\))?|(?:the|that)"
    r"\s+(?:principal\s+)?"
    r"(?:Act|Code|Law|Convention|Agreement|Protocol|Treaty|Constitution|Regulation|Directive))(?!\w)"
)
_SELF = re.compile(r"(?i)^(?:the|that|this|such|said)\s+(?:principal\s+)?\w+$|настоящ")
_AMENDS = re.compile(r"(?i)о\s+внесении\s+(?:изменени|дополнени)|об?\s+изменении|amendments?\b|amending\b")
_COMMON = frozenset(
    [
        "the",
        "of",
        "and",
        "on",
        "for",
        "to",
        "act",
        "law",
        "закон",
        "закона",
        "федеральный",
        "федерального",
        "о",
        "об",
        "в",
        "и",
        "на",
        "по",
        "года",
        "г",
        "от",
        "кодекс",
    ]
)


def without_reference(text: str) -> tuple[str, str]:
    """The words without the name of the act that they amend, and that name ("" when they name none).

    >>> without_reference("Внести в статью 5 Закона от 2 мая 2004 года № 5 «Об архивах» изменения")
    ('Внести в статью 5 изменения', 'Закона от 2 мая 2004 года № 5 «Об архивах»')
    """
    pattern = _RU if re.search("[а-яё]", text[:200]) else _EN
    for match in pattern.finditer(text):
        name = match[0].strip()
        if _inside_quotes(text, match.start()) or re.search(r"(?i)настоящ\w+\s*$|this\s*$", text[: match.start()]):
            continue
        if pattern is _EN and name.startswith(
            ("In ", "After ", "For ", "Section ", "Article ", "Paragraph ", "Insert ", "Schedule ")
        ):
            continue
        rest = re.sub(r"\s+", " ", f"{text[: match.start()]} {text[match.end() :]}" if "\n" not in text else "")
        if "\n" in text:
            rest = text[: match.start()].rstrip() + " " + text[match.end() :].lstrip(" ")
        rest = re.sub(r"\bof\s+(?=is\b|are\b|shall\b|,|$)", "", rest)
        return rest.strip(), "" if _SELF.search(name) or len(name.split()) == 1 else name
    return text, ""


def _inside_quotes(text: str, place: int) -> bool:
    before = text[:place]
    opened = any(before.count(one) > before.count(two) for one, two in ("«»", "“”"))
    return opened or before.count('"') % 2 == 1 or any(start < place < end for start, end in quoted_spans(text))


def names_of(document: Document) -> str:
    """What a text calls itself: the words of its preface, or of its first lines."""
    preface = document.of_kind("preface")
    return words(preface).lower() if preface is not None else ""


def is_for(reference: str, title: str) -> bool:
    """Whether the act named is the one with this title: the same number, or nearly the same words."""
    if bool(_AMENDS.search(reference)) != bool(_AMENDS.search(title)):
        return False  # a law amending the base bears its title too
    number = re.search(r"(?:№|N)\s*([\w/-]*\d[\w/-]*)|(\d+/\d+)", reference)
    if number and (number[1] or number[2]).lower() in title:
        return True
    said, hits = _shared(reference, title)
    return said > 0 and hits >= 0.7 * said


def is_for_another(reference: str, title: str) -> bool:
    """Whether the act named has a title of its own that shares no word with this one."""
    said, hits = _shared(reference, title)
    return said > 1 and hits == 0 and bool(title)


def _shared(reference: str, title: str) -> tuple[int, int]:
    """How many words the title of the act named has, and how many of them stand in this title in some form."""
    quoted = re.search(r"[«\"](.+)[»\"]", reference)
    said = {w for w in re.findall(r"[^\W\d]{2,}", (quoted[1] if quoted else reference).lower()) if w not in _COMMON}
    known = re.findall(r"\w{2,}", title)
    return len(said), sum(any(w[: max(4, len(w) - 2)] == k[: max(4, len(w) - 2)] for k in known) for w in said)
