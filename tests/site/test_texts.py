"""Texts on the site: read, side by side, compared, with their amendments, one provision through all versions."""

import gzip
import io
import zipfile

import pytest
from lxml import html

from tests.loaded import visit
from travaux.core.text.formats import written
from travaux.instruments.models import Amendment, Instrument, Version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
ARCHIVES = "mmqz0twcrst2"


@pytest.fixture
def versions():
    """{(number, language): id} of the sample's text."""
    return {(v.number, v.expression.lang): v.pk for v in Version.objects.select_related("expression")}


def page(client, address):
    seen = visit(client, address)
    assert seen.status == 200, seen.text[:2000]
    return seen


def words(tree, path):
    return " ".join(" ".join(node.text_content() for node in tree.xpath(path)).split())


def test_an_instrument_leads_to_its_latest_version_in_the_readers_language(client, versions):
    for lang in ("en", "ru"):
        answer = client.get(f"/{lang}/texts/{ARCHIVES}")
        assert (answer.status_code, answer.headers["Location"]) == (302, f"/{lang}/texts/{versions['3', lang]}")


def test_every_provision_has_a_place_of_its_own(client, versions):
    tree = page(client, f"/en/texts/{versions['2', 'en']}").tree
    ids = tree.xpath("//*[@class='act']//@id")
    assert len(ids) == len(set(ids)) > 150
    links = tree.xpath("//nav[contains(@class, 'toc')]//a/@href")
    assert len(links) == 5 + 24 + 16 + 2
    assert {link.removeprefix("#") for link in links} <= set(ids)
    assert tree.xpath("//p[@id='chp_III__art_11__para_1']/a/@href") == ["#chp_III__art_11__para_1"]
    assert words(tree, "//p[@id='chp_III__art_11__para_1']").startswith("1. The keeping archive answers within thirty")
    assert tree.xpath("//div[@class='act']//th[@scope='col']/text()")[:2] == ["Kind of record", "Longest term"]


def test_the_page_says_which_version_it_is_and_how_to_cite_it(client, versions):
    seen = page(client, f"/en/texts/{versions['2', 'en']}")
    sha256 = Version.objects.get(pk=versions["2", "en"]).sha256
    cite = words(seen.tree, "//*[@data-copy]")
    assert "version 2" in cite and "14 September 2026" in cite and sha256 in cite and versions["2", "en"] in cite
    assert "EXERCISE" in cite


def test_two_languages_stand_side_by_side(client, versions):
    tree = page(client, f"/en/texts/{versions['2', 'en']}?beside=ru").tree
    pairs = tree.xpath("//div[@class='pair']")
    [pair] = [each for each in pairs if each.xpath(".//*[@id='chp_III__art_11__para_1']")]
    assert "в течение тридцати дней" in words(pair, "./div[@lang='ru']")
    assert all(words(each, "./div[1]") and words(each, "./div[2]") for each in pairs)
    ids = tree.xpath("//*[contains(@class, 'act')]//@id")
    assert len(ids) == len(set(ids))


def test_what_english_owes_to_russian_is_said_where_it_is_owed(client, versions):
    tree = page(client, f"/en/texts/{versions['3', 'en']}").tree
    assert "2 articles changed in Russian" in words(tree, "//*[contains(@class, 'until')]")
    assert tree.xpath("//*[contains(@class, 'until')]//a/text()") == ["Article 7", "Article 20"]
    assert len(tree.xpath("//*[@class='behind']")) == 2
    russian = page(client, f"/ru/texts/{versions['3', 'ru']}").tree
    assert russian.xpath("//*[@class='behind']") == []
    assert page(client, f"/en/texts/{versions['2', 'en']}").tree.xpath("//*[contains(@class, 'until')]") == []


def test_a_text_that_is_not_loaded_says_so(client):
    held = Version.objects.values("expression__instrument")
    for instrument in Instrument.objects.exclude(pk__in=held):
        seen = page(client, f"/en/texts/{instrument.pk}")
        expected = "stands as an annex" if instrument.pk == "rspk50qhabyr" else "The text is not loaded."
        assert expected in words(seen.tree, "//*[@class='empty']")


def test_what_changed_is_listed_first_and_then_marked(client, versions):
    tree = page(client, f"/en/texts/{versions['2', 'en']}/compare").tree
    assert words(tree, "//ul[@class='tally']") == "11 places changed 2 added 5 with a new number only"
    listed = [" ".join(node.text_content().split()) for node in tree.xpath("//ol[contains(@class, 'changes')]/li")]
    assert "Article 13. Copies — moved, renumbered, reworded" in listed
    assert "Article 4. Principles — a provision added" in listed
    assert "Annex 1, Article 4. Decision on a loan — reworded" in listed
    shown = {words(each, ".//h3"): each for each in tree.xpath("//article[@class='change']")}
    assert len(shown) == len(listed) == 18
    copies = shown["Article 13. Copies"]
    assert "before: Article 10. Copies" in words(copies, ".//*[@class='plainly']")
    assert words(copies, ".//del") == "deleted: Article 10. end of deletion deleted: fifty end of deletion"
    assert words(copies, ".//ins") == "inserted: Article 13. end of insertion inserted: hundred end of insertion"
    assert "moved here from Article 17, 3." in words(shown["Article 18. Protected secrets"], ".")
    assert "Parchment, Light:" in words(shown["Annex 2"], ".")


