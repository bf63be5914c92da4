"""Message (交换消息): one thing one side told the other, numbered a line and a direction."""

from __future__ import annotations

from django.db import models

from qingtian.language import Text


class Message(models.Model):
    """``ident`` says what it is about, so that the same thing is told once. Outgoing ones wait until acknowledged,
    incoming ones until every earlier one came. ``handed_at`` is when an outgoing one was first written into a letter:
    the other side may have it since, and does it once, so nothing may be added to it any more."""

    class Way(models.TextChoices):
        OUT = "out", "发出"
        IN = "in", "收到"

    class State(models.TextChoices):
        WAITING = "waiting", "等待"
        DONE = "done", "完成"
        REFUSED = "refused", "没有办成"

    line = models.ForeignKey("exchange.Line", models.PROTECT, related_name="messages")
    way = models.CharField("方向", max_length=4, choices=Way)
    number = models.PositiveIntegerField("序号")
    ident = models.CharField("标识", max_length=80)
    kind = models.CharField("种类", max_length=20)
    proceeding = models.ForeignKey("proceedings.Proceeding", models.PROTECT, null=True, related_name="exchanged")
    content = models.JSONField("内容", default=dict)
    state = models.CharField("状态", max_length=10, choices=State, default=State.WAITING)
    told = models.CharField("说明", max_length=300, blank=True)
    made_at = models.DateTimeField("时间")
    handed_at = models.DateTimeField("交出时间", null=True, blank=True)
    done_at = models.DateTimeField("完成时间", null=True, blank=True)

    class Meta:
        verbose_name = "交换消息"
        ordering = ["line", "way", "number"]
        constraints = [
            models.UniqueConstraint(fields=["line", "way", "number"], name="message_once_a_number"),
            models.UniqueConstraint(fields=["line", "way", "ident"], name="message_once_a_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.line_id} {self.way} {self.number}"

    @property
    def words(self) -> Text:
        return KINDS.get(self.kind, Text(self.kind, self.kind))

    @property
    def state_words(self) -> Text:
        return STATES[self.state]


KINDS = {
    "assign": Text("交办", "Assigned"),
    "accept": Text("受理", "Accepted"),
    "object": Text("退回", "Returned"),
    "result": Text("报结果", "Result"),
    "refused": Text("没有办成", "Could not be done"),
}
STATES = {
    "waiting": Text("等待", "waiting"),
    "done": Text("完成", "done"),
    "refused": Text("没有办成", "could not be done"),
}
