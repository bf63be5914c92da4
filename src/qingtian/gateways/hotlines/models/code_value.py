"""A word of a hotline's code table (代码值) and what it is here; seen once, mapped once."""

from __future__ import annotations

from django.db import models

from qingtian.language import Text


class CodeValue(models.Model):
    """``ours`` is None while nobody has said what it means, empty where it means nothing here."""

    class Kind(models.TextChoices):
        BUSINESS = "business_type", "业务类别"
        CATEGORY = "category", "诉求分类"
        STATUS = "status", "状态"

    system = models.CharField("热线", max_length=8)
    kind = models.CharField("代码表", max_length=20, choices=Kind)
    value = models.CharField("那边的词", max_length=40)
    ours = models.CharField("这边的代码", max_length=40, null=True, blank=True)
    seen_at = models.DateTimeField("第一次见到")
    set_by = models.CharField("对应人", max_length=160, blank=True)

    class Meta:
        verbose_name = "热线代码值"
        ordering = ["system", "kind", "value"]
        constraints = [models.UniqueConstraint(fields=["system", "kind", "value"], name="code_value_once")]

    def __str__(self) -> str:
        return f"{self.system} {self.kind} {self.value}"

    @property
    def title(self) -> Text:
        return KINDS[self.kind]


KINDS = {
    "business_type": Text("业务类别", "Kind of request"),
    "category": Text("诉求分类", "Category"),
    "status": Text("状态", "Status"),
}
