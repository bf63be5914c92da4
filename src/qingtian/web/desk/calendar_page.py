"""The working-day calendar (工作日历): what counts as a working day, and the administrator's recorded corrections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.proceedings.actions.edit_calendar import edit_calendar
from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.proceedings.models import CalendarDay
from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.law import Calendar
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.templatetags.words import say
from qingtian.web.typed import whole

ROLE = "administrator"
MONTHS = 12
CORRECTED = Text("更正工作日历 {day}", "working-day calendar corrected: {day}")
SAVED = Text("{day} 已改，重算了 {n} 件的期限。", "{day} is changed; the clocks of {n} matters were computed again.")
LEFT = Text("{numbers} 没有重算：{why}", "{numbers} not computed again: {why}")
LACKS = {
    "day": Text("写成 2026-11-23 这样的日期。", "Write a date like 2026-11-23."),
    "working": Text("选上班还是休息。", "Choose working or rest."),
    "name_zh": Text("写中文名称，比如“中秋节调休”。", "Write the Chinese name."),
    "name_en": Text("写英文名称。", "Write the English name."),
    "source": Text("写依据：哪个通知、文号。", "Write the source: which notice, which number."),
}


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day of a month sheet; ``marks`` are its classes, ``words`` what a reader hears."""

    day: date
    marks: str
    words: Text


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    weeks: list[list[DayCell | None]]


@officer
def calendar_page(request: DeskRequest) -> HttpResponse:
    """A year of the calendar; POST, for administrators, records one correction of one day."""
    year = _year(request)
    values: dict[str, str] = {}
    faults: dict[str, Text] = {}
    if request.method == "POST":
        if ROLE not in request.actor.roles:
            return render(request, "desk/calendar_not_yours.html", status=403)
        values, faults = _typed(request)
        if not faults:
            return _save(request, values)
    try:
        months = [_month(calendar(), date(year, month, 1), request.as_of) for month in range(1, MONTHS + 1)]
    except UnusableInput as outside:
        return render(request, "desk/calendar_outside.html", {"outside": outside}, status=404)
    context = {
        "year": year,
        "months": months,
        "provisional": any("day-provisional" in c.marks for m in months for w in m.weeks for c in w if c),
        "edits": CalendarDay.objects.filter(day__year=year).order_by("-pk")[:50],
        "version": calendar().version,
        "may_edit": ROLE in request.actor.roles,
        "fields": _fields(values, faults),
        "errors": [(f"id_{name}", words) for name, words in faults.items()],
    }
    return render(request, "desk/calendar.html", context, status=422 if faults else 200)


def _year(request: DeskRequest) -> int:
    year = whole(request.GET.get("year", ""), otherwise=0)
    return year if date.min.year <= year < date.max.year else request.as_of.year


def _month(working: Calendar, first: date, as_of: date) -> Month:
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    weeks: list[list[DayCell | None]] = [[None] * first.weekday()]
    for number in range(1, last.day + 1):
        if len(weeks[-1]) == 7:
            weeks.append([])
        weeks[-1].append(_cell(working, first.replace(day=number), as_of))
    weeks[-1] += [None] * (7 - len(weeks[-1]))
    return Month(first, weeks)


def _cell(working: Calendar, day: date, as_of: date) -> DayCell:
    told = working.day(day)
    named = told.name is not None and day.weekday() < 5 and not told.working
    made_up = told.working and day.weekday() >= 5
    marks = [
        "day-working" if told.working else "day-rest",
        "day-holiday" if named else "",
        "day-made-up" if made_up else "",
        "day-provisional" if told.provisional else "",
        "day-today" if day == as_of else "",
    ]
    words = told.name or (Text("上班", "working day") if told.working else Text("休息", "rest day"))
    return DayCell(day, " ".join(m for m in marks if m), words)


def _typed(request: DeskRequest) -> tuple[dict[str, str], dict[str, Text]]:
    values = {name: request.POST.get(name, "").strip() for name in LACKS}
    faults = {name: words for name, words in LACKS.items() if not values[name]}
    if values["working"] not in ("yes", "no"):
        faults["working"] = LACKS["working"]
    try:
        date.fromisoformat(values["day"])
    except ValueError:
        faults["day"] = LACKS["day"]
    return values, faults


def _save(request: DeskRequest, values: dict[str, str]) -> HttpResponse:
    """Record the correction and compute again every running clock it touches; earlier entries stay readable."""
    day = date.fromisoformat(values["day"])
    edited = edit_calendar(
        day,
        working=values["working"] == "yes",
        name=Text(values["name_zh"][:60], values["name_en"][:80]),
        source=values["source"][:160],
        by=f"{request.person.name_zh} {request.post}"[:80],
        now=request.now,
    )
    changed = [m for m in edited.matters if m.refused is None]
    note(Kind.ADMINISTERED, at=request.now, by=doer(request), what=CORRECTED.format(day=day))
    messages.success(request, say(SAVED.format(day=day, n=len(changed))))
    for left in edited.matters:
        if left.refused:
            words = LEFT.format(numbers=left.number, why=left.refused)
            messages.error(request, say(words))
    return redirect(f"{request.path}?year={day.year}")


def _fields(values: dict[str, str], faults: dict[str, Text]) -> list[FieldView]:
    work = [Choice("yes", Text("上班", "Working day")), Choice("no", Text("休息", "Rest day"))]
    labels = {
        "day": (Text("日期", "Date"), "date", ()),
        "working": (Text("这一天", "That day is a"), "radio", work),
        "name_zh": (Text("名称", "Name in Chinese"), "text", ()),
        "name_en": (Text("英文名称", "Name in English"), "text", ()),
        "source": (Text("依据（通知和文号）", "Source (notice and number)"), "text", ()),
    }
    return [
        FieldView(name, label, kind, value=values.get(name, ""), error=faults.get(name, ""), choices=choices)  # type: ignore[arg-type]
        for name, (label, kind, choices) in labels.items()
    ]
