"""`travaux registry` as a person types it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from travaux.cli.registry import app
from travaux.lib.viewer import PUBLIC
from travaux.record.models import Line
from travaux.registry.models import NameKey, PersonOrder
from travaux.registry.popolo import BadPopolo
from travaux.registry.queries import people

from .conftest import World
from .test_popolo import LAKELAND, ON

pytestmark = pytest.mark.django_db


def test_a_file_goes_in_and_comes_out(tmp_path: Path) -> None:
    file, out = tmp_path / "lakeland.json", tmp_path / "out.json"
    file.write_text(json.dumps(LAKELAND))
    first = CliRunner().invoke(app, ["import", str(file)])
    assert (first.exit_code, first.stdout.splitlines()[0]) == (0, "Imported.")
    again = CliRunner().invoke(app, ["import", str(file), "--json"])
    assert (again.exit_code, json.loads(again.stdout)["already"], Line.objects.count()) == (0, True, 1)
    printed = CliRunner().invoke(app, ["export", "--format", "popolo"])
    assert json.loads(printed.stdout) == LAKELAND
    written = CliRunner().invoke(app, ["export", "--to", str(out)])
    assert written.exit_code == 0
    assert json.loads(out.read_text()) == LAKELAND
    public = json.loads(CliRunner().invoke(app, ["export", "--public"]).stdout)
    assert "birth_date" not in json.dumps(public)
    assert len(public["persons"]) == 2


def test_a_broken_file_and_an_unknown_one_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "broken.json"
    file.write_text('{"persons": 7}')
    refused = CliRunner().invoke(app, ["import", str(file)])
    assert isinstance(refused.exception, BadPopolo)
    unknown = CliRunner().invoke(app, ["export", "--source", "0" * 64])
    assert "No file" in str(unknown.exception)
    assert "format" in str(CliRunner().invoke(app, ["export", "--format", "xml"]).exception)


def test_lost_search_keys_are_written_anew(world: World) -> None:
    world.person("Anna Reed")
    NameKey.objects.all().delete()
    PersonOrder.objects.all().delete()
    assert people(PUBLIC, on=ON, lang="en", query="reed").total == 0
    assert CliRunner().invoke(app, ["reindex"]).stdout == "1 people and 1 bodies are found by their names.\n"
    assert people(PUBLIC, on=ON, lang="en", query="reed").total == 1
