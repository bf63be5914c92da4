"""Evidence of the field (现场取证): sealed on a phone at capture, received in pieces, sealed again here."""

from __future__ import annotations

from django.db import models

from qingtian.enforcement.field_seal import Capture


class FieldEvidence(models.Model):
    """One sealed item. ``received_at`` and ``file`` are empty until every byte came and its SHA-256 is the sealed one.

    Times, places and sizes stand here as the phone wrote them: they are what was sealed. ``client`` is the name the
    phone gave the item; the same name with other content is refused, never written over.
    """

    visit = models.ForeignKey("inspections.Visit", models.PROTECT, related_name="evidence")
    chain = models.CharField("取证链", max_length=64)
    n = models.PositiveIntegerField("序号")
    client = models.CharField("手机编号", max_length=64, unique=True)
    kind = models.CharField("种类", max_length=12)
    at = models.CharField("取证时间（手机）", max_length=24)
    lat = models.CharField("纬度", max_length=12, blank=True)
    lon = models.CharField("经度", max_length=12, blank=True)
    accuracy = models.CharField("精度（米）", max_length=6, blank=True)
    media_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    about = models.CharField("签在哪一份上", max_length=64, blank=True)
    previous = models.CharField(max_length=64)
    seal = models.CharField("封条", max_length=64)
    mark = models.CharField("纸上的标志", max_length=12)
    sent_by = models.CharField("谁传的（岗位）", max_length=80)
    announced_at = models.DateTimeField("登记时间")
    received_at = models.DateTimeField("收齐时间", null=True, blank=True)
    file = models.ForeignKey("proceedings.StoredFile", models.PROTECT, null=True, blank=True, related_name="evidence")

    class Meta:
        ordering = ["chain", "n"]
        constraints = [models.UniqueConstraint(fields=["chain", "n"], name="evidence_once_in_its_chain")]
        indexes = [models.Index(fields=["visit", "received_at"], name="evidence_by_visit")]

    def __str__(self) -> str:
        return f"{self.kind} {self.chain[:8]} {self.n}"

    def capture(self) -> Capture:
        """The item as the phone sealed it."""
        return Capture(
            visit=self.visit.proceeding.number,
            chain=self.chain,
            n=self.n,
            client=self.client,
            kind=self.kind,
            at=self.at,
            lat=self.lat,
            lon=self.lon,
            accuracy=self.accuracy,
            media_type=self.media_type,
            size=self.size,
            sha256=self.sha256,
            about=self.about,
            previous=self.previous,
            seal=self.seal,
        )


class FieldChunk(models.Model):
    """A piece of an item on its way. All pieces go the moment the item is whole, or proves to be another."""

    evidence = models.ForeignKey(FieldEvidence, models.CASCADE, related_name="chunks")
    place = models.PositiveIntegerField("第几块")
    data = models.BinaryField()

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["evidence", "place"], name="chunk_once_a_place")]

    def __str__(self) -> str:
        return f"{self.evidence_id} {self.place}"
