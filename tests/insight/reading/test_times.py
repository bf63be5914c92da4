"""Time expressions and what they say on a given day, at the borders of day, week, month and year."""

from __future__ import annotations

from datetime import date, time

import pytest

from qingtian.insight.reading.times import find_times

pytestmark = pytest.mark.once
#: a Thursday
ON = date(2026, 11, 26)


def only(text: str, on: date = ON):
    [found] = find_times(text, on)
    return found


@pytest.mark.parametrize(
    ("words", "on", "first", "last"),
    [
        ("今天", ON, ON, ON),
        ("昨晚", date(2026, 1, 1), date(2025, 12, 31), date(2025, 12, 31)),
        ("前天", date(2026, 3, 1), date(2026, 2, 27), date(2026, 2, 27)),
        ("大前天", date(2024, 3, 2), date(2024, 2, 28), date(2024, 2, 28)),
        ("上周", date(2026, 11, 23), date(2026, 11, 16), date(2026, 11, 22)),
        ("上周", date(2026, 11, 29), date(2026, 11, 16), date(2026, 11, 22)),
        ("上周五", ON, date(2026, 11, 20), date(2026, 11, 20)),
        ("上周日", ON, date(2026, 11, 22), date(2026, 11, 22)),
        ("周四", ON, ON, ON),
        ("周五", ON, date(2026, 11, 20), date(2026, 11, 20)),
        ("周末", ON, date(2026, 11, 21), date(2026, 11, 22)),
        ("周末", date(2026, 11, 28), date(2026, 11, 28), date(2026, 11, 29)),
        ("上个月", date(2026, 3, 31), date(2026, 2, 1), date(2026, 2, 28)),
        ("上月", date(2026, 1, 5), date(2025, 12, 1), date(2025, 12, 31)),
        ("11月26日", ON, ON, ON),
        ("11月27日", ON, date(2025, 11, 27), date(2025, 11, 27)),
        ("12月31日", date(2026, 1, 1), date(2025, 12, 31), date(2025, 12, 31)),
        ("2月29日", ON, date(2024, 2, 29), date(2024, 2, 29)),
        ("2026年十一月三号", ON, date(2026, 11, 3), date(2026, 11, 3)),
        ("2026-11-03", ON, date(2026, 11, 3), date(2026, 11, 3)),
        ("去年", ON, date(2025, 1, 1), date(2025, 12, 31)),
        ("从今年5月份开始", ON, date(2026, 5, 1), ON),
        ("连续三天", ON, date(2026, 11, 24), ON),
        ("连续一天", ON, ON, ON),
        ("近两周", ON, date(2026, 11, 13), ON),
        ("近半年", ON, date(2026, 5, 29), ON),
    ],
)
def test_days(words, on, first, last):
    found = only(words, on)
    assert found.words == words
    assert (found.days.first, found.days.last) == (first, last)


@pytest.mark.parametrize(
    "words", ["2026年2月29日", "13月1日", "2026-13-01", "2月30日", "3号线", "时间", "25点", "12点61分"]
)
def test_what_no_calendar_or_clock_has_is_not_found(words):
    assert [one for one in find_times(words, ON) if one.days and one.days.first == one.days.last] == []
    assert all(one.words != words for one in find_times(words, ON))


@pytest.mark.parametrize(
    ("words", "begins", "ends"),
    [
        ("晚上10点到凌晨2点", time(22), time(2)),
        ("晚上10点到凌晨", time(22), time(6)),
        ("夜里两点半", time(2, 30), time(2, 30)),
        ("晚上12点", time(0), time(0)),
        ("中午12点", time(12), time(12)),
        ("下午3点到5点", time(15), time(17)),
        ("早上6点一刻", time(6, 15), time(6, 15)),
        ("23:30", time(23, 30), time(23, 30)),
        ("24点", time(0), time(0)),
        ("凌晨", time(0), time(6)),
        ("夜间", time(22), time(6)),
        ("二十二点至次日六点", time(22), time(6)),
    ],
)
def test_hours(words, begins, ends):
    hours = only(words).hours
    assert (hours.begins, hours.ends) == (begins, ends)
    assert hours.over_midnight == (ends < begins)


def test_what_comes_back():
    found = only("每天晚上10点到凌晨")
    assert (found.days.every, found.days.weekdays, found.hours.begins) == ("day", (), time(22))
    assert only("每周六晚上8点").days.weekdays == (5,)
    assert only("每晚十点以后").hours.begins == time(22)
    assert only("工作日").days.weekdays == (0, 1, 2, 3, 4)


def test_an_hour_after_midnight_of_last_night_is_today():
    found = only("昨晚2点")
    assert (found.days.first, found.hours.begins) == (ON, time(2))
    assert only("昨晚10点").days.first == date(2026, 11, 25)


def test_several_in_one_report_each_with_its_words():
    text = "上周五开始，每天晚上10点到凌晨都有味，昨晚最重，11月3日打过电话。"
    found = find_times(text, ON)
    assert [text[one.start : one.end] for one in found] == [one.words for one in found]
    assert [one.words for one in found] == ["上周五开始", "每天晚上10点到凌晨", "昨晚", "11月3日"]
    assert found[0].days.last == ON
