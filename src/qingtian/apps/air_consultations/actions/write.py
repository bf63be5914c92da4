"""What the acts of a consultation write: its row, its conclusion and effect, its tasks."""

from __future__ import annotations

from datetime import date

from qingtian.apps.air.places import named, regions
from qingtian.apps.air_consultations.models import AirConsultation
from qingtian.apps.people.models import Organ
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.actions.sweep import SYSTEM
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.tasks.actions import open_task
from qingtian.apps.tasks.models import TrackedTask
from qingtian.errors import Refused
from qingtian.language import Text

TASK_SET = Text(
    "任务已经交办，不能作废；要撤的去任务上撤。", "The task is set and cannot be voided here; go to the task."
)
NO_PLACE = Text("没有“{code}”这个评价区域。", "There is no air region “{code}”.")
SECOND = Text("{place}{quarter} 已经有会商 {number}。", "{place} has a consultation of {quarter} already: {number}.")


def write_consultation(performed: Performed) -> None:
    """The effect of ``convene``. Raises Refused ``air_consultations.no_place``, ``air_consultations.second``."""
    values = performed.values
    code, quarter = str(values["place"]), str(values["quarter"]).strip()
    place = named(regions(), code)
    if place is None:
        raise Refused("air_consultations.no_place", NO_PLACE.format(code=code), where="place")
    other = AirConsultation.objects.filter(place=code, quarter=quarter, withdrawn=False).first()
    if other is not None:
        words = SECOND.format(place=place.name, quarter=quarter, number=other.proceeding.number)
        raise Refused("air_consultations.second", words, where="quarter")
    area = values.get("area")
    AirConsultation.objects.create(
        proceeding=performed.proceeding,
        place=code,
        place_zh=place.name.zh,
        place_en=place.name.en,
        area=Area.objects.get(code=area["chain"][-1]) if area else None,
        quarter=quarter,
    )


def follow(performed: Performed) -> None:
    """Conclusion, effect and withdrawal as they stand after the act, or after the act that voided it."""
    after = performed.after
    AirConsultation.objects.filter(proceeding=performed.proceeding).update(
        conclusion=after.facts.get("conclusion", "") or "",
        effect=after.facts.get("effect", "") or "",
        withdrawn=after.state == "withdrawn",
    )


def set_task(performed: Performed) -> None:
    """The effect of ``set_task``: a tracked task of the unit; the consulting organ sets, verifies and closes it."""
    values, matter, office = performed.values, performed.proceeding, performed.after.organ("office") or ""
    consultation = AirConsultation.objects.select_related("area").get(proceeding=matter)
    responsible = values["responsible"]
    open_task(
        TrackedTask.Origin.CONSULTATION,
        str(values["task"]),
        responsible["chain"][-1],
        date.fromisoformat(str(values["deadline"])),
        by=SYSTEM,
        on=performed.act.on,
        now=performed.act.recorded_at,
        link_to=matter,
        setter=office,
        verifier=office,
        what=str(values.get("what") or ""),
        item=str(performed.act.seq),
        area=consultation.area.code if consultation.area else "",
        once=f"{matter.number}-{performed.act.seq}",
        generated=matter.generated,
    )


def keep_task(performed: Performed) -> None:
    """Undo: a task once set has a life of its own. Raises Refused ``air_consultations.task_set``."""
    raise Refused("air_consultations.task_set", TASK_SET)


def organ_of(area: Area | None) -> Organ | None:
    """The government of an area, whom a letter is addressed to."""
    return Organ.objects.filter(kind=Organ.Kind.GOVERNMENT, area=area).first() if area else None
