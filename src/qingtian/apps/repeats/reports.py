"""Reports as likeness compares them: from the working copy and the projection, never from the sealed words."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from qingtian.apps.petitions.models import Petition, WorkingCopy
from qingtian.apps.proceedings.models import Act
from qingtian.apps.repeats.sources import registry, sources_in
from qingtian.insight.likeness import Report
from qingtian.insight.reading.places import Gazetteer

SHANGHAI = ZoneInfo("Asia/Shanghai")


def report_of(petition: Petition) -> Report | None:
    """One report; None where it has no working copy (erased, or not drafted yet)."""
    found = reports_of([petition.proceeding_id], restricted_too=True)
    return found[0][1] if found else None


def reports_of(keys: Collection[int], *, restricted_too: bool = False) -> list[tuple[int, Report]]:
    """Reports by the key of their matter, the newest first; accusations only where asked for. Three queries."""
    of = "petition__proceeding"
    rows = WorkingCopy.objects.filter(petition__proceeding__in=keys)
    if not restricted_too:
        rows = rows.filter(petition__proceeding__restricted=False)
    rows = rows.exclude(petition__proceeding__state="withdrawn")
    found = list(
        rows.order_by(f"-{of}").values(
            of,
            "text",
            "place",
            "petition__longitude",
            "petition__latitude",
            f"{of}__opened_on",
            f"{of}__ended_on",
            f"{of}__area__code",
            f"{of}__area__parent",
            f"{of}__projection__facts__kinds",
        )
    )
    acts = Act.objects.filter(proceeding__in=[row[of] for row in found], seq=1)
    recorded = dict(acts.values_list("proceeding", "recorded_at"))
    names = registry()
    return [(row[of], _report(row, recorded.get(row[of]), names)) for row in found]


def _report(row: dict[str, Any], recorded: datetime | None, names: Gazetteer) -> Report:
    of = "petition__proceeding"
    opened, ended = row[f"{of}__opened_on"], row[f"{of}__ended_on"]
    return Report(
        words=row["text"],
        place=row["place"],
        received=_moment(opened, recorded),
        longitude=None if row["petition__longitude"] is None else float(row["petition__longitude"]),
        latitude=None if row["petition__latitude"] is None else float(row["petition__latitude"]),
        # the whole city says nothing about where
        area=row[f"{of}__area__code"] if row[f"{of}__area__parent"] else "",
        media=frozenset(row[f"{of}__projection__facts__kinds"] or ()),
        sources=sources_in(f"{row['text']}\n{row['place']}", names),
        ended=datetime.combine(ended, time(0), SHANGHAI) if ended else None,
    )


def _moment(opened: date, recorded: datetime | None) -> datetime:
    """The moment of recording, where it lies on the legal day; else noon of that day: it was entered later."""
    if recorded is not None and recorded.astimezone(SHANGHAI).date() == opened:
        return recorded
    return datetime.combine(opened, time(12), SHANGHAI)
