"""The rules of this installation: those declared with the product, and the versions an administrator entered."""

from __future__ import annotations

from datetime import date

from qingtian.alerts.reading import declared_rules, in_force
from qingtian.alerts.rule import Rule
from qingtian.apps.alerts.models import AlertRuleVersion
from qingtian.law.files import shaped


def all_rules() -> list[Rule]:
    """Every version of every rule, the declared ones first; one query."""
    return [*declared_rules(), *(version_of(row) for row in AlertRuleVersion.objects.all())]


def rules_on(day: date) -> list[Rule]:
    """The version in force of each rule on a day, by id."""
    return in_force(all_rules(), day)


def version_of(row: AlertRuleVersion) -> Rule:
    """The rule a row holds. Raises ``DeclarationError`` where a later product no longer reads it."""
    return shaped(Rule, {**row.content, "id": row.rule, "version": row.version}, f"{row.rule} v{row.version}")
