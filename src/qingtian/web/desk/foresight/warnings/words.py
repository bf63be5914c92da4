"""Words the pages of warnings share, and one warning as a row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from qingtian.apps.air_warnings.models import AirWarning
from qingtian.apps.proceedings.queries import procedure_of
from qingtian.foresight.warning import TIERS
from qingtian.language import Text

NAV = "desk:foresight"
KINDS = {"department": Text("部门", "Department"), "enterprise": Text("企业", "Enterprise")}
GRADES = {
    "A": Text("A 级", "A"), "leading": Text("绩效引领性", "leading"), "B": Text("B 级", "B"), "C": Text("C 级", "C"),
    "D": Text("D 级", "D"), "": Text("—", "—"),
}  # fmt: skip
RESULTS = {
    "fulfilled": Text("落实了", "carried out"), "partly": Text("部分落实", "in part"),
    "not_fulfilled": Text("没有落实", "not carried out"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class WarningRow:
    """``told``, ``late``: units told, and those of them that owe a step."""

    warning: AirWarning
    tier: Text
    state: Text
    told: int = 0
    late: int = 0


def row_of(warning: AirWarning, counts: dict[int, tuple[int, int]] | None = None) -> WarningRow:
    state = procedure_of(warning.proceeding).states[warning.proceeding.state].title
    told, late = (counts or {}).get(warning.pk, (0, 0))
    return WarningRow(warning, TIERS[warning.tier], state, told, late)


def as_written(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at else ""
