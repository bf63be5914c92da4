"""Basin (流域、水系)."""

from __future__ import annotations

from django.db import models


class Basin(models.Model):
    """A river system whose sections are described together."""

    code = models.SlugField("代码", max_length=40, unique=True)
    name_zh = models.CharField("名称", max_length=80)
    name_en = models.CharField("English name", max_length=120)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_zh
