"""``qingtian calendar``: show the working-day calendar, and edit it by recorded act."""

from __future__ import annotations

import calendar as months
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import click

from qingtian.language import Text, terminal_language
from qingtian.web.commands.setup import as_json, city_moment, day, django_ready, print_json, say

if TYPE_CHECKING:
    from qingtian.apps.proceedings.actions.edit_calendar import Edited
    from qingtian.law import CalendarDay

SATURDAY = 5
HEAD = Text(
    "{year} 年：{working} 个工作日。与平常不同的日子：", "{year}: {working} working days. Days unlike an ordinary week:"
)
PROVISIONAL = Text("（当年放假通知未发布，按一般规定推算）", " (by the general rule; that year's notice is not known)")
EDITED = Text("（{by} 改，依据：{source}）", " (edited by {by}; source: {source})")
WORKING, REST = Text("上班", "working"), Text("休息", "rest")
WRITTEN = Text("已记：{day} {kind}。", "Recorded: {day} is a {kind} day.")
UNCHANGED = Text("{day} 已经是这样记的，没有新记。", "{day} already stands so; nothing new was recorded.")
NONE = Text("没有期限因此改变。", "No clock changes.")
MATTER = Text("  {number}  {clock}：{before} → {after}", "  {number}  {clock}: {before} → {after}")
REFUSED = Text("  {number}  没有重算：{why}", "  {number}  not computed again: {why}")


@click.group(epilog="Example: qingtian calendar show 2026")
def calendar() -> None:
    """The working-day calendar (工作日历): yearly notices, the general rule, and the office's own edits."""


@calendar.command(epilog="Example: qingtian calendar show 2026 --json")
@click.argument("year", type=int)
@as_json
def show(year: int, as_json: bool) -> None:
    """Every day of YEAR that is unlike an ordinary week; with --json every day."""
    django_ready()
    days, edits = _days(year), _edits(year)
    if as_json:
        print_json(_year(year, days, edits))
        return
    say(HEAD, year=year, working=sum(d.working for d in days))
    for each in days:
        if each.name is not None and (each.working or each.date.weekday() < SATURDAY or each.date in edits):
            click.echo(_line(each, edits))


def _days(year: int) -> list[CalendarDay]:
    from qingtian.apps.proceedings.calendars import calendar as in_force

    book = in_force()
    book.day(date(max(1, min(year, 9999)), 1, 1))  # refuses a year no source reaches
    length = 366 if months.isleap(year) else 365
    return [book.day(date(year, 1, 1) + timedelta(days=n)) for n in range(length)]


def _edits(year: int) -> dict[date, dict[str, str]]:
    from qingtian.apps.proceedings.models import CalendarDay as Edit

    rows = Edit.objects.filter(day__year=year).order_by("pk")
    return {r.day: {"source": r.source, "by": r.edited_by, "at": r.edited_at.isoformat()} for r in rows}


def _line(each: CalendarDay, edits: dict[date, dict[str, str]]) -> str:
    kind = (WORKING if each.working else REST).in_(terminal_language())
    name = each.name.in_(terminal_language()) if each.name else ""
    words = PROVISIONAL.in_(terminal_language()) if each.provisional else ""
    if edit := edits.get(each.date):
        words += EDITED.format(by=edit["by"], source=edit["source"]).in_(terminal_language())
    return f"  {each.date.isoformat()}  {kind}  {name}{words}"


def _year(year: int, days: list[CalendarDay], edits: dict[date, dict[str, str]]) -> dict[str, Any]:
    from qingtian.apps.proceedings.calendars import calendar as in_force

    return {
        "year": year,
        "calendar": in_force().version,
        "working_days": sum(d.working for d in days),
        "days": [
            {
                "date": d.date.isoformat(),
                "working": d.working,
                "name": d.name.in_(terminal_language()) if d.name else None,
                "provisional": d.provisional,
                "edited": edits.get(d.date),
            }
            for d in days
        ],
    }


@calendar.command(
    "set",
    epilog='Example: qingtian calendar set 2027-02-20 --working --name-zh 春节调休上班 --name-en "make-up working day" '
    '--source "State Council notice 2026 No. 9" --by "Li Ming"',
)
@click.argument("on", type=day, metavar="DATE")
@click.option("--working/--rest", "working", default=None, help="A working day, or a day of rest; one is required.")
@click.option("--name-zh", required=True, help="Name of the day in Chinese.")
@click.option("--name-en", required=True, help="Name of the day in English.")
@click.option("--source", required=True, help="The notice it rests on, with its number.")
@click.option("--by", required=True, help="Who edits.")
@as_json
def set_(on: date, working: bool | None, name_zh: str, name_en: str, source: str, by: str, as_json: bool) -> None:
    """Record that DATE is a working day or a day of rest, and derive again every running clock it changes.

    Every edit is kept. Repeating the command changes nothing more, and finishes a run that was stopped.
    """
    if working is None:
        raise click.UsageError("say --working or --rest")
    if not name_zh.strip() or not name_en.strip():
        raise click.BadParameter("a name may not be empty", param_hint="--name-zh, --name-en")
    django_ready()
    from qingtian.apps.proceedings.actions.edit_calendar import edit_calendar

    done = edit_calendar(on, working=working, name=Text(name_zh, name_en), source=source, by=by, now=city_moment())
    if as_json:
        print_json(as_dict(done))
    else:
        _report(done)


def _report(done: Edited) -> None:
    say(WRITTEN if done.written else UNCHANGED, day=done.day.isoformat(), kind=WORKING if done.working else REST)
    for matter in done.matters:
        if matter.refused:
            say(REFUSED, number=matter.number, why=matter.refused)
        for clock, before, after in matter.clocks:
            say(MATTER, number=matter.number, clock=clock, before=before, after=after)
    if not done.matters:
        say(NONE)


def as_dict(done: Edited) -> dict[str, Any]:
    """What the edit did, for programs."""
    return {
        "date": done.day.isoformat(),
        "working": done.working,
        "written": done.written,
        "matters": [
            {
                "number": m.number,
                "clocks": [{"clock": c, "before": b, "after": a} for c, b, a in m.clocks],
                "refused": m.refused.in_(terminal_language()) if m.refused else None,
            }
            for m in done.matters
        ],
    }
