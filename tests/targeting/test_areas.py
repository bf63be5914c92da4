"""Key areas: named by scans and hot spots together, blind to what lies ahead, silent where nothing stands out."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from qingtian.targeting.areas import Area, key_areas
from qingtian.targeting.events import Event

SINCE, UNTIL = date(2026, 1, 1), date(2026, 3, 31)
SHANGHAI = ZoneInfo("Asia/Shanghai")
#: a field of 4 × 4 areas of a thousand people each
FIELD = [Area(f"A{row}{column}", 102 + column / 10, 25 + row / 10, 1000.0) for row in range(4) for column in range(4)]


def event(area: str, day: date, hour: int = 12) -> Event:
    at = datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)
    return Event(at, None, None, None, area, "odour", 1.0, 1.0, "demo", f"{area}-{day}-{hour}")


def quiet() -> list[Event]:
    """Four events an area, spread over the time."""
    return [
        event(one.code, SINCE + timedelta(days=(5 * place + 23 * n) % 90))
        for place, one in enumerate(FIELD)
        for n in range(4)
    ]


def outbreak() -> list[Event]:
    """Twenty-four more in the corner A00, A01 within the last six days."""
    return [event(code, UNTIL - timedelta(days=n % 6), n % 24) for code in ("A00", "A01") for n in range(12)]


def test_an_outbreak_is_named_by_both_scans_and_stands_first():
    found = key_areas(FIELD, quiet() + outbreak(), SINCE, UNTIL, replications=199)
    assert {one.code for one in found[:2]} == {"A00", "A01"}
    assert found[0].events == 16
    told = " ".join(reason.en for reason in found[0].reasons)
    assert "spatial scan" in told
    assert "space-time scan" in told


def test_the_same_everywhere_names_nothing():
    assert key_areas(FIELD, quiet(), SINCE, UNTIL, replications=199) == []


def test_events_after_the_last_day_change_nothing_and_that_day_counts():
    events = quiet() + outbreak()
    ahead = [event("A33", UNTIL + timedelta(days=1 + n % 9), n % 24) for n in range(60)]
    before = key_areas(FIELD, events, SINCE, UNTIL, replications=99)
    assert key_areas(FIELD, events + ahead, SINCE, UNTIL, replications=99) == before
    late = key_areas(FIELD, [*events, event("A00", UNTIL, 23)], SINCE, UNTIL, replications=99)
    assert next(one.events for one in late if one.code == "A00") == 17


def test_equal_seeds_give_equal_answers():
    events = quiet() + outbreak()
    assert key_areas(FIELD, events, SINCE, UNTIL, seed=4, replications=99) == key_areas(
        FIELD, events, SINCE, UNTIL, seed=4, replications=99
    )


@pytest.mark.parametrize(
    ("areas", "events"),
    [([], []), (FIELD, []), ([], [event("A00", SINCE)]), (FIELD, [event("elsewhere", SINCE)])],
    ids=["nothing", "no event", "no area", "an area nobody knows"],
)
def test_nothing_to_look_at_gives_no_answer(areas, events):
    assert key_areas(areas, events, SINCE, UNTIL) == []


def test_one_area_alone_stands_out_against_nobody():
    found = key_areas(FIELD[:1], [event("A00", SINCE + timedelta(days=n)) for n in range(9)], SINCE, UNTIL)
    assert all(
        "spatial scan:" not in reason.en and "hot spot" not in reason.en for one in found for reason in one.reasons
    )


def test_an_area_without_people_is_judged_by_the_time_scan_alone():
    empty = [Area("A00", 102.0, 25.0, 0.0), *FIELD[1:]]
    found = key_areas(empty, quiet() + outbreak(), SINCE, UNTIL, replications=199)
    reasons = next(one.reasons for one in found if one.code == "A00")
    assert any(reason.en.startswith("space-time scan") for reason in reasons)
    assert not any(reason.en.startswith("hot spot") for reason in reasons)
