"""The monthly ranking of regions: groups ranked apart, PM10 first, what the index is made of."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from qingtian.apps.air.figures import ranking_of
from qingtian.apps.air.models import AirPublication
from qingtian.apps.air.places import Place
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.proceedings.queries import procedure_of
from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.standards.periods import Period, month_of, period
from qingtian.web.design.period_words import period_words
from qingtian.web.desk.air import exports, ranking_words
from qingtian.web.desk.air.empty import nothing
from qingtian.web.desk.air.ranking_rows import ITEMS, groups, sheet
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.air_pieces import item

ONE_DAY = timedelta(days=1)
SORTS = ("rank", "index", *ITEMS)
PUBLICATION = Text("发布物：{state}，第 {version} 版", "Publication: {state}, version {version}")
TITLE = Text("{month} 环境空气质量排名", "Air quality ranking, {month}")
HEADS = (
    "分组",
    "名次",
    "比上年",
    "区域",
    "PM10",
    "PM10 同比",
    "PM2.5",
    "NO2",
    "SO2",
    "CO",
    "O3",
    "综合指数",
    "指数同比 %",
    "优良率 %",
)


def asked_month(request: DeskRequest) -> Period:
    """The month in the address; the last one that has ended where none can be read."""
    last = month_of(request.as_of.replace(day=1) - ONE_DAY)
    try:
        found = period(request.GET.get("month", ""))
    except UnusableInput:
        return last
    return found if found.kind == "month" else last


@officer
def ranking(request: DeskRequest) -> HttpResponse:
    """The ranking of a month (``?month=2026-10``), also as CSV and Excel; for every officer in office."""
    month = asked_month(request)
    sort = next((each for each in SORTS if each == request.GET.get("sort")), "rank")
    found = ranking_of(month)
    made, head = groups(found, lambda place: _days_of(place, month), sort)
    words = period_words(month)
    if exports.wanted(request) and made:
        return exports.taken(request, TITLE.format(month=words), HEADS, sheet(made), found.basis)
    context: dict[str, Any] = {"words": words, "sort": sort, **_months(request, month)}
    if not found.measured:
        return render(request, "desk/air/ranking.html", {**context, "groups": [], **nothing(found.basis, month)})
    context |= {
        "groups": made,
        "head": head,
        "heads": _heads(month, sort),
        "sorts": {"rank": urlencode({"month": month.id})},
        "query": urlencode({"month": month.id} | ({} if sort == "rank" else {"sort": sort})),
        "width": 4 + len(_heads(month, sort)),
        "summary": ranking_words.summary(found),
        "computed": ranking_words.computed(found),
        "basis": found.basis,
        "days_href": _days_of(found.city, month),
        "publication": _publication(request, month),
        **ranking_words.chart(found),
    }
    return render(request, "desk/air/ranking.html", context)


def _publication(request: DeskRequest, month: Period) -> dict[str, Any] | None:
    """The latest publication of this month's ranking in sight and how far it is; its page has paper, Word and PDF."""
    found = AirPublication.objects.filter(kind="ranking", period=month.id, proceeding__in=visible(request.actor))
    latest = found.select_related("proceeding").defer("figures").order_by("-proceeding_id", "-version").first()
    if latest is None:
        return None
    matter = latest.proceeding
    words = PUBLICATION.format(state=procedure_of(matter).states[matter.state].title, version=latest.version)
    return {"href": reverse("desk:air_publication", args=[matter.number]), "label": words}


def _months(request: DeskRequest, month: Period) -> dict[str, Any]:
    before, after = month_of(month.first - ONE_DAY), month_of(month.last + ONE_DAY)
    there = after.first <= request.as_of
    return {
        "here": _short(month),
        "before": {"query": urlencode({"month": before.id}), "words": _short(before)},
        "after": {"query": urlencode({"month": after.id}), "words": _short(after)} if there else None,
    }


def _short(month: Period) -> Text:
    return Text(f"{month.first.month}月", f"{month.first:%b}")


def _heads(month: Period, sort: str) -> list[dict[str, Any]]:
    """Heads of the columns of figures; those of a quantity sort by it."""

    def sorting(by: str, label: object, lead: bool = False) -> dict[str, Any]:
        query = urlencode({"month": month.id, "sort": by})
        return {"label": label, "query": query, "sorted": sort == by, "lead": lead}

    plain = [
        {"label": words}
        for words in (Text("同比", "change"), Text("同比 %", "change, %"), Text("优良率 %", "good days, %"))
    ]
    named = [sorting(each, item(each.removesuffix("_8h"))) for each in ITEMS[1:]]
    index = sorting("index", Text("综合指数", "Index"))
    return [sorting(ITEMS[0], item(ITEMS[0]), lead=True), plain[0], *named, index, *plain[1:]]


def _days_of(place: Place, month: Period) -> str:
    """The days behind a region's mean."""
    wanted = {"place": place.code, "item": "PM10", "kind": "month", "on": month.first.isoformat()}
    return f"{reverse('desk:air_explore')}?{urlencode(wanted)}"
