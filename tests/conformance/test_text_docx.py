"""Word files of others: tracked changes accepted and rejected give their own accepted and rejected texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from travaux.core.text.docx.amendments import amendments
from travaux.core.text.docx.package import W, open_package, paragraph_text
from travaux.core.text.docx.redline import redline
from travaux.core.text.docx.resolve import resolve


def texts(data: bytes) -> list[str]:
    """The words of every paragraph of the document and its notes; headers and footers are the new file's.

    Empty ones are left out: where a whole paragraph moved, the other program leaves an empty one, Word does not.
    """
    package = open_package(data)
    roots = [package.tree(part) for part in package.stories() if "header" not in part and "footer" not in part]
    said = [paragraph_text(p).strip() for root in roots if root is not None for p in root.iter(W + "p")]
    return [text for text in said if text]


def test_changes_and_comments_come_back_with_author_and_date(conformance_data: Path) -> None:
    folder = conformance_data / "redline/pandoc"
    [deleted] = amendments((folder / "track_changes_deletion.docx").read_bytes()).amendments
    [inserted] = amendments((folder / "track_changes_insertion.docx").read_bytes()).amendments
    assert (deleted.op, inserted.op) == ("delete_words", "insert_words")
    assert deleted.author and deleted.date.startswith("20") and deleted.unit
    found = amendments((folder / "comments.docx").read_bytes())
    assert found.comments and all(comment.author and comment.date and comment.text for comment in found.comments)
    assert found.residue == ()


def rp_files(folder: Path) -> list[Path]:
    files = sorted((folder / "redline/RP").glob("*.docx"))
    return [f for f in files if not f.stem.endswith(("-Accepted", "-Rejected"))]


@pytest.mark.parametrize("side", ["Accepted", "Rejected"])
def test_every_tracked_file_resolves_to_its_own_text(conformance_data: Path, side: str) -> None:
    files = rp_files(conformance_data)
    assert len(files) == 24
    wrong = []
    for file in files:
        ours = texts(resolve(file.read_bytes(), accept=side == "Accepted", name=file.name))
        theirs = texts(file.with_name(f"{file.stem}-{side}.docx").read_bytes())
        if ours != theirs:
            wrong.append((file.name, [pair for pair in zip(ours, theirs, strict=False) if pair[0] != pair[1]][:2],
                          len(ours), len(theirs)))  # fmt: skip
    assert wrong == []


def pairs(folder: Path) -> list[tuple[str, Path, Path, int]]:
    rows = (folder / "redline/wc_expected.tsv").read_text("utf-8").splitlines()[1:]
    cells = [row.split("\t") for row in rows]
    made = [(c[0], folder / "redline" / c[1], folder / "redline" / c[2], int(c[3])) for c in cells]
    return [pair for pair in made if pair[1].is_file() and pair[2].is_file()]


def count_revisions(data: bytes) -> int:
    """Runs of changes of one kind without unchanged words or another kind between them."""
    count, last = 0, ""
    for element in open_package(data).body.iter():
        kind = ""
        if element.tag in (W + "t", W + "delText", W + "drawing", W + "pict") or str(element.tag).endswith("}oMath"):
            above = next(element.iterancestors(W + "ins", W + "del", W + "moveFrom", W + "moveTo"), None)
            kind = str(above.tag).removeprefix(W) if above is not None else "="
        elif element.tag in (W + "ins", W + "del") and len(element) == 0:
            kind = element.tag.removeprefix(W)
        if kind:
            count += kind != "=" and kind != last
            last = kind
    return count


def test_every_redline_is_the_new_text_accepted_and_the_old_one_rejected(conformance_data: Path) -> None:
    cases = pairs(conformance_data)
    assert len(cases) >= 30
    wrong, more = [], []
    for name, before, after, expected in cases:
        old, new = before.read_bytes(), after.read_bytes()
        made = redline(old, new, author="Travaux", when="2024-01-01T00:00:00Z")
        if texts(resolve(made, accept=True)) != texts(resolve(new, accept=True)):
            wrong.append((name, "accepted"))
        if texts(resolve(made, accept=False)) != texts(resolve(old, accept=True)):
            wrong.append((name, "rejected"))
        if count_revisions(made) > expected + 1:
            more.append((name, count_revisions(made), expected))
    assert wrong == []
    assert len(more) <= len(cases) / 10, more
