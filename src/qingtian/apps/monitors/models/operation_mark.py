"""Operation mark (工况标记): hours a unit declares as stopped, starting, or its instruments as under maintenance."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class OperationMark(models.Model):
    """Declared by the unit, entered here in its words; the hours it touches are shown with it and left out of
    judgement. An empty ``factor`` means every factor of the outlet. Taken back, it keeps its row and the reason."""

    class Kind(models.TextChoices):
        STOP = "stop", "停产停运"
        START_UP = "start_up", "启炉（启动）"
        SHUT_DOWN = "shut_down", "停炉（停运过程）"
        MAINTENANCE = "maintenance", "监测设备维护、校准"
        FAULT = "fault", "监测设备故障"

    outlet = models.ForeignKey("monitors.Outlet", models.PROTECT, related_name="marks")
    factor = models.CharField("因子编码", max_length=12, blank=True)
    kind = models.CharField("种类", max_length=12, choices=Kind)
    begins_at = models.DateTimeField("自")
    ends_at = models.DateTimeField("至")
    words = models.CharField("企业的说明", max_length=400)
    declared_at = models.DateTimeField("申报时间")
    entered_by = models.ForeignKey("people.Post", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField("录入时间")
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_why = models.CharField("撤回原因", max_length=200, blank=True)

    class Meta:
        ordering = ["outlet", "begins_at"]
        indexes = [models.Index(fields=["outlet", "ends_at"], name="operation_mark_by_end")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("begins_at")), name="operation_mark_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.outlet_id} {self.kind} {self.begins_at}"
