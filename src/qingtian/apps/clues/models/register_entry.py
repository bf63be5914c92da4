"""One entry of the register: a link of its chain, its content under the register's own key."""

from __future__ import annotations

from django.db import models


class RegisterEntry(models.Model):
    """An entry, never changed or deleted (triggers on both databases).

    Only the chain is readable in the table: number, hashes, moment. Who is concerned, by what, and even which kind of
    entry it is, are in ``sealed`` (SM4-GCM, ``clues.key``).
    """

    seq = models.PositiveIntegerField("序号", unique=True)
    previous = models.CharField(max_length=64)
    commitment = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    recorded_at = models.CharField("记录时刻", max_length=40)
    nonce = models.BinaryField()
    sealed = models.BinaryField()

    class Meta:
        ordering = ["seq"]

    def __str__(self) -> str:
        return f"{self.seq}"
