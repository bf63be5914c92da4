"""Counted petition (计数行): what the figures ask of one petition, and nothing anybody said."""

from __future__ import annotations

from django.db import models


class CountedPetition(models.Model):
    """One row a petition, made from its acts and links and made again whenever they change; ``seq`` tells how far.

    Codes and days only. A day that is not there is not zero: it has not happened, or nobody knows. Figures are read
    from the indexes of this table and never from the petitions themselves.
    """

    class Escalated(models.TextChoices):
        NO = "", "没有"
        BYPASS = "bypass", "越级"
        REVIEW = "review", "复查"
        RE_REVIEW = "re_review", "复核"

    proceeding = models.OneToOneField(
        "proceedings.Proceeding", models.CASCADE, primary_key=True, related_name="counted"
    )
    seq = models.PositiveIntegerField("算到第几个动作")
    received_on = models.DateField("收件日期")
    received_hour = models.PositiveSmallIntegerField("收件钟点", null=True, help_text="none: recorded another day")
    area = models.ForeignKey("places.Area", models.PROTECT, null=True, related_name="+")
    channel = models.CharField("渠道", max_length=20)
    kinds = models.PositiveSmallIntegerField("污染类型", help_text="a bit each, see counting.KINDS; 0: not said")
    klass = models.CharField("类别", max_length=20, blank=True)
    state = models.CharField("状态", max_length=40)
    receiver = models.CharField("信访工作机构", max_length=60)
    handler = models.CharField("承办单位", max_length=60, blank=True)
    near = models.BooleanField("县级及以下承办", null=True)
    restricted = models.BooleanField("仅指定人员", default=False)
    merged = models.BooleanField("并入别的件", default=False)
    recurred = models.BooleanField("是复发件", default=False)
    returned_on = models.DateField("又被反映", null=True)
    answered_on = models.DateField("答复", null=True)
    ended_on = models.DateField("办结", null=True)
    rectified_on = models.DateField("整改", null=True)
    verified = models.CharField("核实结果", max_length=20, blank=True)
    verified_on = models.DateField("核实", null=True)
    satisfaction = models.CharField("评价", max_length=12, blank=True)
    dissatisfied = models.BooleanField("曾不满意", default=False)
    escalated = models.CharField("上行", max_length=12, blank=True, choices=Escalated, default=Escalated.NO)
    due = models.DateField("最早的办理期限", null=True)
    late = models.BooleanField("有期限超过", default=False)

    class Meta:
        indexes = [
            models.Index(fields=["received_on", "area"], name="counted_by_day"),
            models.Index(fields=["area", "received_on"], name="counted_by_area"),
            models.Index(fields=["handler", "received_on"], name="counted_by_handler"),
            models.Index(fields=["receiver", "received_on"], name="counted_by_receiver"),
        ]

    def __str__(self) -> str:
        return f"counted {self.proceeding_id}"
