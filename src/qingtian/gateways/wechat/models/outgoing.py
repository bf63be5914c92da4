"""A later answer (客服消息): WeChat takes it within 48 hours of the last word, five at most."""

from __future__ import annotations

from django.db import models


class Outgoing(models.Model):
    """``words`` are sealed. ``until``: after this WeChat refuses; what was not sent waits for the next word."""

    class State(models.TextChoices):
        WAITING = "waiting", "待发"
        SENT = "sent", "已发"
        REFUSED = "refused", "被拒"
        TOO_LATE = "too_late", "过了 48 小时"

    contact = models.ForeignKey("wechat.Contact", models.CASCADE, related_name="outgoing")
    petition = models.ForeignKey("petitions.Petition", models.PROTECT, null=True, related_name="wechat_outgoing")
    about = models.CharField("说什么", max_length=40)
    words = models.BinaryField("内容（密文）")
    written_at = models.DateTimeField("写成")
    until = models.DateTimeField("最晚")
    state = models.CharField("状态", max_length=10, choices=State, default=State.WAITING)
    error = models.CharField("错误代码", max_length=80, blank=True)
    next_at = models.DateTimeField("下次试")
    tries = models.PositiveSmallIntegerField("试过几次", default=0)
    sent_at = models.DateTimeField("发出", null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "next_at"], name="wechat_outgoing_by_state")]

    def __str__(self) -> str:
        return f"outgoing {self.pk}"
