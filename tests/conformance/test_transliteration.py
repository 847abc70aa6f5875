"""Names written by others find each other: 472 official transliterations, and 978 members of six parliaments.

Needs ``TRAVAUX_CONFORMANCE_DATA``, the folder with ``transliteration/tests.tsv`` and ``popolo/everypolitician/``.
"""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from itertools import permutations
from pathlib import Path

import pytest

from travaux.core.names import matches, query_keys, search_keys
from travaux.core.names.folding import words

DATA = Path(os.environ.get("TRAVAUX_CONFORMANCE_DATA") or "missing")
pytestmark = pytest.mark.skipif(
    not (DATA / "transliteration").is_dir() or not (DATA / "popolo").is_dir(),
    reason="SKIPPED: TRANSLITERATION CASES WERE NOT RUN, TRAVAUX_CONFORMANCE_DATA IS NOT SET TO THEIR FOLDER",
)

# Cut short in the source itself, where the quotation mark that stands for ъ ended the string: “s” and a stroke.
CUT_SHORT = {("съезд", "s\\")}

Person = list[tuple[str, str | None]]  # attested forms with their languages


def say(capsys: pytest.CaptureFixture[str], *lines: str) -> None:
    with capsys.disabled():
        sys.stdout.write("\n  " + "\n  ".join(lines))


def people() -> list[Person]:
    found = []
    for file in sorted((DATA / "popolo" / "everypolitician").glob("*.json")):
        for person in json.loads(file.read_text(encoding="utf-8"))["persons"]:
            others = [(form["name"], form.get("lang")) for form in person.get("other_names", [])]
            found.append([(person["name"], None), *others])
    return found


def finds(asked: tuple[frozenset[str], ...], keys: frozenset[str]) -> bool:
    return bool(asked) and all(any(key.startswith(tuple(word)) for key in keys) for word in asked)


def scripts(name: str) -> set[str]:
    return {unicodedata.name(char).split()[0] for char in name if char.isalpha()}


def test_every_official_transliteration_finds_the_original_and_the_reverse(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        line.split("\t") for line in (DATA / "transliteration" / "tests.tsv").read_text(encoding="utf-8").splitlines()
    ]
    pairs = [(system, *(text.replace("\\n", "\n") for text in texts)) for system, *texts in rows]
    there = [
        f"{system}: {latin!r} does not find {original!r}"
        for system, original, latin in pairs
        if not matches(latin, [original])
    ]
    back = [
        f"{system}: {original!r} does not find {latin!r}"
        for system, original, latin in pairs
        if not matches(original, [latin]) and (original, latin) not in CUT_SHORT
    ]

    say(
        capsys,
        f"transliterations: {len(pairs) - len(there)} of {len(pairs)} Latin forms find the original, "
        f"{len(pairs) - len(back) - len(CUT_SHORT)} the reverse; {len(CUT_SHORT)} row cut short in the source",
    )
    assert (len(pairs), there, back) == (472, [], [])


def test_every_member_is_found_by_each_form_and_hardly_anyone_else(capsys: pytest.CaptureFixture[str]) -> None:
    everyone = people()
    index = [frozenset(key for name, lang in person for key in search_keys(name, lang)) for person in everyone]
    asked = [(number, name) for number, person in enumerate(everyone) for name in {name for name, _ in person}]
    answers = []
    for number, name in asked:
        question = query_keys(name)
        answers.append((number, name, [n for n, keys in enumerate(index) if finds(question, keys)]))
    lost = [name for number, name, found in answers if number not in found]
    right, shown = len(asked) - len(lost), sum(len(found) for *_, found in answers)
    most = max(len(found) for *_, found in answers) - 1

    say(
        capsys,
        f"members: {len(everyone)} persons, {right} of {len(asked)} full names find their bearer, "
        f"precision {right / shown:.4f}, at most {most} others for one name",
    )
    assert lost == []
    assert right / shown > 0.98
    assert most <= 5


def test_the_first_letters_of_any_word_of_a_name_find_it(capsys: pytest.CaptureFixture[str]) -> None:
    tried, lost = 0, []
    for name in {name for person in people() for name, _ in person}:
        keys = search_keys(name)
        for word in words(name):
            tried += len(word)
            lost += [
                f"{word[:end]}-{word[end:]}"
                for end in range(1, len(word) + 1)
                if not finds(query_keys(word[:end]), keys)
            ]

    say(capsys, f"beginnings of words: {tried - len(lost)} of {tried} find the name; lost: {sorted(lost)[:12]}")
    assert len(lost) / tried < 0.005


def test_one_form_is_found_through_another_in_a_different_script(capsys: pytest.CaptureFixture[str]) -> None:
    """Only forms with as many words: who asks with a patronymic cannot be found through a form that has none."""
    known = ({"LATIN"}, {"CYRILLIC"}, {"ARMENIAN"})
    pairs = {
        (asked, name, lang)
        for person in people()
        for (asked, _), (name, lang) in permutations(person, 2)
        if scripts(asked) != scripts(name)
        and scripts(asked) in known
        and scripts(name) in known
        and len(words(asked)) == len(words(name))
    }
    lost = sorted((asked, name) for asked, name, lang in pairs if not finds(query_keys(asked), search_keys(name, lang)))

    say(
        capsys,
        f"across scripts: {len(pairs) - len(lost)} of {len(pairs)} pairs; lost, "
        "by other spellings in the source or other names altogether:",
        *(f"  {a} | {b}" for a, b in lost),
    )
    assert len(pairs) > 300
    assert len(lost) / len(pairs) < 0.08
