"""One version of a publication of water, pinned to what it was made from (水环境发布物)."""

from __future__ import annotations

from django.db import models


class WaterPublication(models.Model):
    """Figures and what they rest on, as one act (``seq``) of the publication's matter brought them. Never edited.

    Its state is the matter's: a version is public once the matter was published after its act. ``imports_upto`` is
    the last import whose values it saw: with it ``figures`` (canonical CSV, ``sm3``) can be computed again.
    ``fewer_items`` and ``fewer_basis`` are the recorded rule that lets a ranking use fewer items; empty without one.
    """

    proceeding = models.ForeignKey("proceedings.Proceeding", models.PROTECT, related_name="water_publications")
    version = models.PositiveSmallIntegerField("版次")
    seq = models.PositiveIntegerField("由第几个动作")
    kind = models.CharField("种类", max_length=20)
    period = models.CharField("时段", max_length=30)
    places = models.JSONField("断面和区域", default=list)
    fewer_items = models.JSONField("按较少项目排名的项目", default=list)
    fewer_basis = models.CharField("按较少项目排名的文件", max_length=200, blank=True)
    imports_upto = models.PositiveBigIntegerField("数据到第几次导入")
    editions = models.JSONField("标准版本", default=list)
    rules = models.JSONField("未核实的规则", default=list)
    program = models.CharField("程序版本", max_length=40)
    organ = models.JSONField("发布单位", default=dict)
    city = models.JSONField("城市", default=dict)
    day = models.DateField("成文日期")
    figures = models.TextField("规范数据文件")
    sm3 = models.CharField("数据指纹", max_length=64)
    why = models.TextField("更正理由", blank=True)

    class Meta:
        ordering = ["proceeding", "version"]
        constraints = [models.UniqueConstraint(fields=["proceeding", "version"], name="water_publication_version_once")]
        indexes = [models.Index(fields=["kind", "period"], name="water_publication_by_period")]

    def __str__(self) -> str:
        return f"{self.kind} {self.period} v{self.version}"
