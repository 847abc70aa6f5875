"""A delegation's secretary tables its delegation's amendments on the page of a version; others find no door."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import Cast, build
from tests.instruments.conftest import wells_of
from tests.instruments.texts import ENGLISH
from travaux.core.text.docx.redline import redline
from travaux.core.text.files import write
from travaux.core.text.plain import read_text
from travaux.instruments.models import Amendment, Version
from travaux.lib.viewer import Level

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return build()


@pytest.fixture
def wells(cast: Cast) -> Version:
    return wells_of(cast)


def tracked() -> SimpleUploadedFile:
    old, new = (write(read_text(text).document, "docx") for text in (ENGLISH, ENGLISH.replace("thirty", "forty")))
    return SimpleUploadedFile("wells.docx", redline(old, new, author="A. Alder", when="2026-11-20T10:00:00Z"))


def test_a_secretary_of_a_delegation_tables_a_tracked_file(cast: Cast, wells: Version) -> None:
    client = cast.browser("secretary_a")
    assert f"/en/desk/texts/{wells.pk}/tracked" in client.get(f"/en/texts/{wells.pk}").content.decode()
    page = client.post(f"/en/desk/texts/{wells.pk}/tracked", {"file": tracked()}).content.decode()
    assert "Delegation of Alder" in page and "Delegation of Birch" not in page and "named as in the file" not in page
    given = {name: re.findall(rf'name="{name}" value="([^"]*)"', page)[0] for name in ("seen", "seen_name", "taken")}
    own, other = cast.bodies["delegation_a"].pk, cast.bodies["delegation_b"].pk
    refused = client.post(f"/en/desk/texts/{wells.pk}/tracked", {**given, "table": "yes", "author_0": other})
    assert refused.status_code == 422 and not Amendment.objects.exists()
    done = client.post(f"/en/desk/texts/{wells.pk}/tracked", {**given, "table": "yes", "author_0": own})
    assert done.status_code == 302, done.content.decode()[:2000]
    [made] = Amendment.objects.all()
    assert (made.author_id, made.author_quoted, made.level, made.number) == (own, "A. Alder", Level.DELEGATION, "ALD-1")


def test_a_secretary_tables_in_words_for_the_own_delegation_alone(cast: Cast, wells: Version) -> None:
    client, address = cast.browser("secretary_a"), f"/en/desk/texts/{wells.pk}/amendment"
    page = client.get(address).content.decode()
    assert 'value="ALD-1"' in page and "Author, as written on the paper" not in page
    given = {"number": "ALD-1", "author": cast.bodies["delegation_a"].pk, "formula_en": "Delete Article 3."}
    assert client.post(address, {**given, "table": "yes"}).status_code == 302
    assert Amendment.objects.get().level == Level.DELEGATION


@pytest.mark.parametrize("name", ["public", "delegate_a", "observer", "board_expert"])
@pytest.mark.parametrize("page", ["tracked", "amendment"])
def test_others_find_no_door(cast: Cast, wells: Version, name: str, page: str) -> None:
    client = cast.browser(name)
    assert client.get(f"/en/desk/texts/{wells.pk}/{page}").status_code in (302, 403)
    assert f"/desk/texts/{wells.pk}/{page}" not in client.get(f"/en/texts/{wells.pk}").content.decode()
