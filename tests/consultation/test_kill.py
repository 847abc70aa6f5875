"""Answers are being filed when the process is killed, again and again: what was acknowledged is there, and whole."""

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
from travaux.consultation.models import Comment, Document, Enclosure, Filing, Opinion
from travaux.record.verify import verify

from .circulation import Circulation

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the embedded database; PostgreSQL outlives its clients"),
]
ROOT = Path(__file__).resolve().parents[2]


def test_every_acknowledged_answer_is_there_and_none_is_half(here: Circulation) -> None:
    addressee = here.addressee(here.open("a"), "a")
    dice = random.Random(5)
    told = [key for n in range(KILLS) for key in file_until_killed(addressee.pk, n, after=dice.uniform(0.0, 0.4))]

    assert len(told) >= KILLS
    filed = list(Filing.objects.order_by("receipt"))
    assert set(told) <= {each.key for each in filed}
    assert [each.receipt for each in filed] == list(range(1, len(filed) + 1))
    letters = Document.objects.filter(direction="in")
    assert sorted(letters.values_list("number", flat=True)) == list(range(1, len(filed) + 1))
    assert Opinion.objects.count() == Enclosure.objects.filter(document__in=letters).count() == len(filed)
    numbers = list(Comment.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, 3 * len(filed) + 1))
    assert verify().altered == []


def file_until_killed(addressee: str, round: int, *, after: float) -> list[str]:
    """Start the submitter, kill it some seconds after its first receipt; the keys that it was told were filed."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.consultation.killed_settings"}
    environment["TRAVAUX_TEST_DATABASE"] = str(connection.settings_dict["NAME"])
    command = [sys.executable, "-m", "tests.consultation.submitter", addressee, str(round)]
    submitter = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    assert submitter.stdout is not None
    first = submitter.stdout.readline()
    time.sleep(after)
    os.kill(submitter.pid, signal.SIGKILL)
    return (first + submitter.communicate()[0]).split("\n")[:-1]  # what follows the last line end was cut off
