"""Findings on data of the invented city: one open, one false alarm, one that became a clue, one sent upward.

The air is the sky's own, falsified here and nowhere else: the lake and the boards keep what the sky gives. What the
detectors see of it is what a run would raise; nothing is learnt.
"""

from __future__ import annotations

from collections.abc import Generator
from datetime import date, datetime, timedelta
from typing import Any, Final

import numpy as np

from qingtian.apps.integrity.actions.raise_findings import SYSTEM, raise_one
from qingtian.apps.integrity.air_seen import seen_in
from qingtian.apps.integrity.seen import Seen
from qingtian.apps.parties.models import Party
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Proceeding
from qingtian.demo.sky import SKY, reading
from qingtian.demo.sky.hours import HOUR
from qingtian.demo.sky.sites import sites
from qingtian.demo.stage import Life, Stage, moment, office_moment
from qingtian.integrity.grid import CO_POLLUTANTS, HOURS, Grid
from qingtian.integrity.kinds import COPY, FREEZE, ROUND, SMOOTH

Steps = Generator[datetime, None, Any]
OFFICER, HEAD, OFFICE = "yunping-data-officer", "yunping-enforcement-head", "yunping-enforcement"
#: stations whose hours are looked at together, a national one among them
PLACES: Final = ("YP02", "YP04", "YP07", "YP12", "YP13")
DAYS: Final = 12
#: hours into the window at which the falsified ones begin
BEGINS: Final = 130


def integrity_lives(stage: Stage) -> tuple[Life, ...]:
    """Each is raised some days before the day of loading and goes as far as its office has come."""
    return (_open(stage), _false_alarm(stage), _clue(stage), _upward(stage))


def _raised(stage: Stage, before: int, place: str, kind: str, hours: int) -> Steps:
    """Raised by a run in the early morning of that day; gives the matter."""
    at = moment(stage.day(before), 5, 30)
    yield at
    seen = falsified(at.date(), place, kind, hours)
    matter = raise_one(seen, by=SYSTEM, on=at.date(), now=at, office=OFFICE, generated=True)
    stage.counted()
    return matter


def falsified(until: date, place: str, kind: str, hours: int) -> Seen:
    """What the detectors see of the sky's air with that falsification in it, ended some days before ``until``."""
    grid = _sky(until)
    row = grid.stations.index(place)
    reported = grid.reported.copy()
    span = slice(BEGINS, BEGINS + hours)
    reported[row, span] = _changed(kind, reported, row, span)
    found = [one for one in seen_in(grid.with_reported(reported), least=0.3) if one.place == place]
    return next(one for one in found if one.pattern == kind)


def _changed(kind: str, reported: np.ndarray, row: int, span: slice) -> np.ndarray:
    values = reported[row, span]
    if kind == FREEZE:
        return np.full(values.shape, reported[row, span.start - 1])
    if kind == COPY:
        return reported[PLACES.index("YP04"), span].copy()
    if kind == ROUND:
        return np.round(values / 5) * 5
    padded = np.convolve(np.nan_to_num(reported[row], nan=float(np.nanmean(values))), np.ones(9) / 9, mode="same")
    return np.round(padded[span])


def _sky(until: date) -> Grid:
    """The hours of the days before ``until`` as the instruments report them."""
    first = until - timedelta(days=DAYS)
    names = ("pm2_5", *(name.lower() for name in CO_POLLUTANTS))
    known = [site for site in sites() if site.code in PLACES]
    arrays = np.full((len(names), len(known), DAYS * HOURS), np.nan)
    begin = moment(first, 0)
    for row, site in enumerate(known):
        for hour in range(DAYS * HOURS):
            told = reading(SKY, site, begin + (hour + 1) * HOUR) or {}
            for item, name in enumerate(names):
                value = told.get(name)
                arrays[item, row, hour] = np.nan if value is None else float(value)
    stations = tuple(site.code for site in known)
    return Grid(stations, first, arrays[0], dict(zip(CO_POLLUTANTS, arrays[1:], strict=True)))


