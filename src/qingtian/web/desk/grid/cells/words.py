"""What pages of the grid have in common: names, the month asked for, the words of kinds and states."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from qingtian.apps.grid.models import GridAssignment, GridObject
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.standards.periods import month_of
from qingtian.web.desk.monitoring.noise.choice import Chosen, chosen
from qingtian.web.desk.seat import DeskRequest

NAV = "desk:enforcement"
TITLE = Text("网格化监管", "Grid supervision")
DUTIES: Mapping[str, Text] = {
    GridAssignment.Duty.LEADER: Text("网格长", "Leader"),
    GridAssignment.Duty.MEMBER: Text("网格员", "Member"),
    GridAssignment.Duty.CONTACT: Text("联络员", "Contact"),
}
OBJECTS: Mapping[str, Text] = {
    GridObject.Kind.SOURCE: Text("污染源", "Source"),
    GridObject.Kind.STATION: Text("监测站点", "Station"),
}
HOW: Mapping[str, Text] = {
    GridObject.How.POSITION: Text("按坐标", "by its position"),
    GridObject.How.REGISTER: Text("按登记", "by its register"),
    GridObject.How.NOWHERE: Text("坐标在网格以外", "its position lies outside the grid"),
    GridObject.How.UNKNOWN: Text("没有坐标也没有登记", "neither position nor register"),
}


def month(request: DeskRequest) -> Chosen:
    """``?month=2026-10``; this month where none is asked for."""
    return chosen(request.GET.get("month", ""), "month", month_of, request.as_of, "month")


def days_of(chosen_month: Chosen, today: date) -> tuple[date, date]:
    """The days of the month that have come."""
    return chosen_month.period.first, min(chosen_month.period.last, today)


def choices(procedure: str, act: str, field: str) -> Mapping[str, Text]:
    """The words of a choice as the latest edition of the procedure declares them."""
    latest = max((one for one in load_procedures() if one.id == procedure), key=lambda one: one.valid_from)
    for transition in latest.transitions:
        found = transition.field(field) if transition.act == act else None
        if found:
            return found.choices
    return {}


def states(procedure: str) -> Mapping[str, Text]:
    """The words of the states of the latest edition."""
    latest = max((one for one in load_procedures() if one.id == procedure), key=lambda one: one.valid_from)
    return {code: state.title for code, state in latest.states.items()}
