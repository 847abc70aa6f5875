import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.core.log.chain import GENESIS
from travaux.core.log.checkpoint import Checkpoint, NotACheckpoint

HEAD = "5f" * 32
TEXT = f"travaux record v1\n48112\n{HEAD}\nat 2026-01-31T09:00:00.000000Z\n\n"


def test_a_checkpoint_is_a_few_lines_that_can_be_read_out_and_printed():
    point = Checkpoint(lines=48112, head=HEAD, at="2026-01-31T09:00:00.000000Z")
    assert str(point) == TEXT
    assert Checkpoint.read(TEXT) == point


@given(st.integers(1, 10**15), st.binary(min_size=32, max_size=32), st.datetimes().map(lambda d: d.isoformat() + "Z"))
def test_every_checkpoint_reads_back(lines, head, at):
    point = Checkpoint(lines=lines, head=head.hex(), at=at)
    assert Checkpoint.read(str(point)) == point


def test_signatures_and_unknown_lines_are_left_to_those_who_know_them():
    signed = TEXT.replace("\n\n", "\nroot abc\n\n— witness.example AbCd\n").replace("\n", "\r\n")
    assert Checkpoint.read(signed) == Checkpoint.read(TEXT)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "line 1 should be “travaux record v1”"),
        ("travaux record v1", "line 2 should be the number of lines"),
        (TEXT.replace("48112", "-1"), "line 2 should be the number of lines"),
        (TEXT.replace("5f5f", "5F5F"), "line 3 should be the hash of the last line, 64 hex digits"),
        (TEXT.replace("48112", "0"), "a record without lines has a head of zeros"),
    ],
)
def test_what_is_not_a_checkpoint_is_refused_by_line(text, words):
    with pytest.raises(NotACheckpoint) as refusal:
        Checkpoint.read(text)
    assert str(refusal.value) == words


def test_an_empty_record_has_a_checkpoint_too():
    assert Checkpoint.read(f"travaux record v1\n0\n{GENESIS}\n") == Checkpoint(lines=0, head=GENESIS, at="")
