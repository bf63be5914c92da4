"""Import of a hotline's export (工单导入): the file, the mapping that was chosen, what became of its rows."""

from __future__ import annotations

from django.db import models


class HotlineImport(models.Model):
    system = models.CharField("热线", max_length=8)
    file_name = models.CharField("文件", max_length=200)
    digest = models.CharField("文件 SM3", max_length=64)
    mapping = models.JSONField("列对应", default=dict)
    organ = models.CharField("单位", max_length=60)
    by = models.CharField("导入人", max_length=160)
    at = models.DateTimeField("导入时间")
    counts = models.JSONField("结果", default=dict)
    rejected = models.PositiveIntegerField("拒收行数", default=0)
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)

    class Meta:
        verbose_name = "工单导入"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.system} {self.file_name}"
