"""Pages of texts ask the database as often for three rows as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from travaux.instruments.actions import (
    Author,
    File,
    add_expression,
    add_version,
    register_instrument,
    rule_on_amendment,
    table_amendment,
)
from travaux.lib.viewer import OPERATOR
from travaux.record.actions import act

pytestmark = pytest.mark.django_db


class Shelf:
    """A text that grows by a version, an amendment and another text at a time."""

    def __init__(self):
        with act(by=OPERATOR, verb="began"):
            self.work = register_instrument(by=OPERATOR, kind="model_act")
            self.own = {lang: add_expression(by=OPERATOR, instrument=self.work, lang=lang) for lang in ("en", "ru")}
        self.grow(1)

    def grow(self, n):
        with act(by=OPERATOR, verb="grew"):
            self.last = {lang: self.version(self.own[lang], n, lang) for lang in ("en", "ru")}
            other = register_instrument(by=OPERATOR, kind="statement")
            self.version(add_expression(by=OPERATOR, instrument=other, lang="en"), n, "en")
            for place in range(1, n + 1):
                each = table_amendment(
                    by=OPERATOR, version=self.last["en"], number=str(place), author=Author(quoted="A guest"),
                    formula={"en": f"Delete Article {place}."},
                )  # fmt: skip
                rule_on_amendment(by=OPERATOR, amendment=each, outcome="rejected")

    def version(self, expression, n, lang):
        word, name = {"en": ("Article", "MODEL LAW\nOn Snow"), "ru": ("Статья", "МОДЕЛЬНЫЙ ЗАКОН\nО снеге")}[lang]
        said = {"en": "Snow is white in year", "ru": "Снег бел в году"}[lang]
        articles = "\n".join(f"{word} {i}. {name.split()[-1]} {i}\n{said} {i} {n}." for i in range(1, n + 3))
        file = File(f"{name}\n\n{articles}\n".encode(), "snow.txt", "text/plain")
        return add_version(by=OPERATOR, expression=expression, number=str(n), file=file)


def cost(client, address):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.get(address)
    assert answer.status_code == 200, (address, answer.content[:500])
    return len(asked)


def test_as_many_queries_for_three_as_for_one(client):
    shelf = Shelf()
    shelf.grow(2)

    def costs():
        en = shelf.last["en"].pk
        uid = shelf.last["en"].text.blocks and first_uid(shelf.last["en"])
        return {
            name: cost(client, address)
            for name, address in {
                "index": "/en/texts",
                "reader": f"/en/texts/{en}",
                "side by side": f"/en/texts/{en}?beside=ru",
                "compare": f"/en/texts/{en}/compare",
                "amendments": f"/en/texts/{en}/amendments",
                "provision": f"/en/texts/{en}/provisions/{uid}",
            }.items()
        }

    costs()  # what is looked up once for all
    two = costs()
    shelf.grow(3)
    shelf.grow(4)
    assert costs() == two
    assert max(two.values()) < 40, two


def first_uid(version):
    from travaux.instruments.blocks import unpack

    return next(block.uid for block in unpack(bytes(version.text.blocks)) if block.uid)
