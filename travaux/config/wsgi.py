"""The door through which the web server calls Django."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "travaux.config.settings")
application = get_wsgi_application()

# What was loaded by now lives as long as the process; without this, every page pays for looking it over as garbage.
gc.collect()
gc.freeze()
