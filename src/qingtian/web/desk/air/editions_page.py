"""The editions of the standards of air: which hold when, every rule with basis and mark, what was laid over them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from qingtian.apps.air.standards import held_rules, own_rules
from qingtian.errors import DeclarationError, UnusableInput
from qingtian.language import Text
from qingtian.standards.air import pollutants
from qingtian.standards.air.evaluation import EvaluationEdition, RankingEdition
from qingtian.standards.air.held import Held, InForce
from qingtian.standards.air.overlay import Entry
from qingtian.standards.air.rules import Rule, rules_in
from qingtian.standards.air.unverified import unverified_rules
from qingtian.standards.air.written import rule_title, value_text, value_words
from qingtian.standards.declared import Basis
from qingtian.web.desk.seat import DeskRequest, officer

ROLE = "administrator"


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule as it is shown; ``href`` leads to its form, empty where this officer may not or nobody can."""

    title: Text
    value: Text
    basis: Basis
    options: tuple[Text, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Laid:
    """One entry of the administration's own rules as it is shown."""

    entry: Entry
    title: Text
    value: Text | None
    basis: Basis | None


@officer
def editions(request: DeskRequest) -> HttpResponse:
    """Editions by date and the rules of one of them (``?edition=``, else today's); for every officer in office."""
    try:
        held = held_rules()
        laid = [shown_entry(entry, held) for entry in reversed(own_rules())]
    except DeclarationError as fault:
        return render(request, "desk/air/editions_broken.html", {"fault": fault}, status=409)
    run = _chosen(request, held)
    may_change = ROLE in request.actor.roles
    context = {
        "runs": [(one, _from(one), _until(one), one.id == held.on(request.as_of).id) for one in held.runs],
        "run": run,
        "limits": list(_limits(run)),
        "families": [(one, rule_rows(one, may_change=may_change)) for one in (run.evaluation, run.ranking)],
        "index_rows": list(_index_rows(run)),
        "unverified": len(unverified_rules(run.id, held=held)),
        "laid": laid,
        "may_change": may_change,
    }
    return render(request, "desk/air/editions.html", context)


def _chosen(request: DeskRequest, held: Held) -> InForce:
    try:
        return held.named(request.GET["edition"]) if "edition" in request.GET else held.on(request.as_of)
    except UnusableInput as unknown:
        raise Http404 from unknown


def _from(run: InForce) -> date | None:
    return None if run.first_day == date.min else run.first_day


def _until(run: InForce) -> date | None:
    return None if run.last_day == date.max else run.last_day


def _limits(run: InForce) -> Iterator[tuple[Text, str, list[Any]]]:
    """Name and unit of each item, then year, day and hour, grade I and II; None where the standard sets no limit."""
    for code, pollutant in pollutants().items():
        first, second = run.limits.grade_1[code], run.limits.grade_2[code]
        cells = [getattr(grade, span) for span in ("year", "day", "hour") for grade in (first, second)]
        yield pollutant.name, pollutant.unit, cells


def rule_rows(edition: EvaluationEdition | RankingEdition, *, may_change: bool) -> list[RuleRow]:
    """Every rule of an edition, in order."""
    return [_row(edition.id, name, rule, may_change) for name, rule in rules_in(edition)]


def _row(edition: str, name: str, rule: Rule[Any], may_change: bool) -> RuleRow:
    href = reverse("desk:air_rule", args=[edition, name]) if may_change and not rule.sure else ""
    others = tuple(option.words for option in rule.options if option.value != rule.value)
    return RuleRow(rule_title(name, rule), value_words(rule), rule.basis, others, href)


def _index_rows(run: InForce) -> Iterator[tuple[Text, Text, Basis]]:
    """What an edition of HJ 633 says beside its tables, with its basis."""
    index, daily = run.index, run.index.reports["daily"]
    rounding = index.decimals
    yield Text("日报的项目", "Items of the daily report"), value_text(tuple(daily.items)), daily.basis
    as_is = Text("不修约", "not rounded")
    yield (
        Text("计算前浓度的小数位数", "Decimals of what goes in"),
        as_is if rounding is None else value_text(rounding),
        index.decimals_basis,
    )
    cap = index.tables["PM10_24h"].above
    yield Text("浓度超过最高一档", "Above the top breakpoint"), Text("计 500", "counts 500"), cap.basis
    words = {
        "needs_one_of": Text("至少要有其中一项：{what}", "needs one of {what}"),
        "publish_if_above": Text("其余项目的指数大于 {what} 才发布", "published only above {what}"),
    }
    missing = daily.missing
    what = value_text(getattr(missing, "items", None) or getattr(missing, "above", ""))
    yield Text("缺测时（日报）", "Data missing (daily)"), words[missing.rule].format(what=what), missing.basis
    above = Text(f"指数大于 {index.primary.above} 时", f"above {index.primary.above}")
    yield Text("首要污染物", "Primary pollutant"), above, index.primary.basis


def shown_entry(entry: Entry, held: Held) -> Laid:
    """An entry with the title of the rule it changes, or of the edition it adds."""
    change, added = entry.overlay.change, entry.overlay.edition
    if change is not None:
        named = {one.id: one for one in (*held.evaluation, *held.ranking)}
        rule = dict(rules_in(named[change.edition]))[change.rule] if change.edition in named else None
        title = rule_title(change.rule, rule) if rule else Text(change.rule, change.rule)
        words = Text(f"{change.edition}：{title.zh}", f"{change.edition}: {title.en}")
        return Laid(entry, words, value_text(change.value), change.basis)
    assert added is not None
    name = str(added.says.get("id", ""))
    return Laid(entry, Text(f"新增版本 {name}", f"edition added: {name}"), None, None)
