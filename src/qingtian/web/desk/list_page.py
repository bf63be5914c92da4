"""The worklist (待办): days left first, grouped by time; and the same list as CSV."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.catalogue.actions.note_use import note_use
from qingtian.apps.opinion.policy import may_read
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.models import Proceeding
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.procedures.model import START
from qingtian.tables import BYTE_ORDER_MARK, csv_line
from qingtian.web.design.shapes import FacetGroup, Link
from qingtian.web.desk.list_choice import PAGE, Choice, cut
from qingtian.web.desk.list_figures import ListFigures, figures_of
from qingtian.web.desk.list_rows import MatterRow, rows_of, with_last_act
from qingtian.web.desk.reading_panel import alarm_lines
from qingtian.web.desk.reporting import channel_title
from qingtian.web.desk.saved_filters import saved_filters
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.templatetags.words import name, page_language, say

LIST_TITLES = {
    "mine": Text("我的", "Mine"),
    "due": Text("快到期", "Due soon"),
    "overdue": Text("逾期", "Overdue"),
    "waiting": Text("等别人", "Waiting for others"),
    "all": Text("全部在办", "All open"),
    "ended": Text("已办结", "Ended"),
}
#: what a list is called under the heading that says whose it is
LINK_TITLES = {"mine": Text("待办", "To do")}
GROUP_TITLES = {
    "overdue": Text("逾期", "Overdue"),
    "soon": Text("今天和明天", "Today and tomorrow"),
    "week": Text("本周", "This week"),
    "later": Text("以后", "Later"),
    "none": Text("没有在走的期限", "No clock is running"),
}
PURPOSE = Text("本单位清单导出", "The office's own list, exported")
#: rows of one CSV file; a longer list says so in its last line instead of stopping silently
CSV_ROWS, CSV_STEP = 20_000, 500
AREAS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows under one line. ``count`` is of the whole list, not of the page."""

    title: Text | None
    count: int | None
    overdue: bool
    rows: list[MatterRow]


@officer
def worklist(request: DeskRequest, procedure: str = "", which: str = "mine") -> HttpResponse:
    """One page of a list; GET parameters say which (``list_choice``)."""
    choice = Choice.of(request.GET, procedure=procedure, which=which)
    if request.GET.get("format") == "csv":
        return _csv(request, choice)
    figures = figures_of(request.actor, choice, request.as_of)
    page = cut(with_their_acts(request, choice), choice)
    rows = rows_of(page.rows, request.as_of)
    saved = saved_filters(request, "worklist")
    context = {
        "choice": choice,
        "title": _title(choice, procedure),
        "figures": figures,
        "groups": _groups(rows, figures, choice),
        "facets": facets(choice, figures) + saved.as_group(),
        "tokens": _tokens(choice),
        "first": choice.skipped + 1,
        "last": choice.skipped + len(rows),
        "next": choice.query(after=page.next, skipped=choice.skipped + PAGE) if page.next else "",
        "start": choice.query() if choice.after else "",
        "alarms": alarm_lines(request.actor) if choice.procedure in ("", "petition") and not choice.after else [],
        "reads_opinion": may_read(request.actor),
        "may_register": "petition_officer" in request.actor.roles,
        "may_identify": bool(request.actor.roles & identifiers()),
        "tour_offered": not request.session.get("desk.tour_dismissed"),
        "empty": _empty(choice, figures, request.actor.roles),
        "several_posts": len(request.seats) > 1,
        "sort_due": choice.query(sort="due"),
        "sort_new": choice.query(sort="new"),
        "density": choice.query(dense=not choice.dense),
        "csv": choice.query() + "&format=csv",
        "page_name": "worklist",
        "saves": choice.query(),
        "saved": saved.rows,
    }
    return render(request, "desk/worklist.html", context)


def with_their_acts(request: DeskRequest, choice: Choice) -> list[QuerySet[Proceeding]]:
    """The parts of the list, each row with its last act."""
    return [with_last_act(part) for part in choice.parts(request.actor, request.as_of)]


@dataclass(frozen=True, slots=True)
class Empty:
    """What is so, what comes next, one link."""

    what: Text
    then: Text
    link: Link


