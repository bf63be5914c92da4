"""Unit on the list (应急减排清单里的单位): a department or an enterprise, and what each tier asks of it."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from qingtian.language import Text


class Listed(models.QuerySet["ListedUnit"]):
    """Rows that hold from one day to another."""

    def on(self, day: date) -> Listed:
        """Those that hold on ``day``: the first and the last day both count."""
        return self.filter(valid_from__lte=day).filter(Q(valid_to=None) | Q(valid_to__gte=day))

    def asked(self, tier: str) -> Listed:
        """Those of whom the tier asks something."""
        return self.exclude(**{f"measures_{tier}": ""})


class ListedUnit(models.Model):
    """One line of the list as somebody entered it: never changed, ended and entered anew.

    ``grade``: performance grade (绩效分级) of an enterprise. Empty measures: this tier asks nothing of it.
    """

    class Kind(models.TextChoices):
        DEPARTMENT = "department", "部门"
        ENTERPRISE = "enterprise", "企业"

    class Grade(models.TextChoices):
        A = "A", "A 级"
        LEADING = "leading", "绩效引领性"
        B = "B", "B 级"
        C = "C", "C 级"
        D = "D", "D 级"
        NONE = "", "不分级"

    kind = models.CharField("种类", max_length=12, choices=Kind)
    name_zh = models.CharField("名称", max_length=120)
    name_en = models.CharField("English name", max_length=160, blank=True)
    organ = models.ForeignKey("people.Organ", models.PROTECT, null=True, blank=True, related_name="warning_lines")
    party = models.CharField("当事人编号", max_length=20, blank=True)
    area = models.ForeignKey("places.Area", models.PROTECT, null=True, blank=True, related_name="warning_lines")
    grade = models.CharField("绩效分级", max_length=8, choices=Grade, blank=True)
    measures_yellow = models.CharField("黄色措施", max_length=400, blank=True)
    measures_orange = models.CharField("橙色措施", max_length=400, blank=True)
    measures_red = models.CharField("红色措施", max_length=400, blank=True)
    source = models.CharField("出自哪份清单", max_length=160)
    valid_from = models.DateField("从哪天起")
    valid_to = models.DateField("到哪天", null=True, blank=True)
    entered_by = models.CharField("录入岗位", max_length=60)
    entered_at = models.DateTimeField("录入时间")

    objects = Listed.as_manager()

    class Meta:
        verbose_name = "应急减排清单单位"
        ordering = ["kind", "grade", "name_zh", "pk"]
        indexes = [models.Index(fields=["valid_from", "kind"], name="warning_list_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=models.F("valid_from")), name="warning_line_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.name_zh

    @property
    def name(self) -> Text:
        return Text(self.name_zh, self.name_en or self.name_zh)

    def measures(self, tier: str) -> str:
        """What that tier asks of it; empty where nothing."""
        return str(getattr(self, f"measures_{tier}", ""))
