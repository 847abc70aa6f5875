"""Laws of reading, on generated texts: it never fails, is the same each time, and points only at what is written."""

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from travaux.core.claims import Reading, read

PIECES = st.sampled_from(
    [
        "Delegation of the",
        "Parliament",
        "National Assembly",
        "of the Kingdom of Ruritania",
        "to the",
        "consists of",
        "7",
        "deputies",
        "House of Deputies",
        "from the",
        "and",
        "four members",
        "Senate",
        ",",
        ".",
        ":",
        ";",
        "\n",
        "“",
        "”",
        "«",
        "»",
        '"',
        "Anna Kowalska",
        "said",
        "noted that",
        "According to her",
        "According to",
        "the Committee on Health",
        "adopted",
        "the draft Recommendations",
        "was reviewed by",
        "on 31 February 2021",
        "on 6 June 2022",
        "14th plenary session",
        "XIV",
        "IIX",
        "Chairman of the",
        "which",
        "decided to",
        "Website of the",
        "http://example.org",
        "Делегация",
        "Парламента",
        "Республики Руритания",
        "состоит из",
        "восьми депутатов",
        "Сената",
        "и",
        "По её словам,",
        "отметила, что",
        "Анна Ковальская",
        "проект рекомендаций",
        "был рассмотрен",
        "комиссией",
        "на заседании",
        "решено направить",
        "Полномочный представитель",
        "14-е пленарное заседание",
        "состоялось",
        "29 ноября 2021 года",
        "31.02.2021",
        "– сказал он",
        "\u00a0",
        "\r\n",
        "\u2028",
        "’s",
    ]
)
TEXTS = st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=40).map(" ".join))


def everything(reading: Reading) -> list[object]:
    return [claim.as_json() for claim in reading.claims] + [reading.unread, reading.sentences, reading.lang]


@given(TEXTS)
@example(". был Рассмотрен")  # a full stop is no object
def test_every_claim_points_at_what_is_written(text: str) -> None:
    reading = read(text)

    for claim in reading.claims:
        assert 0 <= claim.span[0] < claim.span[1] <= len(text)
        for name, (start, end) in claim.fields.items():
            assert claim.span[0] <= start < end <= claim.span[1]
            value = claim.values[name]
            if isinstance(value, str) and name not in ("date", "edtf", "speaker"):
                assert text[start:end] == value
    for start, end in reading.unread:
        assert text[start:end].strip()


@given(TEXTS)
def test_reading_twice_is_reading_once(text: str) -> None:
    assert everything(read(text)) == everything(read(text))


@given(TEXTS, st.sampled_from(["en", "ru"]))
def test_a_language_can_be_imposed(text: str, lang: str) -> None:
    reading = read(text, lang=lang)

    assert reading.lang == lang
    assert {claim.lang for claim in reading.claims} <= {lang}


@given(TEXTS)
def test_sentences_neither_overlap_nor_lose_words(text: str) -> None:
    spans = [sentence.span for sentence in read(text).sentences]

    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    covered = "".join(text[s:e] for s, e in spans)
    assert "".join(covered.split()) == "".join(text.split())
