"""Visit (现场检查) beside its trail: what the yearly cap counts, and who goes."""

from __future__ import annotations

from django.db import models


class Visit(models.Model):
    """One visit to one party. ``year`` is that of the planned day; ``counts`` whether the cap counts it.

    ``exempt`` is the code under which a visit lies outside the cap, empty where it lies inside.
    """

    class Kind(models.TextChoices):
        DAILY = "daily", "日常检查"
        SPECIAL = "special", "专项检查"
        CASE = "case", "个案检查"

    proceeding = models.OneToOneField("proceedings.Proceeding", models.PROTECT, related_name="inspection")
    party = models.CharField("当事人编号", max_length=20)
    office = models.CharField("检查单位", max_length=60, db_index=True)
    level = models.CharField("级别", max_length=12)
    kind = models.CharField("类型", max_length=8, choices=Kind)
    ground = models.CharField("事由", max_length=20)
    exempt = models.CharField("不受上限限制的代码", max_length=4, blank=True)
    planned_on = models.DateField("检查日期")
    year = models.PositiveSmallIntegerField("年度")
    checklist = models.CharField("检查表", max_length=40)
    made = models.BooleanField("去了或要去", default=True, help_text="false once declined or cancelled")

    class Meta:
        indexes = [
            models.Index(fields=["party", "year", "level"], name="visit_by_party_and_year"),
            models.Index(fields=["planned_on"], name="visit_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.party} {self.planned_on}"


class VisitOfficer(models.Model):
    """One of the two officers, by post, and what was declared of an interest in the party (利害关系、回避)."""

    class Interest(models.TextChoices):
        UNDECLARED = "", "未申明"
        NONE = "none", "没有"
        INTEREST = "interest", "有"

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="officers")
    place = models.PositiveSmallIntegerField("第几名")
    post = models.CharField("岗位", max_length=80, db_index=True)
    person = models.CharField("人员代码", max_length=60)
    interest = models.CharField("利害关系", max_length=8, choices=Interest, blank=True, default=Interest.UNDECLARED)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["visit", "place"], name="officer_once_a_place")]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.place} {self.post}"
