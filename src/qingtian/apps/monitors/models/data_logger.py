"""Data logger (数采仪): the device that sends what the instruments of an outlet measure."""

from __future__ import annotations

from django.db import models


class DataLogger(models.Model):
    """What is known of one device (MN). Units never travel in a message: ``units`` holds them by factor code.

    ``expected`` names the factors it owes, ``rhythm_minutes`` how often it must be heard. The SM4 key of 2025 is sealed
    (``logger_key``); a device without an outlet is registered and its values wait.
    """

    class Edition(models.TextChoices):
        OLD = "2005", "HJ/T 212-2005"
        COMMON = "2017", "HJ 212-2017"
        NEW = "2025", "HJ 212-2025"

    class CrcPolicy(models.TextChoices):
        STRICT = "strict", "只收标准校验"
        MODBUS = "modbus", "也收 MODBUS 校验"
        SWAPPED = "modbus_swapped", "也收字节颠倒的 MODBUS 校验"

    class Charset(models.TextChoices):
        UTF8 = "utf-8", "UTF-8"
        GBK = "gbk", "GBK"

    mn = models.CharField("设备编码 MN", max_length=40, unique=True)
    name = models.CharField("名称", max_length=120)
    edition = models.CharField("标准版本", max_length=4, choices=Edition, default=Edition.COMMON)
    crc_policy = models.CharField("校验策略", max_length=16, choices=CrcPolicy, default=CrcPolicy.STRICT)
    charset = models.CharField("字符集", max_length=8, choices=Charset, default=Charset.UTF8)
    units = models.JSONField("单位", default=dict, blank=True, help_text="unit by factor code")
    expected = models.JSONField("应报因子", default=list, blank=True)
    rhythm_minutes = models.PositiveSmallIntegerField("上报间隔（分钟）", default=60)
    key_nonce = models.BinaryField(null=True, blank=True, editable=False)
    key_sealed = models.BinaryField(null=True, blank=True, editable=False)
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="loggers", verbose_name="监管机关")
    outlet = models.ForeignKey("monitors.Outlet", models.PROTECT, null=True, blank=True, related_name="loggers")
    active = models.BooleanField("启用", default=True)

    class Meta:
        ordering = ["mn"]

    def __str__(self) -> str:
        return self.mn
