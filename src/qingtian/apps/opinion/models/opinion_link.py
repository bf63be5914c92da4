"""Link of an item to a matter (作为证据): entered by an officer, undone by deleting it."""

from __future__ import annotations

from django.db import models

from qingtian.apps.opinion.models.opinion_item import OpinionItem


class OpinionLink(models.Model):
    """The item is evidence for the matter; while it is, it is kept."""

    item = models.ForeignKey(OpinionItem, models.PROTECT, related_name="links")
    matter = models.ForeignKey("proceedings.Proceeding", models.PROTECT, related_name="opinion")
    at = models.DateTimeField("关联时间")
    by = models.CharField("岗位", max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "matter"], name="opinion_linked_once")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.matter_id}"
