"""Which rules a figure rests on that are not sure (未核实), so that every publication can name them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from qingtian.language import Text
from qingtian.standards.air.held import Held, InForce, packaged
from qingtian.standards.air.rules import Rule, Use, rules_in
from qingtian.standards.air.written import rule_title, value_words
from qingtian.standards.declared import CERTAINTIES

LINE = Text(
    "{title}（{edition}：{value}；依据 {instrument} {clause}；{certainty}）",
    "{title} ({edition}: {value}; after {instrument} {clause}; {certainty})",
)
#: uses of a figure of the index (HJ 633), whose tables are not switches
INDEX_USES = ("daily_index", "hourly_index")


def unverified_rules(edition: str, used: Iterable[str] = get_args(Use), held: Held | None = None) -> tuple[Text, ...]:
    """A sentence for each rule of ``edition`` (GB3095-2012 …) a figure used that is not sure; empty if all are.

    ``used``: uses (``period``, ``index``, ``ranking`` …, ``daily_index``) or names of rules. UnusableInput
    ``air.edition`` for an unknown edition and ValueError for an unknown use.
    """
    run, wanted = (held or packaged()).named(edition), frozenset(used)
    lines = [
        _line(name, rule, family.id)
        for family in (run.evaluation, run.ranking)
        for name, rule in rules_in(family)
        if not rule.sure and (name in wanted or not wanted.isdisjoint(rule.used_for))
    ]
    _refuse_unknown(run, wanted)
    return tuple(dict.fromkeys((*lines, *_of_the_index(run, wanted))))


def _refuse_unknown(run: InForce, wanted: frozenset[str]) -> None:
    names = {name for family in (run.evaluation, run.ranking) for name, _ in rules_in(family)}
    if unknown := wanted - names - set(get_args(Use)) - set(INDEX_USES):
        raise ValueError(f"no such use or rule: {', '.join(sorted(unknown))}")


def _line(name: str, rule: Rule[object], edition: str) -> Text:
    return LINE.format(
        title=rule_title(name, rule),
        edition=edition,
        value=value_words(rule),
        instrument=rule.basis.instrument,
        clause=rule.basis.clause,
        certainty=CERTAINTIES[rule.basis.certainty],
    )


MISSING = Text("缺测时是否发布指数的规则", "whether an index is published with data missing")
CAPPED = Text("浓度超过最高一档时分指数计 500", "an individual index above the top breakpoint counts 500")


def _of_the_index(run: InForce, wanted: frozenset[str]) -> Iterable[Text]:
    if wanted.isdisjoint(INDEX_USES):
        return
    reports = [run.index.reports["daily" if use == "daily_index" else "hourly"] for use in INDEX_USES if use in wanted]
    bases = [(MISSING, report.missing.basis) for report in reports]
    bases += [(CAPPED, run.index.tables["PM10_24h"].above.basis)]
    for title, basis in bases:
        if basis.certainty != "sure":
            yield Text(
                "{title}（{edition}；依据 {instrument} {clause}；{certainty}）",
                "{title} ({edition}; after {instrument} {clause}; {certainty})",
            ).format(
                title=title,
                edition=run.index.id,
                instrument=basis.instrument,
                clause=basis.clause,
                certainty=CERTAINTIES[basis.certainty],
            )