def _act(stage: Stage, finding: Proceeding, days: int, act: str, by: str = OFFICER, **told: Any) -> Steps:
    """One act in office hours so many days later."""
    rng = stage.rng(f"integrity/{finding.number}/{act}")
    at = office_moment(rng, finding.acts.latest("seq").recorded_at.astimezone(moment(stage.today).tzinfo), days)
    yield at
    _now(stage, finding, act, by, at, told)


def _now(stage: Stage, matter: Proceeding, act: str, by: str, at: datetime, told: dict[str, Any]) -> None:
    """The act at that moment; its own field is called ``reason``, which the stage takes for another thing."""
    actor = stage.actor(by, at.date())
    matter.refresh_from_db(fields=["seq"])
    perform(matter, act, by=actor, on=at.date(), now=at, fields=told, expected_seq=matter.seq)
    matter.refresh_from_db()
    stage.counted()


def _open(stage: Stage) -> Life:
    """Multiples of five for four days, nobody looked yet."""
    yield from _raised(stage, 4, "YP02", ROUND, 96)


def _false_alarm(stage: Stage) -> Life:
    """One value for a day and a half: the instrument hung, and the repair is on record."""
    matter = yield from _raised(stage, 38, "YP13", FREEZE, 36)
    yield from _act(stage, matter, 2, "look", ways=["records", "asked"], findings="调取了运维记录，问了运维单位。")
    told = {"verdict": "false_alarm", "reason": "fault", "grounds": "仪器死机，当天有维修单和恢复后的校准记录。"}
    yield from _act(stage, matter, 2, "judge", **told)


def _clue(stage: Stage) -> Life:
    """A series far too calm: something hung before the inlet; a clue about a unit near by."""
    matter = yield from _raised(stage, 20, "YP12", SMOOTH, 120)
    looked = "采样口外有新近固定过遮挡物的痕迹，附近装卸平台的录像里有人靠近采样平台。"
    yield from _act(stage, matter, 2, "look", ways=["on_site", "raw_data"], findings=looked)
    told = {"verdict": "stands", "reason": "interfered", "grounds": "现场照片、录像和仪器原始数据相互对得上。"}
    yield from _act(stage, matter, 3, "judge", **told)
    at = office_moment(stage.rng("integrity/clue"), matter.acts.latest("seq").recorded_at, 1)
    yield at
    clue = _registered(stage, matter, at)
    yield from _act(stage, matter, 1, "refer", matter=clue.number)


def _registered(stage: Stage, matter: Proceeding, at: datetime) -> Proceeding:
    """The penalty case, about a unit of the area, or the first of the city where it has none."""
    units = Party.objects.filter(kind="unit").order_by("number")
    party = units.filter(area=matter.area).first() or units.first()
    assert party is not None
    fields = {
        "subject": "涉嫌干扰空气站采样",
        "party": party.number,
        "area": matter.projection["facts"]["area"]["code"],
        "source": "monitoring",
        "about": matter.number,
        "discovered_on": at.date().isoformat(),
        "what": "采样口有遮挡痕迹，数据起伏异常平缓，附近录像可查。",
    }
    by = stage.actor(OFFICER, at.date())
    given = {"by": by, "on": at.date(), "now": at, "fields": fields, "generated": True}
    opened = open_proceeding("penalty_case", title=fields["subject"], **given)
    stage.counted()
    return opened


def _upward(stage: Stage) -> Life:
    """A national station that reports its neighbour's values: nothing is pursued here, a letter goes up."""
    matter = yield from _raised(stage, 30, "YP07", COPY, 30)
    yield from _act(stage, matter, 1, "look", ways=["records"], findings="本级平台没有重复入库，两站编号配置正确。")
    told = {"verdict": "stands", "reason": "unexplained", "grounds": "三十小时逐时相同，没有合理解释。"}
    yield from _act(stage, matter, 2, "judge", **told)
    at = matter.acts.latest("seq").recorded_at
    letter = {"letter": f"云环监〔{at.year}〕41号", "sent_to": "省生态环境厅"}
    on = office_moment(stage.rng("integrity/letter"), at, 1)
    yield on
    _now(stage, matter, "send_upward", HEAD, on, {"sent_on": on.date().isoformat(), **letter})
