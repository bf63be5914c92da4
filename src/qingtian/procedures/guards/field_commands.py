"""Conditions of commands to the field (反控指令). What the records know of a data logger arrives as world facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from qingtian.hj212.editions import EDITIONS, Edition
from qingtian.hj212.requests import PARAMETERS, faults, known_to
from qingtian.language import Text
from qingtian.procedures.guards.common import clock_is_over, lack_until_over
from qingtian.procedures.guards.monitors import hour_of
from qingtian.procedures.guards.registry import GuardContext, guard

#: a function: MN → what is registered of the device, None where it is not
LOGGER_OF = "logger_of"
SENDING = "monitors.command_sending"
_SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class LoggerSeen:
    """A registered device: the organs its supervision lies with, the root first; its edition; whether it is in use."""

    organs: tuple[str, ...]
    edition: Edition
    active: bool = True


def _logger(context: GuardContext) -> LoggerSeen | None:
    logger_of: Callable[[str], LoggerSeen | None] = context.world[LOGGER_OF]
    return logger_of(str(context.fields["logger"]).strip())


@guard(
    "logger_under_the_organ",
    Text("数采仪归本机关管", "the data logger is under the organ"),
    needs_fields=True,
    needs_world=(LOGGER_OF,),
)
def logger_under_the_organ(context: GuardContext) -> Text | None:
    """The organ the device is registered with, or one above it: nobody else commands a unit."""
    mn = str(context.fields["logger"]).strip()
    seen = _logger(context)
    if seen is None:
        return Text("没有登记 MN 为“{mn}”的数采仪。", "No data logger with MN “{mn}” is registered.").format(mn=mn)
    if not seen.active:
        return Text("数采仪 {mn} 已停用。", "Data logger {mn} is not in use.").format(mn=mn)
    if context.actor.organ not in seen.organs:
        return Text(
            "数采仪 {mn} 不归您的机关管，由管它的机关发指令。",
            "Data logger {mn} is not under your organ; the competent one commands it.",
        ).format(mn=mn)
    return None


@guard(
    "command_of_its_edition",
    Text("这一版标准有这条指令", "the edition of the device knows the command"),
    needs_fields=True,
    needs_world=(LOGGER_OF,),
)
def command_of_its_edition(context: GuardContext) -> Text | None:
    seen = _logger(context)
    if seen is None or known_to(context.fields["command"], seen.edition):
        return None
    return Text("这台数采仪按 {n}，没有这条指令。", "This device follows {n}, which has no such command.").format(
        n=EDITIONS[seen.edition].number
    )


@guard("values_of_the_command", Text("参数齐全、在标准范围内", "its values are there and will do"), needs_fields=True)
def values_of_the_command(context: GuardContext) -> Text | None:
    titles = {field.name: field.title for field in context.transition.fields}
    for name in ("begins", "ends"):
        if context.fields.get(name) and hour_of(context.fields[name]) is None:
            return Text("时间写成 2026-11-20 02:00。", "Write a time like 2026-11-20 02:00.")
    values = values_of(context.fields)
    if values.get("ends") and values["ends"].date() > context.on:
        return Text("历史数据只能取到今天。", "Data of the past end today.")
    wrong = faults(context.fields["command"], values)
    if not wrong:
        return None
    said = [(titles[name], words) for name, words in wrong.items()]
    return Text(
        "".join(f"“{title.zh}”：{words.zh}" for title, words in said),
        " ".join(f"“{title.en}”: {words.en}" for title, words in said),
    )


def values_of(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What was entered as the wire takes it: moments with their zone, text without blanks."""
    values: dict[str, Any] = {}
    for name in PARAMETERS:
        given = fields.get(name)
        if given in (None, ""):
            continue
        moment = hour_of(given) if name in ("begins", "ends") else None
        values[name] = moment.replace(tzinfo=_SHANGHAI) if moment else given
    return values


@guard(
    "command_approved_by_another",
    Text("批准的是另一个人、另一个岗位", "approved by another person and post"),
    rests_on=("propose",),
)
def command_approved_by_another(context: GuardContext) -> Text | None:
    by = context.projection.done["propose"][-1]["by"]
    actor = context.actor
    persons = {actor.person_id, actor.for_person_id} - {None}
    posts = {actor.post, actor.for_post} - {None}
    proposers = {by.get("person_id"), by.get("for", {}).get("person_id")}
    their_posts = {by.get("post"), by.get("for", {}).get("post")}
    if not persons & proposers and not posts & their_posts:
        return None
    return Text(
        "这条指令是您或者您的岗位提出的，由另一个岗位的人批准。",
        "You or your post proposed this command; another post approves it.",
    )


@guard("sent_before_it_lapsed", Text("批准还有效", "the approval still holds"))
def sent_before_it_lapsed(context: GuardContext) -> Text | None:
    if not clock_is_over(context, SENDING):
        return None
    return Text("批准已经过期，重新提出。", "The approval has lapsed; propose it anew.")


@guard("time_to_send_is_over", Text("发送的时间过完", "the time to send is over"), rests_on=("approve",))
def time_to_send_is_over(context: GuardContext) -> Text | None:
    missing = Text("{due} 以前还可以发送。", "It may still be sent until {due}.")
    return lack_until_over(context, SENDING, missing)
