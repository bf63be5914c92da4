"""Whether the rules it runs on are verified: legal numbers, the working-day calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from qingtian.apps.proceedings.calendars import calendar
from qingtian.founding.checks.asking import check
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.law.review import KINDS, findings

DECEMBER = 12


def law_numbers(on: date) -> Sequence[Text]:
    """The gravest kind of finding for each number, in the words of ``qingtian law check``."""
    seen: dict[str, Text] = {}
    for finding in findings(load_law(), as_of=on):
        words = Text(f"{finding.parameter}：", f"{finding.parameter}: ")
        kind = KINDS[finding.kind]
        told = Text(f"{words.zh}{kind.zh}，{finding.detail.zh}", f"{words.en}{kind.en}, {finding.detail.en}")
        seen.setdefault(finding.parameter, told)
    return list(seen.values())


def published_calendar(on: date) -> Sequence[Text]:
    """This year's holidays; in December next year's too, for clocks run into it."""
    years = [on.year, on.year + 1] if on.month == DECEMBER else [on.year]
    lacking = [year for year in years if calendar().day(date(year, 10, 1)).provisional]
    return [Text(f"{year} 年", str(year)) for year in lacking]


CHECKS = (
    check(
        "law_numbers",
        "期限数字都核实过",
        "Legal numbers are verified",
        law_numbers,
        ("期限按没有核实的数字算，答复可能违法。", "Clocks run on numbers nobody checked against the text."),
        ("请法制人员逐条核对：qingtian law check。", "Let the legal officer check each: qingtian law check."),
        must=False,
    ),
    check(
        "published_calendar",
        "放假安排已公布",
        "The year's holidays are published",
        published_calendar,
        ("工作日期限是暂算的。", "Clocks in working days are provisional."),
        ("按国务院办公厅通知更正日历，或升级。", "Correct the calendar by the notice, or upgrade."),
        mend="desk:calendar",
        must=False,
    ),
)
