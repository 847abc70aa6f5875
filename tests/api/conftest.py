"""What the tests of this room share."""

from tests.loaded import lit, loaded

__all__ = ["lit", "loaded"]
