"""Who wrote which words: kept through later changes, written into the text, read back."""

from __future__ import annotations

from travaux.core.text.akn_read import read_akn
from travaux.core.text.akn_write import write_akn
from travaux.core.text.amend.consolidate import Act, consolidate
from travaux.core.text.amend.execute import Amended
from travaux.core.text.amend.provenance import provenance_of, with_provenance, without_provenance
from travaux.core.text.listing import listing
from travaux.core.text.plain import read_text
from travaux.core.text.profiles import profile

BASE = """ФЕДЕРАЛЬНЫЙ ЗАКОН
Об архивах
Статья 1. Предмет
1. Архив открыт для депутатов.
2. Архив ведёт секретариат.
Статья 2. Срок
Срок хранения составляет десять лет."""


def act(*items: str) -> str:
    lines = "\n".join(f"{number}) {item}" for number, item in enumerate(items, 1))
    return f"ЗАКОН\nСтатья 1\nВнести в Закон «Об архивах» следующие изменения:\n{lines}"


def amended(*acts: str) -> Amended:
    said = [Act(read_text(text).document, f"act {number}") for number, text in enumerate(acts, 1)]
    return consolidate(read_text(BASE, profile_id="ru-federal").document, said, profile("ru-federal"))


def told(made: Amended) -> list[tuple[str, str, str, str]]:
    return [(t.eid, t.kind, t.text, f"{t.operation.act}, {t.operation.item}") for t in made.traces]


def test_a_span_says_which_act_and_item_wrote_it() -> None:
    made = amended(act("в части 1 статьи 1 слово «депутатов» заменить словами «всех граждан»;"))
    assert told(made) == [
        ("art_1__para_1", "words", "всех граждан", "act 1, Статья 1 1)"),
        ("art_1__para_1", "removed", "депутатов", "act 1, Статья 1 1)"),
    ]
    text = next(row[2] for row in listing(made.document) if row[0] == "art_1__para_1")
    assert text[made.traces[0].start : made.traces[0].end] == "всех граждан"


def test_words_of_two_acts_in_one_line_are_told_apart() -> None:
    first = act("в статье 2 слово «десять» заменить словами «не менее двадцати»;")
    second = act("в статье 2 слова «не менее» исключить, после слова «хранения» дополнить словом «копий».")
    text = "Срок хранения копий составляет двадцати лет."
    made = amended(first, second)
    assert next(row[2] for row in listing(made.document) if row[0] == "art_2") == text
    spans = [(text[t.start : t.end].strip(), t.operation.act) for t in made.traces if t.kind == "words"]
    assert spans == [("копий", "act 2"), ("двадцати", "act 1")]


def test_a_new_unit_a_new_number_and_a_removal_are_told() -> None:
    made = amended(
        act(
            "статью 1 дополнить частью 3 следующего содержания:\n«3. Доступ бесплатный.»;",
            "статью 2 считать статьёй 3;",
            "часть 2 статьи 1 признать утратившей силу.",
        )
    )
    assert [(t.eid, t.kind, t.operation.item) for t in made.traces] == [
        ("art_1__para_3", "unit", "Статья 1 1)"), ("art_1__para_3", "words", "Статья 1 1)"),
        ("art_3", "number", "Статья 1 2)"), ("art_1__para_2", "removed", "Статья 1 3)"),
    ]  # fmt: skip


def test_the_text_keeps_it_in_akoma_ntoso_and_gives_it_back() -> None:
    made = amended(act("в статье 2 слово «десять» заменить словом «пять»;"))
    kept = with_provenance(made.document, made.traces)
    read = read_akn(write_akn(kept)).document
    assert provenance_of(read) == [trace.as_json() for trace in made.traces]
    assert without_provenance(read) == made.document
