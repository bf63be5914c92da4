"""A form from a declaration: every declared field type has its control, its hint and its place for an error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict

from qingtian.apps.cases.models import PlanVersion
from qingtian.apps.proceedings.chapters import cleared, offered
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.papers import catalogue
from qingtian.apps.proceedings.systems import titles
from qingtian.language import Text
from qingtian.procedures import Projection, Transition
from qingtian.procedures.duties import NONE, none_found
from qingtian.procedures.model import FieldDeclaration
from qingtian.procedures.who import Actor
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk import references
from qingtian.web.desk.references import OptionGroup
from qingtian.web.desk.uploads import Taken

KINDS = {
    "text": "text",
    "long_text": "textarea",
    "milestones": "textarea",
    "positions": "textarea",
    "date": "date",
    "yes_no": "checkbox",
    "integer": "number",
    "files": "file",
    "proceeding": "text",
    "party": "text",
    "choices": "checkboxes",
    "organs": "checkboxes",
    "act_number": "select",
    "system": "select",
    "area": "select",
    "organ": "select",
    "post": "select",
    "duty": "select",
    "file": "select",
}
#: more answers than this make a select of a list of radio buttons
MOST_RADIOS = 6
NOTHING = Choice("", Text("— 请选 —", "— choose —"))
FILES_HINT = Text(
    "照片、PDF、Word、Excel、OFD，每个不超过 20 MB。", "Photos, PDF, Word, Excel or OFD, up to 20 MB each."
)
MATTER_HINT = Text("可以从列出的选，也可以直接写编号。", "Choose one of those listed or type a number.")
PARTY_HINT = Text(
    "写编号、统一社会信用代码或单位全称；没有登记的先去“当事人”登记。",
    "A number, a credit code or the full name of a unit; enter it under Parties first where it is not there.",
)
WHY_NONE = Text("为什么没有找到（选“未找到职责”的写）", "Why none was found (where you chose so)")
WHY_HINT = Text(
    "比如：清单没有写、两家职责重叠、职责写得不清。", "Such as: not in the list, two organs overlap, not clear."
)
#: facts an act offers as its first answer; all others start empty
REMEMBERED = ("area", "subject", "kinds")


@dataclass(frozen=True, slots=True)
class FormField:
    """A field with what the plain component does not know: option groups, suggestions, files already sent."""

    view: FieldView
    groups: Sequence[OptionGroup] = ()
    suggestions: Sequence[Choice] = ()
    taken: Sequence[Taken] = ()
    #: the reason that one of the choices asks for
    reason: FieldView | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a form stands: the matter (none while opening one), the actor and the day."""

    actor: Actor
    on: date
    own: Proceeding | None = None
    projection: Projection = field(default_factory=Projection)


def name_of(declared: FieldDeclaration) -> str:
    """The name in the form; prefixed, so that no declared field meets the form's own."""
    return f"f_{declared.name}"


def why_of(declared: FieldDeclaration) -> str:
    """The name of the box beside a duty, for why none was found."""
    return f"{name_of(declared)}_why"


def form_fields(
    transition: Transition,
    setting: Setting,
    values: Mapping[str, Any],
    faults: Mapping[str, Text],
    taken: Mapping[str, Sequence[Taken]],
    *,
    without: frozenset[str] = frozenset(),
) -> list[FormField]:
    """One FormField a declared field, in declared order, holding what was typed."""
    return [
        _field(
            declared, setting, values.get(declared.name, ""), faults.get(declared.name), taken.get(declared.name, ())
        )
        for declared in transition.fields
        if declared.name not in without
    ]


def _field(
    declared: FieldDeclaration, setting: Setting, value: Any, fault: Text | None, taken: Sequence[Taken]
) -> FormField:
    groups, choices, suggestions = _offered(declared, setting)
    kind, reason = _kind(declared), None
    if declared.type == "duty":
        value, reason = _duty_chosen(declared, str(value))
    view = FieldView(
        name=name_of(declared),
        label=declared.title,
        kind=kind,  # type: ignore[arg-type]
        hint=_hint(declared, suggestions),
        value=value,
        error=fault or "",
        # a box that must be ticked and a file sent before are checked by the act itself, not by the browser
        required=declared.required,
        choices=[NOTHING, *choices] if kind == "select" else choices,
        width="date" if kind == "date" else "short" if kind == "number" else "full",
        rows=6 if declared.type == "milestones" else 4,
        multiple=declared.type == "files",
        accept=".jpg,.jpeg,.png,.webp,.pdf,.docx,.xlsx,.ofd" if declared.type == "files" else "",
        inputmode="numeric" if kind == "number" else "",
    )
    return FormField(view, groups, suggestions, taken, reason)


