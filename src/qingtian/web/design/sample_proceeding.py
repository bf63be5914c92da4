"""Samples of a proceeding: clocks, derivation, timelines, acts. Invented, but for the derivation, the law's."""

from __future__ import annotations

from datetime import date, datetime

from qingtian.language import Text
from qingtian.law import Calendar, load_law
from qingtian.web.design.figures import SHANGHAI
from qingtian.web.design.shapes import ActView, ClockView, Event, Link, Step, clock_view
from qingtian.web.design.weeks import DerivationView, derivation_view

#: the day the samples stand on
DAY = date(2026, 11, 23)
NOWHERE = "#main"


def clocks() -> list[ClockView]:
    """A clock in each of its states."""
    held = Text("鉴定中，11-09 起停算", "Appraisal; held since 9 Nov")
    done = Text("已于 11-20 办结，提前 7 天", "Finished on 20 Nov, 7 days early")
    return [
        clock_view(
            Text("评价期", "Rating"), date(2026, 12, 12), 19, elapsed=37, reason=Text("评价期 30 日", "Rating, 30 days")
        ),
        clock_view(
            Text("转送", "Forwarding"),
            date(2026, 11, 26),
            3,
            elapsed=80,
            reason=Text("转送 15 日", "Forwarding, 15 days"),
        ),
        clock_view(
            Text("异议期", "Objection"),
            DAY,
            0,
            unit="working_day",
            elapsed=100,
            reason=Text("异议期 5 工作日", "Objection, 5 working days"),
        ),
        clock_view(
            Text("工单", "Order"),
            date(2026, 11, 20),
            -3,
            elapsed=100,
            reason=Text("工单 5 工作日", "Order, 5 working days"),
        ),
        clock_view(
            Text("处罚", "Penalty"),
            None,
            21,
            suspended=True,
            note=held,
            elapsed=30,
            suspended_share=22,
            reason=Text("恢复后余 21 天", "21 days remain when it runs again"),
        ),
        clock_view(
            Text("复查", "Review"),
            date(2027, 1, 4),
            41,
            provisional=True,
            elapsed=32,
            reason=Text("2027 年放假安排未公布", "Holidays of 2027 not published"),
        ),
        clock_view(
            Text("法定办理", "Statutory handling"),
            date(2026, 11, 27),
            7,
            stopped=True,
            note=done,
            elapsed=88,
            reason=Text("法定 60 日", "Statutory, 60 days"),
        ),
    ]


def derivation() -> DerivationView:
    """The statute's own period for handling a petition accepted on 28 September 2026, as the law room derives it."""
    law, calendar = load_law(), Calendar()
    derived = law.derive("petitions.handling", start=date(2026, 9, 28), calendar=calendar)
    return derivation_view(derived, as_of=DAY, basis=law.cite(derived.basis), working=calendar.is_working)


def events() -> list[Event]:
    """Three acts of the desk's timeline, one of them corrected."""
    branch = Text("望溪分局　周以宁", "Wangxi Branch, Zhou Yining")
    return [
        Event(
            date(2026, 11, 20),
            Text("采样送检", "Samples sent to laboratory"),
            branch,
            Text(
                "4 个样，交市监测中心，约定 11月26日出数。",
                "Four samples to the city monitoring centre; results promised for 26 November.",
            ),
            [Link(Text("送检单.pdf", "Chain of custody.pdf"), NOWHERE)],
            17,
        ),
        Event(
            date(2026, 11, 18),
            Text("12345 重新派单", "12345 sent the order again"),
            Text("接口收取", "received by interface"),
            Text("市民再次来电。开出第二个期限。", "Residents called again. A second clock opened."),
            seq=16,
        ),
        Event(
            date(2026, 11, 12),
            Text("记一次调查", "Inquiry recorded"),
            branch,
            Text("写错了厂名。", "The company’s name was wrong."),
            seq=15,
            corrected_by=16,
        ),
    ]


def steps() -> list[Step]:
    """A resident's page: past, now, future."""
    seen = datetime(2026, 11, 5, 22, 41, tzinfo=SHANGHAI)
    return [
        Step(
            Text("您反映了这件事", "You reported this"),
            seen,
            Text("3 张照片，没有留姓名。", "Three photographs, no name given."),
        ),
        Step(
            Text("望溪分局受理", "The Wangxi Branch took it on"),
            date(2026, 11, 9),
            Text("望溪分局对这件事的答复负责。", "It is responsible for the answer."),
        ),
        Step(
            Text("等化验结果，研究怎么处理", "Waiting for the laboratory"),
            Text("现在", "Now"),
            Text("化验单位承诺 11月26日前出结果。", "Results are promised by 26 November."),
            "now",
        ),
        Step(
            Text("给您书面答复", "A written answer to you"),
            Text("最晚 1月8日", "By 8 January"),
            Text("就在这一页。", "On this page."),
            "future",
        ),
    ]


def acts() -> list[ActView]:
    """What can be done now."""
    return [
        ActView(
            Text("记一次调查", "Record an inquiry"),
            Text("条例 32", "Regulations 32"),
            Text("随时可记。", "At any time."),
            NOWHERE,
            primary=True,
        ),
        ActView(
            Text("申请延期", "Ask for an extension"),
            Text("条例 34", "Regulations 34"),
            Text("最多 30 日，一次。批准后到 12月27日。", "Up to 30 days, once. Then due 27 December."),
            NOWHERE,
        ),
    ]


def lacking() -> list[ActView]:
    """What cannot be done yet."""
    return [
        ActView(
            Text("出具处理意见", "Issue the opinion"),
            Text("条例 32", "Regulations 32"),
            lacking=[Text("监测结果（11月26日）", "the laboratory result (26 November)")],
        ),
        ActView(
            Text("办结", "Close"),
            Text("内部规定 6", "Internal rule 6"),
            Text("只由评价或 30 天期满发生。", "Only by the reporter’s rating or after 30 silent days."),
        ),
    ]
