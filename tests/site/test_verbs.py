"""The record's page says every deed in the reader's language."""

import re
from pathlib import Path

from django.utils.translation import override

import travaux
from travaux.site.verbs import verb_words, words

VERB = re.compile(r'\bact\([^)]*?verb="([^"]+)"|\bverb="([a-z][^"]+)"')


def test_every_verb_that_is_recorded_has_words() -> None:
    recorded = {
        one or other
        for path in Path(travaux.__file__).parent.rglob("*.py")
        if "core" not in path.parts
        for one, other in VERB.findall(path.read_text("utf-8"))
    }

    assert recorded - set(words()) == set()


def test_every_verb_is_said_in_russian() -> None:
    with override("ru"):
        untold = [verb for verb, said in words().items() if not re.search("[а-яё]", said)]

    assert untold == []
    assert verb_words("did what no list knows") == "did what no list knows"
