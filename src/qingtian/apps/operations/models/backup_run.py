"""Backup run (备份记录): that a backup was written, where, and what it proved."""

from __future__ import annotations

from django.db import models


class BackupRun(models.Model):
    """One finished backup. The disk it lies on may be in a safe; this row tells its age all the same."""

    at = models.DateTimeField("时间")
    place = models.CharField("位置", max_length=400)
    matters = models.PositiveBigIntegerField("件数")
    heads = models.CharField("链头摘要", max_length=64)
    bytes = models.PositiveBigIntegerField("字节数")
    seconds = models.FloatField("秒")
    missing = models.PositiveIntegerField("缺的文件", default=0)
    keys = models.CharField("密钥副本", max_length=16, blank=True, help_text="name of the set of keys copied apart")

    class Meta:
        verbose_name = verbose_name_plural = "备份记录"
        indexes = [models.Index(fields=["-at"], name="backup_run_newest")]
        get_latest_by = "at"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"

    @property
    def megabytes(self) -> str:
        """Size in MB (10⁶ bytes), with one digit after the point."""
        return f"{self.bytes / 1e6:,.1f}"
