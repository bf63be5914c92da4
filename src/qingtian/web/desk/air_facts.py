"""What a matter about the air is about: the hours, the way to them, and whether its decisions are in the lake."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from qingtian.apps.air.models import AirReview, DustCase, LakeDecision
from qingtian.apps.proceedings.models import Proceeding
from qingtian.language import Text
from qingtian.web.design.shapes import Fact, Link

HOURS = Text("看小时值", "See the hours")
IN_LAKE = Text("{n} 项在数据湖里，撤回的 {undone} 项", "{n} in the lake, {undone} of them undone")
OWED = Text("{n} 项还没有写进数据湖，定时任务会写", "{n} not in the lake yet; the schedule writes them")


def air_facts(proceeding: Proceeding) -> list[Fact]:
    """Facts of a review or a case of dust; none of any other matter."""
    if review := AirReview.objects.select_related("station").filter(proceeding=proceeding).first():
        query = {"station": review.station.code, "item": review.items[0], "day": review.first_day.isoformat()}
        query |= {"first": review.first_hour, "last": review.last_hour if review.one_day else 24}
        name = Text(review.station.name_zh, review.station.name_en)
        hours = Link(HOURS, f"{reverse('desk:air_flag')}?{urlencode(query)}")
        return [Fact(Text("站点", "Station"), [name, hours]), *_decisions(proceeding)]
    if case := DustCase.objects.filter(proceeding=proceeding).first():
        query = {name: str(getattr(case, name)) for name in ("first_day", "first_hour", "last_day", "last_hour")}
        hours = Link(HOURS, f"{reverse('desk:air_dust_spell')}?{urlencode(query)}")
        return [Fact(Text("过程", "Spell"), [hours]), *_decisions(proceeding)]
    return []


def _decisions(proceeding: Proceeding) -> list[Fact]:
    made = LakeDecision.objects.filter(proceeding=proceeding)
    owed, done = made.filter(lake_id="").count(), made.filter(undoes=None).exclude(lake_id="").count()
    if not owed and not done:
        return []
    undone = made.filter(undoes=None, undone_by__isnull=False).exclude(lake_id="").count()
    words = [IN_LAKE.format(n=done, undone=undone)] if done else []
    return [Fact(Text("入湖", "In the lake"), words + ([OWED.format(n=owed)] if owed else []))]
