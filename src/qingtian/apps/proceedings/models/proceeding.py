"""Proceeding (办理事项)."""

from __future__ import annotations

import secrets

from django.db import models
from django.db.models import Q

from qingtian.apps.proceedings.models.handling import Handling

#: columns a list counts by or its scope asks for
TALLIED = (
    "procedure",
    "area",
    "channel",
    "owner_organ",
    "owner_post",
    "state",
    "edition",
    "restricted",
    "handling_mark",
)


def new_uid() -> str:
    """The name of a chain: random, so that it tells nothing and never repeats."""
    return secrets.token_hex(12)


class Proceeding(models.Model):
    """One matter that follows one declared procedure. Everything here is the projection of its acts.

    ``projection`` holds the replayed state in full; the columns beside it repeat what lists filter and sort by. A test
    and ``qingtian verify`` hold that the columns equal the replay.
    """

    Handling = Handling

    uid = models.CharField(max_length=24, unique=True, default=new_uid, editable=False)
    number = models.CharField("编号", max_length=40, unique=True)
    procedure = models.CharField("程序", max_length=40)
    edition = models.CharField("版本", max_length=20)
    state = models.CharField("状态", max_length=40)
    seq = models.PositiveIntegerField("动作数", default=0)
    title = models.CharField("事项", max_length=200)
    title_language = models.CharField(max_length=8, default="zh-Hans")
    area = models.ForeignKey("places.Area", models.PROTECT, null=True, blank=True, related_name="proceedings")
    opened_on = models.DateField("立件日期", null=True)
    last_on = models.DateField("最近动作日期", null=True)
    ended_on = models.DateField("办结日期", null=True, blank=True)
    erased_on = models.DateField("内容销毁日期", null=True, blank=True)
    next_due = models.DateField("最早到期", null=True, blank=True)
    owner_organ = models.CharField("责任单位", max_length=60, blank=True)
    owner_post = models.CharField("责任岗位", max_length=80, blank=True)
    channel = models.CharField("渠道", max_length=20, blank=True, help_text="how it came in, where the opening says so")
    party = models.CharField(
        "当事人",
        max_length=20,
        blank=True,
        db_index=True,
        help_text="number of the party it is about, where it has one",
    )
    handling_mark = models.CharField("处理标记", max_length=12, choices=Handling, default=Handling.INTERNAL)
    restricted = models.BooleanField("仅指定人员", default=False)
    generated = models.BooleanField("生成的演示数据", default=False)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    projection = models.JSONField(default=dict)
    head = models.CharField("链头", max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["ended_on", "next_due", "id"], name="proceeding_open_by_due"),
            models.Index(fields=["owner_organ", "ended_on", "next_due"], name="proceeding_by_owner"),
            models.Index(fields=["area", "ended_on", "next_due"], name="proceeding_by_area"),
            models.Index(fields=["procedure", "ended_on", "next_due"], name="proceeding_by_procedure"),
            # everything the figures beside a list ask of an open matter: counted from the index, not from the rows
            models.Index(
                fields=["next_due", "id", *TALLIED], name="proceeding_open_tally", condition=Q(ended_on__isnull=True)
            ),
            # the steps of an inbox: what waits in a state, the earliest clock first
            models.Index(
                fields=["procedure", "state", "next_due", "id"],
                name="proceeding_open_by_state",
                condition=Q(ended_on__isnull=True),
            ),
            models.Index(
                fields=["-ended_on", "-id"], name="proceeding_ended_latest", condition=Q(ended_on__isnull=False)
            ),
            models.Index(fields=["-last_on", "-id"], name="proceeding_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
