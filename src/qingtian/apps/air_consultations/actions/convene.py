"""Convene a consultation (召集会商): one place, one quarter; its pack is made afterwards, by the worker."""

from __future__ import annotations

from datetime import date, datetime

from qingtian.apps.air.models import Region
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.models import Proceeding
from qingtian.language import Text
from qingtian.procedures import Actor

TITLE = Text("{place}{quarter}空气质量会商", "{place} {quarter}: air consultation")


def convene(
    place: str, quarter: str, *, by: Actor, on: date, now: datetime, once: str | None = None, generated: bool = False
) -> Proceeding:
    """Open the matter of a region (its code) and a quarter such as 2026-Q3. Raises Refused as ``perform`` does."""
    region = Region.objects.filter(code=place).select_related("area").first()
    name = region.name_zh if region else place
    subject = TITLE.format(place=name, quarter=quarter).zh
    fields = {"subject": subject, "place": place, "quarter": quarter}
    if region and region.area:
        fields["area"] = region.area.code
    return open_proceeding(
        "air_consultation", by=by, on=on, now=now, title=subject, fields=fields, once=once, generated=generated
    )
