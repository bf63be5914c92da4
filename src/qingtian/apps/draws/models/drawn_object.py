"""Drawn object (抽到的对象)."""

from __future__ import annotations

from django.db import models


class DrawnObject(models.Model):
    """One drawn object and the posts of its officers; it only follows from pools and seed. Its visit is found by the
    link from the draw. ``excused`` is the ground on which it could not be visited, ``excused_by`` the act."""

    draw = models.ForeignKey("draws.RandomDraw", models.PROTECT, related_name="drawn")
    place = models.PositiveIntegerField("第几个")
    party = models.CharField("当事人编号", max_length=20)
    of_class = models.CharField("类", max_length=8)
    ticket = models.CharField("签号", max_length=64)
    posts = models.JSONField("执法人员岗位")
    excused = models.CharField("看不成的理由", max_length=10, blank=True)
    excused_by = models.PositiveIntegerField("第几个动作", null=True, blank=True)

    class Meta:
        ordering = ["draw", "place"]
        constraints = [models.UniqueConstraint(fields=["draw", "party"], name="drawn_object_once")]
        indexes = [models.Index(fields=["party"], name="drawn_object_by_party")]

    def __str__(self) -> str:
        return f"{self.draw_id} {self.party}"
