"""The list of alerts: open ones by severity and age, ended ones by time; facets by severity and medium; Excel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.alerts.rule import MEDIA, SEVERITIES
from qingtian.apps.alerts.models import AlertEpisode
from qingtian.apps.alerts.queries import ended_alerts, open_alerts
from qingtian.apps.alerts.rules import all_rules
from qingtian.apps.alerts.words import moment
from qingtian.language import Text
from qingtian.tables.columns import Value
from qingtian.web.design.shapes import FacetGroup, Link
from qingtian.web.desk.monitoring.alerts.words import NAV, AlertRow, row_of
from qingtian.web.desk.monitoring.taking import taken
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say

PAGE = 50
FIELDS = ("list", "severity", "medium")
TITLE = Text("监测告警", "Alerts")
REASON = Text("告警是去看的理由，不是违法的结论。", "An alert is a reason to look and no verdict.")
HEADS = (
    *(Text("编号", "Number"), Text("轻重", "Severity"), Text("介质", "Medium"), Text("规则", "Rule")),
    *(Text("对象", "Object"), Text("自", "Since"), Text("恢复", "Back at"), Text("最突出的值", "Peak")),
    *(Text("状态", "State"), Text("认领期限", "To be taken up by")),
)


@officer
@require_safe
def alerts(request: DeskRequest) -> HttpResponse:
    """``?list=ended``, ``?severity=``, ``?medium=``; ``?format=xlsx`` the same rows."""
    ended = request.GET.get("list") == "ended"
    everything = ended_alerts(request.actor) if ended else open_alerts(request.actor)
    found = _chosen(request.GET, everything)
    if request.GET.get("format") == "xlsx":
        cells = [_cells(one) for one in _rows(request, list(found))]
        return taken(request, "alerts", TITLE, HEADS, cells, [REASON])
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = _rows(request, list(page.object_list))
    context = {
        "page": page,
        "rows": rows,
        "ended": ended,
        "overdue": sum(row.overdue for row in rows),
        "facets": _facets(request.GET, everything),
        "query": _query(request.GET),
        "nav_current": NAV,
    }
    return render(request, "desk/monitoring/alerts/list.html", context)


def _chosen(asked: QueryDict, rows: QuerySet[AlertEpisode]) -> QuerySet[AlertEpisode]:
    wanted = {name: value for name in ("severity", "medium") if (value := asked.get(name, ""))}
    return rows.filter(**wanted)


def _rows(request: DeskRequest, episodes: Sequence[AlertEpisode]) -> list[AlertRow]:
    rules = {rule.id: rule for rule in all_rules()}
    return [row_of(one, rules, request.now) for one in episodes]


def _cells(row: AlertRow) -> list[Value]:
    one = row.episode
    assert one.proceeding is not None
    return [
        *(one.proceeding.number, say(row.severity), say(row.medium), say(row.rule), say(row.who)),
        *(moment(one.began), moment(one.cleared) if one.cleared else "", one.peak),
        *(say(row.state), moment(one.answer_by)),
    ]


def _facets(asked: QueryDict, rows: QuerySet[AlertEpisode]) -> list[FacetGroup]:
    """Counts are of the whole list, whatever is chosen."""
    pairs = list(rows.order_by().values_list("severity", "medium"))
    severities, media = Counter(one for one, _ in pairs), Counter(one for _, one in pairs)
    return [
        _group(asked, Text("轻重", "Severity"), "severity", dict(reversed(SEVERITIES.items())), severities),
        _group(asked, Text("介质", "Medium"), "medium", MEDIA, media),
    ]


def _group(asked: QueryDict, title: Text, field: str, words: dict[str, Text], counts: Counter[str]) -> FacetGroup:
    everything = Link(Text("全部", "All"), f"?{_query(asked, **{field: ''})}", current=not asked.get(field))
    links = [
        Link(label, f"?{_query(asked, **{field: code})}", counts[code], current=asked.get(field) == code)
        for code, label in words.items()
        if counts[code]
    ]
    return FacetGroup(title, [everything, *links])


def _query(asked: QueryDict, **changed: str) -> str:
    kept = QueryDict(mutable=True)
    for name in FIELDS:
        if value := changed.get(name, asked.get(name, "")):
            kept[name] = value
    return kept.urlencode()
