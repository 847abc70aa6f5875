"""The secretariat's desk for texts: a Word file looked at and stored, amendments tabled, ruled on, made a version."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.loaded import visit
from travaux.core.text.docx.redline import redline
from travaux.core.text.files import write
from travaux.core.text.plain import read_text
from travaux.instruments.models import Amendment, AmendmentRuling, Version
from travaux.record.models import Line

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
ARCHIVES = "mmqz0twcrst2"
UPLOAD = f"/en/desk/texts/{ARCHIVES}/version"


def version(number, lang):
    return Version.objects.get(number=number, expression__lang=lang)


def as_word(old, new):
    """The latest English version with some words changed, as a Word file."""
    text = write(read(version("3", "en")), "txt").decode()
    assert old in text
    return write(read_text(text.replace(old, new)).document, "docx")


def read(row):
    from travaux.instruments.reading import document_from

    return document_from(bytes(row.text.akn))


def sent(client, data, name="new.docx", **more):
    given = {"lang": "en", "number": "4", "file": SimpleUploadedFile(name, data), **more}
    return client.post(UPLOAD, given)


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def test_a_word_file_is_looked_at_before_anything_is_stored(secretary_client):
    lines, versions = Line.objects.count(), Version.objects.count()
    answer = sent(secretary_client, as_word("twenty days", "ten days"))
    assert answer.status_code == 200, answer.content.decode()[:3000]
    page = answer.content.decode()
    assert "What was read in new.docx" in page
    assert "Changes since version 3" in page and "<ins>" in page and "Article 11, 1" in page
    assert "Store this version" in page
    assert (Line.objects.count(), Version.objects.count()) == (lines, versions)

    kept = {name: hidden(page, name) for name in ("seen", "seen_name")}
    done = secretary_client.post(UPLOAD, {"lang": "en", "number": "4", "store": "yes", **kept})
    assert done.status_code == 302, done.content.decode()[:3000]
    new = version("4", "en")
    assert done.headers["Location"].endswith(new.pk)
    assert Line.objects.count() == lines + 1
    assert "within ten days" in visit(secretary_client, done.headers["Location"]).text


def test_the_same_words_again_are_refused_before_they_are_stored(secretary_client):
    same = write(read(version("3", "en")), "docx")
    answer = sent(secretary_client, same)
    assert answer.status_code == 422
    assert "The text is the same as the version before it" in answer.content.decode()
    assert "Store this version" not in answer.content.decode()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "a.docx"),
        (b"PK\x03\x04 not a document", "a.docx"),
        (b"\x00\xff" * 500, "a.bin"),
        (b"<akomaNtoso><act>", "a.xml"),
    ],
    ids=["empty", "broken", "unknown", "broken XML"],
)  # fmt: skip
def test_what_is_no_text_is_refused_in_words(secretary_client, data, name):
    answer = sent(secretary_client, data, name)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "What to do" in page or "Please correct this" in page
    assert "Traceback" not in page and "Store this version" not in page


def test_a_file_in_the_other_language_is_refused(secretary_client):
    russian = write(read(version("3", "ru")), "docx")
    answer = sent(secretary_client, russian)
    assert answer.status_code == 422
    assert "another language" in answer.content.decode()


TEN_DAYS = "In Article 11, paragraph 1, replace “twenty days” with “ten days”."


def table(client, **given):
    address = f"/en/desk/texts/{version('3', 'en').pk}/amendment"
    return client.post(address, {"number": "1", "quoted": "A guest", **given})


def test_an_amendment_in_words_is_looked_at_and_tabled(secretary_client):
    looked = table(secretary_client, formula_en=TEN_DAYS)
    assert looked.status_code == 200, looked.content.decode()[:2000]
    page = looked.content.decode()
    assert "What it would do" in page and "<del>" in page and "twenty" in page
    assert not Amendment.objects.filter(version=version("3", "en")).exists()
    done = table(secretary_client, formula_en=TEN_DAYS, table="yes")
    assert done.status_code == 302
    assert Amendment.objects.get(version=version("3", "en")).formula == {"en": TEN_DAYS}


@pytest.mark.parametrize(
    ("place", "how", "find", "text", "said"),
    [
        ("chp_III__art_11__para_1", "replace_words", "twenty days", "ten days",
         "In Article 11, paragraph 1, replace “twenty days” with “ten days”."),
        ("chp_II__art_7__para_1__point_2", "delete_words", "or the heirs", "",
         "In Article 7, paragraph 1, point (2), delete “or the heirs”."),
        ("att_1__art_5__para_1", "replace_words", "six months", "one month",
         "In Annex 1, Article 5, paragraph 1, replace “six months” with “one month”."),
        ("chp_IV__art_19", "delete_unit", "", "", "Delete Article 19."),
        ("chp_II__art_6__para_1__point_1__point_b", "replace_unit", "", "(b) amendments;",
         "Replace Article 6, paragraph 1, point (1)(b) with"),
    ],
)  # fmt: skip
def test_an_amendment_by_form_gets_its_words_and_can_be_carried_out(secretary_client, place, how, find, text, said):
    looked = table(secretary_client, place=place, how=how, find=find, text=text)
    page = looked.content.decode()
    assert looked.status_code == 200, page[:2000]
    assert said.replace("“", "“") in page
    assert 'class="not-known"' not in page
    assert "<del>" in page or "<ins>" in page


def test_words_that_do_not_stand_there_are_refused(secretary_client):
    answer = table(secretary_client, place="chp_III__art_11__para_1", how="replace_words", find="ninety days", text="x")
    assert answer.status_code == 422
    assert "These words do not stand in the provision." in answer.content.decode()


def test_an_amendment_without_author_or_words_is_refused(secretary_client):
    assert table(secretary_client, table="yes").status_code == 422
    answer = table(secretary_client, table="yes", quoted="", formula_en="Delete Article 19.")
    assert answer.status_code == 422
    assert "An amendment needs an author." in answer.content.decode()


def test_agreed_amendments_make_the_next_version(secretary_client):
    table(secretary_client, formula_en=TEN_DAYS, table="yes")
    each = Amendment.objects.get(version=version("3", "en"))
    desk = f"/en/desk/amendments/{each.pk}"
    ruled = secretary_client.post(desk, {"outcome": "agreed", "ruled": "2026-11-20"})
    assert ruled.status_code == 302, ruled.content.decode()[:2000]
    following = f"/en/desk/texts/{version('3', 'en').pk}/next"
    assert "1. In Article 11" in secretary_client.get(following).content.decode()
    made = secretary_client.post(following, {"taken": [each.pk], "number": "4", "made": "2026-11-21"})
    assert made.status_code == 302, made.content.decode()[:2000]
    page = visit(secretary_client, made.headers["Location"])
    assert page.status == 200 and "ten" in page.text
    line = visit(secretary_client, f"/en/texts/{version('4', 'en').pk}/provisions/{uid(each)}")
    assert "Amendment no. 1" in line.text and "A guest" in line.text


def uid(amendment):
    return amendment.changes.get().uid


def test_a_decision_entered_wrongly_is_corrected_with_its_reason(secretary_client):
    each = Amendment.objects.get(number="1", version__number="2")
    desk = f"/en/desk/amendments/{each.pk}"
    again = secretary_client.post(desk, {"outcome": "rejected", "reason": "The minutes say rejected."})
    assert again.status_code == 302, again.content.decode()[:2000]
    assert AmendmentRuling.objects.filter(amendment=each).count() == 2
    page = visit(secretary_client, f"/en/amendments/{each.pk}")
    assert "recorded wrongly" in page.text and "The minutes say rejected." in page.text
    refused = secretary_client.post(desk, {"outcome": "withdrawn"})
    assert refused.status_code == 422
    assert "Only an amendment that waits for a decision is withdrawn." in refused.content.decode()


def test_the_public_sees_no_door_to_the_desk(client):
    page = visit(client, f"/en/texts/{version('3', 'en').pk}")
    assert "/desk/" not in page.text
    assert client.get(UPLOAD).status_code == 302


def tracked(old, new, author="Anna Alder"):
    """The latest English version with some words changed in Word, and the changes tracked."""
    base = write(read(version("3", "en")), "docx")
    return redline(base, as_word(old, new), author=author, when="2026-11-20T10:00:00Z")


def tracked_page():
    return f"/en/desk/texts/{version('3', 'en').pk}/tracked"


def test_a_tracked_word_file_is_looked_at_and_tabled_in_one_act(secretary_client):
    lines = Line.objects.count()
    file = SimpleUploadedFile("tracked.docx", tracked("twenty days", "ten days"))
    looked = secretary_client.post(tracked_page(), {"file": file})
    page = looked.content.decode()
    assert looked.status_code == 200, page[:3000]
    assert "Nothing: every change and comment has its place." in page
    assert "Article 11 · Anna Alder" in page.replace("</span>", "").replace('<span lang="en">', "")
    assert "replace “twenty” with “ten”" in page and "Table these amendments" in page
    assert Line.objects.count() == lines and not Amendment.objects.filter(version=version("3", "en")).exists()

    [taken] = re.findall(r'name="taken" value="([^"]+)"', page)
    kept = {name: hidden(page, name) for name in ("seen", "seen_name")}
    done = secretary_client.post(tracked_page(), {**kept, "table": "yes", "taken": taken, "author_0": ""})
    assert done.status_code == 302, done.content.decode()[:3000]
    assert Line.objects.count() == lines + 1
    [made] = Amendment.objects.filter(version=version("3", "en"))
    assert (made.author_quoted, made.number, made.tabled) == ("Anna Alder", "1", "2026-11-20")
    assert [each["op"] for each in made.operations["en"]] == ["replace_words"]


def test_a_file_without_tracked_changes_or_none_at_all_tables_nothing(secretary_client):
    plain = SimpleUploadedFile("plain.docx", write(read(version("3", "en")), "docx"))
    page = secretary_client.post(tracked_page(), {"file": plain}).content.decode()
    assert "No tracked change of this file is an amendment to this version." in page
    assert "Table these amendments" not in page
    for given in ({"seen": ""}, {"file": SimpleUploadedFile("a.docx", b"PK\x03\x04 not a document")}):
        answer = secretary_client.post(tracked_page(), given)
        assert answer.status_code == 422 and "Traceback" not in answer.content.decode()
