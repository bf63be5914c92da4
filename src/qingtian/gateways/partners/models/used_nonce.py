"""A nonce that was used (用过的随机数): good once, forgotten when the time window has passed it."""

from __future__ import annotations

from django.db import models


class UsedNonce(models.Model):
    partner = models.ForeignKey("partners.Partner", models.CASCADE, related_name="+")
    nonce = models.CharField("随机数", max_length=64)
    until = models.DateTimeField("记到", db_index=True)

    class Meta:
        verbose_name = "用过的随机数"
        constraints = [models.UniqueConstraint(fields=["partner", "nonce"], name="nonce_once_a_partner")]

    def __str__(self) -> str:
        return f"nonce {self.pk}"
