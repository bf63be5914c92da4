"""Read the working copy of a petition (读件) and keep what is suggested."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from qingtian.apps.petitions.models import Petition, WorkingCopy
from qingtian.apps.readings.gazetteer import city_gazetteer
from qingtian.apps.readings.models import Reading
from qingtian.apps.readings.shape import as_json
from qingtian.insight.reading.reading import read_report


def read_now(copy: WorkingCopy, on: date) -> dict[str, Any]:
    """What the readers say of these covered words, received that day; nothing is written."""
    text = f"{copy.text}\n{copy.occurred}" if copy.occurred else copy.text
    return as_json(read_report(text, copy.place, on, city_gazetteer()))


def read_petition(petition: Petition, *, now: datetime) -> Reading | None:
    """Read it anew and keep it; None where no words are left. Repeating it changes nothing but the time."""
    copy = WorkingCopy.objects.filter(petition=petition).first()
    if copy is None:
        return None
    read = read_now(copy, petition.proceeding.opened_on or now.date())
    alarm = " ".join(one["code"] for one in read["urgency"])
    reading, _ = Reading.objects.update_or_create(
        petition=petition, defaults={"read": read, "alarm": alarm, "read_at": now}
    )
    return reading
