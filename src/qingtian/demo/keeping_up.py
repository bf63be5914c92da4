"""While the demonstration is served its stations go on reporting."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connections

from qingtian.demo.hours import continue_hours
from qingtian.demo.lake_years import continue_lake
from qingtian.demo.outlet_frames import write_frames
from qingtian.demo.outlet_hours import continue_outlets
from qingtian.errors import QingtianError
from qingtian.web.middleware import city_now

#: seconds between two looks whether an hour has ended
LOOK = 120.0
log = logging.getLogger(__name__)


@contextmanager
def stations_report() -> Iterator[None]:
    """Write the hours that end while the block runs, in a thread beside the server."""
    stopped = threading.Event()
    thread = threading.Thread(target=_report, args=(stopped,), name="stations", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()


def _report(stopped: threading.Event) -> None:
    while not stopped.wait(LOOK):
        try:
            continue_hours(city_now())
            continue_lake(city_now())
            continue_outlets(city_now())
            write_frames(city_now())
        except (DatabaseError, QingtianError, OSError) as busy:
            log.warning("the hours of the stations were not written, next time: %s", type(busy).__name__)
        finally:
            connections.close_all()
