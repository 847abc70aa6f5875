"""The cast, for stories about who may what."""

import pytest

from tests.cast import Cast, build


@pytest.fixture
def cast(db: None) -> Cast:
    return build()
