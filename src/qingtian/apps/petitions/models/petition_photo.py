"""Photo of a petition (照片): the sterile copy; the original lies sealed."""

from __future__ import annotations

from django.db import models


class PetitionPhoto(models.Model):
    petition = models.ForeignKey("petitions.Petition", models.PROTECT, related_name="photos")
    file = models.OneToOneField("proceedings.StoredFile", models.PROTECT, related_name="petition_photo")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.petition} {self.pk}"
