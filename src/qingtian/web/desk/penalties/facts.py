"""What is so in a penalty case: the violation in words, the harm, the fine, the days that count, the outcome."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingtian.apps.penalties.held import catalogue
from qingtian.enforcement.violations.reading import load_catalogue
from qingtian.language import Text
from qingtian.procedures import Procedure, Projection
from qingtian.procedures.guards.penalties import sum_of
from qingtian.web.design.shapes import Fact, Words
from qingtian.web.desk.fact_words import choice

#: choices by the act and the field that hold their words
CHOSEN = (
    ("register_clue", "source", Text("线索来源", "Source")),
    ("check_clue", "harm", Text("危害后果", "Harm done")),
    ("report_investigation", "malicious", Text("恶意违法", "Malicious")),
)
DAYS = (
    ("discovered_on", Text("发现", "Found")),
    ("act_on", Text("行为终了", "Act ended")),
    ("filed_on", Text("立案", "Filed")),
    ("decided_on", Text("决定", "Decided")),
    ("served_on", Text("送达", "Served")),
    ("correction_served_on", Text("责令改正送达", "Correction order served")),
)
OUTCOMES = {
    "penalised": Text("给予处罚", "Penalised"),
    "no_penalty_minor": Text("不予处罚：轻微", "No penalty: minor"),
    "no_penalty_first": Text("不予处罚：初次", "No penalty: first offence"),
    "no_penalty_no_fault": Text("不予处罚：没有过错", "No penalty: no fault"),
    "not_established": Text("违法事实不成立", "Not established"),
    "out_of_time": Text("超过追责时效", "Out of time"),
    "transferred_admin": Text("移送其他机关", "Transferred to another organ"),
    "transferred_police_detention": Text("移送公安（拘留）", "Transferred for detention"),
    "transferred_criminal": Text("移送公安（犯罪）", "Transferred, suspected crime"),
    "submitted_to_government": Text("报请政府", "Submitted to the government"),
    "terminated": Text("终止调查", "Terminated"),
}


def penalty_facts(procedure: Procedure, projection: Projection) -> list[Fact]:
    """In the order an officer asks: what, how bad, how much, when, with what result."""
    facts = projection.facts
    found = [_violation(facts)] if facts.get("violation") else []
    found += [
        Fact(title, [choice(procedure, act, name, facts[name])]) for act, name, title in CHOSEN if facts.get(name)
    ]
    if computed := sum_of(facts.get("computed_fine")):
        found.append(Fact(Text("裁量计算值", "Computed fine"), [Text(f"{computed:,.2f} 元", f"{computed:,.2f} yuan")]))
    if fine := sum_of(facts.get("fine")):
        title = Text("罚款", "Fine") if facts.get("decided_on") else Text("拟罚款", "Fine proposed")
        found.append(Fact(title, [Text(f"{fine:,.2f} 元", f"{fine:,.2f} yuan")]))
    days: list[Words] = [
        Text(f"{title.zh} {facts[name]}", f"{title.en} {facts[name]}") for name, title in DAYS if facts.get(name)
    ]
    found += [Fact(Text("日期", "Days"), list(days))] if days else []
    if outcome := facts.get("outcome"):
        found.append(Fact(Text("结果", "Outcome"), [OUTCOMES.get(outcome, outcome)]))
    return found


def _violation(facts: Mapping[str, Any]) -> Fact:
    """By its title where it is a code of the catalogue, else as it was written."""
    written = str(facts["violation"])
    # the declared ones first: an administrator's cost a query
    held = next((one for one in (load_catalogue, catalogue) if written in one()), None)
    return Fact(Text("违法行为", "Violation"), [held()[written].title if held else written])
