"""Settings of the test suite: the product's own, in a folder that is thrown away.

DATABASE_URL may be given to run the same tests on PostgreSQL; `make test` does.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="travaux-test-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ["TRAVAUX_DATA"] = str(FOLDER)
for name in [name for name in os.environ if name.startswith("TRAVAUX_") and name not in
             ("TRAVAUX_DATA", "TRAVAUX_CONFORMANCE_DATA", "TRAVAUX_SOAK")]:  # fmt: skip
    del os.environ[name]  # a developer's own choices must not change what the tests say

from travaux.config.settings import *  # noqa: E402, F403  the whole of them, after the folder is set

# A file and not memory: write-ahead log, races between threads and triggers are then what they are in production.
if DATABASES["default"]["ENGINE"] == "travaux.lib.sqlite":  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": str(FOLDER / "test.sqlite3")}  # noqa: F405
else:
    # Threads of a test must give their connections back before the database is dropped; a pool keeps them.
    DATABASES["default"]["OPTIONS"].pop("pool", None)  # noqa: F405

# Hashing on purpose slow would only slow the tests.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
LOGGING = {"version": 1, "disable_existing_loggers": False}
INSTALLED_APPS = [*INSTALLED_APPS, "tests.record.things"]  # noqa: F405  rows for the record's own tests
