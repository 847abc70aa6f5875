"""Two invented kinds of rows, and the watch on the one door."""

import pytest

from travaux.record import guard
from travaux.lib.viewer import Viewer


@pytest.fixture
def secretary():
    return Viewer(role="secretariat", account="acc0unt00001")
