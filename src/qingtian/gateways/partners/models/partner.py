"""Partner (对接系统): another system with a secret of its own."""

from __future__ import annotations

from django.db import models

from qingtian.gateways.partners.rights import Right
from qingtian.language import Text


class Partner(models.Model):
    """A system that may call us. ``may`` holds codes of ``Right``; ``media_hosts`` the only hosts a file it names is
    fetched from; ``systems`` the source systems a hotline speaks for; ``key_digest`` finds a partner by its key where a
    protocol sends the key itself (Open311)."""

    code = models.SlugField("代码", max_length=40, unique=True)
    title_zh = models.CharField("名称", max_length=80)
    title_en = models.CharField("Name", max_length=120)
    may = models.JSONField("可以做什么", default=list)
    media_hosts = models.JSONField("可取文件的主机", default=list)
    systems = models.JSONField("来源系统", default=list)
    nonce = models.BinaryField("随机数")
    sealed_secret = models.BinaryField("密封的密钥")
    key_digest = models.CharField("密钥摘要", max_length=64, unique=True)
    added_at = models.DateTimeField("登记时间")
    renewed_at = models.DateTimeField("换密钥时间")
    ended_at = models.DateTimeField("停用时间", null=True, blank=True)
    last_call_at = models.DateTimeField("最近一次来访", null=True, blank=True)

    class Meta:
        verbose_name = "对接系统"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code

    @property
    def title(self) -> Text:
        return Text(self.title_zh, self.title_en)

    @property
    def active(self) -> bool:
        return self.ended_at is None

    @property
    def rights(self) -> list[Right]:
        """What it may do, in the order of the list; a code a later version dropped is left out."""
        return [right for right in Right if right in self.may]

    @property
    def speaks_for(self) -> list[str]:
        """Source systems whose orders it may push and answer, each with those behind its dash; unless others are
        entered, the one of its own code."""
        return self.systems or [self.code]
