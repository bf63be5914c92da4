"""The log of openings (身份查阅记录): append-only, held by triggers of the database."""

from __future__ import annotations

from django.db import models

from qingtian.apps.identities.identity import Purpose, Subject

_NEVER_EMPTY = ("token", "person", "post", "organ", "reason")


class OpeningLog(models.Model):
    """Who opened what, when and why. It outlives the sealed record, so it holds the token, not a relation."""

    token = models.CharField("编号", max_length=64, db_index=True)
    subject = models.CharField("查阅内容", max_length=10, choices=[(each.value, each.text.zh) for each in Subject])
    file_ref = models.CharField("文件编号", max_length=32, blank=True, default="")
    opened_at = models.DateTimeField("查阅时间")
    person_id = models.CharField("人员编号", max_length=64)
    person = models.CharField("查阅人", max_length=100)
    post = models.CharField("职务", max_length=200)
    organ = models.CharField("单位", max_length=200)
    reason = models.TextField("理由")
    purpose = models.CharField("用途", max_length=20, choices=[(each.value, each.text.zh) for each in Purpose])

    class Meta:
        verbose_name = verbose_name_plural = "身份查阅记录"
        ordering = ["opened_at", "pk"]
        constraints = [
            *(
                models.CheckConstraint(condition=~models.Q(**{name: ""}), name=f"opening_log_has_{name}")
                for name in _NEVER_EMPTY
            ),
            models.CheckConstraint(
                condition=models.Q(purpose__in=[each.value for each in Purpose]), name="opening_log_purpose_known"
            ),
            models.CheckConstraint(
                condition=models.Q(subject=Subject.IDENTITY.value, file_ref="")
                | (models.Q(subject=Subject.FILE.value) & ~models.Q(file_ref="")),
                name="opening_log_subject_known",
            ),
        ]

    def __str__(self) -> str:
        return f"opening {self.pk}"
