"""Object of supervision on the grid (网格内监管对象): everything that lies in exactly one leaf."""

from __future__ import annotations

from django.db import models


class GridObject(models.Model):
    """One object and its leaf. Placed from the registers by ``place_objects``; by its position where it has one.

    The constraint keeps an object from having two leaves; ``cell`` empty is a dead corner and shows as one.
    """

    class Kind(models.TextChoices):
        SOURCE = "source", "污染源"
        STATION = "station", "监测站点"

    class How(models.TextChoices):
        POSITION = "position", "按坐标"
        REGISTER = "register", "按登记"
        NOWHERE = "nowhere", "不在任何网格内"
        UNKNOWN = "unknown", "没有坐标也没有登记"

    kind = models.CharField("种类", max_length=10, choices=Kind)
    code = models.CharField("代码", max_length=60)
    name_zh = models.CharField("名称", max_length=120)
    name_en = models.CharField("English name", max_length=160)
    cell = models.ForeignKey("places.GridCell", models.PROTECT, null=True, blank=True, related_name="objects_in")
    how = models.CharField("怎么归的", max_length=10, choices=How)
    registered_cell = models.CharField("登记的网格", max_length=60, blank=True, help_text="where it differs")
    longitude = models.DecimalField("经度", max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField("纬度", max_digits=8, decimal_places=6, null=True, blank=True)
    placed_at = models.DateTimeField("归格时间")

    class Meta:
        ordering = ["kind", "code"]
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="grid_object_once")]

    def __str__(self) -> str:
        return self.name_zh
