"""One section's story: its last 24 months by class, one item as a line, its values with their revisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.water.actions.revise_value import revise_value
from qingtian.apps.water.evaluating import Standing, Standings, standings
from qingtian.apps.water.models import Section, SectionTarget, WaterValue
from qingtian.charts import SCREEN, TrendPoint, trend
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.standards.periods import Period, month_of, period, year_before
from qingtian.standards.water import items, limits_on
from qingtian.standards.water.limits import THIRD
from qingtian.web.access import PAGES
from qingtian.web.design.drawn import drawn
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.desk.water.choice import chosen
from qingtian.web.desk.water.words import grade_words, item_words, items_words, multiples_words
from qingtian.web.templatetags.words import say

NAV = "desk:monitoring"
MONTHS = 24
TITLE = Text("{item}逐月，{unit}", "{item} by month, {unit}")
LIMIT = Text("Ⅲ类限值 {limit}", "class III limit {limit}")
BEFORE = Text("上年同月", "year before")
REVISED = Text("修订了 {section} {month} {item} 的值", "revised {item} of {section}, {month}")
SAID = Text(
    "已修订，先前的值保留。已经发布的月报要更正。",
    "Revised; the earlier value stays. A report published needs a correction.",
)


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the story."""

    period: Period
    standing: Standing | None

    @property
    def grade(self) -> Text:
        return grade_words(self.standing.grade if self.standing else None)

    @property
    def deciding(self) -> Text:
        return items_words(self.standing.deciding if self.standing else ())

    @property
    def multiples(self) -> Text:
        return multiples_words(self.standing) if self.standing else Text("—", "—")


@officer
@require_safe
def section(request: DeskRequest, code: str) -> HttpResponse:
    """The story up to the chosen month; ``?item=`` chooses the line, else the item that decides."""
    one = _section(code)
    asked = chosen(request)
    months = _months(asked.period.last)
    found = standings([one], [*months, *(year_before(month) for month in months[-12:])])
    now = found.get((one.pk, months[-1].id))
    item = _item(request.GET.get("item", ""), now)
    context = {
        "section": one,
        "asked": asked,
        "fields": [*asked.fields(), _item_field(item)],
        "month": months[-1],
        "months": [Month(month, found.get((one.pk, month.id))) for month in reversed(months)],
        "chart": _chart(one, item, months[-12:], found),
        "values": _values(one, months[-1]),
        "targets": SectionTarget.objects.filter(section=one).order_by("-year", "-pk"),
        "may_revise": _may_revise(request),
        "revise_fields": _revise_fields(item, months[-1]),
        "nav_current": NAV,
    }
    return render(request, "desk/water/section.html", context)


@officer
@require_POST
def revise(request: DeskRequest, code: str) -> HttpResponse:
    """One value put right with a reason; back to the story, with what was wrong where it was refused."""
    if not _may_revise(request):
        raise PermissionDenied
    one = _section(code)
    item, of, back = request.POST.get("item", ""), None, ""
    try:
        of = period(request.POST.get("month", ""))
        revise_value(
            one,
            item,
            of,
            request.POST.get("value", "")[:40],
            why=request.POST.get("why", ""),
            by=request.post.code,
            at=request.now,
        )
    except QingtianError as refused:
        messages.error(request, say(refused.message))
    else:
        what = REVISED.format(section=Text(one.name_zh, one.name_en), month=of.id, item=item_words(item))
        note(Kind.ADMINISTERED, at=request.now, by=doer(request), what=what)
        messages.success(request, say(SAID))
    if of is not None and item in items():
        back = "?" + urlencode({"period": of.id, "item": item})
    return redirect(reverse("desk:water_section", args=[code]) + back)


def _may_revise(request: DeskRequest) -> bool:
    return bool(PAGES["desk:water_revise"].roles & request.actor.roles)


def _section(code: str) -> Section:
    found = Section.objects.select_related("basin", "area").filter(code=code).first()
    if found is None:
        raise Http404
    return found


def _months(last: date) -> list[Period]:
    """The months up to that day, the earliest first."""
    found = [month_of(last)]
    while len(found) < MONTHS:
        found.append(month_of(found[-1].first - timedelta(days=1)))
    return found[::-1]


def _item(asked: str, now: Standing | None) -> str:
    if asked in items():
        return asked
    return now.deciding[0] if now and now.deciding else "NH3-N"


def _item_field(item: str) -> FieldView:
    options = [Choice(code, one.name) for code, one in items().items()]
    return FieldView("item", Text("项目", "Item"), "select", value=item, choices=options)


def _revise_fields(item: str, month: Period) -> list[FieldView]:
    return [
        FieldView("month", Text("月份", "Month"), value=month.id, width="short"),
        _item_field(item),
        FieldView("value", Text("更正为", "Put right to"), width="short"),
        FieldView("why", Text("理由", "Why"), "textarea"),
    ]


def _chart(one: Section, item: str, months: list[Period], found: Standings) -> SafeString | None:
    """Twelve months of an item, the year before dashed, the class III limit as a rule; None without values."""
    points = [
        TrendPoint(
            str(month.first.month), _length(found, one, month, item), _length(found, one, year_before(month), item)
        )
        for month in months
    ]
    if not any(point.value for point in points):
        return None
    title = TITLE.format(item=item_words(item), unit=items()[item].unit or "—")
    five = limits_on(months[-1].last).most(item, one.waterbody)  # type: ignore[arg-type]
    limit = f"{float(five[THIRD]):g}" if five else ""
    names = (str(months[-1].first.year), say(BEFORE))
    rule = say(LIMIT.format(limit=limit)) if limit else ""
    spec = trend(SCREEN, say(title), points, names, limit=limit, rule=rule, width=620)
    return drawn(spec, Text(f"{one.name_zh} {title.zh}", f"{one.name_en}: {title.en}"))


def _length(found: Standings, one: Section, month: Period, item: str) -> str:
    standing = found.get((one.pk, month.id))
    return standing.printed(item).removeprefix("<") if standing else ""


def _values(one: Section, month: Period) -> list[tuple[Text, str, list[WaterValue]]]:
    """Every item of the month with its revisions, the latest first; one query."""
    rows = WaterValue.objects.filter(section=one, period_start__gte=month.first, period_end__lte=month.last)
    by: dict[str, list[WaterValue]] = {}
    for row in rows.select_related("brought_by").order_by("period_start", "-revision"):
        by.setdefault(row.item, []).append(row)
    order = [*items(), *by]
    return [
        (item_words(code), items()[code].unit if code in items() else "mg/L", by[code])
        for code in dict.fromkeys(order)
        if code in by
    ]
