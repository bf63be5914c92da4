"""What is kept of an exchange: an upstream system's export as it was read, and what became of each row."""

from __future__ import annotations

from django.db import models


class UpstreamImport(models.Model):
    """One export of an upstream system, read back (外部系统导出的导入).

    Only declared columns are kept: names and telephones in their file are left where they are. ``report`` holds one
    entry a row once it was applied, rejects among them.
    """

    system = models.CharField("系统", max_length=60)
    file_name = models.CharField("文件", max_length=200)
    organ = models.CharField("单位", max_length=60)
    post = models.CharField("岗位", max_length=80)
    read_by = models.CharField("导入人", max_length=80)
    read_at = models.DateTimeField("读入时间")
    rows = models.JSONField("行", default=list)
    applied_at = models.DateTimeField("登记时间", null=True, blank=True)
    report = models.JSONField("结果", default=list)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["organ", "-id"], name="upstream_import_by_organ")]

    def __str__(self) -> str:
        return f"{self.system} {self.file_name}"
