"""One import of values (导入): the moment from which values stood, so that a figure can say up to which it was made."""

from __future__ import annotations

from django.db import models


class WaterImport(models.Model):
    """``origin`` names the sheet by its SM3, or the post that typed one value in; never a person."""

    origin = models.CharField("来源", max_length=200)
    at = models.DateTimeField("入库时间")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.origin} {self.at:%Y-%m-%d}"
