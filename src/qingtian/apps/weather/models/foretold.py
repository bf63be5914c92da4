"""Weather forecast (气象预报): what the weather bureau said of the days to come, entered by a post of ours."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q

#: element → columns of its range in a day, in the order they are entered: °C, m/s, mm
RANGES: dict[str, tuple[str, str]] = {
    "temperature": ("temperature_low", "temperature_high"),
    "wind": ("wind_low", "wind_high"),
    "rain": ("rain_low", "rain_high"),
}


class WeatherForecast(models.Model):
    """One forecast as it was issued. Nothing is overwritten: a later one is another row, a wrong one is withdrawn and
    stays.

    ``issuer``: office and post of the weather bureau, no person; ``post``: who entered it here.
    """

    issuer = models.CharField("谁发布的", max_length=120)
    issued_at = models.DateTimeField("发布时间")
    post = models.CharField("谁录入", max_length=120, blank=True)
    entered_at = models.DateTimeField("录入时间")
    withdrawn_at = models.DateTimeField("撤下时间", null=True, blank=True)

    class Meta:
        verbose_name = "气象预报"
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "issued_at"], condition=Q(withdrawn_at=None), name="weather_forecast_once"
            ),
            models.CheckConstraint(
                condition=Q(entered_at__gte=models.F("issued_at")), name="weather_forecast_entered_after_issue"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issuer} {self.issued_at:%Y-%m-%dT%H:%M}"


class WeatherForecastDay(models.Model):
    """One day as ranges over the city: temperature °C (lowest, highest), wind speed m/s, rain of the day mm.

    An element nobody forecast is None, never zero.
    """

    forecast = models.ForeignKey("weather.WeatherForecast", models.CASCADE, related_name="days")
    target = models.DateField("哪一天")
    temperature_low = models.DecimalField("最低气温", max_digits=4, decimal_places=1, null=True, blank=True)
    temperature_high = models.DecimalField("最高气温", max_digits=4, decimal_places=1, null=True, blank=True)
    wind_low = models.DecimalField("风速从", max_digits=4, decimal_places=1, null=True, blank=True)
    wind_high = models.DecimalField("风速到", max_digits=4, decimal_places=1, null=True, blank=True)
    rain_low = models.DecimalField("降水从", max_digits=5, decimal_places=1, null=True, blank=True)
    rain_high = models.DecimalField("降水到", max_digits=5, decimal_places=1, null=True, blank=True)

    class Meta:
        ordering = ["target"]
        constraints = [models.UniqueConstraint(fields=["forecast", "target"], name="weather_forecast_day_once")]

    def __str__(self) -> str:
        return f"{self.forecast_id} {self.target}"

    def range_of(self, element: str) -> tuple[Decimal, Decimal] | None:
        """Lower and upper end of one of ``RANGES``; None where it was not forecast."""
        low, high = (getattr(self, name) for name in RANGES[element])
        return None if low is None or high is None else (low, high)
