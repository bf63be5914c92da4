"""Paper (文书)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from qingtian.apps.proceedings.models.stored_file import StoredFile


class Paper(models.Model):
    """A paper an act produced. The number and the seal are the office's own.

    From ``organ`` on the columns repeat what the acts say of it (``procedures.paper_life``), for lists; ``verify``
    compares the two.
    """

    proceeding = models.ForeignKey("proceedings.Proceeding", models.PROTECT, related_name="papers")
    act = models.OneToOneField("proceedings.Act", models.PROTECT, related_name="paper")
    template = models.CharField("模板", max_length=60)
    template_sm3 = models.CharField(max_length=64)
    title_zh = models.CharField("名称", max_length=120)
    title_en = models.CharField("English title", max_length=160)
    file = models.ForeignKey("proceedings.StoredFile", models.PROTECT, related_name="+")
    number = models.CharField("文号", max_length=80, blank=True)
    scan = models.ForeignKey("proceedings.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    version = models.ForeignKey("proceedings.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    organ = models.CharField("出文单位", max_length=60, blank=True)
    waits_for = models.CharField("下一步", max_length=12, default="archive")
    since = models.DateField("从哪天起", null=True)
    number_key = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["proceeding", "act__seq"]
        indexes = [models.Index(fields=["waits_for", "since"], name="paper_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["number_key"], condition=~Q(number_key=""), name="paper_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.title_zh} {self.number}"

    @property
    def text(self) -> StoredFile:
        """The Word file in force: the version issued or, before that, the latest draft."""
        return self.version or self.file

    @property
    def handling_mark(self) -> str:
        """The mark of its file: a paper and its files are one thing."""
        return self.file.handling_mark
