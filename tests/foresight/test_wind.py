"""Means by wind and hour: calm apart, hours without wind counted, too few hours never told."""

import numpy as np

from qingtian.foresight.wind import CALM, LEAST, SPEEDS, by_hour, by_wind


def hours(*parts):
    """Arrays from (how many, value, sector, speed)."""
    return tuple(np.concatenate([np.full(n, part[k], float) for n, *part in parts]) for k in range(3))


def test_a_sector_has_the_mean_of_its_hours_and_calm_stands_apart():
    found = by_wind(*hours((10, 80, 4, 2), (10, 40, 12, 2), (12, 100, CALM, 0)))
    assert (found.sectors[4].mean, found.sectors[12].mean, found.calm.mean) == (80, 40, 100)
    assert found.calm.hours == 12
    assert found.highest() == 4


def test_the_border_of_a_speed_class_belongs_to_the_faster():
    found = by_wind(*hours((10, 80, 4, SPEEDS[0]), (10, 60, 4, SPEEDS[0] - 0.1)))
    assert [one.mean for one in found.classes[4]] == [60, 80, None, None]


def test_hours_without_wind_are_counted_and_belong_nowhere():
    found = by_wind(*hours((30, 50, 0, 2), (10, 90, np.nan, np.nan), (5, np.nan, 0, 2)))
    assert (found.valued, found.windless, found.missing_share) == (40, 10, 0.25)
    assert sum(one.hours for one in found.sectors) == 30


def test_a_direction_without_speed_counts_in_its_sector_and_in_no_class():
    found = by_wind(*hours((20, 50, 3, np.nan)))
    assert found.sectors[3].hours == 20
    assert sum(one.hours for one in found.classes[3]) == 0


def test_one_hour_less_than_needed_has_no_mean():
    assert by_wind(*hours((LEAST - 1, 50, 0, 2))).sectors[0].mean is None
    assert by_wind(*hours((LEAST, 50, 0, 2))).sectors[0].mean == 50


def test_of_nothing_everything_is_missing():
    empty = np.array([])
    found = by_wind(empty, empty, empty)
    assert found.missing_share == 1
    assert found.highest() is None


def test_an_hour_of_the_day_has_its_own_mean():
    value, clock = np.array([10.0] * 10 + [np.nan] * 3 + [30.0] * 10), np.array([8] * 10 + [8] * 3 + [20] * 10)
    found = by_hour(value, clock)
    assert (found[8].mean, found[8].hours, found[20].mean, found[0].mean) == (10, 10, 30, None)
