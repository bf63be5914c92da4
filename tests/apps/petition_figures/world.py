"""Rows of figures without the acts behind them, for questions that need many."""

from __future__ import annotations

from datetime import date
from typing import Any

from qingtian.apps.petition_figures.models import CountedPetition
from qingtian.apps.proceedings.models import Proceeding


def rows(wanted: list[dict[str, Any]], *, on: date = date(2026, 10, 5)) -> list[CountedPetition]:
    """A counted petition for each of the given columns; what is not given is that of a report just received."""
    plain = {"received_on": on, "channel": "web", "kinds": 1, "state": "received", "receiver": "petitions"}
    matters = Proceeding.objects.bulk_create(
        Proceeding(
            number=f"XF-2026-{n:06d}",
            procedure="petition",
            edition="2022-05-01",
            state="received",
            title=f"件 {n}",
            opened_on=columns.get("received_on", on),
            area_id=columns.get("area_id"),
        )
        for n, columns in enumerate(wanted, 1)
    )
    made = [
        CountedPetition(proceeding=matter, seq=0, **{**plain, **columns})
        for matter, columns in zip(matters, wanted, strict=True)
    ]
    return CountedPetition.objects.bulk_create(made)
