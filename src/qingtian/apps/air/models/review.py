"""Hours under review (数据复核) and dust reported (沙尘上报): what their matters are about. The decisions are acts."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from qingtian.language import Text
from qingtian.procedures import load_procedures


class HourSpan(models.Model):
    """Hours from ``first_hour`` of ``first_day`` to ``last_hour`` of ``last_day``, both included; 1 to 24."""

    first_day = models.DateField("从")
    first_hour = models.PositiveSmallIntegerField("从几时")
    last_day = models.DateField("到")
    last_hour = models.PositiveSmallIntegerField("到几时")

    class Meta:
        abstract = True

    @property
    def one_day(self) -> bool:
        """Whether it begins and ends on one day."""
        return bool(self.first_day == self.last_day)


class AirReview(HourSpan):
    """A review of some items of one station; its state is the matter's."""

    class Effect(models.TextChoices):
        INVALID = "invalid", "判为无效"
        VALID = "valid", "确认有效"

    proceeding = models.OneToOneField("proceedings.Proceeding", models.PROTECT, related_name="air_review")
    station = models.ForeignKey("places.Station", models.PROTECT, related_name="reviews")
    items = models.JSONField("项目", default=list)
    effect = models.CharField("处理", max_length=10, choices=Effect)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="air_review_in_order")]

    def __str__(self) -> str:
        return f"{self.station} {self.first_day}"


class DustCase(HourSpan):
    """Dust over some stations, reported and answered; the hours are those upstream accepted where it named others."""

    proceeding = models.OneToOneField("proceedings.Proceeding", models.PROTECT, related_name="dust_case")
    stations = models.ManyToManyField("places.Station", related_name="dust_cases")
    answer_number = models.CharField("决定文号", max_length=120, blank=True)
    answered_on = models.DateField("决定日期", null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="dust_case_in_order")]

    def __str__(self) -> str:
        return f"{self.first_day}"

    @property
    def words(self) -> Text:
        """How far it has come, in the words of the procedure."""
        kept = load_procedures().edition(self.proceeding.procedure, self.proceeding.edition)
        return kept.states[self.proceeding.state].title
