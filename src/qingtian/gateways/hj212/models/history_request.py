"""History asked of a logger (补数请求): hours owed and not there. It reads; it changes nothing."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from qingtian.language import Text


class HistoryRequest(models.Model):
    """One request for the hours from ``begin`` up to ``end``. ``qn`` is the number it was sent under."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", "等设备上线"
        SENT = "sent", "已发送"
        READY = "ready", "设备应允"
        DONE = "done", "设备答完"
        REFUSED = "refused", "设备拒绝"
        NO_DATA = "no_data", "设备没有数据"
        FAILED = "failed", "设备执行失败"
        SILENT = "silent", "设备没有应答"
        FILLED = "filled", "已经补上"

    logger = models.ForeignKey("monitors.DataLogger", models.CASCADE, related_name="history_requests")
    begin = models.DateTimeField("自")
    end = models.DateTimeField("至")
    asked_at = models.DateTimeField("登记时间")
    sent_at = models.DateTimeField("发送时间", null=True, blank=True)
    qn = models.CharField("请求编号 QN", max_length=20, blank=True)
    outcome = models.CharField("结果", max_length=10, choices=Outcome, default=Outcome.WAITING)
    code = models.CharField("返回码", max_length=8, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=Q(end__gt=F("begin")), name="history_request_in_order")]
        indexes = [models.Index(fields=["outcome", "logger"], name="history_request_waiting")]

    def __str__(self) -> str:
        return f"{self.logger_id} {self.begin} – {self.end}"

    @property
    def said(self) -> Text:
        """The outcome in words."""
        return OUTCOMES[self.Outcome(self.outcome)]


OUTCOMES: dict[HistoryRequest.Outcome, Text] = {
    HistoryRequest.Outcome.WAITING: Text("等设备上线", "waits for the logger"),
    HistoryRequest.Outcome.SENT: Text("已发送", "sent"),
    HistoryRequest.Outcome.READY: Text("设备应允", "the logger agreed"),
    HistoryRequest.Outcome.DONE: Text("设备答完", "answered"),
    HistoryRequest.Outcome.REFUSED: Text("设备拒绝", "refused by the logger"),
    HistoryRequest.Outcome.NO_DATA: Text("设备没有数据", "the logger holds no data"),
    HistoryRequest.Outcome.FAILED: Text("设备执行失败", "failed at the logger"),
    HistoryRequest.Outcome.SILENT: Text("设备没有应答", "no answer"),
    HistoryRequest.Outcome.FILLED: Text("已经补上", "filled"),
}
