"""Sample data of the design page: an invented city. What is law or standard is asked of the law and standards rooms."""

from __future__ import annotations

from typing import Any

from qingtian.language import Text
from qingtian.standards.air.categories import categories
from qingtian.web.design.fields import FieldView
from qingtian.web.design.sample_lists import facet_groups, facts_list, fields, hours, table_one
from qingtian.web.design.sample_proceeding import DAY, NOWHERE, acts, clocks, derivation, events, lacking, steps
from qingtian.web.design.shapes import Link


def everything() -> dict[str, Any]:
    """All samples by the name the template uses."""
    return {
        "clocks": clocks(),
        "clock_one": clocks()[1],
        "derivation_60": derivation(),
        "events": events(),
        "steps": steps(),
        "acts": acts(),
        "lacking": lacking(),
        "facts_list": facts_list(),
        "table_one": table_one(),
        "fields": fields(),
        "reason": FieldView("reason", Text("理由", "Reason"), "text"),
        "errors": [("id_approved_on", Text("批准日期晚于到期日。", "The approval is later than the last day."))],
        "facet_groups": facet_groups(),
        "levels": categories(DAY),
        "level_now": categories(DAY)[1],
        "hours": hours(),
        "week_link": Link(Text("看本周 6 件", "See this week’s 6"), NOWHERE),
        "wrong_links": [
            Link(Text("看改了什么", "See what changed"), NOWHERE),
            Link(Text("再试", "Try again"), NOWHERE),
        ],
    }
