"""The words of phrases, in English and Russian."""

from __future__ import annotations

from collections.abc import Mapping

from travaux.core.procedure.words import Lang

WORDS: Mapping[Lang, Mapping[str, str]] = {
    "en": {
        "and": "and",
        "or": "or",
        "not": "not",
        "all": "all of",
        "any": "any of",
        "none": "none of",
        "least": "at least",
        "of": "of",
        "one": "exactly one of",
        "allow": "only allowed",
        "ended": "term over",
        "start": "start",
        "open": "open",
        "outcome": "with outcome",
        "since": "after last",
        "version": "on the same version",
        "each": "by each of",
        "by": "by",
        "from": "valid from",
        "to": "until",
        "times": "×",
    },
    "ru": {
        "and": "и",
        "or": "или",
        "not": "не",
        "all": "все из",
        "any": "любое из",
        "none": "ни одно из",
        "least": "не менее",
        "of": "из",
        "one": "ровно одно из",
        "allow": "лишь допускается",
        "ended": "истёк срок",
        "start": "начало",
        "open": "без ответа",
        "outcome": "с решением",
        "since": "после последнего",
        "version": "по той же редакции",
        "each": "каждый из",
        "by": "исполнитель",
        "from": "действует с",
        "to": "до",
        "times": "×",
    },
}
REMEDY: Mapping[Lang, str] = {
    "en": "Write ids with “and”, “or”, “not”, “all of (A; B)”, “at least 2 of (A; B)”; brackets where they mix.",
    "ru": "Пишите номера шагов и слова «и», «или», «не», «все из (А; Б)», «не менее 2 из (А; Б)»; смешивая, — скобки.",
}
