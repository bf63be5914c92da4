"""Petition (信访件)."""

from __future__ import annotations

from django.db import models


class Petition(models.Model):
    """What was reported. Who reported it is not here: ``identity_token`` points into the sealed store.

    The secret link is kept only as a digest; the receipt number alone shows where the matter stands, nothing more.
    """

    proceeding = models.OneToOneField("proceedings.Proceeding", models.PROTECT, related_name="petition")
    receipt = models.CharField("回执号", max_length=24, unique=True)
    key_digest = models.CharField("私密网址摘要", max_length=64, unique=True)
    channel = models.CharField("渠道", max_length=20)
    report = models.TextField("反映的内容")
    language = models.CharField("语言", max_length=8, default="zh-Hans")
    place = models.CharField("地点", max_length=300, blank=True)
    occurred = models.CharField("什么时候", max_length=200, blank=True)
    longitude = models.DecimalField("经度", max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField("纬度", max_digits=8, decimal_places=6, null=True, blank=True)
    identity_token = models.CharField("身份密封号", max_length=64, unique=True)
    photos_token = models.CharField("原始照片密封号", max_length=64, blank=True)
    remark = models.TextField("评价时说的话", blank=True)
    grounds = models.TextField("申请复查复核的理由", blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["channel"], name="petition_by_channel"),
            models.Index(fields=["latitude", "longitude"], name="petition_by_place"),
        ]

    def __str__(self) -> str:
        return self.receipt
