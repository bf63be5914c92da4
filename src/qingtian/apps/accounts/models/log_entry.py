"""The log of sign-ins, account changes, exports and administrative acts (审计日志): append-only by trigger."""

from __future__ import annotations

from django.db import models

from qingtian.apps.accounts.kinds import Kind
from qingtian.language import Text


class LogEntry(models.Model):
    """Who did what about whom, when, from where. Words of the day, no foreign keys: it outlives what it tells of.

    Never holds a password, a code, or a user name that belongs to nobody (people type passwords into that field).
    """

    at = models.DateTimeField("时间", db_index=True)
    kind = models.CharField("事项", max_length=24, choices=[(each.value, each.text.zh) for each in Kind])
    person_code = models.CharField("人员代码", max_length=60, blank=True, db_index=True)
    person = models.CharField("谁", max_length=60, blank=True)
    post = models.CharField("岗位", max_length=200, blank=True)
    about_code = models.CharField("对象代码", max_length=60, blank=True, db_index=True)
    about = models.CharField("对谁", max_length=60, blank=True)
    what_zh = models.CharField("内容", max_length=200, blank=True)
    what_en = models.CharField("Content", max_length=300, blank=True)
    address = models.CharField("来源", max_length=45, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "审计日志"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["kind", "at"], name="log_entry_kind_at")]

    def __str__(self) -> str:
        return f"log entry {self.pk}"

    @property
    def words(self) -> Text:
        """What happened, in words."""
        return Kind(self.kind).text

    @property
    def what(self) -> Text | None:
        """The particulars, where there are any."""
        return Text(self.what_zh, self.what_en) if self.what_zh and self.what_en else None
