"""Where the wind came from (风向): files ``(station, day, hour, sector)`` in ``wind`` of the data folder.

``sector`` is 0 for north, clockwise in sixteenths to 15, and -1 for calm. Who measures the wind puts the files there;
where there are none, roses are left out and the page says so.
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings


def wind_folder() -> Path:
    """The folder of the files; it need not exist."""
    return Path(settings.DATA) / "wind"


def wind_files() -> tuple[Path, ...]:
    """The Parquet files there are, in order of name."""
    return tuple(sorted(wind_folder().glob("*.parquet")))


def wind_stamp(files: tuple[Path, ...]) -> tuple[tuple[str, int, int], ...]:
    """What tells one state of the files from another, for answers that are kept."""
    return tuple((path.name, (told := path.stat()).st_size, told.st_mtime_ns) for path in files)
