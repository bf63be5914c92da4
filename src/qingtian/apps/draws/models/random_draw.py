"""Random draw (双随机抽查) beside its trail: the frozen pools, which the trail knows by their digest alone."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class RandomDraw(models.Model):
    """One draw of one office and quarter. ``pools`` is the record of ``qingtian.drawing.pools``, never changed;
    ``posts`` says which post each label of an officer is, and is not published. ``stands`` ends when the draw is
    dropped before its seed or set aside with a ground: only then may the office draw again."""

    proceeding = models.OneToOneField("proceedings.Proceeding", models.PROTECT, related_name="random_draw")
    office = models.CharField("抽查单位", max_length=60)
    level = models.CharField("级别", max_length=12)
    year = models.PositiveSmallIntegerField("年度")
    quarter = models.PositiveSmallIntegerField("季度")
    pools = models.JSONField("冻结的名单")
    posts = models.JSONField("执法人员代号对应的岗位")
    stands = models.BooleanField("有效", default=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")

    class Meta:
        ordering = ["-year", "-quarter", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "quarter"], condition=Q(stands=True), name="draw_once_a_quarter"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.year} {self.quarter}"
