"""Import (导入): one recorded event. What the sheet said is in the records, never here."""

from __future__ import annotations

from django.db import models


class LedgerImport(models.Model):
    """Who imported which file when, and what became of its rows. ``digest`` is the SM3 of the file."""

    kind = models.CharField("台账", max_length=60)
    file_name = models.CharField("文件", max_length=200)
    digest = models.CharField("SM3", max_length=64)
    mapping = models.JSONField("列对应", default=dict)
    by = models.CharField("导入人", max_length=160)
    at = models.DateTimeField("时间")
    created = models.PositiveIntegerField("新建")
    changed = models.PositiveIntegerField("更新")
    unchanged = models.PositiveIntegerField("不变")
    rejected = models.PositiveIntegerField("拒收")
    finished = models.BooleanField("完成", default=False)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M} {self.digest[:12]}"
