"""What the law refuses to answer, and why, in words."""

from __future__ import annotations

from datetime import date, datetime

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.law.model import Edition, Parameter


def repealed(parameter: Parameter, edition: Edition, cited: Text) -> UnusableInput:
    """The number was repealed before the day asked about."""
    return UnusableInput(
        "law.repealed",
        Text("“{title}”自{day}起已废止。", "{title} was repealed on {day}.").format(
            title=parameter.title, day=edition.from_day.isoformat()
        ),
        where=parameter.id,
        remedy=Text("请核对日期。", "Check the date."),
        basis=cited.en,
    )


def unknown(code: str, id_: str, zh: str, en: str, command: str) -> UnusableInput:
    return UnusableInput(
        code,
        Text("没有名为“{id}”的" + zh + "。", "there is no " + en + " called {id}.").format(id=id_),
        where=id_,
        remedy=Text("可用 {c} 查看全部。", "See them all with {c}.").format(c=command),
    )


def too_early(parameter: Parameter, on: date) -> UnusableInput:
    return UnusableInput(
        "law.before_first_edition",
        Text(
            "“{title}”最早的版本自{first}起施行，{on}尚无规定。",
            "{title} is known from {first}; there is no rule for {on}.",
        ).format(title=parameter.title, first=parameter.editions[0].from_day.isoformat(), on=on.isoformat()),
        where=parameter.id,
        remedy=Text("请核对日期，或补充更早的版本。", "Check the date, or add the earlier edition."),
    )


def refuse_time_of_day(on: date) -> None:
    if isinstance(on, datetime):
        raise UnusableInput(
            "law.not_a_date",
            Text("法律按日期适用，不按时刻。", "the law is asked by date, not by time of day."),
            where=on.isoformat(),
            remedy=Text("请给出北京时间的日期。", "Give the date in Asia/Shanghai."),
        )


def wrong_kind(parameter: Parameter) -> UnusableInput:
    return UnusableInput(
        "law.not_a_time_limit",
        Text("“{title}”不是期限。", "{title} is not a time limit.").format(title=parameter.title),
        where=parameter.id,
        remedy=Text("可用 qingtian law list 查看其数值。", "See its value with qingtian law list."),
    )
