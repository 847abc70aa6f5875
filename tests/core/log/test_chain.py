from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from travaux.core.log.chain import GENESIS, Fault, Line, Walk, commit

SALT = "ab" * 32


def chain(length):
    """Lines with their hashes, one a second."""
    lines, head = [], GENESIS
    for seq in range(1, length + 1):
        line = Line(
            seq=seq, at=f"2022-06-06T09:00:{seq:02}.000000Z", prev=head, commitment=commit(f"{seq}".encode(), salt=SALT)
        )
        head = line.hash()
        lines.append((line, head))
    return lines


def faults(lines):
    walk = Walk()
    return [fault for line, stored in lines for fault in walk.take(line, stored)]


lengths = st.integers(2, 12)


@given(lengths)
def test_an_honest_chain_has_no_fault(length):
    assert faults(chain(length)) == []


@given(st.data(), lengths, st.sampled_from(["at", "prev", "commitment"]))
def test_a_flipped_field_is_named_at_its_line(data, length, field):
    lines = chain(length)
    index = data.draw(st.integers(0, length - 1))
    line, stored = lines[index]
    old = getattr(line, field)
    place = data.draw(st.integers(0, len(old) - 1))
    lines[index] = (
        replace(line, **{field: old[:place] + ("1" if old[place] != "1" else "2") + old[place + 1 :]}),
        stored,
    )
    assert index + 1 in {fault.seq for fault in faults(lines)}


@given(st.data(), st.integers(3, 12))
def test_a_deleted_line_is_named_missing(data, length):
    lines = chain(length)
    index = data.draw(st.integers(0, length - 2))
    del lines[index]
    assert faults(lines) == [Fault(index + 1, "is missing")]


@given(st.data(), lengths)
def test_two_lines_that_changed_places_are_both_named(data, length):
    lines = chain(length)
    i, j = sorted(data.draw(st.lists(st.integers(0, length - 1), min_size=2, max_size=2, unique=True)))
    (one, one_hash), (two, two_hash) = lines[i], lines[j]
    lines[i] = replace(two, seq=one.seq), two_hash
    lines[j] = replace(one, seq=two.seq), one_hash
    assert {i + 1, j + 1} <= {fault.seq for fault in faults(lines)}


@given(st.data(), lengths)
def test_a_line_rewritten_with_its_own_hash_is_found_where_the_next_one_parts(data, length):
    lines = chain(length)
    index = data.draw(st.integers(0, length - 2))
    forged = replace(lines[index][0], commitment=commit(b"other", salt=SALT))
    lines[index] = forged, forged.hash()
    assert faults(lines) == [Fault(index + 2, "does not name the hash of the line before it")]


def test_a_back_dated_line_is_named_even_if_its_hash_was_made_anew():
    lines = chain(3)
    forged = replace(lines[2][0], at="2021-01-01T00:00:00.000000Z")
    lines[2] = forged, forged.hash()
    assert faults(lines) == [Fault(3, "is dated before the line before it")]


def test_several_missing_lines_are_named_together():
    lines = chain(6)
    assert faults([lines[0], *lines[4:]]) == [Fault(2, "is missing, with all up to line 4")]


def test_a_line_that_stands_twice_is_named():
    lines = chain(2)
    assert faults([*lines, lines[1]]) == [Fault(2, "stands twice, or out of order")]


def test_a_column_filled_with_what_json_cannot_say_is_a_fault_and_no_crash():
    line, stored = chain(1)[0]
    assert faults([(replace(line, v=1.5), stored)]) == [
        Fault(1, "format version 1.5 is not known"),
        Fault(1, "its content does not give its hash"),
    ]


@given(st.binary(), st.binary(), st.binary(min_size=32, max_size=32))
def test_a_commitment_binds_body_and_salt(body, other, salt):
    assert (commit(body, salt=salt.hex()) == commit(other, salt=salt.hex())) == (body == other)
    assert commit(body, salt=salt.hex()) != commit(body, salt=bytes(31).hex() + f"{salt[-1] ^ 1:02x}")
