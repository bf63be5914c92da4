"""Conditions on air data: two persons, local stations alone, hours that lie in order."""

from __future__ import annotations

from datetime import date

from qingtian.language import Text
from qingtian.procedures.guards.registry import GuardContext, guard

#: what an act decides on, by the act that decides
PROPOSALS = {"confirm": "propose", "confirm_undo": "propose_undo"}
#: hours of one matter reach over so many days at most
LONGEST = 31
HOURS = ("first_day", "first_hour", "last_day", "last_hour")


@guard("another_than_proposed", Text("提出和认定要由两个人", "who proposed does not decide"), rests_on=("propose",))
def another_than_proposed(context: GuardContext) -> Text | None:
    proposed = context.projection.done.get(PROPOSALS[context.transition.act], ())
    if not proposed or proposed[-1]["by"].get("person_id") != context.actor.person_id:
        return None
    return Text("这是您提出的，要由另一个人认定。", "You proposed this: another person decides.")


@guard("local_station", Text("不是国控站", "not a national station"), needs_fields=True, needs_world=("stations",))
def local_station(context: GuardContext) -> Text | None:
    code = str(context.fields["station"])
    level = context.world.get("stations", {}).get(code)
    if level is None:
        return Text(f"没有站点“{code}”。", f"There is no station “{code}”.")
    if level != "national":
        return None
    return Text(
        "国控站的数据由国家和省里审核，这里的疑点只供参考，不能作决定；有疑问请向上级报告。",
        "Data of national stations are reviewed upstream: flags are advisory here, nothing is decided; report a doubt.",
    )


@guard("known_stations", Text("站点都在名录里", "known stations"), needs_fields=True, needs_world=("stations",))
def known_stations(context: GuardContext) -> Text | None:
    known = context.world.get("stations", {})
    unknown = [code for code in str(context.fields["stations"]).split() if code not in known]
    return Text(f"没有站点：{'、'.join(unknown)}。", f"No such station: {', '.join(unknown)}.") if unknown else None


@guard("hours_in_order", Text("起止小时写得对", "hours that lie in order"), needs_fields=True)
def hours_in_order(context: GuardContext) -> Text | None:
    named = [name for name in HOURS if context.fields.get(name) is not None]
    if not named:
        return None
    if len(named) < len(HOURS):
        return Text("起止的日期和小时要一起填。", "The days and hours of beginning and end go together.")
    first, last = (date.fromisoformat(context.fields[name]) for name in ("first_day", "last_day"))
    begins, ends = int(context.fields["first_hour"]), int(context.fields["last_hour"])
    if not (1 <= begins <= 24 and 1 <= ends <= 24):
        return Text("小时是 1 到 24。", "An hour is 1 to 24.")
    if (first, begins) > (last, ends):
        return Text("结束早于开始。", "The end lies before the beginning.")
    if (last - first).days >= LONGEST:
        return Text(f"一次不超过 {LONGEST} 天。", f"No more than {LONGEST} days at once.")
    if last > context.on:
        return Text("结束在今天之后。", "The end lies after today.")
    return None


@guard("reported_the_same_day", Text("当天上报", "reported the same day"), needs_fields=True)
def reported_the_same_day(context: GuardContext) -> Text | None:
    if context.on <= date.fromisoformat(context.fields["last_day"]):
        return None
    return Text("沙尘影响要当天上报，现在已经过了。", "Dust is reported the same day; that day has passed.")


@guard("answer_by_today", Text("决定日期不在以后", "decided by today"), needs_fields=True)
def answer_by_today(context: GuardContext) -> Text | None:
    if date.fromisoformat(context.fields["answered_on"]) <= context.on:
        return None
    return Text("决定日期在今天之后。", "The day of the decision lies after today.")
