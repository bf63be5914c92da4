"""Keep what the acts of a warning say (随动作更新): its columns repeat the matter, also when an act is voided."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from qingtian.apps.air_warnings.evaluation import computed
from qingtian.apps.air_warnings.models import AirWarning
from qingtian.apps.air_warnings.registry import days_ahead
from qingtian.apps.air_warnings.words import kept
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Proceeding
from qingtian.foresight.warning import SHANGHAI, Window
from qingtian.foresight.warning.typed import typed_days
from qingtian.procedures.guards.air_warnings import WRITTEN


def opened(performed: Performed) -> None:
    """The effect of the suggestion: the row, with the forecast that was typed, else the one known on that day."""
    facts = performed.after.facts
    area = Area.objects.get(code=facts["area"]["code"])
    AirWarning.objects.create(
        proceeding=performed.proceeding,
        area=area,
        tier=facts["tier"],
        first_day=facts["first_day"],
        last_day=facts["last_day"],
        table=facts.get("table", ""),
        predicted=kept(typed_days(performed.values.get("forecast") or "") or _forecast(area.code, performed.act.on)),
    )


def _forecast(area: str, on: date) -> list[Window]:
    return list(days_ahead(area, on))


def keep(performed: Performed) -> None:
    """After any later act, done or undone."""
    facts = performed.after.facts
    row = AirWarning.objects.get(proceeding=performed.proceeding)
    row.tier = facts["tier"]
    row.first_day, row.last_day = date.fromisoformat(facts["first_day"]), date.fromisoformat(facts["last_day"])
    row.begins, row.ends = written(facts.get("begins")), written(facts.get("ends"))
    row.save(update_fields=["tier", "first_day", "last_day", "begins", "ends"])


def change(performed: Performed) -> None:
    """Issue, raise and lower: also the moment from which the tier holds."""
    keep(performed)
    row = AirWarning.objects.get(proceeding=performed.proceeding)
    at = performed.values.get("changed_at") or performed.values.get("begins")
    row.changes = [*row.changes, {"tier": row.tier, "at": at, "act": performed.act.seq}]
    row.save(update_fields=["changes"])


def unchange(performed: Performed) -> None:
    keep(performed)
    row = AirWarning.objects.get(proceeding=performed.proceeding)
    row.changes = [one for one in row.changes if one["act"] != performed.extra["voided"]["seq"]]
    row.save(update_fields=["changes"])


def freeze(performed: Performed) -> None:
    """The effect of the evaluation: the figures as they were computed for it."""
    row = AirWarning.objects.get(proceeding=performed.proceeding)
    row.evaluation = computed(row).as_record()
    row.save(update_fields=["evaluation"])


def thaw(performed: Performed) -> None:
    AirWarning.objects.filter(proceeding=performed.proceeding).update(evaluation=None)


def written(moment: Any) -> datetime | None:
    """A moment as people write it, in Shanghai."""
    return datetime.strptime(str(moment), WRITTEN).replace(tzinfo=SHANGHAI) if moment else None


def erase(proceeding: Proceeding) -> None:
    """What units did goes with the acts that noted it; that there was a warning of that tier and time stays."""
    row = AirWarning.objects.filter(proceeding=proceeding).first()
    if row is not None:
        row.responses.all().delete()
        AirWarning.objects.filter(pk=row.pk).update(predicted=[], evaluation=None)
