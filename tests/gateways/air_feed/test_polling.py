"""The feed is looked at, taken once, asked again for what is late; every look is on record, a failed one too."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest

from qingtian.apps.air.coverage import coverage, feed_state, late_hours, stations_now
from qingtian.apps.air.feed_source import FeedSource, feed_source
from qingtian.apps.air.lake import city_lake, station_day
from qingtian.apps.air.models import FeedPiece, FeedPoll, HourReading
from qingtian.apps.installation.models import Installation
from qingtian.apps.operations.air_health import air_findings
from qingtian.apps.operations.jobs import JOBS
from qingtian.errors import UnusableInput
from qingtian.gateways.air_feed.poll import look, poll_feed
from qingtian.measurements.lake import State
from tests.gateways.air_feed.conftest import CODES, HOUR, NOON, Source, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stations"), pytest.mark.once]
LAST = NOON.replace(minute=0)


def drop(folder: Path, name: str, content: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(content, encoding="utf-8")
    os.utime(folder / name, (time.time() - 60, time.time() - 60))


def quick(_: float) -> None:
    """No pause between tries."""


def test_without_a_declared_source_nothing_is_fetched_and_health_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QINGTIAN_AIR_FEED", raising=False)
    assert poll_feed(NOON) == {}
    assert FeedPoll.objects.count() == 0
    found = {one.code: one.said.en for one in air_findings(NOON)}
    assert "No source is configured" in found["air.feed"]
    assert "empty" in found["air.lake"]
    assert JOBS["air_feed"].run is poll_feed


def test_a_dropped_file_goes_into_the_lake_and_on_the_board_once(tmp_path: Path) -> None:
    folder = tmp_path / "feed"
    drop(folder, "11.csv", text(LAST - HOUR))
    drop(folder, "12.csv", text(LAST))
    source = FeedSource(folder=folder)
    assert look(source, NOON)["values"] == 2 * len(CODES) * 6
    number = city_lake().snapshot().number
    assert HourReading.objects.count() == 2 * len(CODES)
    row = HourReading.objects.get(station__code="1001A", hour=LAST)
    assert (str(row.o3), str(row.co), row.received_at) == ("80.0", "0.70", NOON)
    again = look(source, NOON + timedelta(minutes=10))
    assert (again["files"], again["values"]) == (0, 0)
    assert city_lake().snapshot().number == number
    assert [poll.outcome for poll in FeedPoll.objects.all()] == ["nothing", "taken"]


def test_a_revision_in_a_later_file_reaches_the_board(tmp_path: Path) -> None:
    folder = tmp_path / "feed"
    drop(folder, "a.csv", text(LAST))
    look(FeedSource(folder=folder), NOON)
    drop(folder, "b.csv", text(LAST, "1001A", pm10="95"))
    look(FeedSource(folder=folder), NOON + timedelta(minutes=10))
    row = HourReading.objects.get(station__code="1001A", hour=LAST)
    assert (int(row.pm10 or 0), row.received_at) == (95, NOON)


def test_a_file_that_cannot_be_read_stops_nothing_and_is_not_tried_for_ever(tmp_path: Path) -> None:
    folder = tmp_path / "feed"
    drop(folder, "a.csv", "what,is,this\n1,2,3\n")
    drop(folder, "b.csv", text(LAST))
    look(FeedSource(folder=folder), NOON)
    poll = FeedPoll.objects.get()
    assert (poll.outcome, poll.files, poll.rejected) == ("taken", 2, 1)
    assert FeedPiece.objects.count() == 2


def test_a_file_still_being_written_waits(tmp_path: Path) -> None:
    folder = tmp_path / "feed"
    folder.mkdir()
    (folder / "a.csv").write_text(text(LAST), encoding="utf-8")
    assert look(FeedSource(folder=folder), NOON)["files"] == 0


def test_an_address_that_names_the_hour_is_asked_again_for_the_hours_that_lack_a_station(source: Source) -> None:
    feed = FeedSource(address=f"{source.address}/{{year}}{{month}}{{day}}{{hour}}.csv")
    source.pages = {f"/{LAST:%Y%m%d%H}.csv": text(LAST), f"/{LAST - HOUR:%Y%m%d%H}.csv": text(LAST - HOUR, "1001A")}
    look(feed, NOON, quick)
    assert len(source.asked) == 24
    source.asked.clear()
    source.pages[f"/{LAST - HOUR:%Y%m%d%H}.csv"] = text(LAST - HOUR)
    look(feed, NOON + timedelta(minutes=90), quick)
    assert f"/{LAST:%Y%m%d%H}.csv" not in source.asked, "an hour that is whole is not asked for again"
    assert HourReading.objects.filter(hour=LAST - HOUR).count() == 3
    late, count = late_hours(NOON + timedelta(hours=2))
    assert (count, {one.hour for one in late}) == (3, {LAST - HOUR})
    assert [one.delay for one in late] == [timedelta(minutes=65), *[timedelta(hours=2, minutes=35)] * 2]


def test_a_source_that_fails_twice_is_asked_a_third_time(source: Source) -> None:
    source.pages, source.failures = {"/now.csv": text(LAST)}, 2
    assert look(FeedSource(address=f"{source.address}/now.csv"), NOON, quick)["files"] == 1
    assert len(source.asked) == 3


def test_a_source_that_is_away_is_on_record_by_a_code_alone(source: Source) -> None:
    source.failures = 99
    with pytest.raises(UnusableInput) as refused:
        look(FeedSource(address=f"{source.address}/now.csv?key=secret"), NOON, quick)
    assert refused.value.code == "feed.unreachable"
    assert "secret" not in str(refused.value)
    poll = FeedPoll.objects.get()
    assert (poll.outcome, poll.error) == ("failed", "feed.unreachable")


def test_hours_we_could_not_fetch_are_lost_by_us_until_they_come_after_all(tmp_path: Path) -> None:
    gone = LAST - 30 * HOUR
    drop(tmp_path / "feed", "before.csv", text(gone - HOUR))
    look(FeedSource(folder=tmp_path / "feed"), gone)
    for hours in range(25):
        FeedPoll.objects.create(at=gone + timedelta(hours=hours, minutes=5), outcome="failed", error="feed.unreachable")
    drop(tmp_path / "feed", "now.csv", text(LAST))
    assert look(FeedSource(folder=tmp_path / "feed"), NOON)["lost_values"]
    day = gone.date()
    held = {row.hour: row.items["PM10"] for row in station_day(city_lake().snapshot(), "1001A", day)}
    assert (held[gone.hour].state, held[gone.hour].value) == (State.LOST, None)
    assert held[gone.hour - 1].state == State.VALID
    drop(tmp_path / "feed", "late.csv", text(gone))
    look(FeedSource(folder=tmp_path / "feed"), NOON + timedelta(minutes=10))
    assert station_day(city_lake().snapshot(), "1001A", day)[gone.hour - 1].items["PM10"].value == 80_000


def test_coverage_counts_every_item_hour_exactly_once(tmp_path: Path) -> None:
    drop(tmp_path / "feed", "a.csv", text(LAST, "1001A") + f"1002A,{LAST:%Y-%m-%d %H:%M:%S},—,30,/,90,80,80,40\n")
    look(FeedSource(folder=tmp_path / "feed"), NOON)
    first, second, third = coverage(LAST.date(), LAST.date(), NOON)
    assert (first.hours, first.expected, first.values, first.unheard) == (1, 12, 6, 66)
    assert (second.values, second.gaps) == (4, (1, 1, 0, 0))
    assert (third.hours, third.unheard) == (0, 72)
    assert all(one.values + sum(one.gaps) + one.unheard == one.expected * 6 for one in (first, second, third))


def test_the_feed_is_late_when_the_report_on_an_ended_hour_is_due(tmp_path: Path) -> None:
    drop(tmp_path / "feed", "a.csv", text(LAST))
    look(FeedSource(folder=tmp_path / "feed"), NOON)
    assert not feed_state(NOON).late(NOON)
    assert not feed_state(NOON).late(LAST + timedelta(minutes=119))
    assert feed_state(NOON).late(LAST + timedelta(minutes=120))
    assert {one.code: one.delay for one in stations_now(NOON)}["1001A"] == timedelta(minutes=5)


def test_the_demonstration_never_fetches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QINGTIAN_AIR_FEED", "https://example.org/a.csv?key=secret")
    found = feed_source()
    assert found is not None
    assert found.shown == "https://example.org/a.csv"
    Installation.objects.update(kind="demonstration")
    assert feed_source() is None