def test_side_by_side_the_old_words_stand_left_and_the_new_ones_right(client, versions):
    tree = page(client, f"/en/texts/{versions['2', 'en']}/compare?view=side").tree
    changes = tree.xpath("//article[@class='change']")
    [answer] = [each for each in changes if "Time for an answer" in words(each, ".//h3")]
    left, right = answer.xpath(".//div[@class='sides']/div")
    assert "a reasonable time" in words(left, ".") and "thirty days" not in words(left, ".//ins | .//p")
    assert "thirty days" in words(right, ".") and not right.xpath(".//del")


def test_any_two_versions_are_compared_and_equal_ones_say_so(client, versions):
    one, three = versions["1", "ru"], versions["3", "ru"]
    tree = page(client, f"/ru/texts/{three}/compare?old={one}&new={three}").tree
    assert len(tree.xpath("//article[@class='change']")) > 18
    same = page(client, f"/en/texts/{three}/compare?old={three}&new={three}")
    assert "These two versions have the same words." in same.text
    assert client.get(f"/en/texts/{three}/compare?old={versions['1', 'en']}").status_code == 404
    assert client.get(f"/en/texts/{three}/compare?old=x").status_code == 404


def test_amendments_stand_in_the_order_of_the_text_with_their_conflicts(client, versions):
    tree = page(client, f"/en/texts/{versions['2', 'en']}/amendments").tree
    numbers = tree.xpath("//table//tbody/tr/th/a[1]/text()")
    assert sorted(numbers, key=int) == [str(number) for number in range(1, 16)]
    assert [number for number in numbers if number not in ("6", "7", "8")] == [
        "3", "12", "1", "2", "4", "5", "14", "13", "10", "9", "11", "15"
    ]  # fmt: skip
    clashes = [words(each, ".") for each in tree.xpath("//*[@class='clash']")]
    assert any(said.startswith("Article 11, 1: no. 1 (agreed), no. 2 (fell)") for said in clashes)
    [row] = tree.xpath("//tr[@id='no-1']")
    assert "thirty" in words(row, ".//td[@data-label='Was']//del")
    assert "twenty" in words(row, ".//td[@data-label='Proposed']//ins")
    assert set(row.xpath(".//p[@class='formula']/@lang")) == {"en", "ru"}
    assert "no. 5" in words(tree, "//tr[@id='no-4']/td[3]")


def test_a_soft_proposal_says_that_it_changes_nothing(client, versions):
    tree = page(client, f"/en/texts/{versions['2', 'en']}/amendments").tree
    assert words(tree, "//tr[@id='no-15']//*[@class='not-known']")


def test_one_amendment_has_a_page(client):
    each = Amendment.objects.get(number="13")
    seen = page(client, f"/ru/amendments/{each.pk}")
    assert "Часть 2 статьи 20 изложить в следующей редакции" in seen.text
    assert "Replace Article 20, paragraph 2" in seen.text


def test_one_provision_tells_who_proposed_its_words(client, versions):
    tree = page(client, f"/en/texts/{versions['3', 'en']}").tree
    [link] = tree.xpath("//h3[@id='chp_III__art_11']/a[@class='more']/@href")
    line = page(client, link).tree
    entries = line.xpath("//ol[@class='line-of-life']/li")
    assert [words(each, "./h2")[:9] for each in entries] == ["version 3", "version 2", "version 1"]
    assert "Amendment no. 1" in words(entries[0], ".") and "Parliament of Alder" in words(entries[0], ".")
    assert "twenty" in words(entries[0], ".//ins")
    assert "thirty days" in words(entries[1], ".//ins")


PLACES = {"docx": "word/header.xml", "odt": "styles.xml"}  # where a file says it on every page


@pytest.mark.parametrize("format", written())
def test_every_file_of_an_invented_text_says_so(client, versions, format):
    for lang in ("en", "ru"):
        answer = client.get(f"/{lang}/texts/{versions['2', lang]}/as/{format}")
        assert answer.status_code == 200, (format, answer.content[:500])
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        if format in PLACES:
            with zipfile.ZipFile(io.BytesIO(answer.content)) as parts:
                assert "УЧЕБНЫЙ ПРИМЕР" in parts.read(PLACES[format]).decode()
        elif format == "pdf":  # its words are packed; that each page says so is tested with the writer
            assert answer.content.startswith(b"%PDF-")
        else:
            assert "УЧЕБНЫЙ ПРИМЕР" in answer.content.decode()
    assert client.get(f"/en/texts/{versions['1', 'en']}/as/exe").status_code == 404


def test_the_pages_are_small(client, versions):
    for address in ("", "?beside=ru", "/compare", "/amendments"):
        body = client.get(f"/en/texts/{versions['2', 'en']}{address}").content
        assert len(gzip.compress(body)) < 60_000
        html.fromstring(body)
