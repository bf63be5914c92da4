"""``docs/reference/air-editions.md``, printed from the declared editions by running this module."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from qingtian.language import Text
from qingtian.standards.air.evaluation import EvaluationEdition, RankingEdition
from qingtian.standards.air.held import InForce, packaged
from qingtian.standards.air.limits import ItemLimits, LimitEdition, OtherLimits, other_items
from qingtian.standards.air.pollutants import pollutants
from qingtian.standards.air.reference_states import reference_states
from qingtian.standards.air.rules import Rule, rules_in
from qingtian.standards.air.written import rule_title, value_words
from qingtian.standards.declared import CERTAINTIES, Basis

OPENING = """# Editions of the standards of air 空气标准的各版

Printed from the declarations by `python -m qingtian.standards.air.reference`; do not edit by hand. Breakpoints, levels
and the commands are on [the page of the index](air-index.md); what is sure and what is not, in plain words, is in
[air statistics](../explanation/air-statistics.md); a rule is changed as
[the guide](../how-to/change-an-air-rule.md) says.

Marks of certainty; every rule that is not `sure` is a switch:
"""
TABLES = """
## Rules of a figure 规则表

`qingtian.standards.air.rule_tables.rule_tables(edition)` gives the rules above as tables that statistics join; their
columns are in [decision 0040](../decisions/0040-air-numbers-of-record.md). `unverified.unverified_rules(edition, used)`
names those a figure rests on that are not sure; `comparison.edition_for_comparison(a, b)` names the one edition both
sides of a comparison are computed under."""


def page() -> str:
    """The whole page; ends with a newline."""
    held = packaged()
    lines = [OPENING, *(f"- `{mark}`: {_both(words)}" for mark, words in CERTAINTIES.items())]
    lines += ["", "## Which edition from which day 哪天起用哪一版", "", *_runs(held.runs)]
    for limits in held.limits:
        lines += ["", f"## `{limits.id}`", "", _both(limits.title), "", *_limits(limits)]
    lines += ["", "## State of gases 参比状态", "", *_states()]
    rules: tuple[EvaluationEdition | RankingEdition, ...] = (*held.evaluation, *held.ranking)
    for edition in rules:
        lines += ["", f"## `{edition.id}`", "", _both(edition.title), "", *_rules(edition)]
    return "\n".join([*lines, TABLES]) + "\n"


def _both(words: Text) -> str:
    return words.en if words.zh.replace("、", ", ") == words.en else f"{words.en} {words.zh}"


def _row(*cells: object) -> str:
    return f"| {' | '.join(str(cell).replace('|', chr(92) + '|') for cell in cells)} |"


def _heading(*names: str) -> list[str]:
    return [_row(*names), "|" + "---|" * len(names)]


def _day(day: date | None) -> str:
    return "–" if day in (None, date.min, date.max) else str(day)


def _runs(runs: tuple[InForce, ...]) -> Iterator[str]:
    yield from _heading("Edition", "First day", "Last day", "Index", "Evaluation", "Ranking")
    for run in runs:
        days = _day(run.first_day), _day(run.last_day)
        yield _row(f"`{run.id}`", *days, f"`{run.index.id}`", f"`{run.evaluation.id}`", f"`{run.ranking.id}`")


def _limits(edition: LimitEdition) -> Iterator[str]:
    """Grade I / grade II of both tables of the standard, with their bases under them."""
    yield from _heading("Item", "Unit", "Year", "Season", "Day (O3: 8 h)", "Hour")
    for code, known in pollutants().items():
        yield _row(code, known.unit, *_spans(edition.grade_1[code], edition.grade_2[code]))
    for code, other in other_items().items():
        yield _row(code, other.unit, *_spans(edition.others.grade_1[code], edition.others.grade_2[code]))
    least, others = edition.least_hours, edition.least_others
    yield ""
    yield f"Grade I / grade II. {_basis(edition.basis)}; Table 2: {_basis(edition.others.basis)}."
    yield (
        f"Least hours: {least.day} a day, {least.eight_hours} of 8 hours; {_basis(edition.least_hours_basis)}. "
        f"TSP, Pb, BaP: {others.year} days a year, {others.season} a season, {others.month} a month; "
        f"{_basis(others.basis)}."
    )


def _spans(first: ItemLimits | OtherLimits, second: ItemLimits | OtherLimits) -> Iterator[str]:
    for span in ("year", "season", "day", "hour"):
        one, two = getattr(first, span, None), getattr(second, span, None)
        yield "–" if one is None else f"{one} / {two}"


def _states() -> Iterator[str]:
    held = reference_states()
    yield from _heading("First day", "Last day", "Temperature, K", "Basis")
    for state in held.states:
        yield _row(_day(state.first_day), _day(state.last_day), state.kelvin, _basis(state.basis))
    yield ""
    yield (
        f"Of {', '.join(held.gases)}, at {held.pascal} Pa; a concentration is carried over by the exact ratio of the "
        "temperatures, × 273.15/298.15."
    )


def _rules(edition: EvaluationEdition | RankingEdition) -> Iterator[str]:
    applies = edition.applies
    yield f"Data of {_day(applies.first_day)} to {_day(applies.last_day)}: {_basis(applies.basis)}."
    yield ""
    yield from _heading("Rule", "What", "Value", "Basis", "Held, off")
    for name, rule in rules_in(edition):
        yield _row(
            f"`{name}`", _both(rule_title(name, rule)), _both(value_words(rule)), _basis(rule.basis), _options(rule)
        )
    for line in edition.unheld if isinstance(edition, EvaluationEdition) else ():
        yield f"\n{_both(line)}"


def _options(rule: Rule[Any]) -> str:
    others = [f"{_both(option.words)} ({_basis(option.basis)})" for option in rule.options]
    return "; ".join(others) or "–"


def _basis(basis: Basis) -> str:
    words = f"{_both(basis.instrument)}, {_both(basis.clause)}"
    return f"{words}; `{basis.certainty}`"


if __name__ == "__main__":
    print(page(), end="")  # noqa: T201
