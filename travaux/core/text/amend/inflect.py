"""Forms of Russian words, so that «в соответствующих числе и падеже» can be carried out without a dictionary.

A phrase is adjectives that agree, a noun, and a tail that never changes («орган государственной власти»). Its paradigm
is made by endings; where the ending does not settle the paradigm (fleeting vowels, a noun in -ь that nobody knows)
there is none, and the operation is left to a person. A form that is two cases («орган» is nominative and accusative)
whose replacements differ («комиссия», «комиссию») is told apart by nothing here: it is reported, not guessed.
"""

from __future__ import annotations

CASES = ("nom", "gen", "dat", "acc", "ins", "pre")
Paradigm = dict[str, str]  # "sg nom" → form
_NOUNS = {  # by declension: singular, then plural; the accusative of what does not live
    "m": "- а у - ом е ы ов ам ы ами ах",
    "m-sibilant": "- а у - ем е и ей ам и ами ах",
    "m-velar": "- а у - ом е и ов ам и ами ах",
    "m-ц": "- а у - ем е ы ев ам ы ами ах",
    "m-й": "й я ю й ем е и ев ям и ями ях",
    "m-ий": "й я ю й ем и и ев ям и ями ях",
    "m-ь": "ь я ю ь ем е и ей ям и ями ях",
    "f-ь": "ь и и ь ью и и ей ям и ями ях",
    "f-а": "а ы е у ой е ы - ам ы ами ах",
    "f-velar": "а и е у ой е и - ам и ами ах",
    "f-sibilant": "а и е у ей е и - ам и ами ах",
    "f-я": "я и е ю ей е и ь ям и ями ях",
    "f-ия": "я и и ю ей и и й ям и ями ях",
    "n-о": "о а у о ом е а - ам а ами ах",
    "n-е": "е я ю е ем е я ей ям я ями ях",
    "n-ие": "е я ю е ем и я й ям я ями ях",
    "n-ще": "е а у е ем е а - ам а ами ах",
}
_ADJECTIVES = {  # masculine, feminine, neuter singular, then plural
    "hard": ("ый ого ому ый ым ом", "ая ой ой ую ой ой", "ое ого ому ое ым ом", "ые ых ым ые ыми ых"),
    "stressed": ("ой ого ому ой ым ом", "ая ой ой ую ой ой", "ое ого ому ое ым ом", "ые ых ым ые ыми ых"),
    "velar": ("ий ого ому ий им ом", "ая ой ой ую ой ой", "ое ого ому ое им ом", "ие их им ие ими их"),
    "sibilant": ("ий его ему ий им ем", "ая ей ей ую ей ей", "ее его ему ее им ем", "ие их им ие ими их"),
    "soft": ("ий его ему ий им ем", "яя ей ей юю ей ей", "ее его ему ее им ем", "ие их им ие ими их"),
}
_FLEETING = {"список": "списк", "порядок": "порядк", "участок": "участк", "рынок": "рынк", "остаток": "остатк",
             "день": "дн", "перечень": "перечн", "уровень": "уровн", "орёл": "орл", "заём": "займ",
             "договор": "договор"}  # fmt: skip
_FIXED = ("срок", "блок", "человек", "урок")
_MASCULINE_SOFT = ("тель", "арь", "ень", "уль", "оль")
_FEMININE_SOFT = ("степень", "ступень", "роль", "соль", "артель", "цель", "модель", "область", "кровь", "площадь")
_LIVING = (
    "тель", "ник", "ист", "ант", "ент", "тор", "депутат", "гражданин", "сенатор", "член", "эксперт", "кандидат",
)  # fmt: skip
_NOT_LIVING = (
    "документ", "момент", "инструмент", "элемент", "комитет", "регламент", "парламент", "департамент", "фактор",
    "сектор", "показатель", "источник", "сборник", "вестник", "процент", "грант", "вариант", "договор",
)  # fmt: skip


def forms(find: str, text: str) -> dict[str, set[str]]:
    """Each form of the words to be found, with what it becomes; none where a paradigm is not sure.

    >>> forms("уполномоченный орган", "архивный центр")["уполномоченными органами"]
    {'архивными центрами'}
    >>> sorted(forms("орган", "комиссия")["орган"])
    ['комиссию', 'комиссия']
    """
    one, two = paradigm(find), paradigm(text)
    if not one or not two:
        return {}
    found: dict[str, set[str]] = {}
    for place, form in one.items():
        if place in two:
            found.setdefault(form, set()).add(two[place])
    return found


