"""Hour reading (小时值)."""

from __future__ import annotations

from django.db import models


class HourReading(models.Model):
    """One station's hourly means. ``hour`` is the end of the hour. Empty means missing at the source, never zero.

    Units: µg/m³, CO in mg/m³. ``o3_8h`` is the running 8-hour mean, ``*_24h`` running 24-hour means.
    """

    station = models.ForeignKey("places.Station", models.PROTECT, related_name="hours")
    hour = models.DateTimeField("时（末）")
    pm2_5 = models.DecimalField("PM2.5", max_digits=7, decimal_places=1, null=True)
    pm10 = models.DecimalField("PM10", max_digits=7, decimal_places=1, null=True)
    so2 = models.DecimalField("SO2", max_digits=7, decimal_places=1, null=True)
    no2 = models.DecimalField("NO2", max_digits=7, decimal_places=1, null=True)
    o3 = models.DecimalField("O3", max_digits=7, decimal_places=1, null=True)
    co = models.DecimalField("CO", max_digits=7, decimal_places=2, null=True)

    received_at = models.DateTimeField("收到时间", null=True, blank=True, help_text="by the feed; empty where unknown")

    class Meta:
        ordering = ["station", "hour"]
        constraints = [models.UniqueConstraint(fields=["station", "hour"], name="hour_reading_once")]
        indexes = [models.Index(fields=["hour"], name="hour_reading_by_hour")]

    def __str__(self) -> str:
        return f"{self.station} {self.hour}"
