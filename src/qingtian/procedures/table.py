"""The table of a procedure: one row an act, with who, on which article, what it needs and what it sets running."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from qingtian.language import Text
from qingtian.law import Basis as LawBasis
from qingtian.law import Law
from qingtian.law.model import CERTAINTIES, quantity
from qingtian.procedures.guards import GUARDS
from qingtian.procedures.model import (
    ANY,
    ANY_OPEN,
    SAME,
    START,
    Basis,
    BeforeAct,
    ByField,
    ClockOperation,
    FieldDeclaration,
    GuardReference,
    Procedure,
    Transition,
)
from qingtian.procedures.who import describe_all

NOT_OPENED = Text("（立件）", "(opening)")
EVERYWHERE = {ANY_OPEN: Text("任何未结状态", "any open state"), ANY: Text("任何状态", "any state")}
EXCEPT = Text("{states}（{excepted}除外）", "{states} except {excepted}")
STAYS = Text("不变", "unchanged")
BEFORE = Text("“{act}”之前的状态", "the state before “{act}”")
BY_CHOICE = Text("{choices} → {state}", "{choices} → {state}")
OPTIONAL = Text("{title}（可不填）", "{title} (optional)")
IN_PRINCIPLE = Text("原则上：{means}", "in principle: {means}")
BY_ARTICLE = Text("{means}（{cited}）", "{means} ({cited})")
SET_BY_PLAN = Text("由“{field}”一栏确定", "set by “{field}”")
SINCE = Text("{amount}（{day} 起）", "{amount} (from {day})")
EXTENSION = Text("{amount}，可延长 {more}", "{amount}, extensible by {more}")
MARKED = Text("{amount}（{mark}）", "{amount} ({mark})")
ONLY_IF = Text("{clock}，仅当{condition}", "{clock}, only if {condition}")
UNLESS_RUNNING = Text("{clock}（已经在走的不重开）", "{clock} (not begun anew where it runs)")
YES = Text("是", "yes")
ALL_STOP = Text("停：全部期限", "stops all clocks")
RETURN = Text("恢复：被{acts}停下的期限", "brings back the clocks stopped by {acts}")
VERBS = {
    "start": Text("起：{clock}", "starts {clock}"),
    "stop": Text("停：{clock}", "stops {clock}"),
    "extend": Text("延：{clock}", "extends {clock}"),
    "suspend": Text("暂停计算：{clock}", "suspends {clock}"),
    "resume": Text("恢复计算：{clock}", "resumes {clock}"),
    "hand": Text("转给{owner}：{clock}", "hands to the {owner}: {clock}"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One act of a procedure in one language; lists keep the declared order."""

    act: str
    title: str
    source: str
    target: list[str]
    who: str
    basis: list[str]
    fields: list[str]
    guards: list[str]
    clocks: list[str]
    paper: str | None
    public: str | None
    consequence: str | None
    kernel: bool

    def as_dict(self) -> dict[str, object]:
        """For ``--json``."""
        return asdict(self)


def table(procedure: Procedure, law: Law, language: str) -> list[Row]:
    """Every act in declared order, the kernel's own last. Raises what the law room raises for unknown limits."""
    return [_row(procedure, transition, law, language) for transition in procedure.transitions]


def _row(procedure: Procedure, transition: Transition, law: Law, language: str) -> Row:
    def said(text: Text | None) -> str | None:
        return text.in_(language) if text else None

    return Row(
        act=transition.act,
        title=transition.title.in_(language),
        source=sources(procedure, transition).in_(language),
        target=[text.in_(language) for text in targets(procedure, transition)],
        who=describe_all(transition, procedure).in_(language),
        basis=[cited(basis, law).in_(language) for basis in transition.basis],
        fields=[_field(declared).in_(language) for declared in transition.fields],
        guards=[_guard(reference, law).in_(language) for reference in transition.guards],
        clocks=[text.in_(language) for text in clocks(procedure, transition, law)],
        paper=transition.paper,
        public=said(transition.public),
        consequence=said(transition.consequence),
        kernel=transition.kernel,
    )


def listed(words: list[Text]) -> Text:
    """Words one after another, as each language lists them."""
    return Text("、".join(w.zh for w in words), ", ".join(w.en for w in words))


def state_title(procedure: Procedure, state: str) -> Text:
    return NOT_OPENED if state == START else procedure.states[state].title


def sources(procedure: Procedure, transition: Transition) -> Text:
    """The states an act may be performed in, in words."""
    names = [EVERYWHERE.get(s) or state_title(procedure, s) for s in transition.source]
    if not transition.except_from:
        return listed(names)
    excepted = listed([state_title(procedure, s) for s in transition.except_from])
    return EXCEPT.format(states=listed(names), excepted=excepted)


