"""Paper (文书)."""

from __future__ import annotations

from django.db import models


class Paper(models.Model):
    """A paper an act produced, with the data it was made from. The number and the seal are the office's own."""

    proceeding = models.ForeignKey("proceedings.Proceeding", models.PROTECT, related_name="papers")
    act = models.OneToOneField("proceedings.Act", models.PROTECT, related_name="paper")
    template = models.CharField("模板", max_length=60)
    template_sm3 = models.CharField(max_length=64)
    title_zh = models.CharField("名称", max_length=120)
    title_en = models.CharField("English title", max_length=160)
    file = models.ForeignKey("proceedings.StoredFile", models.PROTECT, related_name="+")
    number = models.CharField("文号", max_length=80, blank=True)
    scan = models.ForeignKey("proceedings.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["proceeding", "act__seq"]

    def __str__(self) -> str:
        return f"{self.title_zh} {self.number}"

    @property
    def handling_mark(self) -> str:
        """The mark of its file: a paper and its files are one thing."""
        return self.file.handling_mark
