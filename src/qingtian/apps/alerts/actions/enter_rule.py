"""Enter a version of a rule (录入规则版本): checked whole, in force from today at the earliest, never changed later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from pydantic import ValidationError

from qingtian.alerts.rule import Rule
from qingtian.apps.alerts.models import AlertRuleVersion
from qingtian.apps.alerts.registry import SOURCES
from qingtian.apps.alerts.rules import all_rules
from qingtian.apps.alerts.watching import item_of
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.procedures.who import ROLES

PAST = Text("新版本不能从过去起用；最早今天 {day}。", "A version is in force from {day} at the earliest, not before.")
NO_SOURCE = Text("这种介质还没有数据来源。", "Nothing feeds this medium yet.")
NO_ROLE = Text("“{role}”不能认领告警。", "“{role}” cannot take an alert up.")
MALFORMED = Text("“{field}”没有填对。", "“{field}” is not filled in correctly.")
#: what the parts say of each other, in the words of the rule and in ours
TOGETHER = {
    "it would clear while it still raises": Text(
        "恢复的界限在触发的界限里面，会一边触发一边恢复。", "It would clear while it still raises."
    ),
    "valid_until before valid_from": Text("“到”早于“从”。", "“Until” lies before “from”."),
    "only a threshold clears beyond a number": Text(
        "只有阈值规则有恢复的界限。", "Only a threshold clears beyond a number."
    ),
    "quiet hours need a beginning and another end": Text("静默的起和止不能相同。", "Quiet hours need another end."),
    "often needs a threshold, and out_of not below times": Text(
        "写明界限，窗口不能小于次数。", "Give the bound; the window is not below the times."
    ),
    "exactly one of at_least, above, at_most, below": Text("写明一个界限。", "Give one bound."),
}


class RuleRefused(Refused):
    """``field`` is the part of the rule that is wrong, as the rule names it."""

    def __init__(self, field: str, message: Text) -> None:
        super().__init__(f"alerts.rule.{field.split('.')[0] or 'whole'}", message, where=field)
        self.field = field


def checked(id_: str, content: Mapping[str, Any], on: date) -> Rule:
    """The rule as it would be entered. Raises RuleRefused naming the part, UnusableInput for item and unit."""
    known = [rule for rule in all_rules() if rule.id == id_]
    version = max((rule.version for rule in known), default=0) + 1
    try:
        rule = Rule.model_validate({**content, "id": id_, "version": version})
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        words = TOGETHER.get(str(first["msg"]).removeprefix("Value error, "), MALFORMED.format(field=field or id_))
        raise RuleRefused(field, words) from None
    if rule.valid_from < on:
        raise RuleRefused("valid_from", PAST.format(day=on.isoformat()))
    for role in rule.telling.roles:
        if role not in may_take_up():
            raise RuleRefused("telling.roles", NO_ROLE.format(role=role))
    source = SOURCES.get(rule.medium)
    if source is None:
        raise RuleRefused("medium", NO_SOURCE)
    item_of(rule, source)
    return rule


def may_take_up() -> list[str]:
    """The roles that may take an alert up, in the order of roles: nobody else needs to be told."""
    procedure = load_procedures().editions("monitor_alert")[-1]
    transition = procedure.named("acknowledge")
    admitted = {who.role for who in transition.by} if transition else set()
    return [role for role in ROLES if role in admitted]


def enter_rule(id_: str, content: Mapping[str, Any], *, by: str, on: date, at: datetime) -> AlertRuleVersion:
    """One more version. Raises as ``checked`` does."""
    with transaction.atomic():
        rule = checked(id_, content, on)
        kept = rule.model_dump(mode="json", exclude={"id", "version"})
        for name in ("title", "source"):
            kept[name] = getattr(rule, name).as_dict()
        return AlertRuleVersion.objects.create(
            rule=rule.id, version=rule.version, content=kept, valid_from=rule.valid_from, entered_by=by, entered_at=at
        )