def targets(procedure: Procedure, transition: Transition) -> list[Text]:
    """Where an act leads: one state, or one for every answer."""
    to = transition.to
    if isinstance(to, BeforeAct):
        named = procedure.named(to.before)
        return [BEFORE.format(act=named.title if named else to.before)]
    if isinstance(to, str):
        return [STAYS if to == SAME else state_title(procedure, to)]
    return _by_choice(procedure, transition, to)


def _by_choice(procedure: Procedure, transition: Transition, to: ByField) -> list[Text]:
    declared = transition.field(to.field)
    titles = declared.choices if declared else {}
    found = []
    for target in dict.fromkeys(to.map.values()):
        choices = listed([titles[c] for c, t in to.map.items() if t == target and c in titles])
        state = STAYS if target == SAME else state_title(procedure, target)
        found.append(BY_CHOICE.format(choices=choices, state=state))
    return found


def cited(basis: Basis, law: Law) -> Text:
    """The article in words; an instrument that was not read in its own text carries its mark."""
    article = LawBasis(instrument=basis.instrument, article=basis.article)
    certainty = law.instrument(basis.instrument).certainty
    words = law.cite(article)
    return words if certainty == "sure" else MARKED.format(amount=words, mark=CERTAINTIES[certainty])


def _field(declared: FieldDeclaration) -> Text:
    return declared.title if declared.required else OPTIONAL.format(title=declared.title)


def _guard(reference: GuardReference, law: Law) -> Text:
    means = GUARDS[reference.name].means
    if reference.basis:
        means = BY_ARTICLE.format(means=means, cited=cited(reference.basis, law))
    return IN_PRINCIPLE.format(means=means) if reference.firmness == "in_principle" else means


def clocks(procedure: Procedure, transition: Transition, law: Law) -> list[Text]:
    """What an act does to clocks, with the length of those it starts."""
    found = [ALL_STOP] if transition.stop_all else []
    if transition.returns:
        acts = [t.title for name in transition.returns if (t := procedure.named(name))]
        found.append(RETURN.format(acts=listed(acts)))
    return found + [_clock(procedure, transition, operation, law) for operation in transition.clocks]


def _clock(procedure: Procedure, transition: Transition, operation: ClockOperation, law: Law) -> Text:
    name = operation.title or _title_of(procedure, operation.limit, law)
    if operation.verb == "start":
        length = _length(transition, operation, procedure.valid_from, law)
        name = Text("{name} {length}", "{name}, {length}").format(name=name, length=length)
    owner = procedure.relations[operation.owner] if operation.owner else Text("—", "—")
    owner = Text(owner.zh, owner.en[0].lower() + owner.en[1:])
    words = VERBS[operation.verb].format(clock=name, owner=owner)
    if operation.unless_running:
        words = UNLESS_RUNNING.format(clock=words)
    return ONLY_IF.format(clock=words, condition=_condition(transition, operation)) if operation.only_if else words


def _title_of(procedure: Procedure, limit: str, law: Law) -> Text:
    """The clock's title: the law room's, or that of the act that sets the day of such a clock."""
    operations = (o for t in procedure.transitions for o in t.clocks if o.limit == limit and o.due_field)
    set_by_act = next(operations, None)
    return (set_by_act.title if set_by_act else None) or law.parameter(limit).title


def _length(transition: Transition, operation: ClockOperation, valid_from: date, law: Law) -> Text:
    """The length in every edition from the procedure's first day on, with extension and mark of certainty."""
    if operation.due_field:
        declared = transition.field(operation.due_field)
        return SET_BY_PLAN.format(field=declared.title if declared else operation.due_field)
    days = [valid_from, *(e.from_day for e in law.parameter(operation.limit).editions if e.from_day > valid_from)]
    amounts = [_amount(operation.limit, day, law) for day in days]
    if len(days) == 1:
        return amounts[0]
    dated = [SINCE.format(amount=amount, day=day.isoformat()) for amount, day in zip(amounts, days, strict=True)]
    return Text("；".join(d.zh for d in dated), "; ".join(d.en for d in dated))


def _amount(limit: str, on: date, law: Law) -> Text:
    found = law.limit(limit, on=on)
    amount = quantity(found.value, found.unit)
    if found.extension:
        amount = EXTENSION.format(amount=amount, more=quantity(found.extension.up_to, found.extension.unit))
    return amount if found.certainty == "sure" else MARKED.format(amount=amount, mark=CERTAINTIES[found.certainty])


def _condition(transition: Transition, operation: ClockOperation) -> Text:
    found = []
    for name, values in operation.only_if.items():
        declared = transition.field(name)
        if declared:
            titles = listed([declared.choices.get(v) or YES for v in values])
            found.append(Text("{field}为{titles}", "{field} is {titles}").format(field=declared.title, titles=titles))
    return listed(found)
