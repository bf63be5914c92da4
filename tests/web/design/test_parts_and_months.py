"""Drawings of the air: bars that line up, a calendar whose weeks begin on Monday."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from qingtian.language import Text
from qingtian.web.design.months import DayCell, months
from qingtian.web.design.parts import WIDTH, head, parts_bar, top_of

pytestmark = pytest.mark.once
SINGLES = {"PM10": 1000, "PM2_5": 500, "NO2": 250, "SO2": None, "CO": 0, "O3": 250}


def test_the_axis_ends_at_the_next_whole_index():
    assert [top_of([value]) for value in (None, 0, 1, 1000, 1001, 4070)] == [1000, 1000, 1000, 1000, 2000, 5000]


def test_segments_touch_and_end_where_the_index_ends():
    bar = parts_bar(SINGLES, 2000, 4000)
    assert [(part.x, part.x + part.width) for part in bar.segments] == [(0, 100), (100, 150), (150, 175), (175, 200)]
    assert (bar.length, bar.tick) == (WIDTH // 2, WIDTH // 2)
    assert (bar.segments[0].written, bar.segments[1].written) == ("1.00", "")


def test_a_missing_item_has_no_segment_and_a_missing_year_no_tick():
    bar = parts_bar({"PM10": 1000}, None, 1000)
    assert ([part.item for part in bar.segments], bar.tick) == (["PM10"], None)


def test_names_in_the_head_never_touch():
    drawn = head([parts_bar(dict.fromkeys(SINGLES, 10), None, 5000)], 5000)
    places = [x for x, _ in drawn.names]
    assert all(b - a >= 26 for a, b in pairwise(places))


def test_a_month_begins_on_the_weekday_it_began():
    cells = {(day := date(2026, 10, 1) + timedelta(days=n)): DayCell(day, 1, 1, Text("优", "x")) for n in range(31)}
    (month,) = months(cells)
    assert [cell.day.day if cell else None for cell in month.weeks[0]] == [None, None, None, 1, 2, 3, 4]
    assert sum(cell is not None for week in month.weeks for cell in week) == 31