def _duty_chosen(declared: FieldDeclaration, typed: str) -> tuple[str, FieldView]:
    """What of a duty's answer is chosen, and the box that holds why none was found."""
    why = none_found(typed)
    box = FieldView(why_of(declared), WHY_NONE, "textarea", hint=WHY_HINT, value=why or "", required=False, rows=2)
    return typed if why is None else NONE, box


def _kind(declared: FieldDeclaration) -> str:
    if declared.type == "choice":
        return "radio" if len(declared.choices) <= MOST_RADIOS else "select"
    return KINDS[declared.type]


def _hint(declared: FieldDeclaration, suggestions: Sequence[Choice]) -> Text | str:
    if declared.hint:
        return declared.hint
    if declared.type == "files":
        return FILES_HINT
    if declared.type == "party":
        return PARTY_HINT
    return MATTER_HINT if declared.type == "proceeding" and suggestions else ""


def _offered(
    declared: FieldDeclaration, setting: Setting
) -> tuple[Sequence[OptionGroup], Sequence[Choice], Sequence[Choice]]:
    """Groups for a select, plain choices, suggestions for a typed number."""
    area = setting.own.area if setting.own else None
    if declared.choices:
        return (), [Choice(code, title) for code, title in declared.choices.items()], ()
    if declared.type == "organ":
        return references.organs(area), (), ()
    if declared.type == "organs":
        return (), references.values_of(references.organs(area)), ()
    if declared.type == "post" and declared.roles:
        return references.colleagues(declared.roles, setting.actor, setting.on), (), ()
    if declared.type == "post":
        return references.leaders(area, setting.on), (), ()
    if declared.type == "duty":
        return references.duties(area, setting.on), (), ()
    if declared.type == "area":
        return (), references.areas(), ()
    if declared.type == "system":
        return (), [Choice(id_, title) for id_, title in titles().items()], ()
    if declared.type == "proceeding" and setting.own:
        return (), (), references.matters(declared, setting.own, setting.actor)
    if declared.type == "party":
        return (), (), references.parties(area)
    if declared.type == "file" and setting.own:
        return (), references.files(setting.own, setting.actor), ()
    if declared.type == "act_number" and setting.own:
        return (), references.acts(declared, setting.own, setting.on), ()
    return (), (), ()


def first_answers(transition: Transition, setting: Setting, query: Mapping[str, str]) -> dict[str, Any]:
    """What a fresh form holds: facts it repeats, the plan it revises, and what a link to it already says."""
    facts, found = setting.projection.facts, {}
    for declared in transition.fields:
        if declared.name in REMEMBERED and declared.fact in facts:
            known = facts[declared.fact]
            found[declared.name] = known["code"] if declared.type == "area" else known
        if declared.name == "subject" and declared.name not in found and setting.own:
            found[declared.name] = ""
        if declared.type != "files" and query.get(name_of(declared)):
            found[declared.name] = _asked(declared, query)
    if setting.own and transition.paper and catalogue()[transition.paper].public and (passed := cleared(setting.own)):
        found["notice"] = passed.text
    if transition.act == "replan" and setting.own:
        found |= _plan_in_force(setting.own)
    return found | (dict(offered(setting.own, transition.act)) if setting.own else {})


def _asked(declared: FieldDeclaration, query: Mapping[str, str]) -> Any:
    """What a link says of a field: all of a list, one of anything else."""
    if declared.type == "choices" and isinstance(query, QueryDict):
        return query.getlist(name_of(declared))
    return query[name_of(declared)]


def _plan_in_force(own: Proceeding) -> dict[str, Any]:
    plan = PlanVersion.objects.filter(case__proceeding=own, voided_by=None).order_by("-version").first()
    if plan is None:
        return {}
    steps = "\n".join(f"{step['due']} {step['title']}" for step in plan.milestones)
    return {"goal": plan.goal, "measures": plan.measures, "milestones": steps}


def answers(transition: Transition, posted: Any) -> dict[str, Any]:
    """What was typed, by field name; files come apart (``act_page``). A box that is not ticked says nothing."""
    found: dict[str, Any] = {}
    for declared in transition.fields:
        key = name_of(declared)
        if declared.type in ("choices", "organs"):
            found[declared.name] = [value for value in posted.getlist(key) if value]
        elif declared.type != "files" and posted.get(key, "").strip():
            found[declared.name] = posted[key]
        if declared.type == "duty" and found.get(declared.name) == NONE:
            found[declared.name] = f"{NONE}:{posted.get(why_of(declared), '')}"
    return found
