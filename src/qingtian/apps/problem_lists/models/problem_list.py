"""Problem list (年度问题清单) and its versions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from qingtian.apps.people.models import Post


class ProblemList(models.Model):
    """The list of one area and year. ``version`` is the one confirmed last, none is 0; the public sees
    ``published_version`` until another one is published."""

    proceeding = models.OneToOneField("proceedings.Proceeding", models.PROTECT, related_name="problem_list")
    area = models.ForeignKey("places.Area", models.PROTECT, related_name="problem_lists")
    year = models.PositiveSmallIntegerField("年度")
    version = models.PositiveSmallIntegerField("已确认到第几版", default=0)
    confirmed_on = models.DateField("首次确认", null=True)
    first_principal = models.CharField("先确认的一方", max_length=12, blank=True, choices=Post.Principal)
    published_version = models.PositiveSmallIntegerField("公布的是第几版", null=True)
    published_on = models.DateField("公布日期", null=True)
    leaders_decision = models.CharField("公开领导姓名的决定", max_length=200, blank=True)
    withdrawn_on = models.DateField("撤销日期", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "year"], condition=Q(withdrawn_on__isnull=True), name="one_list_an_area_and_year"
            ),
        ]

    def __str__(self) -> str:
        return f"problem list {self.area_id}/{self.year}"


class ListVersion(models.Model):
    """A list as it was confirmed. ``text`` is what the act of confirmation holds; ``rows`` the same for the pages."""

    problem_list = models.ForeignKey(ProblemList, models.PROTECT, related_name="versions")
    version = models.PositiveSmallIntegerField("版本")
    text = models.TextField("清单全文")
    rows = models.JSONField("条目", default=list)
    confirmed_on = models.DateField("确认日期")
    made_by = models.PositiveIntegerField("由第几个动作确认")

    class Meta:
        ordering = ["problem_list", "version"]
        constraints = [models.UniqueConstraint(fields=["problem_list", "version"], name="list_version_once")]

    def __str__(self) -> str:
        return f"{self.problem_list_id} v{self.version}"
