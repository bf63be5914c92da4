"""Second factors: an authenticator app (TOTP), passkeys (WebAuthn), recovery codes."""

from __future__ import annotations

from django.conf import settings
from django.db import models

USER = settings.AUTH_USER_MODEL


class Authenticator(models.Model):
    """The shared secret of an authenticator app (动态口令), RFC 6238; sealed under a key outside the database."""

    user = models.OneToOneField(USER, models.CASCADE, related_name="authenticator")
    nonce = models.BinaryField()
    sealed_secret = models.BinaryField()
    #: the time step last accepted: a code works once (RFC 6238 section 5.2)
    last_step = models.BigIntegerField(default=0)
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"authenticator {self.pk}"


class Passkey(models.Model):
    """A WebAuthn credential (安全密钥、通行密钥): only its public half, nothing to steal."""

    user = models.ForeignKey(USER, models.CASCADE, related_name="passkeys")
    credential = models.BinaryField("凭据")
    #: SHA-256 of the credential id, because bytes of any length make no unique column on every database
    mark = models.CharField(max_length=64, unique=True)
    sign_count = models.BigIntegerField(default=0)
    name = models.CharField("名称", max_length=60)
    added_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return f"passkey {self.pk}"


class RecoveryCode(models.Model):
    """One of the codes on paper for a lost device (恢复码); only its digest is kept, and it works once."""

    user = models.ForeignKey(USER, models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="recovery_code_once_a_user")]

    def __str__(self) -> str:
        return f"recovery code {self.pk}"
