"""The lake (数据湖): every reading ever received, and the hourly view the statistics read. Files, no database.

How to use it::

    lake = Lake(root)  # a folder, by default ``lake`` in the data folder; it need not exist
    lake.append(readings, source="station log", received_at=moment)  # Reading(station, item, day, hour, value, …)
    now = lake.snapshot()  # Snapshot(number, id, made_at); ``lake.snapshot(id)`` opens a past one
    then = lake.known_on(moment)  # the last one made not after a moment
    hourly = lake.hourly(now, first_day, last_day, stations=None)  # .paths (Parquet), .sql, .plain
    hourly.create(connection)  # a view ``hourly`` of a DuckDB connection
    lake.decide([Decision(…)], made_at=moment)  # invalid by review, or deducted as dust

Columns of the hourly view: ``station, day, hour`` (1 to 24), then ``pm2_5, pm10, so2, no2, o3, co`` in thousandths of
their unit (null: no usable value), ``*_state`` (``State``), ``*_flags`` (``Flag`` as the source gave them; those found
by rules are ``measurements.flags``), ``dust`` (bit i: item i of ``items.COLUMNS`` was deducted as dust that hour).

In the folder: ``current.json`` (the state), ``manifests/`` (an import each), ``parts/`` (the ledger, immutable),
``hourly/`` (made from the ledger, may be deleted), ``work/``. ``docs/explanation/lake.md`` says why.
"""

from qingtian.measurements.lake.append import Added, Incoming, Source
from qingtian.measurements.lake.catalogue import Snapshot
from qingtian.measurements.lake.decisions import Recorded, standing
from qingtian.measurements.lake.reading import Decision, Reading
from qingtian.measurements.lake.states import FLAG_NAMES, STATE_NAMES, Flag, State
from qingtian.measurements.lake.store import Lake
from qingtian.measurements.lake.view import Hourly

__all__ = [
    "FLAG_NAMES",
    "STATE_NAMES",
    "Added",
    "Decision",
    "Flag",
    "Hourly",
    "Incoming",
    "Lake",
    "Reading",
    "Recorded",
    "Snapshot",
    "Source",
    "State",
    "standing",
]
