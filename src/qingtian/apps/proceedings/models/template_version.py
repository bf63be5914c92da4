"""Version of a template (文书模板的一稿)."""

from __future__ import annotations

from django.db import models


class TemplateVersion(models.Model):
    """One wording of a paper by this office: sent by one person, tried on a real matter, put in force by another.

    The file in force lies in the folder of templates as well, where filling a paper looks for it.
    """

    template = models.CharField("文书", max_length=60)
    version = models.PositiveIntegerField("稿次")
    content = models.BinaryField("Word 文件")
    sm3 = models.CharField(max_length=64)
    change = models.CharField("改了什么", max_length=200)
    sent_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    sent_at = models.DateTimeField("送来")
    tried_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    tried_on = models.CharField("在哪件事上看过", max_length=40, blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)
    live_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    live_at = models.DateTimeField("启用", null=True, blank=True)
    ended_at = models.DateTimeField("停用", null=True, blank=True)

    class Meta:
        ordering = ["template", "-version"]
        constraints = [models.UniqueConstraint(fields=["template", "version"], name="template_version_once")]

    def __str__(self) -> str:
        return f"{self.template} {self.version}"

    @property
    def in_force(self) -> bool:
        return self.live_at is not None and self.ended_at is None
