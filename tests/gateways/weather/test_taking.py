"""A delivery is taken once: repeats harmless, conflicts told, later revisions read, nothing deleted."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingtian.apps.weather.models import WeatherReading, WeatherStation
from qingtian.apps.weather.queries import day_figures
from qingtian.apps.weather.timeliness import hours_ended, of_days
from tests.gateways.weather.conftest import END, HOUR, NOW, SOURCE, counts, row, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bureau_stations")]


def current() -> list[tuple[int | None, int]]:
    return list(WeatherReading.objects.filter(current=True).values_list("value", "revision"))


def test_the_same_batch_twice_is_taken_once() -> None:
    assert counts(sent(row(), row(station="Y9001"))) == (2, 0, 0, 0, 0)
    assert counts(sent(row(), row(station="Y9001"))) == (0, 0, 2, 0, 0)
    assert WeatherReading.objects.count() == 2


def test_the_same_key_with_other_content_is_a_conflict_told_by_its_row() -> None:
    sent(row())
    delivery = sent(row("16.2"), row(station="Y9001"))
    assert counts(delivery) == (1, 0, 0, 1, 0)
    assert [(one.number, one.fault) for one in delivery.rows.all()] == [(1, "weather.conflict")]
    assert delivery.rows.get().raw["value"] == "16.2", "the row is kept as it came"
    assert current()[0] == (15900, 0)


def test_a_later_revision_is_read_and_the_earlier_stays() -> None:
    sent(row())
    assert counts(sent(row("16.2", revision=1))) == (1, 1, 0, 0, 0)
    assert current() == [(16200, 1)]
    assert WeatherReading.objects.count() == 2


def test_an_earlier_revision_that_comes_late_does_not_take_its_place() -> None:
    sent(row("16.2", revision=1))
    assert counts(sent(row())) == (1, 1, 0, 0, 0)
    assert current() == [(16200, 1)]


def test_two_revisions_in_one_batch() -> None:
    assert counts(sent(row(), row("16.2", revision=1))) == (2, 1, 0, 0, 0)
    assert current() == [(16200, 1)]


def test_a_station_nobody_entered_or_that_ended_is_rejected_by_name() -> None:
    WeatherStation.objects.filter(code="Y9001").update(valid_to=date(2026, 11, 22))
    delivery = sent(row(station="99999"), row(station="Y9001"), row())
    assert counts(delivery) == (1, 0, 0, 0, 2)
    assert {one.fault for one in delivery.rows.all()} == {"weather.station"}


def test_the_last_hour_of_its_last_day_still_counts() -> None:
    WeatherStation.objects.filter(code="57586").update(valid_to=date(2026, 11, 22))
    midnight = END - 16 * HOUR
    assert counts(sent(row(end=midnight), row(end=midnight + HOUR))) == (1, 0, 0, 0, 1)


def test_what_came_more_than_a_day_late_is_a_backfill_also_when_nobody_says_so() -> None:
    sent(row(end=NOW - timedelta(hours=24, minutes=9)), row(end=END))
    sent(row(end=END - HOUR), backfill=True)
    marked = WeatherReading.objects.order_by("period_end").values_list("backfill", flat=True)
    assert list(marked) == [True, True, False]


def test_nothing_that_is_no_value_is_in_an_average() -> None:
    """999999, out of range, another unit, suspicious, wrong, superseded: none of them counts."""
    hours = [END - number * HOUR for number in range(9)]
    delivery = sent(
        row("10", end=hours[0]), row("12", end=hours[1]), row("14", end=hours[2], quality=9),
        row("999999", end=hours[3]), row("280", end=hours[4]), row("288.1", end=hours[5], unit="K"),
        row("50", end=hours[6], quality=1), row("50", end=hours[7], quality=2), row("50", end=hours[8], quality=8),
    )  # fmt: skip
    assert counts(delivery) == (8, 0, 0, 0, 1)
    sent(row("11", end=hours[0], revision=1))
    figure = day_figures(END.date(), SOURCE)
    assert [(one.station, one.variable, one.value, one.values) for one in figure] == [
        ("57586", "TEM", Fraction(37, 3), 3)
    ]
    assert WeatherReading.objects.filter(raw="999999", value=None, reason="missing").count() == 1


def test_rain_is_summed_with_a_trace_and_an_extreme_is_the_highest() -> None:
    sent(row("0.6", "PRE_1h"), row("999990", "PRE_1h", end=END - HOUR), row("999999", "PRE_1h", end=END - 2 * HOUR))
    assert day_figures(END.date(), SOURCE)[0].value == Fraction(65, 100)


def test_the_hour_that_ends_at_midnight_belongs_to_the_day_before() -> None:
    midnight = END.replace(hour=0)
    sent(row("10", end=midnight), row("20", end=midnight + HOUR))
    assert [one.value for one in day_figures(date(2026, 11, 22), SOURCE)] == [10]
    assert [one.value for one in day_figures(date(2026, 11, 23), SOURCE)] == [20]


def test_doubts_of_the_checks_are_kept_beside_the_value_also_across_deliveries() -> None:
    sent(row("10", end=END - HOUR))
    delivery = sent(row("25"))
    assert (delivery.taken, delivery.doubted) == (1, 1)
    assert WeatherReading.objects.get(period_end=END).doubts == ["weather.step"]
    assert [one.outcome for one in delivery.rows.all()] == ["doubt"]


def test_a_large_batch_takes_few_queries() -> None:
    rows = [
        row("10", end=END - number * HOUR, station=station) for number in range(80) for station in ("57586", "Y9001")
    ]
    with CaptureQueriesContext(
        connection,
    ) as few:
        delivery = sent(*rows)
    assert delivery.taken == 160
    assert len(few) < 12


def test_lateness_and_completeness_by_day_and_variable() -> None:
    came = END + timedelta(minutes=10)
    sent(row(), row(station="Y9001"), now=came)
    sent(row(end=END - HOUR), now=came)
    sent(row("999999", end=END - HOUR, station="Y9001"), now=came)
    found = of_days(END.date(), END.date(), came)[0]
    assert (found.source, found.variable, found.stations) == (SOURCE, "TEM", 2)
    assert (found.figures.expected, found.figures.came, found.figures.usable, found.figures.late) == (32, 4, 3, 2)
    assert (found.figures.missing, found.figures.median) == (28, timedelta(minutes=10))


@pytest.mark.parametrize(("minutes", "hours"), [(9, 15), (10, 16)])
def test_an_hour_is_expected_once_it_is_due(minutes: int, hours: int) -> None:
    assert hours_ended(END.date(), END + timedelta(minutes=minutes), timedelta(minutes=10)) == hours


def test_a_correction_does_not_make_an_hour_late() -> None:
    sent(row(), now=NOW)
    sent(row("16.2", revision=1), now=NOW + timedelta(hours=30))
    found = of_days(END.date(), END.date(), NOW + timedelta(hours=30))[0].figures
    assert (found.late, found.backfilled, found.longest) == (0, 0, timedelta(minutes=9))


def test_rows_that_came_over_another_line_at_that_moment_are_repeats(monkeypatch: pytest.MonkeyPatch) -> None:
    from qingtian.apps.weather.actions import take as taking

    sent(row())
    honest, asked = taking._held, []

    def blind_once(*given: object) -> object:
        asked.append(given)
        return honest(*given) if len(asked) > 1 else {}

    monkeypatch.setattr(taking, "_held", blind_once)
    assert counts(sent(row())) == (0, 0, 1, 0, 0)
    assert WeatherReading.objects.count() == 1
