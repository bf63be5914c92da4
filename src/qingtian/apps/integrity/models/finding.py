"""Finding (数据可疑发现): the hours, the comparison and the picture a matter was raised for."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Finding(models.Model):
    """What a run saw, so that the same hours are not raised twice and the picture can be drawn again.

    Its state is the matter's. ``numbers`` and ``hours`` are measured data and what was expected of them; not a word
    about anybody. ``strength`` (0 to 1) orders findings and is no probability.
    """

    proceeding = models.OneToOneField("proceedings.Proceeding", models.PROTECT, related_name="integrity_finding")
    place_kind = models.CharField("点位种类", max_length=20)
    place = models.CharField("点位编号", max_length=40)
    pattern = models.CharField("种类", max_length=40)
    begins_at = models.DateTimeField("自")
    ends_at = models.DateTimeField("至")
    strength = models.FloatField("强度", default=0)
    numbers = models.JSONField("数字", default=dict)
    sentence = models.JSONField("看到什么", default=dict)
    doubt = models.JSONField("还可能是什么", default=dict)
    hours = models.JSONField("逐时", default=list, help_text="local moment, reported, compared with")
    compared_with = models.CharField("比较对象", max_length=40, blank=True, help_text="a station, or empty")

    class Meta:
        ordering = ["-begins_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("begins_at")), name="integrity_finding_in_order"),
        ]
        indexes = [models.Index(fields=["place", "ends_at"], name="integrity_finding_by_end")]

    def __str__(self) -> str:
        return f"{self.place} {self.pattern} {self.begins_at}"
