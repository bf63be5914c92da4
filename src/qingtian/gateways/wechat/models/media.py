"""A picture or recording to be fetched from WeChat, which keeps it for three days (多媒体)."""

from __future__ import annotations

from django.db import models


class Media(models.Model):
    """Waits for the queue. It belongs to a draft while the report is talked about, to its petition afterwards."""

    class Kind(models.TextChoices):
        PHOTO = "photo", "照片"
        VOICE = "voice", "语音"
        VIDEO = "video", "视频"

    class State(models.TextChoices):
        WAITING = "waiting", "待取"
        KEPT = "kept", "已存"
        REFUSED = "refused", "不收"
        LOST = "lost", "没取到"
        DROPPED = "dropped", "不要了"

    contact = models.ForeignKey("wechat.Contact", models.CASCADE, related_name="media")
    draft = models.ForeignKey("petitions.ReportDraft", models.SET_NULL, null=True, related_name="+")
    petition = models.ForeignKey("petitions.Petition", models.PROTECT, null=True, related_name="wechat_media")
    kind = models.CharField("种类", max_length=10, choices=Kind)
    media_id = models.CharField("MediaId", max_length=300)
    asked_at = models.DateTimeField("收到")
    state = models.CharField("状态", max_length=10, choices=State, default=State.WAITING)
    error = models.CharField("错误代码", max_length=80, blank=True)
    next_at = models.DateTimeField("下次试")
    tries = models.PositiveSmallIntegerField("试过几次", default=0)
    file = models.ForeignKey("proceedings.StoredFile", models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["state", "next_at"], name="wechat_media_by_state")]

    def __str__(self) -> str:
        return f"media {self.pk}"
