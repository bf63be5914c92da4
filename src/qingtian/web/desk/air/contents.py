"""The table of contents of the air: every page with one line of what it answers. What leads nowhere yet is left out."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from qingtian.language import Text


@dataclass(frozen=True, slots=True)
class Entry:
    """A page: what it is called, what it answers, the name of its address."""

    title: Text
    answers: Text
    name: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """Pages of one kind."""

    title: Text
    entries: tuple[Entry, ...]


CONTENTS: tuple[Chapter, ...] = (
    Chapter(
        Text("看数", "The numbers"),
        (
            Entry(
                Text("月度排名", "Monthly ranking"),
                Text(
                    "各区域分组名次、综合指数由什么组成、与上年同月比。",
                    "Ranks by group, what the index is made of, the same month a year ago.",
                ),
                "desk:air_ranking",
            ),
            Entry(
                Text("查一个地方", "Explore a place"),
                Text(
                    "任何站、区域，任何时段：均值、百分位、超标天数，到每一天每一小时。",
                    "Any station or region over any period: means, percentiles, days over, down to each day and hour.",
                ),
                "desk:air_explore",
            ),
            Entry(
                Text("与往年比", "Compare years"),
                Text(
                    "两边用同一版标准算，写明是哪一版。", "Both sides by one edition of the standard, which is named."
                ),
                "desk:air_compare",
            ),
            Entry(
                Text("地图", "Map"),
                Text("某一天某一项，各站是多少。", "What each station measured of one item on one day."),
                "desk:air_map",
            ),
            Entry(
                Text("PM10", "PM10"),
                Text(
                    "多少天由它领头、超标的小时、来风方向、扬尘日。",
                    "How many days it leads, hours over the limit, wind, dust days.",
                ),
                "desk:air_pm10",
            ),
            Entry(
                Text("年度目标还剩多少", "What is left of the year's target"),
                Text(
                    "剩下的天每天不能超过多少，还能超标几天。",
                    "What the remaining days may average, and how many may still be over.",
                ),
                "desk:air_remaining",
            ),
            Entry(
                Text("优良天日历", "Calendar of good days"),
                Text("一年每一天的级别和首要污染物。", "The level and the primary pollutant of each day of a year."),
                "desk:air_calendar",
            ),
        ),
    ),
    Chapter(
        Text("数据靠得住吗", "Can the data be trusted"),
        (
            Entry(
                Text("数据到得全不全", "Coverage and latency"),
                Text("哪些小时晚了，哪些没有来。", "Which hours came late, which never came."),
                "desk:air_feed",
            ),
            Entry(
                Text("疑点复核", "Review of flags"),
                Text(
                    "机器标出的疑点，由两人复核，可以撤回。",
                    "What the machine marked, reviewed by two persons, with undo.",
                ),
                "desk:air_flags",
            ),
            Entry(
                Text("沙尘扣除", "Dust deduction"),
                Text("上级认定的扣除：两套数都留着。", "Deductions decided above: both series are kept."),
                "desk:air_dust",
            ),
        ),
    ),
    Chapter(
        Text("发出去的", "What is published"),
        (
            Entry(
                Text("公报、排名和短信", "Bulletins, rankings, daily texts"),
                Text(
                    "起草、三审三校、保密审查、发布、更正。",
                    "Draft, three readings, confidentiality review, publication, correction.",
                ),
                "desk:air_publications",
            ),
        ),
    ),
    Chapter(
        Text("按什么算", "By what rules"),
        (
            Entry(
                Text("标准的各版", "Editions of the standards"),
                Text(
                    "哪天起用哪一版，哪些规则还没有公开依据。",
                    "Which edition from which day, and which rules still lack a public basis.",
                ),
                "desk:air_editions",
            ),
        ),
    ),
)


def contents() -> list[tuple[Text, list[tuple[Entry, str]]]]:
    """The chapters with those of their pages that exist, each with its address."""
    found = [
        (chapter.title, [(entry, at) for entry in chapter.entries if (at := _address(entry.name))])
        for chapter in CONTENTS
    ]
    return [(title, entries) for title, entries in found if entries]


def _address(name: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None
