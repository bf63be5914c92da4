"""Series and rules for the tests of alerts: hours from a midnight in Shanghai."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from qingtian.alerts.evaluation import evaluate
from qingtian.alerts.reading import rule_of
from qingtian.alerts.rule import Rule
from qingtian.alerts.values import Value

START = datetime(2026, 9, 30, 16, tzinfo=UTC)  # 1 October, 00:00 in Shanghai
HOUR = timedelta(hours=1)
TELL = {"organ": "city", "roles": ["analyst"], "answer_hours": 4}
WORDS = {"zh": "规则", "en": "Rule"}


def a_rule(**changes: Any) -> Rule:
    content: dict[str, Any] = {
        "title": WORDS,
        "medium": "air",
        "item": "PM2_5",
        "kind": "threshold",
        "threshold": {"at_least": "100"},
        "severity": "warning",
        "telling": TELL,
        "valid_from": "2020-01-01",
        "source": WORDS,
        "certainty": "local_default",
    }
    content |= changes
    return rule_of("a_rule", {name: value for name, value in content.items() if value is not None}, "test")


def hours(numbers: Any, start: datetime = START) -> list[Value]:
    return [Value(start + n * HOUR, number) for n, number in enumerate(numbers)]


def episodes(rule: Rule, numbers: Any, scale: int = 1) -> list[tuple[int, int, int | None]]:
    """(began, raised, cleared) in hours from the start, of one subject."""
    until = START + len(numbers) * HOUR
    found = evaluate(rule, {"one": hours(numbers)}, {"one": "one"}, scale=scale, since=START, until=until)
    return [(_n(each.began), _n(each.raised), each.cleared and _n(each.cleared)) for each in found]


def _n(moment: datetime) -> int:
    return int((moment - START) / HOUR)
