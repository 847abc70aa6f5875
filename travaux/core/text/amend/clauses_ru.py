# ruff: noqa: E501 -- a pattern is read as one line
"""The clauses of Russian formulae: their patterns, the operations they make, and where those work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

SOFT = re.compile(
    r"(?i)рассмотреть\s+(?:вопрос|возможность)|предлагается\s+(?:уточнить|рассмотреть|проработать|учесть)|"
    r"(?:представляется\s+)?целесообразн|поддержать|считаем\s+возможным|просим|следует\s+уточнить|требует\s+уточнения"
)
_W = (
    r"(?:(?:слов|цифр|числ|знак|букв|символ|дат|аббревиатур|словосочетани|сокращени|обозначени|союз|предлог|"
    r"фраз|сумм|номер)"
    r"[а-яё]*\s+)"
)
_Q = r"⟦\d+⟧"
_MORE = rf"(?:\s*(?:,|;|и|или)\s*{_W}?{_Q})*"
_OCCURS = r"(?:\s+(?:во?\s+(?P<occurs>перв|втор|трет|последн)\w+\s+случае|(?P<atend>в\s+конце)(?:\s+(?:абзаца|предложения|текста))?))?"
_AS = (
    r"(?:\s*,?\s*(?P<inflected>(?:употребл\w+\s+)?(?:по\s+тексту\s+)?в\s+соответствующ\w+"
    r"\s+(?:числ\w+\s+и\s+падеж\w+|падеж\w+\s+и\s+числ\w+|падеж\w+|числ\w+)),?)?"
)
_AS_TOO = r"(?:\s+в\s+соответствующ\w+\s+(?:числ\w+\s+и\s+падеж\w+|падеж\w+\s+и\s+числ\w+|падеж\w+|числ\w+))?"
_MORE_TEXT = rf"(?:\s*(?:,|;|и|или)\s*(?:(?:слов|цифр)ами\s+)?{_Q})*"
_FIND, _TEXT = rf"(?P<find>(?<!ами\s)(?<!ом\s)(?<!ой\s){_Q}{_MORE})", rf"(?P<text>{_Q}{_MORE_TEXT})"
_ONE = r"(?P<text>⟦\d+⟧)"
_SIGN = r"точк\w+\s+с\s+запятой|точк\w+|запят\w+|двоеточи\w+|тире"
_FOLLOWS = (
    r"(?:следующего\s+содержания|в\s+следующей\s+(?:новой\s+)?редакции|в\s+новой\s+редакции|в\s+редакции|(?=:))\s*:?\s*"
)
_ADD = r"(?:дополнить|дополнив|включить|внести|добавить)"
_THERE = r"(?:\s+(?P<where>во?\s+[^⟦;]*?))?"
_CUT = r"(?:исключить|исключив|удалить|изъять|признать\s+утративш\w+\s+силу)"
_ANNEX = r"(?:согласно\s+приложени\w+|\(прилагается\)|прилагаем\w+)(?P<annex>[^⟦;]*)"

# Each clause: its pattern, the operation it makes, its place. The longer ones first.
_CLAUSES: tuple[tuple[str, str, str], ...] = (
    (
        rf"начиная\s+(?:со\s+слов\w*|с\s+цифр\w*)\s+(?P<find>{_Q})"
        rf"\s*(?:и\s+)?(?:далее\s+)?(?:до\s+конца(?:\s+\w+)?|по\s+тексту)?"
        rf"\s*(?:заменить\s+{_W}?{_ONE}|исключить)", "delete_range", "to_end",
    ),
    (
        rf"(?:все\s+)?слова\s+(?:со?\s+слов\w*|от\s+слов\w*)\s+(?P<find>{_Q})\s+до\s+(?:слов\w*\s+(?P<until>{_Q})|конца(?:\s+\w+)?)"
        rf"\s+(?:заменить\s+{_W}?{_ONE}|исключить)", "delete_range", "to_end",
    ),
    (
        rf"(?:все\s+)?слова\s+после\s+слов\w*\s+(?P<find>{_Q})\s+(?:заменить\s+{_W}?{_ONE}|исключить)",
        "delete_range", "after",
    ),
    (
        rf"после\s+{_W}?(?P<find>{_Q})\s+{_ADD}\s+(?:нов\w+\s+)?предложени(?:ем|ями)\s+{_FOLLOWS}?{_ONE}",
        "insert_words", "after a sentence",
    ),
    (rf"после\s+{_W}?(?P<find>{_Q})\s+поставить\s+запятую\s+и\s+дополнить\s+{_W}?{_ONE}", "insert_words", "after,"),
    (rf"после\s+{_W}?(?P<find>{_Q}){_OCCURS}\s+{_ADD}\s+{_W}?{_ONE}", "insert_words", "after"),
    (rf"{_ADD}\s+после\s+{_W}?(?P<find>{_Q}){_OCCURS}\s+{_W}?{_ONE}", "insert_words", "after"),
    (rf"перед\s+{_W}?(?P<find>{_Q}){_OCCURS}\s+{_ADD}\s+{_W}?{_ONE}", "insert_words", "before"),
    (rf"{_ADD}\s+перед\s+{_W}?(?P<find>{_Q})\s+{_W}?{_ONE}", "insert_words", "before"),
    (
        rf"{_W}?{_FIND}{_OCCURS}{_AS}{_THERE}\s+(?:соответственно\s+)?заменить{_AS_TOO}\s+(?:соответственно\s+)?(?:на\s+)?{_W}?{_TEXT}{_AS_TOO}",
        "replace_words", "",
    ),
    (rf"заменить\s+{_W}?(?P<find>{_Q}){_AS}\s+(?:на\s+)?{_W}?{_ONE}", "replace_words", ""),
    (rf"(?P<sign>{_SIGN})(?:\s+в\s+конце(?:\s+\w+)?)?\s+заменить\s+(?:на\s+)?(?P<sign2>{_SIGN})", "replace_words", "last"),
    (rf"(?:исключить|удалить|изъять)\s+(?:из\s+\w+\s+)?{_W}?{_FIND}", "delete_words", ""),
    (rf"{_W}?{_FIND}{_OCCURS}{_AS}{_THERE}\s+{_CUT}", "delete_words", ""),
    (rf"{_ADD}\s+(?:новым\s+|новыми\s+)?(?P<nth>\w+\s+)?предложени(?:ем|ями)\s+(?:\w+\s+)?{_FOLLOWS}?{_ONE}", "add_sentence", "end"),
    (rf"{_ADD}\s+(?P<what>(?!{_W})[^⟦:;]*?(?:пункт\w*\s+{_Q}{_MORE}\)?[^⟦:;]*?)?)\s*,?\s*{_FOLLOWS}{_ONE}", "add_unit", ""),
    (rf"{_ADD}\s+(?P<what>приложени\w+[^⟦:;]*?)\s+{_ANNEX}", "add_unit", "annex"),
    (rf"{_ADD}\s+в\s+начале\s+{_W}{_ONE}", "insert_words", "start"),
    (rf"{_ADD}\s+(?:в\s+конце\s+)?{_W}{_ONE}", "insert_words", "end"),
    (
        rf"разделить\s+на\s+(?P<parts>[^⟦]*?),?\s+изложи(?:в|ть)\s+(?:их\s+|его\s+|её\s+|"
        rf"ее\s+)?{_FOLLOWS}{_ONE}", "split", "",
    ),
    (rf"объединить(?:[^⟦]*?),?\s+изложи(?:в|ть)\s+(?:их\s+|его\s+|её\s+|ее\s+)?{_FOLLOWS}{_ONE}", "join", ""),
    (rf"изложить\s+(?:её\s+|ее\s+|его\s+|их\s+)?{_FOLLOWS}{_ANNEX}", "replace_unit", "annex"),
    (rf"изложить\s+(?:её\s+|ее\s+|его\s+|их\s+)?(?P<where>[^⟦:;]*?)\s*{_FOLLOWS}{_ONE}", "replace_unit", ""),
    (rf"заменить\s+(?P<where>(?:част|пункт|стат|абзац|подпункт)[^⟦:;]*?)\s+(?:следующ\w+\s+)?:?\s*{_ONE}", "replace_unit", ""),
    (r"поменять\s+местами", "swap", ""),
    (
        r"считать\s+(?:соответственно\s+)?(?P<new>.+?)"
        r"(?=$|;|,\s+(?:в\s|част[ьи]\b|пункты?\b|стать[яи]\b|абзацы?\b|подпункты?\b|дополнить)|\s+и\s+(?:дополнить|исключить|изложить))", "renumber", "",
    ),
    (r"переместить(?:,?\s+\w+)*?\s+(?P<side>после|перед)\s+(?P<new>[^;:]+)", "move", ""),
    (r"(?P<cut>(?:исключить|удалить|изъять)|признать\s+утративш\w+\s+силу)(?P<where>[^⟦;:,]*)", "delete_unit", ""),
    (r"(?:утрат(?:ил|или|ила|ило)\s+силу|отменить)", "delete_unit", ""),
)  # fmt: skip
# What a formula must hold for a clause to be looked for: most patterns are never made in one run of the program.
_STEMS = (
    "замен", "исключ", "удал", "изъят", "утрат", "дополн", "включ", "внест", "излож", "раздел", "объедин",
    "помен", "счита", "добав", "перемест", "отмен",
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
    return re.compile("(?i)" + pattern)
