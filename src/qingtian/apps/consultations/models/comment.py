"""Comment (意见). Who made it lies sealed under ``identity_token``; the secret link is kept as a digest only."""

from __future__ import annotations

from django.db import models

from qingtian.apps.consultations.models.point import Adoption


class Comment(models.Model):
    """``words`` are as written and shown to their writer alone; ``working`` is the covered copy officers sort."""

    consultation = models.ForeignKey("consultations.Consultation", models.PROTECT, related_name="comments")
    receipt = models.CharField("回执号", max_length=24, unique=True)
    key_digest = models.CharField("私密网址摘要", max_length=64, unique=True)
    once = models.CharField("表单号", max_length=64, unique=True)
    words = models.TextField("意见原文")
    working = models.TextField("意见（已遮盖）")
    language = models.CharField("语言", max_length=8, default="zh-Hans")
    received_at = models.DateTimeField("收到时间")
    identity_token = models.CharField("身份密封号", max_length=64, unique=True)
    point = models.ForeignKey("consultations.Point", models.PROTECT, null=True, blank=True, related_name="comments")
    adoption = models.CharField("采纳情况", max_length=10, choices=Adoption, blank=True)
    reply = models.TextField("单独答复", blank=True)
    replied_on = models.DateField("答复日期", null=True, blank=True)
    replied_by = models.CharField("答复岗位", max_length=80, blank=True)

    class Meta:
        ordering = ["consultation", "pk"]
        indexes = [models.Index(fields=["consultation", "point"], name="comment_by_point")]

    def __str__(self) -> str:
        return self.receipt