def paradigm(phrase: str) -> Paradigm:
    """All forms of a phrase in the nominative, singular or plural; empty when they are not sure."""
    said = phrase.split(" ")
    head = next((n for n, word in enumerate(said) if not _is_adjective(word)), None)
    if head is None or not said[head].isalpha():
        return {}
    found = _noun(said[head].lower())
    if found is None:
        return {}
    gender, living, noun = found
    made: Paradigm = {}
    for number in ("sg", "pl"):
        for case in CASES:
            words = [_adjective(word, number, case, gender, living=living) for word in said[:head]]
            if f"{number} {case}" in noun and all(words):
                made[f"{number} {case}"] = " ".join(
                    (*words, _cased(noun[f"{number} {case}"], said[head]), *said[head + 1 :])
                )
    return made


def _cased(form: str, like: str) -> str:
    return form[:1].upper() + form[1:] if like[:1].isupper() else form


def _is_adjective(word: str) -> bool:
    low = word.lower()
    return len(low) > 4 and low.endswith(("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие")) and not low.endswith(
        ("ание", "ение", "ствие", "тие", "орий", "арий", "ерий", "анные", "дение", "ние")
    )  # fmt: skip


def _noun(word: str) -> tuple[str, bool, Paradigm] | None:
    """(gender, whether it lives, its forms) of a noun in the nominative singular, or of a plural in -ы, -и."""
    kind, stem = _declension(word)
    if not kind:
        return None
    endings = _NOUNS[kind].split()
    living = word.endswith(_LIVING) and not word.endswith(_NOT_LIVING)
    made = {}
    for n, ending in enumerate(endings):
        number, case = ("sg", "pl")[n // 6], CASES[n % 6]
        made[f"{number} {case}"] = (
            word if n in (0, 3) and kind[0] == "m" and ending in ("-", "й", "ь") else stem + ending.strip("-")
        )
    if kind in ("f-а", "f-velar", "f-sibilant", "n-о", "n-ще") and _cluster(stem):
        del made["pl gen"]  # копия → копий, but «книжка» → «книжек»: a vowel comes that the ending does not show
    if living:
        made["pl acc"] = made["pl gen"]
        if kind[0] == "m":
            made["sg acc"] = made["sg gen"]
    return kind[0], living, made


def _declension(word: str) -> tuple[str, str]:
    last = word[-1:]
    if word in _FLEETING:
        stem = _FLEETING[word]
        return ("m-ь", stem) if word.endswith("ь") else ("m-velar" if stem[-1] in "гкх" else "m", stem)
    if word.endswith("ец"):
        return "m-ц", word[:-2] + ("ьц" if word[-3] == "л" else "йц" if word[-3] in "аеиоу" else "ц")
    if word.endswith(("ок", "ек")) and word not in _FIXED:
        return "", ""
    if last in "бвгджзклмнпрстфхцчшщ":
        kind = "m-sibilant" if last in "жчшщ" else "m-velar" if last in "гкх" else "m-ц" if last == "ц" else "m"
        return kind, word
    if last == "й":
        return ("m-ий" if word.endswith("ий") else "m-й"), word[:-1]
    if last == "ь":
        if word in _FEMININE_SOFT:
            return "f-ь", word[:-1]
        if word.endswith(_MASCULINE_SOFT):
            return "m-ь", word[:-1]
        return (
            ("f-ь", word[:-1])
            if word.endswith(("сть", "знь", "чь", "шь", "вь", "дь", "зь", "ись", "еть"))
            else ("", "")
        )
    if last == "а":
        return ("f-velar" if word[-2] in "гкх" else "f-sibilant" if word[-2] in "жчшщц" else "f-а"), word[:-1]
    if last == "я":
        return ("f-ия" if word.endswith("ия") else "f-я"), word[:-1]
    if last == "о":
        return "n-о", word[:-1]
    if last == "е":
        return ("n-ие" if word.endswith("ие") else "n-ще" if word.endswith(("ще", "же", "че")) else "n-е"), word[:-1]
    return "", ""


def _cluster(stem: str) -> bool:
    """Whether the bare stem ends in two consonants, so that its genitive plural may take a vowel."""
    return (
        len(stem) > 1
        and stem[-1] not in "аеёиоуыэюя"
        and stem[-2] not in "аеёиоуыэюя"
        and not stem.endswith(("ств", "рт", "ст", "кт"))
    )


def _adjective(word: str, number: str, case: str, gender: str, *, living: bool) -> str:
    """One form of an adjective given in a nominative; empty when it does not agree with the noun."""
    low = word.lower()
    stem = low[:-2]
    if low.endswith(("ий", "ие", "ее", "яя")) or (low.endswith(("ая", "ое")) and stem[-1] in "гкхжшчщ"):
        kind = "velar" if stem[-1] in "гкх" else "sibilant" if stem[-1] in "жшчщ" else "soft"
    else:
        kind = "stressed" if low.endswith("ой") else "hard"
    row = 3 if number == "pl" else "mfn".index(gender)
    endings = _ADJECTIVES[kind][row].split()
    place = CASES.index(case)
    if case == "acc" and living and (number == "pl" or gender == "m"):
        place = CASES.index("gen")
    return _cased(stem + endings[place], word)
