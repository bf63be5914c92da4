"""What the page of a notice adds to the left-hand column: the outlet, its hours, and the ways on where it stands."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from qingtian.apps.monitors.models import MonitorNotice
from qingtian.apps.monitors.rules import local_day
from qingtian.apps.proceedings.models import Proceeding
from qingtian.language import Text
from qingtian.procedures.who import Actor
from qingtian.web.access import PAGES
from qingtian.web.design.shapes import Fact, Link, Words
from qingtian.web.desk.monitoring.outlets.words import ANOMALIES, form_hour, title_of

OUTLET, HOURS, ON = Text("排放口", "Outlet"), Text("时段", "Hours"), Text("怎么办下去", "What follows")
CLUE = Text("从本件登记违法线索", "Register a clue from this notice")
VISIT = Text("从本件登记现场检查", "Enter a visit from this notice")


def notice_facts(actor: Actor, proceeding: Proceeding) -> list[Fact]:
    """Nothing where the matter is no notice."""
    notice = MonitorNotice.objects.select_related("outlet").filter(proceeding=proceeding).first()
    if notice is None:
        return []
    outlet = notice.outlet
    asked = {"factor": notice.factor, "until": local_day(notice.ends_at)}
    page = f"{reverse('desk:outlet', args=[outlet.number])}?{urlencode(asked)}"
    hours = f"{form_hour(notice.begins_at)} – {form_hour(notice.ends_at)}"
    told: list[Words | Link] = [ANOMALIES[notice.kind], title_of(notice.factor), hours]
    found = [Fact(OUTLET, [Link(Text(outlet.name_zh, outlet.name_en), page), outlet.number]), Fact(HOURS, told)]
    return [*found, *_ways_on(actor, proceeding)]


def _ways_on(actor: Actor, proceeding: Proceeding) -> list[Fact]:
    """The forms of a clue and of a visit, already about this notice, while it stands and nothing came of it yet."""
    if proceeding.state != "stands":
        return []
    facts = proceeding.projection["facts"]
    about = {
        "f_about": proceeding.number,
        "f_party": proceeding.party,
        "f_area": (facts.get("area") or {}).get("code", ""),
        "f_subject": facts.get("subject", ""),
    }
    clue = {"f_source": "monitoring", "f_what": facts.get("figures", "")}
    visit = {"f_kind": "case", "f_ground": "abnormal_data"}
    forms = [(CLUE, "desk:new_penalty", about | clue), (VISIT, "desk:new_visit", about | visit)]
    links: list[Words | Link] = [
        Link(words, f"{reverse(address)}?{urlencode(asked)}")
        for words, address, asked in forms
        if PAGES[address].roles & actor.roles
    ]
    return [Fact(ON, links)] if links else []
