"""Decision for the lake (入湖决定): what an act decided of some hours of one station and item, and its place there."""

from __future__ import annotations

from django.db import models


class LakeDecision(models.Model):
    """One decision an act made. It goes into the lake after the act is committed; until then ``lake_id`` is empty.

    ``token`` is the number of the matter and of the act, never a name. ``undoes`` takes an earlier one back.
    """

    proceeding = models.ForeignKey("proceedings.Proceeding", models.PROTECT, related_name="lake_decisions")
    token = models.CharField(max_length=40)
    station = models.CharField("站点", max_length=40)
    item = models.CharField("项目", max_length=8)
    day = models.DateField("日期")
    first_hour = models.PositiveSmallIntegerField("从几时")
    last_hour = models.PositiveSmallIntegerField("到几时")
    effect = models.CharField("效果", max_length=10)
    reason = models.CharField("理由", max_length=200)
    at = models.DateTimeField("决定时间")
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")
    lake_id = models.CharField("湖中编号", max_length=80, blank=True, db_index=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.token} {self.station} {self.item} {self.day}"
