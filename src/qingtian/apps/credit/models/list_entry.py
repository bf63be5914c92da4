"""Entry of a list of violators (名单条目)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class ListEntry(models.Model):
    """What the public may read of one listing, and on which days. Its state is the matter's; whether it is shown is
    decided by these days alone (``queries.shown_on``), so that nothing stays a day too long because a job did not run.

    ``name`` is the name as the public reads it: of a natural person it is masked before it is written here.
    """

    class Level(models.TextChoices):
        MINOR = "minor", "轻微"
        ORDINARY = "ordinary", "一般"
        SERIOUS = "serious", "严重"

    proceeding = models.OneToOneField("proceedings.Proceeding", models.PROTECT, related_name="list_entry")
    case = models.ForeignKey("proceedings.Proceeding", models.PROTECT, related_name="list_entries")
    party = models.CharField("当事人编号", max_length=20)
    is_person = models.BooleanField("自然人", default=False)
    name = models.CharField("公开的名称", max_length=200, blank=True)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    what = models.CharField("公开的违法事实", max_length=500, blank=True)
    list_kind = models.CharField("哪个名单", max_length=20)
    legal_basis = models.CharField("法定依据", max_length=200, blank=True)
    level = models.CharField("失信程度", max_length=10, choices=Level)
    decision_number = models.CharField("决定文号", max_length=60)
    decided_on = models.DateField("决定日期")
    office = models.CharField("决定单位", max_length=60)
    first_day = models.DateField("公示第一天", null=True, blank=True)
    shortest = models.DateField("最短公示到", null=True, blank=True)
    last_day = models.DateField("公示最后一天", null=True, blank=True)
    hidden_from = models.DateField("从哪天起不公示", null=True, blank=True)
    withdrawn_for = models.TextField("撤下的理由（公开）", blank=True)

    class Meta:
        indexes = [models.Index(fields=["first_day", "last_day"], name="list_entry_by_days")]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_day__isnull=True) | Q(last_day__gte=F("first_day")), name="list_entry_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proceeding_id} {self.level}"
