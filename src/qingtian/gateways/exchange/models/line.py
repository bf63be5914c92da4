"""Line (交换对方): the installation of the other level, and how far each side has got."""

from __future__ import annotations

from django.db import models


class Line(models.Model):
    """``own_code`` is what the other side calls us; ``organ`` the organ here that stands for them, ``receiver`` ours
    that receives what comes. ``taken`` is the last number done here without a gap, ``acknowledged`` theirs of ours.
    Without ``url`` the messages are carried as files.
    """

    partner = models.OneToOneField("partners.Partner", models.PROTECT, related_name="line")
    own_code = models.SlugField("我方代码", max_length=40)
    organ = models.CharField("对方机关", max_length=60)
    receiver = models.CharField("本方收件机构", max_length=60)
    url = models.URLField("对方地址", blank=True)
    their_key = models.CharField("对方公钥", max_length=64, blank=True)
    sent = models.PositiveIntegerField("发到第几号", default=0)
    acknowledged = models.PositiveIntegerField("对方收到第几号", default=0)
    taken = models.PositiveIntegerField("收到第几号", default=0)
    last_at = models.DateTimeField("最近一次往来", null=True, blank=True)
    trouble = models.CharField("最近一次没通的原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "交换对方"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.partner.code
