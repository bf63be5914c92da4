"""Sheet of facts (事实数据表): what a case is known to amount to, from which candidate crimes are computed."""

from __future__ import annotations

from django.db import models


class CrimeFactSheet(models.Model):
    """One edition of the sheet of one case; a change is another edition, the latest counts. It names nobody.

    ``facts`` holds amounts, circumstances, readings and earlier penalties as they were entered; what is not in it is
    not known.
    """

    case = models.ForeignKey("proceedings.Proceeding", models.PROTECT, related_name="crime_fact_sheets")
    edition = models.PositiveIntegerField("第几版")
    act_on = models.DateField("行为日")
    facts = models.JSONField("事实")
    post = models.CharField("登记岗位", max_length=60)
    entered_at = models.DateTimeField("登记时间")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "edition"], name="crime_fact_sheet_edition_once")]

    def __str__(self) -> str:
        return f"{self.case_id} / {self.edition}"
