"""Every declared rule finds its source, its item and its unit."""

from __future__ import annotations

import pytest

from qingtian.alerts.reading import declared_rules
from qingtian.apps.alerts.actions.enter_rule import may_take_up
from qingtian.apps.alerts.registry import SOURCES
from qingtian.apps.alerts.watching import item_of
from qingtian.apps.alerts.words import condition


@pytest.mark.parametrize("rule", declared_rules(), ids=lambda rule: rule.id)
def test_a_declared_rule_can_be_evaluated_and_tells_who_can_take_it_up(rule):
    assert item_of(rule, SOURCES[rule.medium]).code == rule.item
    assert set(rule.telling.roles) <= set(may_take_up())
    assert "_" not in condition(rule).zh
