"""Conditions of random inspection (双随机抽查), and of the visit that calls itself random."""

from __future__ import annotations

from collections.abc import Callable

from qingtian.language import Text
from qingtian.procedures.guards.persons import took_part
from qingtian.procedures.guards.registry import GuardContext, guard

#: given by the chapter: ``(office, year, quarter, replaces)`` gives the number of the draw that stands, or nothing
STANDING_DRAW = "standing_draw"
#: given by the chapter: least officers at an inspection
TEAM = "inspection_team"
#: given by the chapter: drawn objects with neither a result nor a reason; those nobody entered a visit to
OPEN_OBJECTS, NOT_ENTERED = "open_drawn_objects", "drawn_objects_not_entered"
#: given by the chapter: whether a visit of the draw was entered
TOUCHED = "draw_was_touched"


@guard(
    "one_draw_a_quarter",
    Text("一个季度一次，重抽要先有理由作废上一次", "once a quarter; again only after the last was set aside"),
    needs_fields=True,
    needs_world=(STANDING_DRAW,),
)
def one_draw_a_quarter(context: GuardContext) -> Text | None:
    asked: Callable[[str, int, int, str], Text | None] | None = context.world.get(STANDING_DRAW)
    given, replaces = context.fields, context.fields.get("replaces") or {}
    if asked is None:
        return None
    office, number = context.actor.organ or "", str(replaces.get("number", ""))
    return asked(office, int(given["year"]), int(given["quarter"]), number)


@guard(
    "enough_officers_in_the_pool",
    Text("名单里至少有两名执法人员", "the pool holds at least two officers"),
    needs_fields=True,
    needs_world=(TEAM,),
)
def enough_officers_in_the_pool(context: GuardContext) -> Text | None:
    team = int(context.world.get(TEAM, 0))
    if int(context.fields["officers"]) >= team:
        return None
    return Text(f"执法人员名单不足 {team} 人。", f"The pool holds fewer than {team} officers.")


@guard("draw_lies_ahead", Text("抽取的期限在今天以后", "the day to draw lies ahead"), needs_fields=True)
def draw_lies_ahead(context: GuardContext) -> Text | None:
    if context.fields["draw_by"] > context.on.isoformat():
        return None
    return Text("抽取的期限要在今天以后。", "The day to draw lies after today.")


@guard("visits_lie_ahead", Text("看完的期限在今天以后", "the last day of the visits lies ahead"), needs_fields=True)
def visits_lie_ahead(context: GuardContext) -> Text | None:
    if context.fields["last_day"] > context.on.isoformat():
        return None
    return Text("看完的期限要在今天以后。", "The last day of the visits lies after today.")


@guard("seed_after_the_pools", Text("种子在冻结名单以后的一天", "the seed comes on a later day than the pools"))
def seed_after_the_pools(context: GuardContext) -> Text | None:
    frozen = context.projection.done.get("freeze_pools", ())
    if frozen and context.on.isoformat() > str(frozen[-1]["on"]):
        return None
    return Text(
        "冻结名单当天不能抽：种子要是以后才公布的数。",
        "Not on the day the pools were frozen: the seed is a number published later.",
    )


@guard(
    "object_is_drawn_and_open",
    Text("是抽到的、还没有看的对象", "the object was drawn and not visited yet"),
    needs_fields=True,
    needs_world=(NOT_ENTERED,),
)
def object_is_drawn_and_open(context: GuardContext) -> Text | None:
    if (context.fields.get("party") or {}).get("number") in context.world.get(NOT_ENTERED, ()):
        return None
    return Text("不是抽到的对象，或者已经安排了检查。", "It was not drawn, or its visit is entered already.")


@guard(
    "every_drawn_object_visited",
    Text("抽到的每个对象都有结果或者理由", "every drawn object has a result or a reason"),
    needs_world=(OPEN_OBJECTS,),
)
def every_drawn_object_visited(context: GuardContext) -> Text | None:
    left = context.world.get(OPEN_OBJECTS, ())
    if not left:
        return None
    return Text(
        f"还有 {len(left)} 个对象没有检查结果，也没有记看不成的理由；不到那时不能公开。",
        f"{len(left)} object(s) have neither a result nor a reason; nothing is published before.",
    )


@guard(
    "nobody_visited_yet",
    Text("还没有去看过", "no visit was entered yet"),
    needs_world=(TOUCHED,),
    rests_on=("excuse_object",),
)
def nobody_visited_yet(context: GuardContext) -> Text | None:
    if not context.world.get(TOUCHED):
        return None
    return Text(
        "已经安排过检查，名单揭开了，不能作废重抽。",
        "A visit was entered and part of the list revealed: it cannot be drawn anew.",
    )


@guard(
    "published_by_another_than_stated",
    Text("报结果和公开不是一个人", "stated by one, published by another"),
    rests_on=("state_results",),
)
def published_by_another_than_stated(context: GuardContext) -> Text | None:
    if not took_part(context.actor, context.projection.done.get("state_results", ())):
        return None
    return Text("报结果的人自己不能公开。", "Whoever stated the results does not publish them.")
