"""One original file of a reporter under seal (封存的原始照片或文件)."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from qingtian.apps.identities.cipher import NONCE_BYTES
from qingtian.apps.identities.models.sealed_identity import SealedIdentity


def sealed_folder() -> Path:
    """Where the encrypted bytes lie, outside the database."""
    return Path(settings.DATA) / "sealed"


def path_of(ref: str) -> Path:
    """The file of a reference, under a folder named by its first two digits."""
    return sealed_folder() / ref[:2] / f"{ref}.sealed"


class SealedFile(models.Model):
    """What is known of a sealed file; its bytes lie encrypted under the reporter's data key in ``<data>/sealed``."""

    ref = models.CharField("文件编号", max_length=32, unique=True)
    identity = models.ForeignKey(
        SealedIdentity, on_delete=models.PROTECT, to_field="token", db_column="token", related_name="files"
    )
    nonce = models.BinaryField("随机数")
    media_type = models.CharField("文件类型", max_length=100)
    size = models.PositiveBigIntegerField("字节数")
    sm3 = models.CharField("原文 SM3", max_length=64)
    created_at = models.DateTimeField("封存时间")

    class Meta:
        verbose_name = verbose_name_plural = "封存的文件"
        constraints = [
            models.CheckConstraint(condition=Exact(Length("ref"), 32), name="sealed_file_ref_length"),
            models.CheckConstraint(condition=Exact(Length("nonce"), NONCE_BYTES), name="sealed_file_nonce_length"),
            models.CheckConstraint(condition=Exact(Length("sm3"), 64), name="sealed_file_sm3_length"),
            models.CheckConstraint(condition=~models.Q(media_type=""), name="sealed_file_has_media_type"),
        ]

    def __str__(self) -> str:
        return "sealed file"

    def __repr__(self) -> str:
        return f"<SealedFile {self.pk}>"

    @property
    def path(self) -> Path:
        return path_of(self.ref)
