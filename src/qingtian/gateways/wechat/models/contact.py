"""Somebody who writes to the account (联系人), and what they reported."""

from __future__ import annotations

from django.db import models


class Contact(models.Model):
    """Joined by the keyed digest of the OpenID; the OpenID, and a name and a telephone if given, lie sealed.

    ``draft`` is the report being talked about. ``heard_at`` opens the 48 hours in which WeChat lets us answer,
    ``told`` counts the answers since. ``left_at``: no longer subscribed.
    """

    digest = models.CharField("OpenID 摘要", max_length=64, unique=True)
    sealed = models.BinaryField("OpenID（密文）")
    language = models.CharField("语言", max_length=8, default="zh-Hans")
    draft = models.OneToOneField("petitions.ReportDraft", models.SET_NULL, null=True, related_name="wechat_contact")
    since = models.DateTimeField("第一次来")
    heard_at = models.DateTimeField("最近一次来")
    told = models.PositiveSmallIntegerField("之后发过几条", default=0)
    left_at = models.DateTimeField("取消关注", null=True)

    class Meta:
        indexes = [models.Index(fields=["heard_at"], name="wechat_contact_by_hearing")]

    def __str__(self) -> str:
        return f"contact {self.pk}"


class Filing(models.Model):
    """A petition that came out of a chat, and which act and state its reporter last heard of."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="filings")
    petition = models.OneToOneField("petitions.Petition", models.PROTECT, related_name="wechat_filing")
    told_seq = models.PositiveIntegerField("说到第几个动作")
    told_state = models.CharField("说到哪个状态", max_length=40, default="received")

    def __str__(self) -> str:
        return f"filing {self.pk}"
