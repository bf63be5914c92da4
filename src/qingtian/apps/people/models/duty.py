"""Duty lists (生态环境保护责任清单)."""

from __future__ import annotations

from django.db import models


class DutyList(models.Model):
    """A published version of the duty list; versions replace each other and all stay."""

    version = models.CharField("版本", max_length=40, unique=True)
    title_zh = models.CharField("名称", max_length=160)
    title_en = models.CharField("English title", max_length=200)
    in_force_from = models.DateField("施行日期")
    in_force_to = models.DateField("废止日期", null=True, blank=True)

    class Meta:
        ordering = ["in_force_from"]

    def __str__(self) -> str:
        return f"{self.title_zh} {self.version}"


class Duty(models.Model):
    """One duty of one organ or post: every problem names the duty it concerns, or that none was found."""

    duty_list = models.ForeignKey(DutyList, models.PROTECT, related_name="duties")
    number = models.CharField("序号", max_length=20)
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="duties")
    post = models.ForeignKey("people.Post", models.PROTECT, null=True, blank=True, related_name="duties")
    text_zh = models.TextField("职责")
    text_en = models.TextField("Duty in English")
    basis = models.CharField("依据", max_length=200)

    class Meta:
        ordering = ["duty_list", "number"]
        constraints = [models.UniqueConstraint(fields=["duty_list", "number"], name="duty_number_once_a_list")]

    def __str__(self) -> str:
        return f"{self.number} {self.text_zh}"
