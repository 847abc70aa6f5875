"""Pages of the web: the main part, lists as a browser counts them, notes, tables; our own pages exactly."""

from __future__ import annotations

import pytest

from travaux.core.text.files import open_text
from travaux.core.text.html_write import write_html
from travaux.core.text.listing import listing
from travaux.core.text.plain import Reading, read_text
from travaux.core.text.tree import Note, Table, walk, words


def page(body: str, head: str = "") -> Reading:
    html = f"<!DOCTYPE html><html lang='ru'><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"
    return open_text(html.encode(), name="page.html", profile_id="cis-model-act")


def rows(body: str) -> list[tuple[str, str]]:
    return [(num, text) for _, num, text in listing(page(body).document)]


def test_menus_forms_scripts_and_hidden_words_stay_out() -> None:
    body = (
        "<header>Сайт</header><nav><a href='/'>Главная</a></nav><main><h1>ЗАКОН</h1><p>Статья 1. Срок</p>"
        "<p>Десять лет.<script>x</script><span style='display:none'>скрыто</span></p><form>Поиск</form></main>"
        "<aside>Реклама</aside><footer>Подвал</footer>"
    )
    assert rows(body) == [("", "ЗАКОН"), ("Статья 1.", "Десять лет."), ("", "Срок")]


def test_lists_are_counted_as_a_browser_counts_them() -> None:
    body = (
        "<p>Статья 1. Состав</p><ol><li>Доступ открыт:<ol type='a'><li>фонды;</li><li>описи.</li></ol></li>"
        "<li value='4'>Срок – <b>десять</b> лет.</li><li>Плата.</li></ol>"
    )
    said = [words(node) for node in walk(page(body).document) if node.kind == "num"]
    assert said == ["Статья 1.", "1.", "4.", "5."]  # "a." is no number of this profile: its words are text
    assert "a. фонды;" in str(page(body).document)


def test_a_number_that_is_written_is_not_counted_again() -> None:
    assert rows("<p>Статья 1. Состав</p><ul><li>1) фонды;</li><li>2) описи.</li></ul>") == [
        ("Статья 1.", ""), ("", "Состав"), ("1)", "фонды;"), ("2)", "описи."),
    ]  # fmt: skip


def test_a_line_break_ends_a_paragraph_where_a_new_one_begins() -> None:
    body = "<p>Статья 1. Срок</p><p>1. Срок – десять лет.<br>2. Плата не<br>взимается.<br><br>3. Доступ открыт.</p>"
    assert rows(body)[2:] == [("1.", "Срок – десять лет."), ("2.", "Плата не взимается."), ("3.", "Доступ открыт.")]


def test_links_to_the_end_of_the_page_are_notes() -> None:
    body = (
        "<p>Статья 1. Срок</p><p>Десять лет<sup><a href='#n1' id='b1'>1</a></sup>.</p>"
        "<ol><li id='n1'>С года создания. <a href='#b1'>↑</a></li></ol>"
    )
    document = page(body).document
    [note] = [node for node in walk(document) if isinstance(node, Note)]
    assert [words(line) for line in note.nodes] == ["С года создания."]
    assert "С года" not in str(listing(document))


def test_tables_of_figures_are_kept_and_tables_of_layout_are_looked_through() -> None:
    figures = "<table><tr><th>Вид</th><th>Срок</th></tr><tr><td colspan='2'>нет</td></tr></table>"
    body = f"<table><tr><td><p>Статья 1. Срок</p><p>Десять лет.</p>{figures}</td></tr></table>"
    document = page(body).document
    [table] = [node for node in walk(document) if isinstance(node, Table)]
    assert [[(cell.kind, words(cell)) for cell in row.nodes] for row in table.rows] == [
        [("th", "Вид"), ("th", "Срок")], [("td", "нет")]]  # fmt: skip
    assert table.rows[1].nodes[0].attr("colspan") == "2"
    assert listing(document)[0][1:] == ("Статья 1.", "Десять лет.")


def test_deleted_words_are_left_out_and_told() -> None:
    reading = page("<p>Статья 1. Срок</p><p>Срок – <del>пять</del><ins>десять</ins> лет.</p>")
    assert "пять" not in str(listing(reading.document)) and "десять" in str(listing(reading.document))
    assert reading.doubts[0].text == "пять"


@pytest.mark.parametrize("given", [
    "<p>Статья 1. Срок</p><p>Десять лет хранения.</p>",
    "<html><meta charset='windows-1251'><p>Статья 1. Срок<p>Десять лет хранения.",
])  # fmt: skip
def test_old_encodings_and_bare_fragments_are_read(given: str) -> None:
    document = open_text(given.encode("cp1251"), name="a.htm", profile_id="cis-model-act").document
    assert listing(document)[0][1:] == ("Статья 1.", "Десять лет хранения.")


def test_a_list_of_contents_is_left_out() -> None:
    contents = "<p>Содержание</p><p>Статья 1. Предмет ..... 1</p><p>Статья 2. Термины ..... 2</p><p>Статья 3. Срок</p>"
    text = "".join(f"<p>Статья {n}. {name}</p><p>Слова.</p>" for n, name in
                   enumerate(("Предмет", "Термины", "Срок"), 1))  # fmt: skip
    reading = page("<h1>ЗАКОН</h1>" + contents + text)
    articles = [node.eid for node in walk(reading.document) if node.kind == "article"]
    assert articles == ["art_1", "art_2", "art_3"]
    assert "a list of contents of 3 lines" in [doubt.why for doubt in reading.doubts]


def test_everything_of_a_text_is_escaped() -> None:
    made = write_html(read_text('ЗАКОН\n<script>alert("x")</script>\nСтатья 1. <b>\n"&amp;').document, notice="<i>")
    assert "<script" not in made and "<i>" not in made and "&lt;b&gt;" in made


def test_a_page_that_is_also_xml_is_a_page() -> None:
    head = "<?xml version='1.0' encoding='UTF-8'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'x.dtd'>\n"
    data = f"{head}<html xmlns='http://www.w3.org/1999/xhtml'><body><p>Статья 1. Срок</p><p>Десять.</p></body></html>"
    document = open_text(data.encode(), name="page", profile_id="cis-model-act").document
    assert listing(document)[0][1:] == ("Статья 1.", "Десять.")
