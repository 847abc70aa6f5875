"""Real files as pages show them: every word of the text stands in some block, and comes back from the store."""

from collections import Counter
from pathlib import Path

import pytest

from travaux.core.text.files import open_text
from travaux.core.text.listing import listing
from travaux.core.text.refusals import TextRefused
from travaux.instruments.blocks import Block, blocks_of, pack, unpack

LARGEST = 3_000_000  # bytes
FEWEST = {"xml": 20, "docx": 100}  # files that must be readable, so that an empty folder is no success


def words_of(block: Block) -> str:
    cells = (cell for row in block.rows for cell in row)
    return " ".join((block.num, block.heading, *block.paragraphs, *cells))


@pytest.mark.parametrize("kind", FEWEST)
def test_no_word_is_lost_on_the_way_to_the_page(conformance_data: Path, kind: str) -> None:
    files = sorted((*conformance_data.glob(f"akn/**/*.{kind}"), *conformance_data.glob(f"redline/**/*.{kind}")))
    lost, read = {}, 0
    for file in files:
        if file.stat().st_size > LARGEST:
            continue
        try:
            document = open_text(file.read_bytes(), name=file.name).document
        except TextRefused:
            continue
        read += 1
        blocks = blocks_of(document)
        assert unpack(pack(blocks)) == blocks, file.name
        said = Counter(" ".join(text for row in listing(document) for text in row[1:]).split())
        shown = Counter(" ".join(map(words_of, blocks)).split())
        if said - shown:
            lost[file.name] = dict(said - shown)
    assert lost == {}
    assert read >= FEWEST[kind]
