"""A round for stories about asking and answering."""

import pytest

from tests.cast import Cast
from tests.cast import build as build_cast

from .circulation import here
from .stage import Stage, build


@pytest.fixture
def cast(db: None) -> Cast:
    return build_cast()


@pytest.fixture
def stage(cast: Cast) -> Stage:
    return build(cast)


__all__ = ["cast", "here", "stage"]
