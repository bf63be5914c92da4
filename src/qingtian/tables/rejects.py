"""Kept rejects (拒收行): the rows as they were, with the reason, ready to be corrected and imported again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qingtian.tables.rows import Reject
from qingtian.tables.table import Table
from qingtian.tables.writing import write_csv

#: headings of the two columns that are added; reading the file again leaves them aside
REASON, ROW = "拒收原因 / Reason", "原行号 / Row"


def write_rejects(path: Path, table: Table, rejects: Sequence[Reject]) -> None:
    """Write ``rejects`` under the headings of ``table``; without any, a file of an earlier run is taken away.

    The file repeats what the sheet held, identities too where it held any: it is readable by its owner alone (0600).
    """
    if not rejects:
        path.unlink(missing_ok=True)
        return
    kept = [place for place, heading in enumerate(table.headings) if heading not in (REASON, ROW)]
    headings = [ROW, *(table.headings[place] for place in kept), REASON]
    rows = []
    for reject in rejects:
        cells = [reject.cells[place] if place < len(reject.cells) else "" for place in kept]
        beyond = [cell for cell in reject.cells[len(table.headings) :] if cell]
        reasons = [f"{fault.sentence.zh} {fault.sentence.en}" for fault in reject.faults]
        rows.append([str(reject.number), *cells, "\n".join(reasons + [f"+ {cell}" for cell in beyond])])
    write_csv(path, headings, rows, private=True)
