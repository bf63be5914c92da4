"""Enter a table (录入): checked whole, kept with where it stands, never changed afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from qingtian.apps.entered.models import EnteredTable
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.standards.declared import CERTAINTIES
from qingtian.standards.entered import shape_named, values_of
from qingtian.standards.entered.typed import Faults

LACKS = {
    "instrument": Text("写依据的文件和文号。", "Write the instrument and its number."),
    "clause": Text("写条款；没有条款就写在哪里看到的。", "Write the clause, or where it was seen."),
    "certainty": Text("选核实到什么程度。", "Choose how far it is verified."),
    "source": Text("写从哪里读到的，谁提供的。", "Write where it was read and who gave it."),
}
LONGEST = {"instrument": 200, "clause": 100, "certainty": 20, "source": 300}
BACKWARDS = Text("“到”早于“从”。", "“Until” lies before “from”.")
TOO_EARLY = Text("这张表最早从 {day} 起适用。", "This table holds from {day} at the earliest.")
NOT_WHOLE = Text("表没有填对。", "The table is not filled in correctly.")


@dataclass(frozen=True, slots=True)
class NewTable:
    """A table as it was typed; days are read already."""

    table: str
    first_day: date
    last_day: date | None
    cells: Mapping[str, Mapping[str, str]]
    instrument: str
    clause: str
    certainty: str
    source: str


class CellsRefused(Refused):
    """Refused for its cells; ``faults`` says which and why."""

    def __init__(self, faults: Faults) -> None:
        super().__init__("entered.cells", NOT_WHOLE, where="cells")
        self.faults = faults


def enter_table(new: NewTable, *, by: str, at: datetime) -> EnteredTable:
    """One more entry. Raises Refused ``entered.<field>``, CellsRefused, UnusableInput for an unknown table."""
    shape = shape_named(new.table)
    for name, lacks in LACKS.items():
        written = getattr(new, name).strip()
        if not written or len(written) > LONGEST[name] or (name == "certainty" and written not in CERTAINTIES):
            raise Refused(f"entered.{name}", lacks, where=name)
    if new.last_day is not None and new.last_day < new.first_day:
        raise Refused("entered.last_day", BACKWARDS, where="last_day")
    if shape.from_day is not None and new.first_day < shape.from_day:
        raise Refused("entered.first_day", TOO_EARLY.format(day=shape.from_day.isoformat()), where="first_day")
    values, faults = values_of(shape, new.cells)
    if faults:
        raise CellsRefused(faults)
    return EnteredTable.objects.create(
        table=new.table,
        first_day=new.first_day,
        last_day=new.last_day,
        values=values,
        **{name: getattr(new, name).strip() for name in LACKS},
        by=by,
        at=at,
    )
