"""Screening of enforcement cases for damage (线索筛查): which decided cases are serious, and why. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from qingtian.enforcement.compensation_ledger import sum_or_zero
from qingtian.errors import UnusableInput
from qingtian.language import Text

#: procedures of measures and transfers: a case that led to one is serious
MEASURES: Mapping[str, Text] = {
    "seizure": Text("查封扣押", "sealing or seizure"),
    "daily_penalty": Text("按日连续处罚", "daily penalty"),
    "production_limit": Text("限产停产", "limited or suspended production"),
    "closure": Text("停业关闭", "closure"),
    "detention_transfer": Text("移送行政拘留", "transfer for detention"),
    "criminal_transfer": Text("移送涉嫌犯罪", "transfer for a crime"),
}
#: harm a case has found that is more than slight
HARMFUL = ("consequences", "life_or_health")
#: what the fact ``malicious`` says of an ordinary case
ORDINARY = (None, "", "none", "no")


def why_serious(facts: Mapping[str, Any], state: str, measures: Collection[str], fine_from: Decimal) -> list[Text]:
    """Every reason to screen the case; an empty list for one that is not serious."""
    found = []
    if facts.get("malicious") not in ORDINARY:
        found.append(Text("恶意违法", "malicious violation"))
    if facts.get("harm") in HARMFUL:
        found.append(Text("有危害后果", "harmful consequences"))
    if "major" in (facts.get("weight") or ()):
        found.append(Text("重大违法行为", "grave violation"))
    if state == "transferred":
        found.append(Text("已移送", "transferred"))
    found += [MEASURES[one] for one in MEASURES if one in measures]
    if (fine := _fine(facts)) >= fine_from:
        found.append(Text(f"罚款 {fine:,.2f} 元", f"fine of {fine:,.2f} yuan"))
    return found


def _fine(facts: Mapping[str, Any]) -> Decimal:
    """The fine of the decision; a case without one, or with words that are no sum, has none."""
    try:
        return sum_or_zero(str(facts.get("fine") or "0"))
    except UnusableInput:
        return Decimal(0)
