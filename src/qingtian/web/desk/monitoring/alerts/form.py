"""The form of a version of a rule: its values from the version in force, what was typed, and the rule it makes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.http import QueryDict

from qingtian.alerts.rule import Rule
from qingtian.apps.alerts.words import BOUNDS
from qingtian.web.desk.monitoring.alerts.boxes import LONGEST

#: the part of a rule a refusal names → the box it stands in
BOXES = {
    "threshold": "number",
    "trend": "by",
    "pattern": "times",
    "clearing": "clear_beyond",
    "telling": "answer_hours",
    "telling.roles": "roles",
    "quiet": "quiet_begin",
    "title": "title_zh",
    "source": "source_zh",
}


def values_of(rule: Rule | None, today: date) -> dict[str, Any]:
    """The boxes as the version in force fills them; of a new rule the usual ones."""
    if rule is None:
        usual = {"period": "hour", "kind": "threshold", "for_periods": "1", "clear_periods": "1", "group": "area"}
        return {**usual, "repeat_hours": "0", "valid_from": today.isoformat(), "certainty": "local_default"}
    threshold = rule.threshold or (rule.pattern.threshold if rule.pattern else None)
    bound = next((name for name in BOUNDS if threshold and getattr(threshold, name) is not None), "")
    given: dict[str, Any] = {
        "title_zh": rule.title.zh,
        "title_en": rule.title.en,
        "medium": rule.medium,
        "item": rule.item,
        "unit": rule.unit,
        "period": rule.period,
        "kind": rule.kind,
        "bound": bound,
        "number": str(threshold.bound) if threshold else "",
        "for_periods": str(rule.for_periods),
        "clear_beyond": "" if rule.clearing.beyond is None else str(rule.clearing.beyond),
        "clear_periods": str(rule.clearing.periods),
        "group": rule.grouping.by,
        "km": str(rule.grouping.km),
        "areas": ", ".join(rule.subjects.areas),
        "severity": rule.severity,
        "organ": rule.telling.organ,
        "roles": list(rule.telling.roles),
        "answer_hours": str(rule.telling.answer_hours),
        "repeat_hours": str(rule.telling.repeat_hours),
        "quiet_begin": f"{rule.quiet.begin:%H:%M}" if rule.quiet else "",
        "quiet_end": f"{rule.quiet.end:%H:%M}" if rule.quiet else "",
        "valid_from": max(today, rule.valid_from).isoformat(),
        "valid_until": str(rule.valid_until or ""),
        "source_zh": rule.source.zh,
        "source_en": rule.source.en,
        "certainty": rule.certainty,
    }
    if rule.trend:
        given |= {"by": str(rule.trend.by), "within": str(rule.trend.within), "direction": rule.trend.direction}
    if rule.pattern:
        given |= {"shape": rule.pattern.shape, "times": str(rule.pattern.times), "out_of": str(rule.pattern.out_of)}
    return given


def typed(post: QueryDict) -> dict[str, Any]:
    """What was typed, shortened; roles as a list."""
    given: dict[str, Any] = {name: str(value)[:LONGEST].strip() for name, value in post.items()}
    return given | {"roles": [one[:60] for one in post.getlist("roles")]}


def content_of(values: Mapping[str, Any], rule: Rule | None) -> dict[str, Any]:
    """The rule as its language has it; what the form does not show stays as it was."""

    def part(*pairs: tuple[str, str]) -> dict[str, Any]:
        return {name: values[box] for name, box in pairs if values.get(box)}

    threshold = {values["bound"]: values.get("number", "")} if values.get("bound") else {}
    content: dict[str, Any] = {
        "title": _bilingual(values, "title"),
        **part(("medium", "medium"), ("item", "item"), ("unit", "unit"), ("period", "period"), ("kind", "kind")),
        **part(("for_periods", "for_periods"), ("severity", "severity"), ("certainty", "certainty")),
        **part(("valid_from", "valid_from"), ("valid_until", "valid_until")),
        "clearing": part(("beyond", "clear_beyond"), ("periods", "clear_periods")),
        "grouping": part(("by", "group"), ("km", "km")),
        "subjects": {
            "areas": [one for one in values.get("areas", "").replace("，", ",").replace(" ", ",").split(",") if one],
            "codes": list(rule.subjects.codes) if rule else [],
        },
        "telling": part(("organ", "organ"), ("answer_hours", "answer_hours"), ("repeat_hours", "repeat_hours"))
        | {"roles": values.get("roles", [])},
        "source": _bilingual(values, "source"),
    }
    if values.get("quiet_begin") or values.get("quiet_end"):
        content["quiet"] = {"begin": values.get("quiet_begin", ""), "end": values.get("quiet_end", "")}
    return content | _of_kind(values, threshold)


def _of_kind(values: Mapping[str, Any], threshold: dict[str, Any]) -> dict[str, Any]:
    kind = values.get("kind")
    if kind == "threshold":
        return {"threshold": threshold}
    if kind == "trend":
        return {"trend": _given(values, ("by", "within", "direction"))}
    if kind == "pattern":
        pattern = _given(values, ("shape", "times", "out_of"))
        return {"pattern": pattern | ({"threshold": threshold} if threshold else {})}
    return {}


def _given(values: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: values[name] for name in names if values.get(name)}


def _bilingual(values: Mapping[str, Any], name: str) -> dict[str, str]:
    return {language: values.get(f"{name}_{language}", "") for language in ("zh", "en")}
