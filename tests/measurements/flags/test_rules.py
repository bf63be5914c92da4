"""Each mark begins where its rule says and takes nothing away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from qingtian.measurements.flags import Flagged, episodes, flagged, rules
from qingtian.measurements.lake import Flag, Lake, Reading, State

pytestmark = pytest.mark.once
DAY = date(2026, 10, 31)
RECEIVED = datetime(2026, 11, 1, tzinfo=UTC)


def marks(root: Path, item: str, values: Sequence[int | None], start: int = 1, **more: object) -> dict[int, Flag]:
    """Hours from ``start`` of DAY on (24 is its last) to their marks; hour 25 is hour 1 of the next day."""
    lake = Lake(root)
    readings = []
    for n, value in enumerate(values, start=start):
        day, hour = DAY + timedelta(days=(n - 1) // 24), (n - 1) % 24 + 1
        state = State.MISSING if value is None else State.VALID
        readings.append(Reading("1A", item, day, hour, value, state, **more))  # type: ignore[arg-type]
    lake.append(readings, source="test", received_at=RECEIVED)
    found = flagged(lake, DAY, DAY + timedelta(days=2))
    return {(one.day - DAY).days * 24 + one.hour: one.flags for one in found if one.item == item}


@pytest.mark.parametrize(
    ("item", "value", "flag"),
    [
        ("PM2_5", 1_000_000, Flag(0)),
        ("PM2_5", 1_000_001, Flag.OUT_OF_RANGE),
        ("CO", 50, Flag(0)),
        ("CO", 49, Flag.BELOW_DETECTION),
        ("SO2", 0, Flag.BELOW_DETECTION),
    ],
)
def test_range_and_detection_limit(tmp_path: Path, item: str, value: int, flag: Flag) -> None:
    assert marks(tmp_path, item, [value]).get(1, Flag(0)) == flag


def test_five_equal_hours_are_weather_and_six_are_frozen(tmp_path: Path) -> None:
    assert rules().items["PM2_5"].hours == 6
    assert marks(tmp_path / "5", "PM2_5", [30_000] * 5 + [31_000]) == {}
    assert marks(tmp_path / "low", "PM2_5", [5_000] * 6) == {}
    assert marks(tmp_path / "6", "PM2_5", [31_000] + [30_000] * 6) == dict.fromkeys(range(2, 8), Flag.FROZEN)


def test_a_gap_ends_a_run_and_midnight_does_not(tmp_path: Path) -> None:
    assert marks(tmp_path / "gap", "PM2_5", [30_000] * 3 + [None] + [30_000] * 3) == {}
    night = marks(tmp_path / "night", "PM2_5", [30_000] * 6, start=22)
    assert night == dict.fromkeys(range(22, 28), Flag.FROZEN)
    only = flagged(Lake(tmp_path / "night"), DAY + timedelta(days=1), DAY + timedelta(days=1))
    assert [one.hour for one in only] == [1, 2, 3]


def test_a_spike_stands_alone_far_above_both_neighbours(tmp_path: Path) -> None:
    assert marks(tmp_path / "at", "PM2_5", [50_000, 150_000, 40_000]) == {}
    assert marks(tmp_path / "above", "PM2_5", [50_000, 150_001, 40_000]) == {2: Flag.SPIKE}
    assert marks(tmp_path / "edge", "PM2_5", [150_001, 40_000]) == {}
    assert marks(tmp_path / "low", "PM2_5", [10_000, 100_000, 10_000]) == {}


def test_fine_above_coarse_marks_both_and_equal_is_right(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    readings = [Reading("1A", "PM2_5", DAY, h, 50_000 + h) for h in (1, 2)]
    readings += [Reading("1A", "PM10", DAY, h, 50_001) for h in (1, 2)]
    lake.append(readings, source="test", received_at=RECEIVED)
    both = [(one.item, one.hour, one.flags) for one in flagged(lake, DAY, DAY)]
    assert both == [("PM10", 2, Flag.FINE_ABOVE_COARSE), ("PM2_5", 2, Flag.FINE_ABOVE_COARSE)]
    values = duckdb.sql(f"SELECT count(pm2_5) FROM ({lake.hourly(None, DAY, DAY).sql})").fetchall()
    assert values == [(2,)]


def test_what_the_source_said_is_kept_beside_what_is_found(tmp_path: Path) -> None:
    found = marks(tmp_path, "CO", [0, 1000], flags=Flag.CALIBRATION)
    assert found == {1: Flag.CALIBRATION | Flag.BELOW_DETECTION, 2: Flag.CALIBRATION}


def test_an_episode_is_hours_in_a_row_of_one_day_and_one_mark() -> None:
    def at(day: int, hour: int, flags: Flag) -> Flagged:
        return Flagged("1A", "CO", date(2026, 10, day), hour, 1, flags)

    spike, frozen = Flag.SPIKE, Flag.FROZEN
    found = [at(30, 23, frozen), at(30, 24, frozen | spike), at(31, 1, frozen), at(31, 3, frozen)]
    spans = [(one.day.day, one.first_hour, one.last_hour, one.flag) for one in episodes(found)]
    assert spans == [(30, 23, 24, frozen), (30, 24, 24, spike), (31, 1, 1, frozen), (31, 3, 3, frozen)]
    assert episodes([]) == []
