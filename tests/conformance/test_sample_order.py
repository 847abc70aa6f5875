"""The demonstration's page may be captured before the sample is loaded."""

from pathlib import Path

import pytest

from travaux.captures.actions import add_capture
from travaux.captures.models import Capture
from travaux.dossiers import samples
from travaux.lib.viewer import OPERATOR

pytestmark = pytest.mark.django_db


def test_the_page_keeps_what_was_said_of_it_first(conformance_data: Path) -> None:
    (file,) = (conformance_data.parent / "seed").glob("*.txt")
    add_capture(by=OPERATOR, data=file.read_bytes(), name=file.name, published="2022-06-06", publisher="found first")
    assert samples.load(by=OPERATOR, name="csto-pa").new
    assert Capture.objects.get().publisher == "found first"