def _empty(choice: Choice, figures: ListFigures, roles: Collection[str]) -> Empty:
    """An empty list says so in its own words and leads to the nearest one that is not."""
    if choice.filtered:
        what = Text("这样筛选没有件。", "Nothing matches these filters.")
        link = Link(Text("去掉筛选", "Remove the filters"), Choice(which=choice.which).query())
        return Empty(what, Text("换一个条件，或者", "Try another, or"), link)
    words = {
        "mine": Text("您现在没有要办的件。", "Nothing waits for you now."),
        "due": Text("四天内没有到期的件。", "Nothing falls due within four days."),
        "overdue": Text("没有逾期的件。", "Nothing is overdue."),
        "waiting": Text("没有在等别人的件。", "Nothing waits for others."),
        "all": Text("没有在办的件。", "No matter is open."),
        "ended": Text("还没有办结的件。", "No matter has ended yet."),
    }
    lists = figures.lists
    if not lists.open and choice.which == "mine" and "administrator" in roles:
        then = Text("办真事之前，先看", "Before real work begins, see")
        return Empty(words["mine"], then, Link(Text("启用检查", "the checklist"), reverse("desk:checklist")))
    then = Text(f"全部在办 {lists.open} 件。", f"{lists.open} matters are open.")
    return Empty(words[choice.which], then, Link(Text("看全部在办", "See all that is open"), Choice("all").query()))


def identifiers() -> set[str | None]:
    """Roles that may open a case, from the declaration of its first act."""
    first = load_procedures().editions("five_ones_case")[-1].transitions_from(START)[0]
    return {who.role for who in first.by}


def _title(choice: Choice, procedure: str) -> Text:
    if procedure:
        return load_procedures().editions(procedure)[-1].title
    return Text("我的待办", "My worklist") if choice.which == "mine" else LIST_TITLES[choice.which]


def _groups(rows: list[MatterRow], figures: ListFigures, choice: Choice) -> list[RowGroup]:
    if choice.which == "ended" or choice.sort == "new":
        return [RowGroup(None, None, False, rows)] if rows else []
    return [
        RowGroup(GROUP_TITLES[key], figures.groups[key], key == "overdue", list(own))
        for key, own in groupby(rows, key=lambda row: row.group)
    ]


def facets(choice: Choice, figures: ListFigures) -> list[FacetGroup]:
    """Lists, procedures, areas and channels, each with its count in what the other filters leave.

    Every heading says what its figures are counted in: what waits for this post, all it may see, or the list shown.
    """
    lists = figures.lists
    numbers = {
        "mine": lists.mine,
        "due": lists.due,
        "overdue": lists.overdue,
        "waiting": lists.waiting,
        "all": lists.open,
        "ended": None,
    }
    links = {
        key: Link(
            LINK_TITLES.get(key, title), Choice(key, dense=choice.dense).query(), numbers[key], key == choice.which
        )
        for key, title in LIST_TITLES.items()
    }
    return [
        FacetGroup(Text("我的", "Mine"), [links.pop("mine")]),
        FacetGroup(Text("看得到的全部", "All I can see"), list(links.values())),
        *(
            group
            for group in (
                _facet(_within("程序", "Procedures", choice), "procedure", choice, _procedures(figures)),
                _facet(_within("地方", "Places", choice), "area", choice, _areas(figures, choice)),
                _facet(_within("渠道", "Channels", choice), "channel", choice, _channels(figures)),
            )
            if group.links
        ),
        FacetGroup(
            Text("查", "Look up"),
            [
                Link(Text("程序", "Procedures"), reverse("desk:procedures")),
                Link(Text("工作日历", "Working-day calendar"), reverse("desk:calendar")),
                Link(Text("人和地方", "People and places"), reverse("desk:people")),
                Link(Text("机关", "Office"), reverse("desk:office")),
            ],
        ),
    ]


def _within(zh: str, en: str, choice: Choice) -> Text:
    """The name of a filter with the list its figures are counted in: "Places · Mine"."""
    scope = LIST_TITLES[choice.which]
    return Text(f"{zh} · {scope.zh}", f"{en} · {scope.en}")


Counted = list[tuple[str, Text | str, int]]


