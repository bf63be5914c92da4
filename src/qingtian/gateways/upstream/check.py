"""What a declared system must agree with: procedures, acts, states, relations, facts, limits and fields that exist."""

from __future__ import annotations

from collections.abc import Iterator

from qingtian.errors import QingtianError
from qingtian.gateways.upstream.model import Rule, System
from qingtian.gateways.upstream.values import known_field
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.procedures import Procedure, load_procedures

NO_FIELD = Text("“{head}”一列要的“{field}”不存在。", "Column “{head}” asks for “{field}”, which does not exist.")
NO_PROCEDURE = Text("没有“{id}”这个程序。", "There is no procedure “{id}”.")
NO_NAME = Text("程序“{id}”里没有{what}“{name}”。", "Procedure “{id}” has no {what} “{name}”.")
NO_LIMIT = Text("期限“{id}”不能用：{why}", "The limit “{id}” cannot be used: {why}")
WHAT = {
    "act": Text("动作", "act"),
    "state": Text("状态", "state"),
    "relation": Text("关系", "relation"),
    "fact": Text("事实", "fact"),
}


def faults(system: System) -> list[Text]:
    """Every sentence that is wrong with a declaration; empty when it holds."""
    return [*_columns(system), *(fault for rule in system.rules for fault in _rule(rule))]


def _columns(system: System) -> Iterator[Text]:
    wanted = [(c.head, c.field) for c in system.columns if c.field]
    wanted += [(c.heads[0], c.field) for c in (system.returns.compare if system.returns else ())]
    for head, name in wanted:
        if known_field(name) is None:
            yield NO_FIELD.format(head=head, field=name)


def _rule(rule: Rule) -> Iterator[Text]:
    if rule.procedure not in load_procedures().ids():
        yield NO_PROCEDURE.format(id=rule.procedure)
        return
    editions = load_procedures().editions(rule.procedure)
    for what, name in _named(rule):
        if not any(name in names_of(procedure)[what] for procedure in editions):
            yield NO_NAME.format(id=rule.procedure, what=WHAT[what], name=name)
    if rule.within:
        try:
            law = load_law()
            law.limit(rule.within, on=law.parameter(rule.within).editions[-1].from_day)
        except QingtianError as refused:
            yield NO_LIMIT.format(id=rule.within, why=refused.message)


def _named(rule: Rule) -> Iterator[tuple[str, str]]:
    yield "relation", rule.typed_by
    yield from (("act", act) for act in [*rule.after, *rule.changes])
    yield from (("state", state) for state in rule.except_states)
    yield from (("fact", fact) for fact in rule.when)


def names_of(procedure: Procedure) -> dict[str, set[str]]:
    """Every name a rule may use of one procedure, by kind."""
    fields = [f for t in procedure.transitions for f in t.fields]
    return {
        "act": {t.act for t in procedure.transitions},
        "state": set(procedure.states),
        "relation": set(procedure.relations),
        "fact": {f.fact for f in fields if f.fact} | {name for t in procedure.transitions for name in t.facts},
    }
