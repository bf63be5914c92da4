"""What an administrator adds beside the declared data: entries of the violation catalogue, local discretion tables."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class CatalogueEntry(models.Model):
    """One edition of a violation with its range (违法行为目录的一条). Only added to: a later row goes first.

    ``violation`` is the id of the catalogue, declared or new. ``source`` says where it was read, ``certainty`` how
    surely; both stand wherever the range is shown.
    """

    violation = models.SlugField("代码", max_length=60)
    title_zh = models.CharField("名称", max_length=200)
    title_en = models.CharField("英文名称", max_length=200)
    from_day = models.DateField("起")
    to_day = models.DateField("止", null=True, blank=True)
    instrument = models.SlugField("法律文件", max_length=60)
    article = models.CharField("条款", max_length=60)
    medium = models.CharField("介质", max_length=12, blank=True)
    party = models.CharField("当事人", max_length=8, blank=True)
    minimum = models.DecimalField("罚款下限", max_digits=16, decimal_places=2, null=True)
    maximum = models.DecimalField("罚款上限", max_digits=16, decimal_places=2, null=True)
    measures = models.JSONField("其他处罚和措施", default=list)
    certainty = models.CharField("核实程度", max_length=16)
    source = models.CharField("出处", max_length=300)
    added_by = models.CharField("录入岗位", max_length=80)
    added_on = models.DateField("录入日期")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minimum__isnull=False) | Q(maximum__isnull=False), name="catalogue_entry_has_a_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.violation} {self.from_day}"


class LocalTable(models.Model):
    """One version of a local discretion table (本地裁量基准), the text as it was brought; only added to."""

    code = models.SlugField("代码", max_length=60)
    version = models.CharField("版本", max_length=40)
    text = models.TextField("全文（YAML）")
    source = models.CharField("出处", max_length=300)
    added_by = models.CharField("录入岗位", max_length=80)
    added_on = models.DateField("录入日期")

    class Meta:
        ordering = ["code", "-pk"]
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="local_table_version_once")]

    def __str__(self) -> str:
        return f"{self.code}@{self.version}"
