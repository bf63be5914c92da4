"""What the wall shows, what is proposed, how a month is counted: from the same hours, each state once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from qingtian.apps.entered.actions.enter_table import NewTable, enter_table
from qingtian.apps.monitors.actions.settle import settle
from qingtian.apps.monitors.electricity import uses, without_electricity
from qingtian.apps.monitors.found import found
from qingtian.apps.monitors.found_days import days_found
from qingtian.apps.monitors.models import DataLogger, FieldInfo, HourValue, OperationMark, Outlet
from qingtian.apps.monitors.months import month_of_outlets
from qingtian.apps.monitors.standing import last_hour, standings
from qingtian.apps.monitors.story import days_of, series_of
from qingtian.apps.people.models import Post
from qingtian.standards.periods import month_of
from qingtian.standards.sources.rates import Counts, whole
from tests.apps.monitors.notices import ISSUED, issue, step
from tests.apps.monitors.outlets import COD, DAY, HOUR, NETWORKED, SO2, hour, limit, outlet, unit
from tests.small_city import SmallCity

pytestmark = [pytest.mark.django_db]
#: 00:30 of the next day: the last hour owed is 22:00–23:00, an hour's report takes an hour
NOW = DAY + 24 * HOUR + timedelta(minutes=30)
END = DAY + 24 * HOUR


@pytest.fixture
def stack(city: SmallCity) -> Outlet:
    """A stack whose day holds every state: over 2–6, missing 7, substituted 8, fault 9, off limits 10, stop 11–13."""
    made = outlet()
    marked = {8: "S", 9: "D", 10: "T"}
    texts = dict.fromkeys(range(2, 6), "41") | {11: "90"}
    sent = [
        hour(made, place, "30", mark=marked.get(place, "N"), converted_text=texts.get(place, "35"))
        for place in range(24)
        if place not in (7, 12)
    ]
    settle(sent)
    declare(made, "stop", 11, 13)
    return made


def declare(of: Outlet, kind: str, begins: int, ends: int, **other: Any) -> OperationMark:
    row = {"begins_at": DAY + begins * HOUR, "ends_at": DAY + ends * HOUR, "declared_at": DAY, "entered_at": DAY}
    post = Post.objects.get(code="handler")
    return OperationMark.objects.create(outlet=of, kind=kind, words="停炉检修", entered_by=post, **(row | other))


def test_an_hour_is_owed_an_hour_after_its_end() -> None:
    assert last_hour(DAY + 2 * HOUR - timedelta(seconds=1)) == DAY - HOUR
    assert last_hour(DAY + 2 * HOUR) == DAY


def test_the_wall_shows_each_of_the_last_hours_once(stack: Outlet, django_assert_num_queries: Any) -> None:
    others = [outlet(f"DA00{n}", stack.party) for n in range(2, 5)]
    with django_assert_num_queries(3):
        stood = standings([stack, *others], NOW)
    shown = stood[0].hours
    assert len(shown) == 24
    assert shown[1:] == (
        *("within", "within", "over", "over", "over", "over", "within", "missing", "substituted"),
        *("invalid", "off_limits", "stopped", "stopped"),
        *("within",) * 10,
    )
    assert stood[0].counts["over"] == 4
    assert set(stood[1].hours) == {"missing"}
    young = outlet("DA009", stack.party, networked_on=(DAY + 24 * HOUR).date())
    assert set(standings([young], NOW)[0].hours) == {None}, "not on the network yet: nothing is owed, nothing missing"


def spelled(outlets: Iterable[Outlet]) -> list[tuple[str, int, int]]:
    told = found(list(outlets), DAY, END, ISSUED)
    return [(one.kind, (one.spell.begins - DAY) // HOUR, one.spell.hours) for one in told]


def test_four_hours_above_the_limit_are_one_proposal_until_a_notice_is_about_them(
    city: SmallCity, stack: Outlet
) -> None:
    assert spelled([stack]) == [("exceedance", 2, 4)]
    assert found([stack], DAY, END, ISSUED)[0].spell.greatest == 41_000_000
    matter = issue(city, stack, from_hour="2026-05-05 05:00", to_hour="2026-05-05 06:00")
    assert spelled([stack]) == []
    step(city, matter, "withdraw", post="branch-head")
    assert spelled([stack]) == [("exceedance", 2, 4)], "withdrawn, the hours are nobody's again"


def test_a_limit_is_that_of_the_day(stack: Outlet) -> None:
    stack.limits.update(valid_until=DAY.date() - timedelta(days=1))
    assert spelled([stack]) == []
    limit(stack, SO2, "34", converted=True, valid_from=DAY.date())
    kinds = [(kind, hours) for kind, _, hours in spelled([stack])]
    assert ("exceedance", 7) in kinds, "hours 0 to 6 are all above 34"


def test_missing_and_unusable_hours_are_proposed_from_their_least_number(stack: Outlet) -> None:
    quiet = outlet("DA002", stack.party)
    settle([hour(quiet, place, "30", converted_text="30") for place in range(24) if place not in range(5, 10)])
    assert spelled([quiet]) == [], "five missing hours are fewer than six"
    other = outlet("DA003", stack.party)
    settle([hour(other, place, "30", converted_text="30") for place in range(24) if place not in range(5, 11)])
    assert spelled([other]) == [("missing", 5, 6)]
    broken = outlet("DA004", stack.party)
    settle([hour(broken, place, "30", mark="N" if place < 12 else "B", converted_text="30") for place in range(24)])
    assert spelled([broken]) == [("invalid", 12, 12)]
    declare(broken, "fault", 23, 24)
    assert spelled([broken]) == []


def test_an_outlet_that_sends_nothing_at_all_is_one_outage(stack: Outlet) -> None:
    silent = outlet("DA005", stack.party)
    limit(silent, "a21002", "50")
    kinds = [(one.factor, one.spell.hours) for one in found([silent], DAY, END, ISSUED)]
    assert kinds == [("", 24)]
    settle([hour(silent, place, "30", "a21002") for place in range(24)])
    assert [one.factor for one in found([silent], DAY, END, ISSUED)] == [SO2], "one factor alone keeps its name"


def test_every_hour_of_a_month_is_counted_once(stack: Outlet, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(4):
        told = month_of_outlets([stack], month_of(DAY.date()), NOW)
    assert [(one.factor, one.counts) for one in told] == [
        (
            SO2,
            Counts(valid=17, substituted=1, invalid=2, missing=4 * 24 + 1, stopped=2, received=20),
        )
    ]
    hours_so_far = 4 * 24 + 23
    assert told[0].counts.owed + told[0].counts.stopped == hours_so_far


def test_a_month_begins_with_the_network_and_ends_with_the_outlet(stack: Outlet) -> None:
    settle([hour(stack, -1, "30"), hour(stack, 23, "30")])
    Outlet.objects.filter(pk=stack.pk).update(networked_on=DAY.date(), closed_on=DAY.date())
    stack.refresh_from_db()
    later = DAY + timedelta(days=40)
    counts = whole(one.counts for one in month_of_outlets([stack], month_of(DAY.date()), later))
    assert (counts.owed + counts.stopped, counts.missing) == (24, 1)
    assert month_of_outlets([stack], month_of((DAY + timedelta(days=40)).date()), later) == []


def test_the_day_mean_is_refused_by_name_until_its_table_is_entered(stack: Outlet) -> None:
    water = outlet("DW001", stack.party, medium="water", reference_oxygen=None)
    sent = [hour(water, place, "60", COD, unit="mg/L") for place in range(20)]
    settle(sent)
    day = DAY.date()
    (series,), rules = series_of(water, day, day, DAY + timedelta(days=2))
    refused = days_of(water, series, [series], rules)[0].refused
    assert refused is not None
    assert refused.where == "sources.day_mean"
    cells = {kind: {"hours": "20", "by_flow": "0"} for kind in ("gas", "water")}
    enter_table(
        NewTable("sources.day_mean", NETWORKED, None, cells, "（测试）", "1", "from_memory", "测试"),
        by="administrator",
        at=DAY,
    )
    mean = days_of(water, series, [series], rules)[0].mean
    assert mean is not None
    assert (mean.mean, mean.above, mean.valid) == (60_000_000, True, 20)
    declare(water, "maintenance", 0, 1)
    (series,), rules = series_of(water, day, day, DAY + timedelta(days=2))
    lacking = days_of(water, series, [series], rules)[0].mean
    assert lacking is not None
    assert (lacking.mean, lacking.valid) == (None, 19)


def test_a_whole_day_above_its_day_limit_is_proposed_once_its_table_is_entered(
    city: SmallCity, stack: Outlet, django_assert_num_queries: Any
) -> None:
    water = outlet("DW001", stack.party, medium="water", reference_oxygen=None)
    settle([hour(water, place, "50" if place < 23 else "50.1", COD, unit="mg/L") for place in range(24)])
    settle([hour(water, place, "50", COD, unit="mg/L") for place in range(24, 48)])
    until = DAY + 48 * HOUR
    assert days_found([water], DAY, until) == []
    cells = {kind: {"hours": "20", "by_flow": "0"} for kind in ("gas", "water")}
    new = NewTable("sources.day_mean", NETWORKED, None, cells, "（测试）", "1", "from_memory", "测试")
    enter_table(new, by="administrator", at=DAY)
    with django_assert_num_queries(5):
        (told,) = days_found([water, stack], DAY, until)
    assert (told.spell.begins, told.spell.hours, told.kind) == (DAY, 24, "exceedance")
    assert told.spell.greatest == 50_004_167, "above by all its digits; the day exactly at the limit is not"
    assert days_found([water], DAY, DAY + 23 * HOUR) == [], "a day that is not over is not judged"
    assert days_found([water], DAY + HOUR, until) == [], "nor one that begins before the span"
    issue(city, water, factor=COD, from_hour="2026-05-05 00:00", to_hour="2026-05-06 00:00")
    assert days_found([water], DAY, until) == []


def test_a_day_without_electricity_and_with_valid_hours_is_a_reason_to_look(city: SmallCity, stack: Outlet) -> None:
    logger = DataLogger.objects.create(mn="B" * 24, name="1 号", organ=stack.organ, outlet=stack)

    def use(text: str, place: int) -> None:
        at = DAY + place * HOUR
        FieldInfo.objects.create(logger=logger, code="i33202", text=text, at=at, received_at=at)

    use("0", 0)
    use("0.00", 23)
    assert uses([stack.pk], DAY, END)[stack.pk][0].scaled == 0
    (told,) = without_electricity([stack], DAY, END)
    assert (told.kind, told.spell.hours, told.factor) == ("electricity", 24, "")
    issue(city, stack, anomaly="electricity", factor="", from_hour="2026-05-05 00:00", to_hour="2026-05-06 00:00")
    assert without_electricity([stack], DAY, END) == []
    use("0.1", 22)
    assert uses([stack.pk], DAY, END)[stack.pk][0].text == "0.1", "the greatest of the day counts"


def test_a_stopped_plant_needs_no_electricity(stack: Outlet) -> None:
    logger = DataLogger.objects.create(mn="C" * 24, name="1 号", organ=stack.organ, outlet=stack)
    FieldInfo.objects.create(logger=logger, code="i33202", text="0", at=DAY, received_at=DAY)
    declare(stack, "stop", 0, 24)
    assert without_electricity([stack], DAY, END) == []


def test_lists_over_many_hours_ask_few_questions_and_use_the_index(
    city: SmallCity, django_assert_num_queries: Any
) -> None:
    party = unit("石湾造纸厂")
    many = [outlet(f"DA1{n:02d}", party) for n in range(20)]
    rows = [
        HourValue(
            outlet=one, factor=SO2, period_start=DAY - n * HOUR, period_end=DAY - (n - 1) * HOUR, text="30",
            scaled=30_000_000, converted_scaled=30_000_000 + n % 97 * 100_000, validity="valid", received_at=DAY,
        )
        for one in many
        for n in range(1, 601)
    ]  # fmt: skip
    HourValue.objects.bulk_create(rows, batch_size=2000)
    with django_assert_num_queries(6):
        told = found(many, DAY - 14 * 24 * HOUR, DAY, ISSUED)
    assert len({one.outlet.pk for one in told}) == 20
    with django_assert_num_queries(4):
        month_of_outlets(many, month_of(DAY.date() - timedelta(days=10)), NOW)
    if connection.vendor == "sqlite":
        compared = HourValue.objects.filter(latest=True, outlet=many[0], factor=SO2, period_start__gte=DAY)
        plan = compared.values_list("scaled", "converted_scaled").order_by().explain()
        assert "hour_value_compared" in plan or "hour_value_latest_once" in plan
