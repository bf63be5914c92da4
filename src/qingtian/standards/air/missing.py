"""When data are missing (缺测): why an index is not published, or ``None`` when it is."""

from __future__ import annotations

from collections.abc import Mapping

from qingtian.language import Text
from qingtian.standards.air.declarations import NeedsOneOf, PublishIfAbove, Report
from qingtian.standards.air.pollutants import Concentration
from qingtian.standards.declared import Basis

NOTHING_MEASURED = Text("没有任何项目的浓度，不计算指数", "no item has a concentration, so there is no index")
NONE_OF_NEEDED = Text(
    "{items} 均无浓度，不发布指数（{basis}）",
    "none of {items} has a concentration, so no index is published ({basis})",
)
NOT_ABOVE = Text(
    "缺测：{gaps}；其余项目的指数为 {index}，未超过 {above}，不发布（{basis}）",
    "missing: {gaps}; what is left gives {index}, not above {above}, so no index is published ({basis})",
)


def why_blank(report: Report, given: Mapping[str, Concentration], found: Mapping[str, int]) -> Text | None:
    """The reason no index is published. ``given`` are the concentrations, ``found`` the individual indices had."""
    if isinstance(report.missing, NeedsOneOf):
        return _without_any_needed(report.missing, found)
    if not found:
        return NOTHING_MEASURED
    return _with_gaps(report.missing, [item for item in report.items if given.get(item) is None], found)


def _without_any_needed(rule: NeedsOneOf, found: Mapping[str, int]) -> Text | None:
    if any(item in found for item in rule.items):
        return None
    return NONE_OF_NEEDED.format(items=", ".join(rule.items), basis=_basis(rule.basis))


def _with_gaps(rule: PublishIfAbove, gaps: list[str], found: Mapping[str, int]) -> Text | None:
    """HJ 633-2026 cl. 5.3.1; what is not monitored by plan is no gap (5.3.2) and never comes here."""
    index = max(found.values())
    if not gaps or index > rule.above or _tolerated(rule, gaps, found):
        return None
    basis = _basis(rule.basis)
    return NOT_ABOVE.format(gaps=", ".join(gaps), index=index, above=rule.above, basis=basis)


def _tolerated(rule: PublishIfAbove, gaps: list[str], found: Mapping[str, int]) -> bool:
    allowed = rule.tolerated
    return allowed is not None and gaps == [allowed.item] and allowed.while_valid in found


def _basis(basis: Basis) -> Text:
    return Text("{instrument} {clause}", "{instrument} {clause}").format(
        instrument=basis.instrument, clause=basis.clause
    )
