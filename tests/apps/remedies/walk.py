"""Remedies as offices take them: entered, answered, decided, carried out, each act by the right post."""

from __future__ import annotations

from datetime import date
from typing import Any

from qingtian.apps.parties.models import Party
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from tests.apps.supervision.steps import Step
from tests.days import at
from tests.small_city import SmallCity

MONDAY = date(2026, 6, 1)
EVIDENCE = {"evidence_list": "监测报告，6页", "bases": "法典第1107条"}
OPENING: dict[str, dict[str, Any]] = {
    "reconsideration": {
        "respondent": "branch",
        "reviewing": "city-government",
        "their_number": "云府复〔2026〕31号",
        "filed_on": "2026-05-25",
        "road": "ordinary",
        "claims": "请求撤销处罚决定。",
    },
    "lawsuit": {
        "defendant": "branch",
        "court": "云屏铁路运输法院",
        "their_number": "（2026）云01行初12号",
        "filed_on": "2026-05-25",
        "claims": "请求撤销处罚决定。",
    },
    "procuratorial_suggestion": {
        "addressed": "branch",
        "procuratorate": "望溪区人民检察院",
        "their_number": "望检行公建〔2026〕4号",
        "urgency": "ordinary",
        "demands": "依法查处河滩倾倒。",
    },
    "information_request": {
        "asked": "branch",
        "channel": "registered",
        "wanted": "三季度废气监测报告",
    },
}
PARTY = {"reconsideration": "applicant", "lawsuit": "plaintiff", "information_request": "applicant"}


def party(number: str = "DSR-000001") -> Party:
    """An invented works, entered once."""
    found, _ = Party.objects.get_or_create(
        number=number, defaults={"kind": "unit", "name": "望溪喷涂厂", "entered_on": date(2025, 1, 1)}
    )
    return found


def received(city: SmallCity, kind: str, day: date = MONDAY, post: str = "handler", **fields: Any) -> Step:
    values = {"subject": "不服罚款二十万元", "area": "wangxi", **OPENING[kind], **fields}
    if kind in PARTY:
        values.setdefault(PARTY[kind], party().number)
    by = city.actor(post, day)
    matter = open_proceeding(kind, by=by, on=day, now=at(day), title=values["subject"], fields=values)
    return Step(city, matter, day)


def answered(city: SmallCity, kind: str, **fields: Any) -> Step:
    """Evidence listed and the reply or defence made by the head of the branch."""
    step = received(city, kind, **fields).do("list_evidence", "handler", **EVIDENCE)
    return step.do("reply" if kind == "reconsideration" else "answer", "branch-head", answer="事实清楚，依据正确。")
