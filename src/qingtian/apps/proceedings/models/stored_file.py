"""Stored file (附件)."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models

from qingtian.apps.proceedings.models.handling import Handling


class StoredFile(models.Model):
    """A file of a matter, kept under its digest in the data folder. Photos are stored sterile (no position, no
    device); their originals lie sealed with the reporter's identity."""

    sm3 = models.CharField(max_length=64)
    proceeding = models.ForeignKey(
        "proceedings.Proceeding", models.PROTECT, null=True, blank=True, related_name="files"
    )
    name = models.CharField("文件名", max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    stored_at = models.DateTimeField()
    handling_mark = models.CharField("处理标记", max_length=12, choices=Handling, default=Handling.INTERNAL)
    sealed_original = models.CharField(max_length=64, blank=True, help_text="reference into the sealed store")

    class Meta:
        indexes = [models.Index(fields=["sm3"], name="stored_file_by_digest")]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        return settings.DATA / "files" / self.sm3[:2] / self.sm3

    def read(self) -> bytes:
        return self.path.read_bytes()

    def reference(self) -> dict[str, object]:
        """What an act keeps of a file."""
        return {"id": self.pk, "name": self.name, "sm3": self.sm3, "media_type": self.media_type, "size": self.size}
