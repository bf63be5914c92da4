"""Entry point of the server."""

import os

from django.core.wsgi import get_wsgi_application

from qingtian.config.logs import guard_crashes

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingtian.config.settings")
guard_crashes()
application = get_wsgi_application()
