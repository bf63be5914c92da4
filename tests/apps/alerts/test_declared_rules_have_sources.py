"""Every declared rule finds its source, its item and its unit."""

from __future__ import annotations

import pytest

from qingtian.alerts.reading import declared_rules
from qingtian.apps.alerts.registry import SOURCES
from qingtian.apps.alerts.watching import item_of
from qingtian.procedures.who import ROLES


@pytest.mark.parametrize("rule", declared_rules(), ids=lambda rule: rule.id)
def test_a_declared_rule_can_be_evaluated_and_tells_known_roles(rule):
    assert item_of(rule, SOURCES[rule.medium]).code == rule.item
    assert set(rule.telling.roles) <= set(ROLES)
