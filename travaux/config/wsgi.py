"""The door through which the web server calls Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "travaux.config.settings")
application = get_wsgi_application()
