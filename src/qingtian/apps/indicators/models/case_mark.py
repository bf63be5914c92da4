"""Case mark (计数点): one thing of a case that an indicator counts, on its day; codes and days only."""

from __future__ import annotations

from django.db import models


class CaseMark(models.Model):
    """Made from the acts of a case and made again whenever they change; nobody enters one.

    ``on`` is the day of a close-out, a check or a look-back, or the last day of a clock. ``unit`` is the implementing
    unit, of a clock the organ that owes it; never a person.
    """

    class Kind(models.TextChoices):
        CLOSE = "close", "销号"
        CHECK = "check", "核查验收"
        LOOK_BACK = "look_back", "回头看"
        CLOCK = "clock", "期限"

    proceeding = models.ForeignKey("proceedings.Proceeding", models.CASCADE, related_name="marks")
    kind = models.CharField("种类", max_length=12, choices=Kind)
    on = models.DateField("日期")
    area = models.ForeignKey("places.Area", models.PROTECT, null=True, related_name="+")
    unit = models.CharField("单位", max_length=60, blank=True)
    good = models.BooleanField("达到", help_text="a check passed, nothing came back at a look-back, a clock was kept")
    running = models.BooleanField("还在走", default=False, help_text="of a clock: nobody is late before its last day")
    acts = models.PositiveSmallIntegerField("四个亲自", null=True, help_text="of a close-out: how many of the four")
    by_others = models.BooleanField("由别的单位和人核查", null=True, help_text="of a close-out")
    relapsed_on = models.DateField("反弹", null=True, help_text="of a close-out: the first day it was found back")

    class Meta:
        indexes = [models.Index(fields=["kind", "on", "area", "unit"], name="mark_by_day")]

    def __str__(self) -> str:
        return f"{self.kind} {self.on} {self.proceeding_id}"
