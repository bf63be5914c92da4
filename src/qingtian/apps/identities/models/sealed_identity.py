"""One reporter's identity under seal (封存的举报人身份)."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from qingtian.apps.identities.cipher import NONCE_BYTES, Wrapped
from qingtian.apps.identities.identity import Kind


class SealedIdentity(models.Model):
    """A random token, the ciphertext under a data key of its own, and that key under a master key kept elsewhere.

    ``fingerprint`` is a keyed digest of the telephone number, to count people without opening; null: no telephone.
    ``claimed`` says that the petition carrying this token was written; what stays unclaimed is swept.
    """

    token = models.CharField("编号", max_length=64, unique=True)
    kind = models.CharField("署名方式", max_length=10, choices=[(kind.value, kind.text.zh) for kind in Kind])
    key_id = models.CharField("主密钥编号", max_length=32, db_index=True)
    wrap_nonce = models.BinaryField("密钥随机数")
    wrapped_key = models.BinaryField("数据密钥(密文)")
    nonce = models.BinaryField("随机数")
    ciphertext = models.BinaryField("身份(密文)")
    fingerprint = models.CharField("电话指纹", max_length=64, null=True, db_index=True)
    created_at = models.DateTimeField("封存时间")
    claimed = models.BooleanField("已有对应信访件", default=False)
    claimed_at = models.DateTimeField("对应信访件写入时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "封存的举报人身份"
        indexes = [models.Index(fields=["claimed", "created_at"], name="identities_orphans")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(token=""), name="sealed_identity_has_token"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in Kind]), name="sealed_identity_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(claimed=True, claimed_at__isnull=False)
                | models.Q(claimed=False, claimed_at__isnull=True),
                name="sealed_identity_claimed_with_time",
            ),
            models.CheckConstraint(
                condition=Exact(Length("nonce"), NONCE_BYTES) & Exact(Length("wrap_nonce"), NONCE_BYTES),
                name="sealed_identity_nonce_length",
            ),
            models.CheckConstraint(
                condition=models.Q(fingerprint__isnull=True) | ~models.Q(fingerprint=""),
                name="sealed_identity_fingerprint_null_or_given",
            ),
        ]

    def __str__(self) -> str:
        return "sealed identity"

    def __repr__(self) -> str:
        return f"<SealedIdentity {self.pk}>"

    @property
    def envelope(self) -> Wrapped:
        """The wrapped data key as the cipher takes it (PostgreSQL hands out memoryviews)."""
        return Wrapped(self.key_id, bytes(self.wrap_nonce), bytes(self.wrapped_key))
