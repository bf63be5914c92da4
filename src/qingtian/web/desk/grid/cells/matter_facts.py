"""What the page of a grid event or of a hidden hazard says: cell, object, patrol; grade, deadline, recurrence."""

from __future__ import annotations

from django.urls import reverse

from qingtian.apps.grid.models import GridEvent, GridObject, HiddenHazard
from qingtian.apps.proceedings.models import Proceeding
from qingtian.grid.hazards import GRADES, KINDS, MEASURES
from qingtian.language import Text
from qingtian.web.design.shapes import Fact, Link, Words
from qingtian.web.desk.grid.cells.words import choices

SECOND = Text("判定期内同一对象同一类型", "The same kind at the same object within the window")


def event_facts(proceeding: Proceeding) -> list[Fact]:
    """Of an event: where it lies, what kind, when, how the dissuasion went."""
    event = GridEvent.objects.filter(proceeding=proceeding).select_related("cell").first()
    if event is None:
        return []
    facts = proceeding.projection["facts"]
    cell = Text(event.cell.name_zh, event.cell.name_en)
    found = [
        Fact(Text("网格", "Cell"), [Link(cell, reverse("desk:grid_cell", args=[event.cell.code]))]),
        Fact(Text("类别", "Kind"), [choices("grid_event", "find", "kind").get(event.kind, event.kind)]),
        Fact(Text("发现时间", "Found at"), [str(facts.get("found_at", ""))]),
    ]
    if event.severity:
        words = choices("grid_event", "report", "severity")
        found.append(Fact(Text("轻重", "Severity"), [words.get(event.severity, event.severity)]))
    if said := facts.get("dissuasion"):
        words = choices("grid_event", "dissuade", "dissuasion")
        found.append(Fact(Text("劝阻", "Dissuasion"), [words.get(str(said), str(said))]))
    if event.object:
        found.append(Fact(Text("监管对象", "Object"), [_object(event.object)]))
    if event.longitude is not None:
        found.append(Fact(Text("坐标", "Position"), [f"{event.longitude}, {event.latitude}"]))
    if facts.get("escalated") == "yes":
        found.append(Fact(Text("升级", "Passed up"), [Text("到时没有交办，已报上一级", "Not assigned in time")]))
    return found


def hazard_facts(proceeding: Proceeding) -> list[Fact]:
    """Of a hazard: object, kind, grade with its measure, deadline, the earlier one."""
    rows = HiddenHazard.objects.filter(proceeding=proceeding).select_related("recurrence_of__proceeding", "cell")
    hazard = rows.first()
    if hazard is None:
        return []
    found = [Fact(Text("对象", "Object"), [_object(hazard.object)])]
    if hazard.cell:
        cell = Text(hazard.cell.name_zh, hazard.cell.name_en)
        found.append(Fact(Text("网格", "Cell"), [Link(cell, reverse("desk:grid_cell", args=[hazard.cell.code]))]))
    found.append(Fact(Text("类型", "Kind"), [KINDS.get(hazard.kind, hazard.kind)]))
    if hazard.grade:
        found.append(Fact(Text("级别", "Grade"), [GRADES[hazard.grade]], second=MEASURES[hazard.grade]))
    if hazard.deadline:
        found.append(Fact(Text("整改期限", "To be rectified by"), [hazard.deadline.isoformat()]))
    if hazard.recurrence_of:
        number = hazard.recurrence_of.proceeding.number
        link = Link(number, reverse("desk:proceeding", args=[number]))
        found.append(Fact(Text("复发", "Recurrence of"), [link], second=SECOND))
    return found


def _object(code: str) -> Words:
    """Its name where the grid knows it."""
    found = GridObject.objects.filter(code=code).first()
    return Text(found.name_zh, found.name_en) if found else code
