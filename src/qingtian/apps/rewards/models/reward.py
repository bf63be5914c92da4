"""Reward (举报奖励)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Reward(models.Model):
    """One reward of one violation. Who is paid is not here: ``payee_token`` points into the sealed store.

    ``root`` is the petition the violation was reported in, that of the main one where reports were merged; the database
    itself holds that one root, and one decision, has one reward that stands: ``decision_number`` is its key
    (``decision_key``), the number as written stands in the trail. ``pay_code`` is all a payment list shows.
    """

    proceeding = models.OneToOneField("proceedings.Proceeding", models.PROTECT, related_name="reward")
    petition = models.ForeignKey("petitions.Petition", models.PROTECT, related_name="rewards")
    root = models.ForeignKey("proceedings.Proceeding", models.PROTECT, related_name="rewards_of_root")
    standing = models.BooleanField("有效", default=True)
    decision_number = models.CharField("决定文号", max_length=80, blank=True)
    pay_code = models.CharField("发放代码", max_length=16, unique=True)
    amount = models.PositiveIntegerField("金额（元）", default=0)
    scheme = models.DateField("奖励标准版次", null=True, blank=True)
    claim_digest = models.CharField("领奖码摘要", max_length=64, blank=True)
    payee_token = models.CharField("收款信息密封号", max_length=64, blank=True)
    payee_mark = models.CharField("收款人标记", max_length=64, blank=True, db_index=True)
    paid_on = models.DateField("发放日期", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["root"], condition=Q(standing=True), name="reward_once_a_violation"),
            models.UniqueConstraint(
                fields=["decision_number"],
                condition=Q(standing=True) & ~Q(decision_number=""),
                name="reward_once_a_decision",
            ),
        ]
        indexes = [models.Index(fields=["paid_on"], name="reward_by_day_paid")]

    def __str__(self) -> str:
        return self.pay_code
