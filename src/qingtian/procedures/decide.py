"""Deciding an act: allowed or refused, and exactly what it would write. Pure; the kernel only stores the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.law import Basis as LawBasis
from qingtian.law import Calendar, Law
from qingtian.law.choice import in_force_on
from qingtian.procedures.clocks import operations
from qingtian.procedures.fields import clean
from qingtian.procedures.guards import GUARDS, GuardContext
from qingtian.procedures.model import START, BeforeAct, ByField, FieldDeclaration, Procedure, Transition
from qingtian.procedures.projection import Projection
from qingtian.procedures.who import Actor, admitted, describe_all, has_withdrawn

#: a constant fact that stands for the legal day of the act itself
DAY_OF_THE_ACT = "{on}"

NOT_NOW = Text("“{act}”在“{state}”状态下不能做。", "“{act}” is not possible while the matter is “{state}”.")
UNKNOWN_ACT = Text("这个程序没有“{act}”这一动作。", "This procedure has no act “{act}”.")
NOT_YOU = Text("“{act}”只能由{who}做。", "“{act}” is for: {who}.")
PERSONAL = Text(
    "“{act}”只能由领导本人做；顶岗的人不能代做，联络员凭领导签字的纸可以代录。",
    "“{act}” is done by the leader in person; a substitute cannot do it, a liaison may enter it with the signed paper.",
)
NOT_SUBSTITUTE = Text(
    "日期 {on} 不在顶岗的日子里（{since} 至 {until}），这一天的事由本人或当天顶岗的人做。",
    "The date {on} is outside the days of the substitution ({since} to {until}); acts of that day are for the holder "
    "or whoever stood in that day.",
)
IN_FUTURE = Text("日期 {on} 在今天 {today} 之后。", "The date {on} lies after today, {today}.")
BEFORE_LAST = Text(
    "日期 {on} 早于上一个动作（{last}）；补记更早的事，请用更正。",
    "The date {on} is before the act before it ({last}); record an earlier event as a correction.",
)
LATE_ENTRY = Text(
    "日期 {on} 早于上一个动作（{last}）；补记要写理由，也不能早于立件。",
    "The date {on} is before the act before it ({last}); a late entry needs a reason and a day after the opening.",
)
BACKDATED = Text(
    "日期 {on} 在今天 {today} 之前；这一动作会改变状态或期限，补记要写理由。",
    "The date {on} lies before today, {today}; the act changes the state or a clock, so give the reason for the delay.",
)
WITHDRAWN = Text("您已回避这一件，不能再办。", "You have withdrawn from this matter and can do nothing more in it.")
INCOMPLETE = Text("还缺或填错：{what}", "Missing or wrong: {what}")
NEEDS_REASON = Text("原则上不行：{what} 仍要做，请写理由。", "In principle not: {what} To go on, give the reason.")


class FieldsRefused(Refused):
    """Refused because of what was entered; ``faults`` holds a sentence for each field."""

    def __init__(self, faults: Mapping[str, Text]) -> None:
        self.faults = dict(faults)
        what = Text(" ".join(t.zh for t in faults.values()), " ".join(t.en for t in faults.values()))
        super().__init__("act.fields", INCOMPLETE.format(what=what))


class ReasonWanted(Refused):
    """An *in principle* rule stands against the act; with a reason it may go on."""

    def __init__(self, warnings: list[Text], basis: str) -> None:
        self.warnings = warnings
        what = Text(" ".join(w.zh for w in warnings), " ".join(w.en for w in warnings))
        super().__init__("act.reason_wanted", NEEDS_REASON.format(what=what), basis=basis)


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody wants to do. ``reason`` answers an *in principle* rule or explains a late entry."""

    act: str
    actor: Actor
    on: date
    today: date
    fields: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    world: Mapping[str, Any] = field(default_factory=dict)
    area_chain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """An allowed act: the record to be written (all but its number and its time)."""

    transition: Transition
    to: str
    fields: Mapping[str, Any]
    relations: Mapping[str, Any]
    facts: Mapping[str, Any]
    clocks: list[dict[str, Any]]
    warnings: list[Text]
    cited: list[Text]
    ends: bool


def find(procedure: Procedure, projection: Projection, act: str) -> Transition:
    """The transition of that act from the present state, or a refusal that says why not."""
    transition = procedure.find(act, projection.state)
    if transition:
        return transition
    named = procedure.named(act)
    if named is None:
        raise Refused("act.unknown", UNKNOWN_ACT.format(act=act), where=procedure.id)
    state = procedure.states[projection.state].title if projection.state != START else Text("未立", "not opened")
    basis = f"{named.basis[0].instrument} {named.basis[0].article}"
    raise Refused("act.not_now", NOT_NOW.format(act=named.title, state=state), where=procedure.id, basis=basis)


def check_actor(
    procedure: Procedure, transition: Transition, projection: Projection, actor: Actor, area_chain: tuple[str, ...]
) -> None:
    if admitted(transition, actor, projection.relations, area_chain):
        return
    if transition.personal and actor.substitution:
        raise Refused("act.personal", PERSONAL.format(act=transition.title), where=procedure.id)
    words = NOT_YOU.format(act=transition.title, who=describe_all(transition, procedure))
    raise Refused("act.not_you", words, where=procedure.id)


