"""A weather forecast is entered as it was issued, in ranges that are possible; a wrong one is withdrawn and stays."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from qingtian.apps.accounts.logbook import Doer
from qingtian.apps.accounts.models import LogEntry
from qingtian.apps.weather.actions.foretell import days_from, enter_forecast, name_of, withdraw_forecast
from qingtian.apps.weather.models import WeatherForecast
from qingtian.errors import Refused, UnusableInput
from tests.days import TODAY, at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
NOW = at(TODAY, 9)


def sent(**changed: str) -> dict[str, str]:
    ranges = {"temperature_low": "8", "temperature_high": "19.5", "wind_low": "1.5", "wind_high": "3"}
    values = {"issuer": "市气象局  值班岗", "issued_at": f"{TODAY}T07:30"}
    return values | {name_of(TODAY, column): value for column, value in ranges.items()} | changed


def enter(**changed: str) -> WeatherForecast:
    return enter_forecast(sent(**changed), TODAY, by=Doer(post="分析员"), now=NOW)


def test_an_element_that_was_not_forecast_is_missing_and_not_zero() -> None:
    row = enter()
    (day,) = row.days.all()
    assert (row.issuer, row.post, row.issued_at) == ("市气象局 值班岗", "分析员", at(TODAY, 7, 30))
    assert day.range_of("temperature") == (Decimal(8), Decimal("19.5"))
    assert day.range_of("rain") is None
    assert "气象预报" in LogEntry.objects.latest("pk").what_zh


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"issuer": "  "}, "issuer"),
        ({"issued_at": "yesterday"}, "issued_at"),
        ({"issued_at": f"{TODAY}T09:01"}, "issued_at"),
        ({name_of(TODAY, "wind_high"): ""}, name_of(TODAY, "wind_high")),
        ({name_of(TODAY, "wind_low"): "3.1"}, name_of(TODAY, "wind_low")),
        ({name_of(TODAY, "temperature_high"): "195"}, name_of(TODAY, "temperature_high")),
        ({name_of(TODAY, "wind_high"): "三级"}, name_of(TODAY, "wind_high")),
        ({name_of(TODAY, "wind_high"): "NaN"}, name_of(TODAY, "wind_high")),
        ({name_of(TODAY, "wind_high"): "1e999"}, name_of(TODAY, "wind_high")),
    ],
)
def test_what_cannot_be_names_its_box_and_nothing_is_kept(changed: dict[str, str], where: str) -> None:
    with pytest.raises(UnusableInput) as refused:
        enter(**changed)
    assert refused.value.where == where
    assert not WeatherForecast.objects.exists()


def test_a_forecast_of_no_day_is_none() -> None:
    empty: dict[str, Any] = dict.fromkeys(sent(), "") | {"issuer": "a", "issued_at": f"{TODAY}T07:30"}
    with pytest.raises(UnusableInput):
        enter(**empty)


def test_the_same_is_entered_once_and_again_after_it_was_withdrawn() -> None:
    row = enter()
    with pytest.raises(UnusableInput):
        enter()
    withdraw_forecast(row, by=Doer(post="分析员"), now=NOW + timedelta(minutes=5))
    with pytest.raises(Refused):
        withdraw_forecast(row, by=Doer(post="分析员"), now=NOW)
    assert enter().pk != row.pk
    assert WeatherForecast.objects.count() == 2


def test_seven_days_may_be_told() -> None:
    assert days_from(TODAY)[-1] == TODAY + timedelta(days=6)
    assert enter(**{name_of(TODAY + timedelta(days=7), "wind_low"): "x"}).days.count() == 1
