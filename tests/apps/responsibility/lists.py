"""Two versions of a duty list in the small city: the second holds from 2026-06-01."""

from __future__ import annotations

from datetime import date, timedelta

from qingtian.apps.people.models import Duty, DutyList, Organ, Post

CHANGE = date(2026, 6, 1)
OLD, NEW = "2025", "2026"
LINES = {
    OLD: [("1", "eeb", None, "查处大气污染"), ("2", "housing", None, "管住工地扬尘"), ("3", "eeb", None, "管油烟")],
    NEW: [
        ("1", "eeb", None, "查处大气和噪声污染"),
        ("2", "housing", None, "管住工地扬尘"),
        ("3", "office", "inspector", "督察督办"),
        ("10", "branch", None, "处理辖区举报"),
    ],
}


def duty_lists() -> None:
    for version, starts, ends in ((OLD, date(2025, 1, 1), None), (NEW, CHANGE, None)):
        one = DutyList.objects.create(
            version=version, title_zh="责任清单", title_en="List of duties", in_force_from=starts, in_force_to=ends
        )
        for number, organ, post, words in LINES[version]:
            Duty.objects.create(
                duty_list=one,
                number=number,
                organ=Organ.objects.get(code=organ),
                post=Post.objects.get(code=post) if post else None,
                text_zh=words,
                text_en=f"Duty {number}",
                basis="三定规定",
            )


def day_before(day: date = CHANGE) -> date:
    return day - timedelta(days=1)
