"""Use of data (使用记录)."""

from __future__ import annotations

from django.db import models


class UseOfData(models.Model):
    """Data left the system, or went through an interface: which, how many rows, who, when, what for.

    Append-only (triggers on both databases). What was in the rows is not kept here.
    """

    data_set = models.CharField("数据集", max_length=60)
    way = models.CharField("方式", max_length=80)
    rows = models.PositiveIntegerField("行数")
    purpose = models.CharField("用途", max_length=300)
    organ = models.CharField("单位", max_length=60)
    organ_zh = models.CharField(max_length=120)
    organ_en = models.CharField(max_length=160)
    post = models.CharField("岗位", max_length=80)
    person = models.CharField("使用人", max_length=60)
    identities = models.BooleanField("含身份", default=False)
    used_at = models.DateTimeField("时间")

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["organ", "-id"], name="use_by_organ"),
            models.Index(fields=["data_set", "-id"], name="use_by_data_set"),
        ]

    def __str__(self) -> str:
        return f"{self.data_set} {self.used_at:%Y-%m-%d} {self.rows}"
