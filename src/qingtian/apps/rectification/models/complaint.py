"""Transferred complaints (交办信访件): what an inspection team hands over, a batch a day."""

from __future__ import annotations

from django.db import models


class ComplaintBatch(models.Model):
    """One batch (批次) of one inspection, as its table came; ``digest`` of the file keeps it from coming twice."""

    feedback = models.ForeignKey(
        "rectification.Feedback", models.PROTECT, null=True, blank=True, related_name="batches"
    )
    inspection = models.CharField("哪次督察", max_length=120)
    number = models.PositiveSmallIntegerField("第几批")
    transferred_on = models.DateField("交办日期")
    digest = models.CharField("文件摘要", max_length=64, unique=True)
    file_name = models.CharField("文件", max_length=120)
    taken_at = models.DateTimeField("导入时间")
    taken_by = models.CharField("导入岗位", max_length=60)
    rejected = models.PositiveIntegerField("拒收行数")

    class Meta:
        ordering = ["-transferred_on", "-number"]
        constraints = [models.UniqueConstraint(fields=["inspection", "number"], name="complaint_batch_once")]

    def __str__(self) -> str:
        return f"{self.inspection} {self.number}"


class TransferredComplaint(models.Model):
    """One complaint of a batch. Words are covered before they are kept; ``true`` is empty until it is said."""

    class Truth(models.TextChoices):
        TRUE = "true", "属实"
        PARTLY = "partly", "部分属实"
        FALSE = "false", "不属实"

    batch = models.ForeignKey(ComplaintBatch, models.PROTECT, related_name="complaints")
    number = models.CharField("受理编号", max_length=60)
    place = models.PositiveSmallIntegerField("顺序")
    text = models.TextField("交办问题基本情况")
    area = models.CharField("行政区域", max_length=60, blank=True)
    pollution = models.CharField("污染类型", max_length=60, blank=True)
    findings = models.TextField("调查核实情况", blank=True)
    true = models.CharField("是否属实", max_length=8, choices=Truth, blank=True)
    handling = models.TextField("处理和整改情况", blank=True)
    accountability = models.TextField("责任人被处理情况", blank=True)
    petition = models.ForeignKey(
        "proceedings.Proceeding", models.PROTECT, null=True, blank=True, related_name="transferred"
    )

    class Meta:
        ordering = ["batch", "place"]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="complaint_number_once")]

    def __str__(self) -> str:
        return self.number
