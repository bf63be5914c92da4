"""Message (往来文书): what went to police, procuratorate or court, or came from them, by the act that did it."""

from __future__ import annotations

from django.db import models


class JudicialMessage(models.Model):
    """One message of a declared kind. Its papers are those of the act; ``other`` is the code of the organ it is with.

    A message sent owes a receipt where its kind says so: ``receipt_on`` is its day, ``receipt_act`` the act that
    entered it. One whose act was voided stays, marked.
    """

    class Way(models.TextChoices):
        OUT = "out", "发出"
        IN = "in", "收到"

    proceeding = models.ForeignKey("proceedings.Proceeding", models.PROTECT, related_name="judicial_messages")
    number = models.CharField("编号", max_length=40, unique=True)
    kind = models.SlugField("种类", max_length=40)
    way = models.CharField("方向", max_length=3, choices=Way)
    other = models.CharField("对方机关", max_length=60, blank=True)
    act = models.PositiveIntegerField("第几个动作")
    on = models.DateField("日期")
    owes_receipt = models.BooleanField("要回执", default=False)
    receipt_on = models.DateField("回执日期", null=True, blank=True)
    receipt_act = models.PositiveIntegerField("登记回执的动作", null=True, blank=True)
    voided = models.BooleanField("动作已作废", default=False)

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return self.number

    @property
    def awaits(self) -> bool:
        """Whether a receipt is still owed."""
        return self.owes_receipt and self.receipt_on is None and not self.voided
