"""What the page of a forecast's matter says: its days, the city's ranges, what was late, the way to the whole of it."""

from __future__ import annotations

from django.urls import reverse

from qingtian.apps.air.places import CITY
from qingtian.apps.forecasts.models import AirForecast
from qingtian.apps.forecasts.rules import SHANGHAI
from qingtian.apps.proceedings.models import Proceeding
from qingtian.language import Text
from qingtian.web.design.shapes import Fact, Link
from qingtian.web.desk.foresight.forecasts.words import LATE

WHOLE = Text("看各地各天", "See every place and day")
UPTO = Text("用到 {day} 24:00 的数据", "data up to 24:00 of {day}")
RANGE = Text("{day}：AQI {low}–{high}", "{day}: AQI {low}–{high}")
ISSUED = Text("{at} 发布", "issued {at}")
BY = Text("{at} 前", "by {at}")


def air_forecast_facts(proceeding: Proceeding) -> list[Fact]:
    """Nothing where its rows were erased."""
    one = AirForecast.objects.filter(proceeding=proceeding).first()
    if one is None:
        return []
    days = one.days.filter(place=CITY, low__isnull=False).order_by("target")
    city = [RANGE.format(day=f"{row.target:%m-%d}", low=row.low, high=row.high) for row in days]
    issue: list[Text | str] = [BY.format(at=f"{one.issue_by.astimezone(SHANGHAI):%m-%d %H:%M}")]
    if one.issued_at is not None:
        issue = [ISSUED.format(at=f"{one.issued_at.astimezone(SHANGHAI):%m-%d %H:%M}"), *([LATE] if one.late else [])]
    return [
        Fact(
            Text("预报", "Forecast"),
            [UPTO.format(day=one.origin.isoformat()), Link(WHOLE, reverse("desk:forecast", args=[proceeding.number]))],
        ),
        Fact(Text("发布", "Issue"), issue),
        Fact(Text("全市", "The city"), city),
    ]
