"""The access token of the account (access_token): one holder for all processes."""

from __future__ import annotations

from django.db import models


class Access(models.Model):
    """One row; the token lies sealed."""

    app_id = models.CharField(max_length=40, unique=True)
    sealed = models.BinaryField("令牌（密文）")
    expires_at = models.DateTimeField("有效到")

    def __str__(self) -> str:
        return "access"
