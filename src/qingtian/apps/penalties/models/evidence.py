"""Evidence of a case (证据) and who kept each item from when on (保管链)."""

from __future__ import annotations

from django.db import models


class EvidenceItem(models.Model):
    """One numbered item. ``digests`` are those of its files when it was taken; ``holder`` is the post that keeps it."""

    proceeding = models.ForeignKey("proceedings.Proceeding", models.PROTECT, related_name="evidence")
    number = models.PositiveIntegerField("编号")
    kind = models.CharField("证据种类", max_length=20)
    name = models.CharField("证据名称", max_length=200)
    taken_on = models.DateField("取得日期")
    digests = models.JSONField("文件摘要值", default=list)
    holder = models.CharField("现在由谁保管（岗位）", max_length=80)
    act = models.PositiveIntegerField("哪个动作取得的")
    withdrawn = models.BooleanField("已更正作废", default=False)

    class Meta:
        ordering = ["proceeding", "number"]
        constraints = [models.UniqueConstraint(fields=["proceeding", "number"], name="evidence_number_once_a_case")]

    def __str__(self) -> str:
        return f"{self.proceeding_id} {self.number}"


class Custody(models.Model):
    """One link of the chain: from whom to whom, on which day, in what condition; the first has no giver."""

    item = models.ForeignKey(EvidenceItem, models.PROTECT, related_name="custody")
    giver = models.CharField("移交人（岗位）", max_length=80, blank=True)
    taker = models.CharField("接收人（岗位）", max_length=80)
    on = models.DateField("日期")
    condition = models.CharField("封存和完好情况", max_length=200, blank=True)
    purpose = models.CharField("用途", max_length=200, blank=True)
    act = models.PositiveIntegerField("哪个动作")

    class Meta:
        ordering = ["item", "act"]

    def __str__(self) -> str:
        return f"{self.item_id} {self.on}"
