"""A writer is killed again and again: every line that it was told was kept is there, and nothing is half done."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from tests.counts import KILLS
from tests.record.things.models import Entry, Paper
from travaux.record.models import Line
from travaux.record.verify import verify

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the embedded database; PostgreSQL outlives its clients"),
]
ROOT = Path(__file__).resolve().parents[2]


def test_a_killed_writer_loses_nothing_it_was_told_and_leaves_nothing_half_done():
    dice = random.Random(9)
    told = 0
    for _ in range(KILLS):
        told = max(told, write_until_killed(after=dice.uniform(0.0, 0.25)))
    assert told > KILLS  # it did write between the kills
    lines = Line.objects.count()
    assert lines >= told
    assert verify().altered == []
    assert (Paper.objects.count(), Entry.objects.count()) == (lines, 5 * lines)


def write_until_killed(*, after):
    """Start the writer, kill it some seconds after its first line; the last number that it said."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.record.killed_settings"}
    environment["TRAVAUX_TEST_DATABASE"] = str(connection.settings_dict["NAME"])
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.record.writer"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    first = writer.stdout.readline()
    time.sleep(after)
    os.kill(writer.pid, signal.SIGKILL)
    said = (first + writer.communicate()[0]).split("\n")[:-1]  # what follows the last line end was cut off
    return int(said[-1])
