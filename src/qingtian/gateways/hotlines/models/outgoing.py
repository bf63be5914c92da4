"""What goes back to a hotline (回传): an answer, a receipt, a return, a request for time; queued until they took it."""

from __future__ import annotations

from django.db import models

from qingtian.language import Text


class Outgoing(models.Model):
    """``key`` is the idempotency key the hotline may rely on. ``content`` names nobody: it is what we answer."""

    class Kind(models.TextChoices):
        SIGN = "sign", "签收"
        ANSWER = "answer", "答复"
        RETURN = "return", "退单"
        EXTENSION = "extension", "延期申请"

    class State(models.TextChoices):
        QUEUED = "queued", "待发"
        SENT = "sent", "已发"
        ACCEPTED = "accepted", "对方已收"
        REFUSED = "refused", "对方退回"

    order = models.ForeignKey("hotlines.HotlineOrder", models.CASCADE, related_name="outgoing")
    kind = models.CharField("种类", max_length=12, choices=Kind)
    key = models.CharField("幂等键", max_length=100, unique=True)
    content = models.JSONField("内容", default=dict)
    state = models.CharField("状态", max_length=12, choices=State, default=State.QUEUED)
    told = models.CharField("对方的说明", max_length=300, blank=True)
    by = models.CharField("经办", max_length=160, blank=True)
    made_at = models.DateTimeField("生成时间")
    sent_at = models.DateTimeField("发出时间", null=True, blank=True)
    decided_at = models.DateTimeField("对方答复时间", null=True, blank=True)

    class Meta:
        verbose_name = "热线回传"
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "id"], name="outgoing_by_state")]

    def __str__(self) -> str:
        return self.key

    @property
    def words(self) -> Text:
        return KINDS[self.kind]

    @property
    def state_words(self) -> Text:
        return STATES[self.state]


KINDS = {
    "sign": Text("签收", "Signed for"),
    "answer": Text("答复", "Answer"),
    "return": Text("退单", "Returned"),
    "extension": Text("延期申请", "Request for time"),
}
STATES = {
    "queued": Text("待发", "queued"),
    "sent": Text("已发，等对方", "sent, awaiting them"),
    "accepted": Text("对方已收", "accepted there"),
    "refused": Text("对方退回", "refused there"),
}
