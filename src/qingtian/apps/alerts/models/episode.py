"""Episode of an alert (告警过程): what the data said, from when to when."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class AlertEpisode(models.Model):
    """One episode of one rule and group. It repeats what the values say and follows them when they are revised; what
    people did with it stands in its matter. ``proceeding`` is empty while nobody was told: quiet hours, or it was over
    before. ``peak`` and ``bound`` are words for people; no value is not a zero.
    """

    class Severity(models.TextChoices):
        NOTICE = "notice", "提示"
        WARNING = "warning", "预警"
        GRAVE = "grave", "严重"

    rule = models.SlugField("规则", max_length=60)
    version = models.PositiveSmallIntegerField("规则版本", default=0)
    medium = models.CharField("介质", max_length=16)
    item = models.CharField("项目", max_length=40)
    group = models.CharField("对象组", max_length=80)
    subjects = models.JSONField("对象", default=list, help_text="code and name of each")
    area = models.ForeignKey("places.Area", models.PROTECT, null=True, blank=True, related_name="alert_episodes")
    party = models.CharField("当事人编号", max_length=20, blank=True)
    severity = models.CharField("轻重", max_length=8, choices=Severity)
    began = models.DateTimeField("自")
    raised = models.DateTimeField("成立")
    cleared = models.DateTimeField("恢复", null=True, blank=True)
    withdrawn = models.BooleanField("数据修订后不成立", default=False)
    peak = models.CharField("最突出的值", max_length=40, blank=True)
    peak_subject = models.CharField(max_length=60, blank=True)
    unit = models.CharField("单位", max_length=16, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    told_at = models.DateTimeField("告知时间")
    answer_by = models.DateTimeField("认领期限")
    reminded = models.PositiveSmallIntegerField("提醒次数", default=0)
    proceeding = models.OneToOneField(
        "proceedings.Proceeding", models.PROTECT, null=True, blank=True, related_name="alert_episode"
    )

    class Meta:
        ordering = ["-raised", "-pk"]
        constraints = [
            # no storm: one open episode a rule and group, whoever evaluates it, however often
            models.UniqueConstraint(
                fields=["rule", "group"], condition=Q(cleared__isnull=True, withdrawn=False), name="alert_open_once"
            ),
            models.CheckConstraint(condition=Q(raised__gt=F("began")), name="alert_in_order"),
        ]
        indexes = [
            models.Index(fields=["raised"], name="alert_by_time"),
            models.Index(fields=["rule", "cleared"], name="alert_by_rule"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.group} {self.began}"
