"""Open Document: lists counted as they are shown, marks, notes, tables, changes; LibreOffice opens what we write."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.core.text.hostile import zipped
from travaux.core.text.files import open_text, write
from travaux.core.text.listing import listing
from travaux.core.text.odt.names import MEDIA, SPACES
from travaux.core.text.plain import read_text
from travaux.core.text.refusals import NotReadable
from travaux.core.text.tree import Mark, Note, Table, walk

NAMES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
LAW = (
    "ЗАКОН\nОб архивах\n\nСтатья 1. Предмет\n1. Закон регулирует доступ:\n1) к фондам;\n2) к описям.\n"
    "| Вид | Срок |\n| а | 5 |"
)


def odt(body: str, styles: str = "", *, more: dict[str, str | bytes] | None = None) -> bytes:
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": MEDIA, "content.xml": content, **(more or {})})


def rows(data: bytes, profile: str = "cis-model-act") -> list[tuple[str, str, str]]:
    return listing(open_text(data, name="a.odt", profile_id=profile).document)


def level(n: int, form: str, *, suffix: str = ".", shown: int = 1) -> str:
    return (
        f'<text:list-level-style-number text:level="{n}" style:num-format="{form}" style:num-suffix="{suffix}" '
        f'text:display-levels="{shown}"/>'
    )


def item(text: str, inner: str = "") -> str:
    return f"<text:list-item><text:p>{text}</text:p>{inner}</text:list-item>"


def test_lists_are_counted_as_they_are_shown() -> None:
    style = f'<text:list-style style:name="L1">{level(1, "1")}{level(2, "а", suffix=")")}</text:list-style>'
    inner = f"<text:list>{item('фонды;')}{item('описи;')}</text:list>"
    body = (
        '<text:h text:outline-level="3">Статья 1. Состав</text:h>'
        f'<text:list xml:id="one" text:style-name="L1">{item("Доступ открыт:", inner)}</text:list>'
        '<text:p/><text:list text:style-name="L1" text:continue-numbering="true">'
        f"{item('Срок – десять лет.')}</text:list>"
        '<text:h text:outline-level="3">Статья 2. Срок</text:h>'
        f'<text:list text:style-name="L1">{item("Сначала.")}{item("Потом.")}</text:list>'
    )
    assert [(num, text) for _, num, text in rows(odt(body, style), "ru-federal") if num] == [
        ("Статья 1.", ""), ("1.", "Доступ открыт:"), ("а)", "фонды;"), ("б)", "описи;"), ("2.", "Срок – десять лет."),
        ("Статья 2.", ""), ("1.", "Сначала."), ("2.", "Потом."),
    ]  # fmt: skip


def test_levels_stand_together_in_a_label() -> None:
    style = f'<text:list-style style:name="L">{level(1, "1")}{level(2, "1", shown=2)}</text:list-style>'
    inner = f"<text:list>{item('Первое.')}{item('Второе.')}</text:list>"
    body = f'<text:list text:style-name="L">{item("Сначала:", inner)}</text:list>'
    assert "1.2." in str(open_text(odt(body, style), profile_id="generic").document)


def test_marks_notes_and_changes() -> None:
    style = (
        '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="T2" style:family="text" style:parent-style-name="T1">'
        '<style:text-properties style:text-position="super 58%"/></style:style>'
    )
    gone = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>удалено</text:p>'
        "</text:deletion></text:changed-region></text:tracked-changes>"
    )
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
        "<text:p>Сказано ниже.</text:p></text:note-body></text:note>"
    )
    body = (
        f'{gone}<text:p>Статья 10<text:span text:style-name="T2">1</text:span>. Срок</text:p>'
        f'<text:p>Десять<text:s text:c="3"/><text:span text:style-name="T1">лет</text:span>{note}<text:change '
        'text:change-id="c1"/> и день.<office:annotation><dc:creator>А</dc:creator><text:p>почему?</text:p>'
        "</office:annotation></text:p>"
    )
    reading = open_text(odt(body, style), profile_id="cis-model-act")
    assert listing(reading.document)[0][:2] == ("art_10-1", "Статья 10¹.")
    said = str(reading.document)
    assert "удалено" not in said and "почему" not in said
    kinds = [node.kind for node in walk(reading.document) if isinstance(node, (Mark, Note))]
    assert kinds.count("authorialNote") == 1 and "b" in kinds
    assert [doubt.text for doubt in reading.doubts] == ["1 tracked changes", "1 comments"]


def test_cells_that_cover_others_and_heads() -> None:
    body = (
        '<table:table><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2">'
        "<text:p>Вид</text:p></table:table-cell><table:covered-table-cell/></table:table-row>"
        "</table:table-header-rows><table:table-row><table:table-cell><text:p>а</text:p></table:table-cell>"
        "<table:table-cell><text:p>б</text:p></table:table-cell></table:table-row></table:table>"
    )
    [table] = [
        n for n in walk(open_text(odt("<text:p>Статья 1. Срок</text:p>" + body)).document) if isinstance(n, Table)
    ]
    assert [[(cell.kind, cell.attrs) for cell in row.nodes] for row in table.rows] == [
        [("th", (("colspan", "2"),))], [("td", ()), ("td", ())]]  # fmt: skip


@pytest.mark.parametrize(("data", "says"), [
    (odt("<text:p>x</text:p>", more={"Basic/Standard/Module1.xml": "<x/>"}), "macros"),
    (odt('<text:p>x</text:p><office:script script:language="x"/>'), "macros"),
    (odt('<text:section><text:section-source xlink:href="http://192.0.2.1/a.odt"/></text:section>'), "fetched"),
    (odt('<text:dde-connection-decls><text:dde-connection-decl/></text:dde-connection-decls>'), "DDE"),
    (odt("<text:p>x</text:p>", more={"META-INF/manifest.xml": f'<manifest:manifest {NAMES}><manifest:file-entry>'
         "<manifest:encryption-data/></manifest:file-entry></manifest:manifest>"}), "password"),
    (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}), "not an Open"),
    (zipped({"mimetype": MEDIA, "content.xml": '<!DOCTYPE a [<!ENTITY x "x">]><a>&x;</a>'}), "document type"),
    (zipped({"mimetype": MEDIA, "content.xml": "<a>"}), "not well-formed"),
    (odt(""), "no text"),
])  # fmt: skip
def test_hostile_and_broken_files_are_refused_by_name(data: bytes, says: str) -> None:
    with pytest.raises(NotReadable) as refused:
        open_text(data, name="given.odt")
    assert says in refused.value.error and refused.value.remedy


@pytest.mark.parametrize("target", ["docx", "odt"])
def test_libreoffice_opens_what_we_write(target: str, tmp_path: Path) -> None:
    if not shutil.which("soffice"):
        pytest.skip("LOUD: LibreOffice is not installed; our files were not opened by a second program")
    document = read_text(LAW).document
    file = tmp_path / f"a.{target}"
    file.write_bytes(write(document, target, notice="УЧЕБНЫЙ ПРИМЕР"))
    other = "docx:MS Word 2007 XML" if target == "odt" else "odt"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        "--headless",
        "--norestore",
        profile,
        "--convert-to",
        other,
        "--outdir",
        str(tmp_path / "out"),
    ]
    subprocess.run([*command, str(file)], check=True, capture_output=True, timeout=120)
    back = (tmp_path / "out" / f"a.{other.split(':')[0]}").read_bytes()
    assert listing(open_text(back, name="a", profile_id="cis-model-act").document) == listing(
        read_text(LAW, profile_id="cis-model-act").document
    )
    assert re.sub(r"\s", "", "".join(text for _, _, text in listing(open_text(back).document)))
