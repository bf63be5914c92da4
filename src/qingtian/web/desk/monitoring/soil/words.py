"""What pages of soil say of a class, a content and the standards behind them."""

from __future__ import annotations

from fractions import Fraction

from qingtian.apps.entered.queries import entries
from qingtian.apps.soil.models import SoilResult
from qingtian.apps.soil.queries import JudgedPoint
from qingtian.language import Text
from qingtian.standards.soil.commands import multiple
from qingtian.standards.soil.judging import BACKGROUND, OTHER_ITEMS
from qingtian.standards.soil.levels import CONSEQUENCES, RISKS, Risk
from qingtian.standards.soil.values import border_basis, editions, items, land_uses
from qingtian.web.desk.monitoring.unverified_line import standing

NEVER = Text("没有采过样", "never sampled")
NO_CLASS = Text("没有能评价的项目", "no item to judge")
EQUAL = Text("等于筛选值或者管制值不算超过", "equal to a value is not above it")
BACKGROUND_NOTE = Text(
    "{items}超过筛选值、不高于当地背景值，不作为污染地块管理。",
    "{items} above the screening value, not above the local background: not managed as polluted land.",
)


def risk_words(one: JudgedPoint) -> Text:
    """The class, or why there is none."""
    if one.risk is not None:
        return RISKS[one.risk]
    if one.refused is not None:
        return one.refused.message
    return NO_CLASS if one.samples else NEVER


def consequence(use: str, risk: Risk | None) -> Text | None:
    """What the standard says follows; None at low risk."""
    return None if risk is None else CONSEQUENCES.get((land_uses()[use].kind, risk))


def content_words(result: SoilResult) -> str:
    """A content as the report says it."""
    return f"<{result.text.lstrip('<').rstrip('Ll')}" if result.below else result.text


def multiple_words(exceedance: Fraction | None) -> str:
    return "" if exceedance is None else multiple(exceedance)


def item_names(codes: list[str] | tuple[str, ...]) -> Text:
    """Items by their names, those the office entered by their codes."""
    known = [items().get(code, Text(code, code)) for code in codes]
    return Text("、".join(one.zh for one in known), ", ".join(one.en for one in known)) if known else Text("—", "—")


def rests_on() -> list[Text]:
    """Every edition and entered table a class rests on, each with its mark."""
    held = [*editions("construction"), *editions("farmland")]
    lines = [*(standing(one.title, one.basis) for one in held), standing(EQUAL, border_basis())]
    return lines + [one.line() for one in entries(BACKGROUND, OTHER_ITEMS)]
