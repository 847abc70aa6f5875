"""Whole acts that others published: many files become one act; a portal's notes stay out of the norm."""

from __future__ import annotations

from pathlib import Path

from travaux.core.text.akn_write import check_akn, write_akn
from travaux.core.text.files import open_text, open_together
from travaux.core.text.listing import listing
from travaux.core.text.tree import Unit, walk

SCHEMA = "akn/oasis/TemporaryRelease20170330Final/akomantoso30.xsd"


def test_395_files_become_one_act_of_395_articles(conformance_data: Path) -> None:
    files = sorted((conformance_data / "india-1950/articles").glob("*.md"))
    reading = open_together([(file.name, file.read_bytes()) for file in files])
    articles = [node for node in walk(reading.document) if isinstance(node, Unit) and node.kind == "article"]
    assert [article.eid for article in articles] == [f"art_{number}" for number in range(1, 396)]
    assert all(article.heading is not None for article in articles)
    assert articles[0].units[2].eid == "art_1__subsec_3"
    check_akn(write_akn(reading.document), conformance_data / SCHEMA)


def test_notes_of_a_portal_never_enter_the_norm(conformance_data: Path) -> None:
    file = conformance_data / "kz-national-format/kz-constitution-sample.json"
    reading = open_text(file.read_bytes(), name=file.name)
    rows = listing(reading.document)
    assert reading.profile == "kz-act"
    assert not any("Сноска" in text or "Примечание" in text for _, _, text in rows)
    assert "sec_I__art_2__para_3-1" in {eid for eid, _, _ in rows}
    assert "Сноска" in write_akn(reading.document).decode()  # kept, as a note
    check_akn(write_akn(reading.document), conformance_data / SCHEMA)
