"""Order of a hotline (热线工单): what their side says of a petition, without who called and what was said."""

from __future__ import annotations

from django.db import models

from qingtian.trail import sm3

#: letters a token of an act may have
MOST = 64


class HotlineOrder(models.Model):
    """One order, known by its whole source and number. What names a person lies sealed with the version it came in.

    ``confidential`` (保密) keeps the reporter from the handling organ. ``evaluation`` is what came back of the call to
    the reporter: satisfied with the result and the course, solved, counted in the assessment. ``round`` grows when an
    import was undone, so that the number may come again. ``withdrawn_at`` (撤单): since when the hotline says
    the caller took it back; the petition goes on until the office ends it, a violation is pursued in any case.
    """

    system = models.CharField("来源系统", max_length=20)
    number = models.CharField("工单编号", max_length=60)
    proceeding = models.ForeignKey("proceedings.Proceeding", models.PROTECT, related_name="hotline_orders")
    round = models.PositiveSmallIntegerField("第几次收件", default=1)
    source_channel = models.CharField("受理方式", max_length=40, blank=True)
    business_type = models.CharField("业务类别", max_length=40, blank=True)
    category = models.CharField("诉求分类", max_length=200, blank=True)
    urgency = models.CharField("紧急程度", max_length=40, blank=True)
    status = models.CharField("那边的状态", max_length=40, blank=True)
    confidential = models.BooleanField("要求保密", default=False)
    need_callback = models.BooleanField("要回访", default=False)
    accepted_at = models.DateTimeField("受理时间", null=True, blank=True)
    dispatched_at = models.DateTimeField("派单时间", null=True, blank=True)
    due_at = models.DateTimeField("到期时间", null=True, blank=True)
    signed_at = models.DateTimeField("签收时间", null=True, blank=True)
    returned_at = models.DateTimeField("退单时间", null=True, blank=True)
    withdrawn_at = models.DateTimeField("撤单时间", null=True, blank=True)
    redone = models.PositiveSmallIntegerField("重办次数", default=0)
    evaluation = models.JSONField("评价", default=dict)
    stamp = models.CharField("版本", max_length=40, blank=True)
    taken_at = models.DateTimeField("第一次收到")
    changed_at = models.DateTimeField("最近更新")
    undone_at = models.DateTimeField("导入撤销", null=True, blank=True)

    class Meta:
        verbose_name = "热线工单"
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["system", "number"], name="hotline_order_once")]
        indexes = [
            models.Index(fields=["due_at"], name="hotline_order_by_due"),
            models.Index(fields=["changed_at", "id"], name="hotline_order_by_change"),
        ]

    def __str__(self) -> str:
        return f"{self.system} {self.number}"

    @property
    def once(self) -> str:
        """The token under which its petition is received once; a long one by its digest, which fits the column."""
        token = f"{self.system}:{self.number}" + (f"#{self.round}" if self.round > 1 else "")
        return token if len(token) <= MOST else sm3(token.encode())
