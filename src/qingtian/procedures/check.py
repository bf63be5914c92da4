"""Does a declaration hold together? Asked at start and in tests; every fault is a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.law import Law
from qingtian.procedures.duties import FACT
from qingtian.procedures.guards import GUARDS
from qingtian.procedures.model import SAME, START, BeforeAct, ByField, Procedure, Transition
from qingtian.procedures.who import ROLES


def fault(zh: str, en: str) -> Text:
    return Text(zh, en)


def _states(procedure: Procedure) -> Iterator[Text]:
    known = {START, *procedure.states}
    for t in procedure.transitions:
        for name in {*procedure.sources_of(t), *t.except_from, *t.destinations} - known:
            yield fault(f"{t.act} 用了没有的状态 {name}", f"{t.act} names an unknown state {name}")
    for name in procedure.states:
        if name not in _reachable(procedure):
            yield fault(f"状态 {name} 到不了", f"state {name} cannot be reached")
        if not procedure.states[name].final and not _exits(procedure, name):
            yield fault(f"状态 {name} 没有出路，也不是终点", f"state {name} has no way out and is not final")


def _targets(procedure: Procedure, transition: Transition) -> list[str]:
    if isinstance(transition.to, BeforeAct):
        acts = [t for t in procedure.transitions if t.act == transition.to.before]
        return [s for t in acts for s in procedure.sources_of(t)]
    return transition.destinations


def _exits(procedure: Procedure, state: str) -> bool:
    return any(s != state for t in procedure.transitions_from(state) if t.to != SAME for s in _targets(procedure, t))


def _reachable(procedure: Procedure) -> set[str]:
    seen, todo = {START}, [START]
    while todo:
        for transition in procedure.transitions_from(todo.pop()):
            fresh = [s for s in _targets(procedure, transition) if s not in seen]
            seen.update(fresh)
            todo += fresh
    return seen


def _twice(procedure: Procedure) -> Iterator[Text]:
    for state in [START, *procedure.states]:
        acts = [t.act for t in procedure.transitions_from(state)]
        for act in {a for a in acts if acts.count(a) > 1}:
            yield fault(f"{state} 上有两个 {act}", f"two transitions {act} from {state}")


def _bases(procedure: Procedure, law: Law) -> Iterator[Text]:
    for owner, bases in [(procedure.id, procedure.basis), *((t.act, t.basis) for t in procedure.transitions)]:
        if not bases:
            yield fault(f"{owner} 没有依据", f"{owner} has no basis")
        for basis in bases:
            try:
                law.instrument(basis.instrument)
            except QingtianError:
                yield fault(
                    f"{owner} 的依据 {basis.instrument} 不在登记册里", f"{owner} cites unknown {basis.instrument}"
                )


def _guards(transition: Transition) -> Iterator[Text]:
    for reference in transition.guards:
        if reference.name not in GUARDS:
            yield fault(f"{transition.act} 的条件 {reference.name} 没有函数", f"guard {reference.name} has no function")


def _fields(transition: Transition) -> Iterator[Text]:
    names = [f.name for f in transition.fields]
    for name in {n for n in names if names.count(n) > 1}:
        yield fault(f"{transition.act} 有两个 {name}", f"{transition.act} has two fields {name}")
    for field in transition.fields:
        for role in (one for one in field.roles if one not in ROLES):
            yield fault(
                f"{transition.act}.{field.name} 用了没有的角色 {role}", f"{field.name} names unknown role {role}"
            )
        if field.type in ("choice", "choices") and not field.choices:
            yield fault(f"{transition.act}.{field.name} 没有选项", f"{transition.act}.{field.name} offers no choices")
        if field.type == "duty" and field.fact != FACT:
            yield fault(f"{transition.act}.{field.name} 是职责，要设事实 {FACT}", f"{field.name} sets the fact {FACT}")
        if field.sealed and (field.fact or field.relation):
            yield fault(
                f"{transition.act}.{field.name} 是密封的，不能作为事实或关系",
                f"{transition.act}.{field.name} is sealed and cannot become a fact or a relation",
            )
    if isinstance(transition.to, ByField):
        chosen = transition.field(transition.to.field)
        if chosen is None or not chosen.required or set(chosen.choices) != set(transition.to.map):
            yield fault(f"{transition.act} 的去向与选项不一致", f"{transition.act}: destinations and choices differ")


def _named_acts(procedure: Procedure, transition: Transition) -> Iterator[Text]:
    """Acts that a transition goes back before, or whose clocks it returns."""
    named = {*transition.returns, *([transition.to.before] if isinstance(transition.to, BeforeAct) else [])}
    for act in sorted(named):
        if procedure.named(act) is None:
            yield fault(f"{transition.act} 用了没有的动作 {act}", f"{transition.act} names an unknown act {act}")


def _clock_fields(transition: Transition) -> Iterator[Text]:
    for operation in transition.clocks:
        named = {operation.due_field, operation.from_field, *operation.only_if} - {None}
        for name in sorted(str(n) for n in named):
            declared = transition.field(name)
            # a clock that only some choices start leaves its day to a guard that asks for it with that choice
            must = name == operation.due_field and not operation.only_if
            if declared is None or (must and not declared.required):
                yield fault(
                    f"{transition.act} 的期限 {operation.limit} 要用必填的 {name}",
                    f"{transition.act}: {operation.limit} needs a required field {name}",
                )


def _relations(procedure: Procedure, transition: Transition) -> Iterator[Text]:
    named = {r for w in transition.by for r in (w.at, w.above, w.not_at, w.post) if r}
    named |= {c.owner for c in transition.clocks if c.owner} | set(transition.relations)
    named |= {f.relation for f in transition.fields if f.relation}
    named |= {s.removeprefix("above:") for s in transition.relations.values() if s != "actor"}
    for name in named - set(procedure.relations):
        yield fault(f"{transition.act} 用了没有的关系 {name}", f"{transition.act} names an unknown relation {name}")
    for who in transition.by:
        if who.role and who.role not in ROLES:
            yield fault(
                f"{transition.act} 用了没有的角色 {who.role}", f"{transition.act} names unknown role {who.role}"
            )
    if not transition.by:
        yield fault(f"{transition.act} 没有人能做", f"nobody may perform {transition.act}")


def _set_by_acts(procedure: Procedure) -> set[str]:
    return {c.limit for t in procedure.transitions for c in t.clocks if c.due_field}


def _started(procedure: Procedure) -> set[str | None]:
    return {c.start for t in procedure.transitions for c in t.clocks}


def _clocks(procedure: Procedure, transition: Transition, law: Law) -> Iterator[Text]:
    for operation in transition.clocks:
        if operation.verb in ("start", "hand") and not operation.owner:
            yield fault(
                f"{operation.limit} 没有责任单位", f"{transition.act} starts {operation.limit} without an owner"
            )
        if operation.since and operation.since not in _started(procedure):
            yield fault(
                f"{transition.act} 的期限要从没有开始过的 {operation.since} 起算",
                f"{transition.act} counts from {operation.since}, which nothing starts",
            )
        if operation.due_field or operation.limit in _set_by_acts(procedure):
            continue
        try:
            law.limit(operation.limit, on=procedure.valid_from)
        except QingtianError:
            yield fault(f"{transition.act} 的期限 {operation.limit} 没有登记", f"unknown limit {operation.limit}")


def check(procedure: Procedure, law: Law) -> list[Text]:
    """Every fault of one declaration."""
    faults = [*_states(procedure), *_twice(procedure), *_bases(procedure, law)]
    faults += [
        fault(f"pinned 用了没有的关系 {name}", f"pinned names an unknown relation {name}")
        for name in procedure.pinned
        if name not in procedure.relations
    ]
    for transition in procedure.transitions:
        faults += [*_guards(transition), *_fields(transition), *_relations(procedure, transition)]
        faults += [*_clocks(procedure, transition, law), *_clock_fields(transition)]
        faults += _named_acts(procedure, transition)
    return faults
