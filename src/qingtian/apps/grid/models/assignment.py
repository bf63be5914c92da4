"""Who is on a cell (定人到格): leader, member, contact for enforcement, each a post, by date; and the hand-overs."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q


class AssignmentQuerySet(models.QuerySet["GridAssignment"]):
    def on(self, day: date) -> AssignmentQuerySet:
        """Assignments that hold on ``day``: the first and the last day both count."""
        return self.filter(starts__lte=day).filter(Q(ends__isnull=True) | Q(ends__gte=day))


class GridAssignment(models.Model):
    """One post on one cell from one day to another. ``ends`` is the last day, empty while it lasts.

    A post, not a person: whoever holds it on the day is there, and a cell whose post is vacant has nobody.
    """

    class Duty(models.TextChoices):
        LEADER = "leader", "网格长"
        MEMBER = "member", "网格员"
        CONTACT = "contact", "执法联络员"

    cell = models.ForeignKey("places.GridCell", models.PROTECT, related_name="assignments")
    duty = models.CharField("身份", max_length=8, choices=Duty)
    post = models.ForeignKey("people.Post", models.PROTECT, related_name="grid_assignments")
    starts = models.DateField("自")
    ends = models.DateField("至", null=True, blank=True)
    decision = models.CharField("依据", max_length=120, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["cell", "duty", "starts", "pk"]
        indexes = [models.Index(fields=["post", "starts"], name="grid_assignment_by_post")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="grid_assignment_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["cell", "duty", "post"], condition=Q(ends__isnull=True), name="grid_assignment_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cell_id} {self.duty} {self.starts}–{self.ends or ''}"


class HandOver(models.Model):
    """One line of the hand-over log (交接记录). Never changed: a wrong one is followed by another."""

    cell = models.ForeignKey("places.GridCell", models.PROTECT, related_name="hand_overs")
    duty = models.CharField("身份", max_length=8, choices=GridAssignment.Duty)
    from_post = models.ForeignKey("people.Post", models.PROTECT, null=True, blank=True, related_name="+")
    to_post = models.ForeignKey("people.Post", models.PROTECT, related_name="+")
    on = models.DateField("交接日期", help_text="the first day of who takes over")
    note = models.CharField("交接了什么", max_length=300, blank=True)
    entered_by = models.CharField("登记岗位", max_length=80)
    entered_at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.cell_id} {self.duty} {self.on}"
