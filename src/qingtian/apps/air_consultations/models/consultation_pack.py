"""Data pack of a consultation (会商资料): figures frozen with what they rest on and their digest."""

from __future__ import annotations

from django.db import models


class ConsultationPack(models.Model):
    """One version. ``data`` is canonical JSON without floats, ``sm3`` its digest, which the trail holds too."""

    consultation = models.ForeignKey("air_consultations.AirConsultation", models.PROTECT, related_name="packs")
    version = models.PositiveSmallIntegerField("版次")
    data = models.TextField("资料")
    sm3 = models.CharField("指纹", max_length=64)
    edition = models.CharField("标准", max_length=60)
    snapshot = models.CharField("数据快照", max_length=60, blank=True)
    program = models.CharField("程序版本", max_length=40)
    made_at = models.DateTimeField("做好的时间")

    class Meta:
        ordering = ["consultation", "version"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "version"], name="consultation_pack_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.consultation} v{self.version}"
