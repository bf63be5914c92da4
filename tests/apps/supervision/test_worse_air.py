"""Worsening air by area: whole per cent rounded down, a missing mean is no rise, a fall is none either."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from qingtian.apps.air.models import Region
from qingtian.apps.supervision.air_figures import risen, worse_air

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
LAST = date(2026, 10, 31)


def told(city, now, before):
    Region.objects.get_or_create(
        code="r-wangxi", defaults={"name_zh": "望溪", "name_en": "Wangxi", "kind": "area", "area": city.areas["wangxi"]}
    )
    figure = lambda value: SimpleNamespace(value=value)  # noqa: E731
    ranking = SimpleNamespace(
        places=[SimpleNamespace(code="r-wangxi")],
        figure=lambda place, item: figure(now),
        figure_before=lambda place, item: figure(before),
    )
    return list(risen(ranking, LAST))


@pytest.mark.parametrize(
    ("now", "before", "rise"),
    [(65_999, 60_000, 9), (66_000, 60_000, 10), (66_600, 60_000, 11), (60_001, 60_000, 0)],
)
def test_a_rise_is_whole_per_cent_rounded_down(city, now, before, rise):
    (found,) = told(city, now, before)
    assert (found.value, found.unit, found.occurrence) == (rise, "wangxi-government", "r-wangxi:PM10:2026-10")


@pytest.mark.parametrize(
    ("now", "before"), [(60_000, 60_000), (59_000, 60_000), (None, 60_000), (60_000, None), (1, 0)]
)
def test_no_rise_and_a_missing_mean_propose_nothing(city, now, before):
    assert told(city, now, before) == []


def test_a_city_without_ranked_regions_has_no_worse_air(city):
    assert list(worse_air(LAST)) == []
