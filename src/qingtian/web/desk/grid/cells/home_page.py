"""The grid: the cells below one, drawn and in a table, with what was owed and done in a month."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.places.models import GridCell
from qingtian.grid.tiling import Cell
from qingtian.language import Text
from qingtian.tables.columns import Value
from qingtian.web.desk.grid.cells.drawing import draw
from qingtian.web.desk.grid.cells.figures import Figures, Tree, tree_of
from qingtian.web.desk.grid.cells.words import NAV, TITLE, days_of, month
from qingtian.web.desk.monitoring.taking import taken
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import name

COMPARED = Text("比网格，不比网格员。", "Cells are compared, members never.")
HEADS = (
    *(Text("编号", "Code"), Text("网格", "Cell"), Text("末级网格", "Leaves"), Text("对象", "Objects")),
    *(Text("应巡查", "Patrols owed"), Text("已巡查", "Patrols made"), Text("欠巡的末级网格", "Leaves behind")),
    Text("没有人", "Nobody there"),
    *(Text("在办事件", "Open events"), Text("未销隐患", "Open hazards")),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One cell of the level shown: its number on the drawing, and whether cells lie below it."""

    number: int
    cell: GridCell
    figures: Figures
    deeper: bool


@officer
@require_safe
def grid(request: DeskRequest) -> HttpResponse:
    """``?cell=`` shows the cells below that one, ``?month=`` another month; ``?format=xlsx`` the same rows."""
    chosen = month(request)
    tree = tree_of(*days_of(chosen, request.as_of))
    at = next((row for row in tree.cells.values() if row.code == request.GET.get("cell", "")), None)
    shown = tree.below.get(at.pk if at else None, [])
    rows = [
        Row(number, cell, tree.figures[cell.pk], bool(tree.below.get(cell.pk))) for number, cell in enumerate(shown, 1)
    ]
    if request.GET.get("format") == "xlsx":
        return taken(request, f"grid-{chosen.period.id}", TITLE, HEADS, [_cells(row) for row in rows], [COMPARED])
    total = Figures()
    for row in rows:
        total.add(row.figures)
    context = {
        "rows": rows,
        "total": total,
        "at": at,
        "above": _above(at, tree),
        "month": chosen,
        "drawing": _drawing(rows),
        "nav_current": NAV,
    }
    return render(request, "desk/grid/home.html", context)


def _above(at: GridCell | None, tree: Tree) -> list[GridCell]:
    """The way down to the cell, the top first, without itself."""
    found = []
    while at is not None and at.parent_id in tree.cells and at.parent_id is not None:
        at = tree.cells[at.parent_id]
        found.insert(0, at)
    return found


def _drawing(rows: list[Row]) -> dict[str, object] | None:
    outlines = dict(GridCell.objects.filter(pk__in=[row.cell.pk for row in rows]).values_list("code", "boundary"))
    drawing = draw([Cell(row.cell.code, "", outlines[row.cell.code]) for row in rows])
    if drawing is None:
        return None
    by_code = {row.cell.code: row for row in rows}
    return {"drawing": drawing, "shapes": [(shape, by_code[shape.code]) for shape in drawing.shapes]}


def _cells(row: Row) -> list[Value]:
    of = row.figures
    return [
        *(
            row.cell.code,
            name(row.cell),
            of.leaves,
            of.objects,
            of.owed,
            of.made,
            of.behind,
            of.nobody,
            of.events,
            of.hazards,
        )
    ]
