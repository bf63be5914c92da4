"""What the index of words still has to take over (待入索引)."""

from __future__ import annotations

from django.db import models


class IndexDue(models.Model):
    """A petition whose words or whose parties changed: written in the transaction of the change, so none is lost.

    One row a petition. A change made while the index is being written leaves another ``stamp``, and the row stays.
    """

    proceeding = models.OneToOneField("proceedings.Proceeding", models.CASCADE, related_name="+")
    stamp = models.BigIntegerField("更改标记")

    def __str__(self) -> str:
        return f"{self.proceeding_id}"
