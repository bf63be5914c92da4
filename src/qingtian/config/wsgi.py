"""Entry point of the server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from qingtian.config.logs import guard_crashes

#: new objects before a young generation is looked through; a page makes some ten thousand and drops them all
YOUNG = 50_000


def warm() -> None:
    """Read the declarations before the first resident asks, and keep them out of the garbage collector's way.

    Law, procedures and code are some hundred thousand objects that never go; looking through them again and again held
    up whichever page was being made (``docs/reference/speed.md``).
    """
    from qingtian.law import load_law
    from qingtian.procedures import load_procedures

    load_law()
    load_procedures()
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 20, 20)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingtian.config.settings")
guard_crashes()
application = get_wsgi_application()
warm()
