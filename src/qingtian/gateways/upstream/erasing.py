"""What an upstream system sent about a matter goes with it, after the retention of its file has ended (内容销毁)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingtian.apps.petitions.models import Petition
from qingtian.apps.petitions.receipts import normalised
from qingtian.apps.proceedings.models import Proceeding
from qingtian.gateways.models import UpstreamImport


def erase_rows(matter: Proceeding) -> None:
    """Rows of kept imports that name the matter keep their place in the sheet and nothing else."""
    numbers = set(matter.upstream_numbers.exclude(number="").values_list("system", "number"))
    receipt = Petition.objects.filter(proceeding=matter).values_list("receipt", flat=True).first()
    for kept in UpstreamImport.objects.iterator(chunk_size=20):
        noted = {number for system, number in numbers if system == kept.system}
        told = {entry["row"] for entry in kept.report if entry.get("matter") == matter.number}
        rows = [_bare(row) if _names(row, matter.number, noted, receipt, told) else row for row in kept.rows]
        report = [_told_bare(entry) if entry.get("matter") == matter.number else entry for entry in kept.report]
        if (rows, report) != (kept.rows, kept.report):
            kept.rows, kept.report = rows, report
            kept.save(update_fields=["rows", "report"])


def _names(row: Mapping[str, Any], ours: str, noted: set[str], receipt: str | None, told: set[int]) -> bool:
    """Whether a row is about this matter, by any of its numbers or by what became of it."""
    by_receipt = receipt is not None and normalised(row.get("receipt", "")) == receipt
    return row["row"] in told or row.get("ours", "").upper() == ours or row.get("number") in noted or by_receipt


def _bare(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"row": row["row"]}


def _told_bare(entry: Mapping[str, Any]) -> dict[str, Any]:
    """That the row was taken stays, beside the number of the matter."""
    return {**entry, **{name: "" for name in ("number", "difference") if name in entry}}
