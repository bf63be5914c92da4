"""Leader's instruction (领导批示)."""

from __future__ import annotations

from django.db import models


class Instruction(models.Model):
    """One line of the ledger (批示督办台账): what the leader of a post wrote on a paper, who is charged, what was done.

    ``due`` and ``reply`` repeat the acts; ``handler`` is the code of the organ charged.
    """

    proceeding = models.OneToOneField("proceedings.Proceeding", models.PROTECT, related_name="instruction")
    leader_post = models.ForeignKey("people.Post", models.PROTECT, related_name="instructions")
    instructed_on = models.DateField("批示时间")
    document = models.TextField("文件")
    document_number = models.CharField("文号", max_length=200, blank=True)
    text = models.TextField("批示内容")
    handler = models.CharField("承办单位", max_length=60, blank=True)
    due = models.DateField("办理时限", null=True, blank=True)
    reply = models.TextField("办理情况", blank=True)
    replied_on = models.DateField("报告日期", null=True, blank=True)

    class Meta:
        ordering = ["-instructed_on", "-pk"]
        indexes = [models.Index(fields=["handler", "due"], name="instruction_by_handler")]

    def __str__(self) -> str:
        return f"instruction {self.proceeding_id}"
