"""Settings of the submitter that is killed: the suite's own, over the database of the test that kills it."""

import os

NAME = os.environ["TRAVAUX_TEST_DATABASE"]  # the suite's settings clear TRAVAUX_ names, so it is read first

from tests.settings import *  # noqa: E402, F403

DATABASES["default"]["NAME"] = NAME  # noqa: F405
