"""One wording of a publication (稿次)."""

from __future__ import annotations

from django.db import models


class PublicationText(models.Model):
    """The full text as one act left it: a draft, a revision, a reading that corrected it, the masking."""

    publication = models.ForeignKey("publishing.Publication", models.CASCADE, related_name="texts")
    seq = models.PositiveIntegerField("由第几个动作")
    act = models.CharField("动作", max_length=40)
    text = models.TextField("全文")

    class Meta:
        ordering = ["publication", "seq"]
        constraints = [models.UniqueConstraint(fields=["publication", "seq"], name="publication_text_once_an_act")]

    def __str__(self) -> str:
        return f"{self.publication_id}/{self.seq}"
