"""Ranking (排序) of one day: the units to look at first, areas where events lie closer than usual."""

from __future__ import annotations

from django.db import models


class Ranking(models.Model):
    """One run, never changed: what it was made from, by which version, and how it was judged then."""

    on = models.DateField("以哪天为准")
    made_at = models.DateTimeField("计算时间")
    algorithm = models.CharField("算法版本", max_length=60)
    events = models.PositiveIntegerField("事件数")
    objects_ranked = models.PositiveIntegerField("单位数")
    visits = models.PositiveIntegerField("从多少次检查结果学")
    digest = models.CharField("输入摘要", max_length=64)
    calibrated = models.BooleanField("概率经过校准", default=False)
    generated = models.BooleanField("生成的演示数据", default=False)

    class Meta:
        verbose_name = "靶向排序"
        ordering = ["-on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["on"], name="ranking_once_a_day")]

    def __str__(self) -> str:
        return f"ranking {self.on}"


class RankedObject(models.Model):
    """One unit in the ranking of a day. ``reasons``: points by ``terms``, and the ``events``
    that count most, each with its share in per cent."""

    ranking = models.ForeignKey(Ranking, models.CASCADE, related_name="ranked")
    place = models.PositiveIntegerField("第几位")
    party = models.CharField("单位编号", max_length=20, db_index=True)
    area = models.ForeignKey("places.Area", models.PROTECT, null=True, related_name="+")
    score = models.FloatField("分值")
    probability = models.FloatField("发现问题的概率", null=True)
    low = models.FloatField("区间下限", null=True)
    high = models.FloatField("区间上限", null=True)
    events = models.PositiveIntegerField("事件数")
    reasons = models.JSONField("理由", default=dict)

    class Meta:
        verbose_name = "排序的单位"
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["ranking", "party"], name="ranked_once"),
            models.UniqueConstraint(fields=["ranking", "place"], name="ranked_place_once"),
        ]
        indexes = [models.Index(fields=["ranking", "area", "place"], name="ranked_by_area")]

    def __str__(self) -> str:
        return f"{self.place} {self.party}"


class KeyArea(models.Model):
    """A square of the city something points to. ``reasons``: a sentence a method (zh, en), with its figures."""

    ranking = models.ForeignKey(Ranking, models.CASCADE, related_name="areas")
    place = models.PositiveSmallIntegerField("第几位")
    code = models.CharField("方格", max_length=24)
    area = models.ForeignKey("places.Area", models.PROTECT, null=True, related_name="+")
    longitude = models.FloatField("中心经度")
    latitude = models.FloatField("中心纬度")
    events = models.PositiveIntegerField("事件数")
    reasons = models.JSONField("理由", default=list)

    class Meta:
        verbose_name = "重点区域"
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["ranking", "place"], name="key_area_place_once")]

    def __str__(self) -> str:
        return f"key area {self.place} of {self.ranking_id}"