def _facet(title: Text, column: str, choice: Choice, counted: Counted) -> FacetGroup:
    """Choosing what is chosen takes the filter away."""
    chosen = getattr(choice, column)
    return FacetGroup(
        title,
        [
            Link(label, choice.query(**{column: "" if code == chosen else code}), number, code == chosen)
            for code, label, number in counted
        ],
    )


def _procedures(figures: ListFigures) -> Counted:
    known = load_procedures()
    return [(id_, known.editions(id_)[-1].title, n) for id_, n in figures.procedures.items()]


def _areas(figures: ListFigures, choice: Choice) -> Counted:
    areas = Area.objects.in_bulk(list(figures.areas))
    counted = [(areas[pk].code, name(areas[pk]), n) for pk, n in figures.areas.items()]
    return counted[:AREAS_SHOWN] + [row for row in counted[AREAS_SHOWN:] if row[0] == choice.area]


def _channels(figures: ListFigures) -> Counted:
    return [(code, channel_title(code), n) for code, n in figures.channels.items()]


def _tokens(choice: Choice) -> list[Link]:
    """The filters in force, each with the address of the list without it."""
    found = []
    if choice.procedure:
        known = load_procedures()
        title: Text | str = choice.procedure
        if choice.procedure in known.ids():
            title = known.editions(choice.procedure)[-1].title
        found.append(Link(title, choice.query(procedure="")))
    if choice.area:
        area = Area.objects.filter(code=choice.area).first()
        found.append(Link(name(area) if area else choice.area, choice.query(area="")))
    if choice.channel:
        found.append(Link(channel_title(choice.channel), choice.query(channel="")))
    return found


LISTED = Text("清单 {which}，{rows} 行", "list {which}, {rows} rows")
CSV_HEAD = [
    Text("编号", "number"),
    Text("程序", "procedure"),
    Text("事项", "matter"),
    Text("地方", "area"),
    Text("状态", "state"),
    Text("到期日", "due"),
    Text("责任单位", "owner"),
    Text("立件日期", "opened"),
    Text("最近动作", "last_act"),
    Text("最近动作日期", "last_on"),
    Text("办结日期", "ended"),
]


def _csv(request: DeskRequest, choice: Choice) -> HttpResponse:
    """The whole list with its filters, UTF-8 with the mark Excel and WPS need; no identities are in a list."""
    lines = list(_lines(with_their_acts(request, choice), choice, request))
    _noted(request, choice, choice.base(request.actor, request.as_of).filter(choice.filters()))
    words = LISTED.format(which=choice.which, rows=len(lines) - 1)
    note(Kind.EXPORTED, at=request.now, by=doer(request), what=words)
    response = HttpResponse(BYTE_ORDER_MARK + "".join(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="qingtian-{choice.which}-{request.as_of}.csv"'
    return response


def _noted(request: DeskRequest, choice: Choice, matters: QuerySet[Proceeding]) -> None:
    """One line in the log of use for every kind of matter in the file."""
    counted = matters.order_by().values_list("procedure").annotate(n=Count("pk"))
    for procedure, rows in counted:
        note_use(
            procedure,
            by=request.actor,
            rows=min(rows, CSV_ROWS),
            way=f"worklist CSV {choice.which}",
            purpose=say(PURPOSE),
            now=request.now,
        )


def _lines(parts: Sequence[QuerySet[Proceeding]], choice: Choice, request: DeskRequest) -> Iterator[str]:
    language = page_language()
    yield csv_line([title.in_(language) for title in CSV_HEAD], "\n")
    mark, written = "", 0
    while written < CSV_ROWS:
        page = cut(parts, Choice(which=choice.which, sort=choice.sort, after=mark), CSV_STEP)
        for row in rows_of(page.rows, request.as_of):
            yield csv_line(_cells(row), "\n")
        written, mark = written + len(page.rows), page.next
        if not mark:
            return
    yield csv_line([Text("只写到这里，请加筛选", "Cut here; narrow the list").in_(language)], "\n")


def _cells(row: MatterRow) -> list[str]:
    m = row.matter
    days = [m.next_due, m.opened_on, m.last_on, m.ended_on]
    due, opened, last, ended = (d.isoformat() if d else "" for d in days)
    title = load_procedures().edition(m.procedure, m.edition).title
    said = [name(m.area), say(row.state), due, name(row.organ), opened, say(row.act), last, ended]
    return [m.number, say(title), m.title, *said]
