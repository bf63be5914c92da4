"""One version of a publication of air, pinned to what it was made from (空气发布物)."""

from __future__ import annotations

from django.db import models


class AirPublication(models.Model):
    """Figures and what they rest on, as one act (``seq``) of the publication's matter brought them. Never edited.

    Its state is the matter's: a version is public once the matter was published after its act. ``members``, ``local``
    and ``snapshot`` are all that is needed to compute ``figures`` (canonical CSV, ``sm3``) again.
    """

    proceeding = models.ForeignKey("proceedings.Proceeding", models.PROTECT, related_name="air_publications")
    version = models.PositiveSmallIntegerField("版次")
    seq = models.PositiveIntegerField("由第几个动作")
    kind = models.CharField("种类", max_length=20)
    period = models.CharField("时段", max_length=30)
    about_region = models.CharField("关于哪个区域", max_length=60, blank=True)
    places = models.JSONField("区域和点位", default=list)
    members = models.JSONField("点位归属", default=list)
    local = models.JSONField("本市复核的点位", default=list)
    targets = models.JSONField("目标", default=list)
    snapshot = models.CharField("数据快照", max_length=60)
    snapshot_at = models.DateTimeField("快照时间", null=True, blank=True)
    rules = models.JSONField("未核实的规则", default=list)
    program = models.CharField("程序版本", max_length=40)
    provisional = models.BooleanField("未经审核", default=True)
    organ = models.JSONField("发布单位", default=dict)
    city = models.JSONField("城市", default=dict)
    day = models.DateField("成文日期")
    figures = models.TextField("规范数据文件")
    sm3 = models.CharField("数据指纹", max_length=64)
    why = models.TextField("更正理由", blank=True)

    class Meta:
        ordering = ["proceeding", "version"]
        constraints = [models.UniqueConstraint(fields=["proceeding", "version"], name="air_publication_version_once")]
        indexes = [models.Index(fields=["kind", "period"], name="air_publication_by_period")]

    def __str__(self) -> str:
        return f"{self.kind} {self.period} v{self.version}"
