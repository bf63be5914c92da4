"""The state of one user's password (口令状态)."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Account(models.Model):
    """Made with the user. A user without one (made by a command) has no forced change and no history yet."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="account")
    must_change = models.BooleanField("须自设口令", default=False)
    #: the one-time code handed over by the administrator signs in until then
    code_until = models.DateTimeField("一次性口令有效至", null=True, blank=True)
    password_changed_at = models.DateTimeField("口令设定时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "账号"

    def __str__(self) -> str:
        return f"account {self.pk}"


class PastPassword(models.Model):
    """The digest of a password in use earlier; the last few cannot be taken again."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="past_passwords")
    digest = models.CharField(max_length=255)
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["-set_at", "-pk"]

    def __str__(self) -> str:
        return f"past password {self.pk}"
