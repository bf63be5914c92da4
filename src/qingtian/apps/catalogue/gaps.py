"""What is lacking (缺口), in sentences: no petition office, nobody full-time, licences expired, calibration overdue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qingtian.apps.catalogue.queries import AreaRow
from qingtian.apps.people.models import Organ
from qingtian.apps.places.models import Area
from qingtian.language import Text

NO_OFFICE = Text("{organ}没有设信访机构。", "{organ} has no petition office.")
NOT_ENTERED = Text("{organ}有没有信访机构，还没有填。", "Whether {organ} has a petition office is not entered.")
NOT_INDEPENDENT = Text("{organ}的信访机构不是单独设立的。", "The petition office of {organ} is not independent.")
NOBODY = Text("没有专职信访人员，岗位空缺。", "Nobody works full-time on petitions: the office is vacant.")
NO_FUNDS = Text("今年的信访经费还没有填。", "This year's funds for petition work are not entered.")
SHORT = Text("信访经费还差 {yuan} 元没有到位。", "Funds of {yuan} yuan have not arrived.")
EXPIRED = Text("{n} 本证件已过期。", "Expired licences: {n}.")
CALIBRATION = Text("{n} 台设备检定过期，数据不能用。", "Instruments past calibration, whose data do not count: {n}.")
NO_OFFICERS = Text("有 {n} 件在办，没有承办人员在岗。", "{n} matters are open and no handling officer is in post.")


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing lacking in one area."""

    area: Area
    what: Text


def gaps(rows: Iterable[AreaRow]) -> list[Gap]:
    """Every gap, area by area; an area without one is not named."""
    return [Gap(row.area, what) for row in rows for what in _gaps(row)]


def _gaps(row: AreaRow) -> Iterator[Text]:
    means, load = row.means, row.load
    if means.departments:
        yield from _office(row)
    if means.expired:
        yield EXPIRED.format(n=means.expired)
    if means.out_of_calibration:
        yield CALIBRATION.format(n=means.out_of_calibration)
    if load.open and not load.officers:
        yield NO_OFFICERS.format(n=load.open)


def _office(row: AreaRow) -> Iterator[Text]:
    means = row.means
    known = {office.department_id: office for office in means.offices}
    for department in means.departments:
        office = known.get(department.pk)
        if office is None:
            yield NOT_ENTERED.format(organ=_name(department))
        elif not office.exists:
            yield NO_OFFICE.format(organ=_name(department))
        elif not office.independent:
            yield NOT_INDEPENDENT.format(organ=_name(department))
    if not means.petition_full_time:
        yield NOBODY
    if means.planned_cents is None:
        yield NO_FUNDS
    elif (short := means.planned_cents - (means.received_cents or 0)) > 0:
        yield SHORT.format(yuan=yuan(short))


def _name(organ: Organ) -> Text:
    return Text(organ.name_zh, organ.name_en)


def yuan(cents: int) -> str:
    """An amount as it is written: 12,300.50.

    >>> yuan(1230050)
    '12,300.50'
    """
    return f"{cents // 100:,}.{cents % 100:02d}"
