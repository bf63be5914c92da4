"""Absence (离岗) and who stands in (顶岗, AB角)."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from qingtian.apps.people.models.post import Post

#: posts that are given to a named person and lent to nobody: another holder needs a decision of appointment.
#: Secrecy of accusations: Petition Regulations art. 30; an auditor must not be picked by whom they look at.
NEVER_LENT = frozenset({"discipline_liaison", "auditor"})


def lends(post: Post) -> bool:
    """Whether somebody may stand in at this post: not at a personal one, nor at a liaison's, who serves one leader."""
    return post.liaison_for_id is None and not NEVER_LENT & set(post.roles)


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def on(self, day: date) -> AbsenceQuerySet:
        """Absences that hold on ``day``: the first and the last day both count; withdrawn ones never."""
        return self.filter(starts__lte=day, ends__gte=day, withdrawn_at=None)


class Absence(models.Model):
    """One person away from one post from one day to another, and the colleague who acts from it on these days.

    The holder keeps the post and its authority; the substitute is always recorded as "X for Y". Rows are never
    deleted: one that does not come to be is withdrawn, one that ends early gets an earlier last day.
    """

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="absences")
    post = models.ForeignKey("people.Post", models.PROTECT, related_name="absences")
    substitute = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="substitutions", verbose_name="顶岗人"
    )
    starts = models.DateField("离岗自")
    ends = models.DateField("离岗至")
    decision = models.CharField("依据", max_length=120, blank=True)
    decided_on = models.DateField("确定日期")
    entered_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField("登记时间")
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "离岗顶岗"
        ordering = ["-starts", "pk"]
        indexes = [
            models.Index(fields=["substitute", "starts"], name="absence_by_substitute"),
            models.Index(fields=["person", "starts"], name="absence_by_person"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="absence_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(substitute__isnull=True) | ~Q(substitute=F("person")), name="absence_substitute_is_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.post} {self.starts}–{self.ends}"
