"""People and places (人和地方): who held which post on a day, and who answers for which area."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.cases.models import AreaContract
from qingtian.apps.people.models import Organ, Person, Post, Tenure
from qingtian.apps.places.models import Area
from qingtian.language import Text
from qingtian.procedures.who import ROLES
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.seat import DeskRequest, officer

NOTHING = Choice("", Text("全部", "All"))


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post, who held it on the day, since when, and what it may do."""

    post: Post
    person: Person | None
    since: date | None
    roles: list[Text]


@dataclass(frozen=True, slots=True)
class OrganRows:
    organ: Organ
    depth: int
    posts: list[PostRow]


@officer
@require_safe
def people(request: DeskRequest) -> HttpResponse:
    """The posts of the organs of one area (or all) on one day, and that year's area contracts."""
    day = _day(request)
    area = Area.objects.filter(code=request.GET.get("area", "")).first()
    context = {
        "day": day,
        "organs": _organs(area, day),
        "contracts": _contracts(day),
        "fields": [
            FieldView("on", Text("哪一天", "On the day"), "date", value=day, maximum=""),
            FieldView(
                "area",
                Text("地方", "Area"),
                "select",
                value=area.code if area else "",
                choices=[NOTHING, *(Choice(a.code, Text(a.name_zh, a.name_en)) for a in Area.objects.order_by("path"))],
                required=False,
                width="medium",
            ),
        ],
    }
    return render(request, "desk/people.html", context)


def _day(request: DeskRequest) -> date:
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return request.as_of


def _held(day: date) -> dict[int, Tenure]:
    """By post: the latest to take office where two overlap at a hand-over."""
    return {t.post_id: t for t in Tenure.objects.on(day).select_related("person").order_by("starts", "pk")}


def _organs(area: Area | None, day: date) -> list[OrganRows]:
    posts = Post.objects.select_related("organ").order_by("organ__path", "-rank", "code")
    if area:
        posts = posts.filter(organ__area__path__startswith=area.path)
    held, rows = _held(day), defaultdict(list)
    organs: dict[int, Organ] = {}
    for post in posts:
        tenure = held.get(post.pk)
        organs[post.organ_id] = post.organ
        rows[post.organ_id].append(
            PostRow(
                post,
                tenure.person if tenure else None,
                tenure.starts if tenure else None,
                [ROLES[role] for role in post.roles if role in ROLES],
            )
        )
    return [OrganRows(organ, len(organ.chain), rows[pk]) for pk, organ in organs.items()]


def _contracts(day: date) -> list[tuple[AreaContract, Person | None]]:
    held = _held(day)
    contracts = AreaContract.objects.filter(year=day.year).select_related("area", "post__organ").order_by("area__path")
    return [(c, held[c.post_id].person if c.post_id in held else None) for c in contracts]