def check_date(transition: Transition, projection: Projection, request: Request) -> None:
    """The legal day lies between the last act and today; an act that moves nothing may come late, with a reason."""
    on, last = request.on, projection.last_on
    stands_in = request.actor.substitution
    if stands_in and not stands_in.holds(on):
        words = NOT_SUBSTITUTE.format(on=on, since=stands_in.since, until=stands_in.until)
        raise Refused("act.not_substitute", words, where="on")
    if on > request.today:
        raise Refused("act.in_future", IN_FUTURE.format(on=on, today=request.today), where="on")
    if last is None or on.isoformat() >= last:
        _check_delay(transition, request)
        return
    harmless = not transition.moves and not transition.clocks and not transition.kernel
    if not harmless:
        raise Refused("act.before_last", BEFORE_LAST.format(on=on, last=last), where="on")
    if not request.reason.strip() or on.isoformat() < (projection.opened_on or ""):
        raise Refused("act.late_entry", LATE_ENTRY.format(on=on, last=last), where="on")


def _check_delay(transition: Transition, request: Request) -> None:
    """What an officer does to the state or to a clock is recorded the same day, or with the reason for the delay."""
    weighty = transition.moves or transition.clocks or transition.stop_all
    if request.actor.kind == "officer" and weighty and request.on < request.today and not request.reason.strip():
        raise Refused("act.backdated", BACKDATED.format(on=request.on, today=request.today), where="on")


def destination(transition: Transition, projection: Projection, values: Mapping[str, Any]) -> str:
    to = transition.to
    if isinstance(to, ByField):
        chosen = to.map[values[to.field]]
        return projection.state if chosen == "same" else chosen
    if isinstance(to, BeforeAct):
        return projection.before[to.before]
    return projection.state if to == "same" else to


def missing(context: GuardContext, *, with_fields: bool) -> tuple[list[Text], list[Text], str]:
    """What *must* guards miss, what *in principle* guards miss, and the basis of the one that decides."""
    must: list[Text] = []
    principle: list[Text] = []
    bases: dict[str, str] = {}
    for reference in context.transition.guards:
        guard = GUARDS[reference.name]
        if guard.needs_fields and not with_fields:
            continue
        lack = guard.check(context)
        if lack is None:
            continue
        (must if reference.firmness == "must" else principle).append(lack)
        if reference.basis:
            bases.setdefault(reference.firmness, f"{reference.basis.instrument} {reference.basis.article}")
    return must, principle, bases.get("must" if must else "in_principle", "")


def _source(source: str, projection: Projection, actor: Actor) -> Any:
    """A relation from the actor's own organ (``actor``) or from the organ next above another (``above:handler``)."""
    if source == "actor":
        return own_relation(actor)
    return (projection.relations.get(source.removeprefix("above:")) or {}).get("above")


def _settings(
    transition: Transition, projection: Projection, values: Mapping[str, Any], actor: Actor, on: date
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Relations and facts the act sets, from its fields, from constants, from its own day and from the actor."""
    facts: dict[str, Any] = {k: on.isoformat() if v == DAY_OF_THE_ACT else v for k, v in transition.facts.items()}
    relations = {name: _source(source, projection, actor) for name, source in transition.relations.items()}
    for declared in transition.fields:
        if declared.name in values:
            _set(declared, values[declared.name], relations, facts)
    return {k: v for k, v in relations.items() if v is not None}, facts


def _set(declared: FieldDeclaration, value: Any, relations: dict[str, Any], facts: dict[str, Any]) -> None:
    if declared.relation:
        relations[declared.relation] = value
    if declared.fact:
        facts[declared.fact] = value


def own_relation(actor: Actor) -> dict[str, Any] | None:
    """The actor's own organ and post as a relation of the matter."""
    if actor.organ is None or actor.organ_name is None:
        return None
    relation: dict[str, Any] = {"name": actor.organ_name.as_dict(), "chain": list(actor.organ_chain)}
    if above := actor.extra.get("above"):
        relation["above"] = above
    if actor.post and actor.post_title:
        # the post stays its holder's: whoever stands in sets nothing in their own name
        holder = actor.for_person if actor.substitution else actor.person
        relation |= {"post": actor.post, "post_title": actor.post_title.as_dict(), "person": holder}
    return relation


def decide(procedure: Procedure, projection: Projection, request: Request, law: Law, calendar: Calendar) -> Decision:
    """Decide one act; raises Refused (FieldsRefused, ReasonWanted) with what is missing and the article."""
    transition = find(procedure, projection, request.act)
    check_actor(procedure, transition, projection, request.actor, request.area_chain)
    if has_withdrawn(request.actor, request.world):
        raise Refused("act.withdrawn", WITHDRAWN, where=procedure.id)
    check_date(transition, projection, request)
    values, faults = clean(transition, request.fields)
    if faults:
        raise FieldsRefused(faults)
    context = GuardContext(projection, transition, values, request.on, request.actor, request.world)
    must, principle, basis = missing(context, with_fields=True)
    if must:
        what = Text(" ".join(m.zh for m in must), " ".join(m.en for m in must))
        raise Refused("act.guard", what, where=transition.act, basis=basis)
    if principle and not request.reason.strip():
        raise ReasonWanted(principle, basis)
    to = destination(transition, projection, values)
    relations, facts = _settings(transition, projection, values, request.actor, request.on)
    return Decision(
        transition=transition,
        to=to,
        fields=values,
        relations=relations,
        facts=facts,
        clocks=operations(
            transition, projection, request.on, values, {**projection.relations, **relations}, law, calendar
        ),
        warnings=principle,
        cited=[law.cite(b) for b in in_force_on(_bases(transition), request.on, law)],
        ends=procedure.states[to].final,
    )


def _bases(transition: Transition) -> list[Any]:
    return [LawBasis(instrument=b.instrument, article=b.article) for b in transition.basis]
