"""Frozen instruments planted in real hours are found, to the hour."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from qingtian.measurements.flags import flagged
from qingtian.measurements.importers.mapping import ItemSaid, MappingFile
from qingtian.measurements.importers.run import Wish, import_files
from qingtian.measurements.lake import Flag, Lake

pytestmark = [pytest.mark.once, pytest.mark.evidence]
ITEMS = {"PM2_5": ItemSaid(column="PM2.5_reported"), "CO": ItemSaid(column="CO", unit="µg/m³")}


def test_every_hour_of_a_frozen_instrument_is_marked(evidence: Path, tmp_path: Path) -> None:
    folder = evidence / "air_weather"
    with (folder / "tamper_labels.csv").open() as file:
        episodes = [row for row in csv.DictReader(file) if row["kind"] == "freeze"]
    near = " OR ".join(
        f"(station = '{one['station']}' AND time BETWEEN TIMESTAMP '{one['start']}' - INTERVAL 2 DAY "
        f"AND TIMESTAMP '{one['end']}' + INTERVAL 2 DAY)"
        for one in episodes
    )
    source, part = folder / "tamper_pm25_reported.parquet", tmp_path / "part.parquet"
    duckdb.sql(f"SELECT * FROM '{source}' WHERE {near}").write_parquet(str(part))
    lake = Lake(tmp_path / "lake")
    mapping = MappingFile(station="station", time="time", stamp="hour_begin", items=ITEMS)
    import_files(lake, [part], datetime(2026, 11, 1, tzinfo=UTC), Wish(mapping=mapping))
    found = flagged(lake, date(2015, 3, 1), date(2016, 3, 1))
    frozen = {
        (one.station, datetime(one.day.year, one.day.month, one.day.day) + timedelta(hours=one.hour - 1))
        for one in found
        if one.item == "PM2_5" and Flag.FROZEN in one.flags
    }
    for one in episodes:
        start = datetime.fromisoformat(one["start"])
        hours = {(one["station"], start + timedelta(hours=n)) for n in range(int(one["hours"]))}
        assert hours <= frozen, one
