"""Hours kept once make days; corrections, another night, marks and gaps change them; rates count point-days."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from qingtian.apps.entered.models import EnteredTable
from qingtian.apps.noise.actions.keep_levels import Sent, keep_levels
from qingtian.apps.noise.following import settle_anew
from qingtian.apps.noise.heard import hear
from qingtian.apps.noise.models import NoiseDay, NoiseLevel, NoisePoint, NoisePointZone
from qingtian.apps.noise.queries import class_rates, days_of, judged_days, latest_days, level
from qingtian.apps.places.models import Area
from qingtian.standards.periods import month_of, quarter_of
from tests.days import SHANGHAI

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 4, 9, tzinfo=SHANGHAI)


def at(hour: int) -> datetime:
    return datetime(2026, 3, 2, tzinfo=SHANGHAI) + timedelta(hours=hour)


@pytest.fixture
def area() -> Area:
    return Area.objects.create(code="a", name_zh="某区", name_en="A district", kind="district")


def point_of(area: Area, code: str = "n-1", place: str = "zone", zone: str = "2", mn: str = "") -> NoisePoint:
    point = NoisePoint.objects.create(code=code, name_zh=code, name_en=code, place=place, area=area, mn=mn)
    NoisePointZone.objects.create(point=point, zone=zone, first_day=date(2026, 1, 1))
    return point


@pytest.fixture
def point(area: Area) -> NoisePoint:
    return point_of(area, mn="MN0001")


def sent(point: NoisePoint, hour: int, text: str, item: str = "Leq", hours: int = 1) -> Sent:
    return Sent(point, item, at(hour), at(hour + hours), text, NOW, "test")


def full(point: NoisePoint, day: str = "55", night: str = "45") -> list[Sent]:
    return [sent(point, 6 + hour, day if hour < 16 else night) for hour in range(24)]


def enter(table: str, values: dict[str, Any], first: date = date(2026, 1, 1)) -> None:
    EnteredTable.objects.create(
        table=table, first_day=first, values=values, instrument="市政府规定", clause="1",
        certainty="sure", source="测试", by="admin", at=NOW,
    )  # fmt: skip


def test_a_full_day_has_its_levels_and_the_morning_hours_are_of_the_day_before(point) -> None:
    kept = keep_levels([*full(point), sent(point, 5, "70")])
    assert (kept.new, kept.revised, kept.known) == (25, 0, 0)
    row = NoiseDay.objects.get(day=DAY)
    assert (row.ld, row.ln, row.ldn) == (5500, 4500, 5500)
    assert (row.hours_day, row.hours_night, row.night_begins, row.day_computed) == (16, 8, 22, True)
    before = NoiseDay.objects.get(day=DAY - timedelta(days=1))
    assert (before.ld, before.ln, before.hours_night) == (None, None, 1)


def test_the_same_again_is_known_another_value_is_a_revision_and_the_day_follows(point) -> None:
    keep_levels(full(point))
    assert keep_levels(full(point)).known == 24
    kept = keep_levels([sent(point, 6, "65")])
    assert (kept.revised, kept.new) == (1, 0)
    rows = NoiseLevel.objects.filter(period_start=at(6)).values_list("revision", "text", "latest")
    assert list(rows) == [(1, "55", False), (2, "65", True)]
    assert NoiseDay.objects.get(day=DAY).ld == 5690  # means of 10^6.5 and fifteen of 10^5.5


def test_what_is_no_level_is_kept_as_sent_and_never_averaged(point) -> None:
    keep_levels([*full(point), sent(point, 6, ""), sent(point, 7, "-"), sent(point, 8, "999"), sent(point, 9, "1.234")])
    reasons = set(NoiseLevel.objects.filter(latest=True, scaled=None).values_list("text", "reason"))
    assert reasons == {("", "missing"), ("-", "unreadable"), ("999", "out_of_range"), ("1.234", "too_fine")}
    row = NoiseDay.objects.get(day=DAY)
    assert (row.ld, row.hours_day) == (5500, 12)
    keep_levels([sent(point, 10, "")])
    assert NoiseDay.objects.get(day=DAY).ld is None, "eleven of sixteen hours are too few"


def test_a_level_given_for_the_day_stands_only_where_the_hours_are_too_few(point) -> None:
    keep_levels([sent(point, 6, "61.5", "Ld", 16), sent(point, 22, "50.5", "Ln", 8), sent(point, 23, "66", "Lmax")])
    row = NoiseDay.objects.get(day=DAY)
    assert (row.ld, row.ln, row.burst, row.day_computed) == (6150, 5050, 6600, False)
    keep_levels(full(point))
    row.refresh_from_db()
    assert (row.ld, row.ln, row.day_computed, row.night_computed) == (5500, 4500, True, True)


def test_a_night_the_city_sets_parts_the_days_anew(point) -> None:
    keep_levels(full(point))
    enter("noise.night", {"night": {"begins": "21"}})
    assert NoiseDay.objects.get(day=DAY).night_begins == 22, "it is queued, nobody waits for it"
    queued = DBTaskResult.objects.get()
    settle_anew.func(*queued.args_kwargs["args"])
    row = NoiseDay.objects.get(day=DAY)
    assert (row.night_begins, row.hours_day, row.hours_night) == (21, 15, 8)
    assert row.ln > 4500, "the last loud hour of the evening is night now"


def test_a_rule_that_begins_later_leaves_the_days_before_it_as_they_are(point) -> None:
    keep_levels([*full(point), *(sent(point, 30 + hour, "50") for hour in range(24))])
    enter("noise.night", {"night": {"begins": "21"}}, DAY + timedelta(days=1))
    settle_anew.func((DAY + timedelta(days=1)).isoformat(), "")
    assert list(NoiseDay.objects.order_by("day").values_list("night_begins", flat=True))[:2] == [22, 21]


def test_a_level_of_another_span_is_no_day_and_no_hour(point) -> None:
    keep_levels([sent(point, 6, "60", "Ld", 1), sent(point, 22, "50", "Ln", 1), sent(point, 7, "55", "Leq", 2)])
    row = NoiseDay.objects.get(day=DAY)
    assert (row.ld, row.ln, row.hours_day) == (None, None, 0)


def test_a_message_is_heard_by_its_logger_and_other_media_are_passed_over(point) -> None:
    values = {"Leq": ("55.5", "N"), "L50": ("54", ""), "w01018": ("12", "N"), "LMAX": ("70", "D")}
    kept = hear("MN0001", at(6), at(7), values, received_at=NOW, frame=7)
    assert kept is not None
    assert kept.new == 3
    assert set(NoiseLevel.objects.values_list("item", "scaled", "reason", "frame")) == {
        ("Leq", 5550, "", 7),
        ("L50", 5400, "", 7),
        ("Lmax", None, "mark_D", 7),
    }
    assert hear("MN9999", at(6), at(7), values, received_at=NOW) is None
    assert hear("", at(6), at(7), values, received_at=NOW) is None


def test_rates_count_point_days_by_class_and_nothing_is_no_rate(area, point, django_assert_num_queries) -> None:
    loud = point_of(area, "n-2", zone="1")
    site = point_of(area, "n-3", "construction", "site")
    keep_levels([*full(point), *full(loud, "55.1", "45"), *full(site, "90", "90"), sent(loud, 30, "50")])
    with django_assert_num_queries(3):
        rows = class_rates(quarter_of(DAY))
    shown = [(row.zone, row.points, row.day.percent, row.night.percent, row.unjudged) for row in rows]
    assert shown == [
        ("1", 1, Decimal("0.0"), Decimal("100.0"), 1),
        ("2", 1, Decimal("100.0"), Decimal("100.0"), 0),
        ("", 2, Decimal("50.0"), Decimal("100.0"), 1),
    ]
    assert class_rates(quarter_of(date(2025, 1, 1))) == []


def test_the_class_of_the_day_decides_and_without_one_the_day_is_refused_by_name(point) -> None:
    point.zones.update(last_day=DAY)
    NoisePointZone.objects.create(point=point, zone="1", first_day=DAY + timedelta(days=2))
    keep_levels([sent(point, 6 + 24 * number, "58", "Ld", 16) for number in range(3)])
    judged = {one.day.day.day: one for one in judged_days(days_of(month_of(DAY)))}
    assert (judged[2].zone, judged[2].met) == ("2", True)
    assert (judged[3].evaluation, judged[3].refused.code) == (None, "noise.no_zone")
    assert (judged[4].zone, judged[4].met) == ("1", False)


def test_a_construction_site_of_2026_waits_for_the_limits_the_office_enters(area) -> None:
    site = point_of(area, "n-3", "construction", "site")
    keep_levels(full(site, "70", "56"))
    one = latest_days([site])[site.pk]
    assert (one.evaluation, one.refused.where) == (None, "noise.construction")
    enter("noise.construction", {"site": {"day": "70", "night": "55"}})
    one = latest_days([site])[site.pk]
    assert (one.evaluation.day.met, one.evaluation.night.above) == (True, 1)


@pytest.mark.parametrize(("scaled", "shown"), [(5550, "55.5"), (5555, "55.55"), (None, None)])
def test_a_level_is_shown_with_the_decimals_it_has(scaled, shown) -> None:
    assert (None if level(scaled) is None else str(level(scaled))) == shown


def test_the_last_whole_day_stands_in_lists_and_else_the_last_with_any_level(area, point) -> None:
    partly = point_of(area, "n-2")
    keep_levels([*full(point), sent(point, 30, "50"), sent(point, 54, "58", "Ld", 16), sent(partly, 6, "57", "Ld", 16)])
    found = latest_days([point, partly, point_of(area, "n-3")])
    assert (found[point.pk].day.day, found[partly.pk].day.day, len(found)) == (DAY, DAY, 2)
