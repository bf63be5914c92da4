"""The remedies a paper tells of (救济途径): which government reconsiders, within what days, which court period.

Since 2024 reconsideration goes to the government of the organ's own level; of a branch office that acts in its own name
to the city's government or, in a city divided into districts, also to the government of its place (行政复议法 24, as
remembered and to be verified).
"""

from __future__ import annotations

from datetime import date

from qingtian.apps.penalties.numbers import law
from qingtian.apps.people.models import Organ
from qingtian.law.model import quantity

RECONSIDERATION, LITIGATION = "penalty.reconsideration_request", "penalty.litigation"
#: a development or resort zone has a committee in the place of a government
GOVERNMENTS = (Organ.Kind.GOVERNMENT, Organ.Kind.COMMITTEE)
LEVELS = (Organ.Level.CITY, Organ.Level.COUNTY)
CLAUSE = (
    "如不服本决定，可以自收到本决定书之日起{days}内向{organs}申请行政复议，也可以自收到本决定书之日起{months}内"
    "依法向人民法院提起行政诉讼。申请行政复议或者提起行政诉讼，不停止本决定的执行，法律另有规定的除外。"
)


def in_whose_name(organ: Organ) -> Organ:
    """The organ that answers in law: a detachment acts in the name of its bureau, a branch office in its own."""
    while organ.parent and organ.parent.kind == Organ.Kind.BUREAU and organ.parent.level == organ.level:
        organ = organ.parent
    return organ


def reconsideration_organs(organ: Organ) -> list[Organ]:
    """The governments that may be asked, the first the one of the organ's own level; of a branch two."""
    answering = in_whose_name(organ)
    bureau = answering.parent
    branch = bureau is not None and bureau.kind == Organ.Kind.BUREAU and answering.level == Organ.Level.COUNTY
    areas = [bureau.area_id if branch and bureau else answering.area_id] + ([answering.area_id] if branch else [])
    governments = Organ.objects.filter(kind__in=GOVERNMENTS, level__in=LEVELS, area__in=[one for one in areas if one])
    held = {one.area_id: one for one in governments}
    return [held[area] for area in areas if area in held]


def remedy_clause(organ: Organ, on: date) -> str:
    """The clause as it is printed; a blank to fill where no government of the area is recorded."""
    asked = [one.name_zh for one in reconsideration_organs(organ)]
    days, months = (law().limit(name, on=on) for name in (RECONSIDERATION, LITIGATION))
    return CLAUSE.format(
        days=quantity(days.value, days.unit).zh,
        months=quantity(months.value, months.unit).zh,
        organs="或者".join(asked) or "＿＿＿＿人民政府",
    )
