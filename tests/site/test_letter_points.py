"""A letter in prose becomes rows of the table: cut by rule, checked by a person, added under that person's name."""

import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document as Word

from tests.consultation.circulation import Circulation, here
from travaux.consultation.models import Comment, Filing

__all__ = ["here"]
pytestmark = pytest.mark.django_db

LETTER = (
    "Парламент рассмотрел проект и поддерживает его концептуально.",
    "1. Часть 2 статьи 1 изложить в следующей редакции: «2. Он не распространяется на подлинники и оттиски.».",
    "2. По статье 3: следует указать, кто несёт расходы на пересылку, поскольку они велики.",
    "3. Статья 17 не определяет сроков.",
)


def word(*paragraphs: str) -> bytes:
    file, out = Word(), io.BytesIO()
    for words in paragraphs:
        file.add_paragraph(words)
    file.save(out)
    return out.getvalue()


def filed(here: Circulation, name: str, data: bytes) -> tuple[str, Filing]:
    """A letter that the secretariat filed for Alder, and the page on which it is read."""
    made = here.open(asked=here.asked("a", languages=("ru",)))
    addressee = here.addressee(made, "a")
    done = here.cast.browser("secretariat").post(
        f"/en/desk/rounds/{made.pk}/answers/{addressee.pk}",
        {"position": "in_concept", "letter": SimpleUploadedFile(name, data), "channel": "post", "number": "12-з"},
    )
    assert done.status_code == 302, done.content
    filing = Filing.objects.get()
    return f"/en/desk/rounds/{made.pk}/receipts/{filing.pk}/points", filing


def fields(page: str) -> dict[str, str]:
    """What the page would send, as it stands."""
    found = dict(re.findall(r'<input type="(?:text|hidden)" name="(points-[^"]+)" value="([^"]*)"', page))
    found |= {name: words.strip() for name, words in re.findall(r'<textarea name="(points-[^"]+)"[^>]*>([^<]*)<', page)}
    for name, options in re.findall(r'<select name="(points-[^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else re.findall(r'<option value="([^"]*)"', options)[0]
    found |= dict.fromkeys(re.findall(r'<input type="checkbox" name="(points-[^"]+)"[^>]* checked', page), "on")
    return found


def test_a_word_letter_is_cut_checked_and_added(here: Circulation) -> None:
    address, filing = filed(here, "letter.docx", word(*LETTER))
    desk: Any = here.cast.browser("secretariat")
    words = re.search(r'<textarea name="words"[^>]*>(.*?)</textarea>', desk.get(address).content.decode(), re.DOTALL)
    assert words is not None
    assert "следует указать" in words[1]
    page = desk.post(address, {"words": "\n".join(LETTER)}).content.decode()
    assert "Point 3" in page and "Point 4" not in page
    given = fields(page)
    assert given["points-0-uid"] and given["points-1-uid"] and not given["points-2-uid"]
    del given["points-2-take"]
    done = desk.post(address, given | {"points-0-kind": "technical"})
    assert done.status_code == 302, done.content
    rows = list(Comment.objects.order_by("number"))
    assert [(row.eid, row.kind, row.place) for row in rows] == [
        ("art_1__para_2", "technical", "provision"), ("art_3", "general", "provision"),
    ]  # fmt: skip
    assert rows[0].proposal == "2. Он не распространяется на подлинники и оттиски."
    assert rows[1].ground.startswith("поскольку")
    assert all(row.extracted_by for row in rows)
    assert filing.document is not None
    assert filing.document.enclosures.get().name == "letter.docx"  # it stays what was filed


def test_a_scan_is_typed_in_and_nothing_marked_is_said(here: Circulation) -> None:
    address, _filing = filed(here, "letter.pdf", b"%PDF-1.7 a scan")
    desk: Any = here.cast.browser("secretariat")
    assert "paste them" in desk.get(address).content.decode()
    page = desk.post(address, {"words": "In Article 3, who pays for the post?"}).content.decode()
    given = {name: value for name, value in fields(page).items() if not name.endswith("-take")}
    refused = desk.post(address, given)
    assert refused.status_code == 422 and "No point is marked." in refused.content.decode()
    assert not Comment.objects.exists()
    none = desk.post(address, {"words": "We thank you for your letter."}).content.decode()
    assert "No point was found" in none


def test_nobody_else_reads_rows_out_of_a_letter(here: Circulation) -> None:
    address, _filing = filed(here, "letter.docx", word(*LETTER))
    for name in ("secretary_a", "secretary_b", "chair", "public"):
        assert here.cast.browser(name).get(address).status_code in (302, 403, 404), name
