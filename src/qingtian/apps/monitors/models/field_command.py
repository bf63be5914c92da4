"""Field command (反控指令): what of a command to a data logger is kept beside its file."""

from __future__ import annotations

from django.db import models


class FieldCommand(models.Model):
    """One command: to which device, what, with which values. A new password is sealed under ``loggers.key`` and goes,
    with the salt of its digest, once it was answered, failed or was given up: then nobody can tell it again."""

    proceeding = models.OneToOneField("proceedings.Proceeding", models.PROTECT, related_name="field_command")
    logger = models.ForeignKey("monitors.DataLogger", models.PROTECT, related_name="commands")
    request = models.CharField("指令", max_length=40)
    values = models.JSONField("参数", default=dict, blank=True, help_text="as entered, without the password")
    password_nonce = models.BinaryField(null=True, blank=True, editable=False)
    password_sealed = models.BinaryField(null=True, blank=True, editable=False)
    password_salt = models.CharField(max_length=64, blank=True, editable=False)
    qn = models.CharField("请求编码 QN", max_length=20, blank=True)
    sent_at = models.DateTimeField("发送时间", null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["logger", "qn"], name="field_command_by_qn")]

    def __str__(self) -> str:
        return f"{self.logger_id} {self.request}"
