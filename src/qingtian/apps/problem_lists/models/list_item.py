"""Item of a problem list (清单条目), and what was proposed and left out."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class ListItem(models.Model):
    """One problem. Numbers are never used again; a merged item stays as the other source of the one it went into."""

    class Source(models.TextChoices):
        PETITION = "petition", "信访举报"
        HOT_ISSUE = "hot_issue", "热点难点"
        INSPECTION = "inspection", "督察反馈"
        MONITORING = "monitoring", "监测数据"
        GRID = "grid", "网格发现"

    class Level(models.TextChoices):
        CENTRAL = "central", "中央"
        PROVINCIAL = "provincial", "省级"
        CITY = "city", "市级"

    problem_list = models.ForeignKey("problem_lists.ProblemList", models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField("序号")
    subject = models.CharField("问题", max_length=500)
    source_kind = models.CharField("来源", max_length=12, choices=Source)
    source = models.ForeignKey(
        "proceedings.Proceeding", models.PROTECT, null=True, related_name="listed_as", verbose_name="来源的件"
    )
    source_words = models.CharField("来源说明", max_length=500, blank=True)
    measured = models.CharField("监测建议的代号", max_length=60, blank=True)
    source_level = models.CharField("来源级别", max_length=12, choices=Level)
    unit = models.ForeignKey("people.Organ", models.PROTECT, related_name="+", verbose_name="拟定责任单位")
    deadline = models.DateField("完成时限")
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="carried_to")
    carried = models.BooleanField("结转", default=False, help_text="open since an earlier year")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    case = models.ForeignKey(
        "proceedings.Proceeding", models.PROTECT, null=True, related_name="list_items", verbose_name="分办成的案"
    )
    taken_by = models.PositiveIntegerField("由第几个动作列入")
    merged_by = models.PositiveIntegerField("由第几个动作并入", null=True)
    dropped_by = models.PositiveIntegerField("由第几个动作去掉", null=True)
    assigned_by = models.PositiveIntegerField("由第几个动作分办", null=True)

    class Meta:
        ordering = ["problem_list", "number"]
        constraints = [models.UniqueConstraint(fields=["problem_list", "number"], name="list_item_number_once")]

    def __str__(self) -> str:
        return f"{self.problem_list_id}#{self.number}"

    @property
    def stands(self) -> bool:
        """Neither merged nor dropped."""
        return self.merged_by is None and self.dropped_by is None


class Leaving(models.Model):
    """Something the records proposed that an officer left out. The reason is in the act ``left_by``."""

    problem_list = models.ForeignKey("problem_lists.ProblemList", models.PROTECT, related_name="leavings")
    matter = models.ForeignKey("proceedings.Proceeding", models.PROTECT, null=True, related_name="left_out")
    item = models.ForeignKey(ListItem, models.PROTECT, null=True, related_name="left_out")
    measured = models.CharField("监测建议的代号", max_length=60, blank=True)
    left_by = models.PositiveIntegerField("由第几个动作")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(matter__isnull=False) | Q(item__isnull=False) | ~Q(measured=""),
                name="leaving_says_what_was_left",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.problem_list_id} left {self.matter_id or self.item_id}"
