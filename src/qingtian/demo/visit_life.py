"""Visits of the invented city over a year: daily, special, on a case; one party at its cap, one visit for today."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from qingtian.apps.inspections.caps import line_of
from qingtian.apps.inspections.models import Visit
from qingtian.apps.inspections.offers import offers
from qingtian.apps.parties.models import Party
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.models import Proceeding
from qingtian.demo.field_phone import FieldPhone
from qingtian.demo.pictures import photo
from qingtian.demo.stage import Life, Stage, moment, office_moment
from qingtian.enforcement.visit_caps import exemption

Steps = Generator[datetime, None, datetime]
#: what is noted where the register holds no valid licence of both
NOTED = "两证当面核对过，证号见执法证台账。"
PHOTOS = 2
FOUND = {
    "nothing_found": "设施正常运行，台账与现场一致，没有发现问题。",
    "told_to_correct": "集气罩有缝隙，活性炭更换没有记录。",
    "penalty_clue": "生产时末端治理设施停用，废气从旁路直接排放。",
}


@dataclass(frozen=True)
class Planned:
    """One visit: days before today, who, whom, how far it comes. ``office`` is a branch's area or the detachment."""

    before: int
    office: str
    party: str
    subject: str
    kind: str
    ground: str
    checklist: str
    result: str = ""
    stop: str = ""
    more: dict[str, Any] = field(default_factory=dict)


CITY = "yunping-enforcement"
DATA = {"clue": "在线监测：化学需氧量 6 小时超限"}
OLD_WORKS = "窑湾旧厂区再生塑料加工点"
NIGHT = {"clue": "12345 转来的夜间异味反映"}
PLANNED = (
    Planned(310, "wangxi", OLD_WORKS, "废气收集和治理设施", "daily", "plan", "coating", "nothing_found"),
    Planned(262, CITY, "三纬表面处理中心", "重金属废水专项", "special", "campaign", "wastewater", "told_to_correct"),
    Planned(205, "hechuan", "禾川精细化工园", "危险废物贮存", "daily", "plan", "hazardous_waste", "nothing_found"),
    Planned(152, "wangxi", OLD_WORKS, "废气设施复看", "daily", "plan", "coating", "told_to_correct"),
    Planned(96, "wangxi", OLD_WORKS, "夜间焦糊味", "case", "complaint", "coating", "penalty_clue", more=NIGHT),
    Planned(
        58, CITY, "芦汀污水处理厂", "出水异常", "case", "abnormal_data", "wastewater", "told_to_correct", more=DATA
    ),
    Planned(33, "baitang", "白塘水库上游养鸭场", "粪污贮存设施", "daily", "plan", "livestock", stop="cancel"),
    Planned(4, CITY, "大坪机砖厂", "砖瓦窑秋冬季专项", "special", "campaign", "general", stop="proposed"),
    Planned(2, "wangxi", "望溪区印刷包装厂", "印刷车间废气治理设施", "daily", "plan", "coating", stop="today"),
)


def visits(stage: Stage) -> Iterator[Life]:
    """A life a visit."""
    return (_life(_Walk(stage, planned)) for planned in PLANNED)


@dataclass
class _Walk:
    """One visit on its way; ``at`` is the moment of its last act."""

    stage: Stage
    planned: Planned
    rng: Random = field(init=False)
    party: Party = field(init=False)
    matter: Proceeding = field(init=False)
    at: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.rng = self.stage.rng(f"visit/{self.planned.before}")
        self.at = office_moment(self.rng, moment(self.stage.day(self.planned.before), 8), 0)

    @property
    def organ(self) -> str:
        return CITY if self.planned.office == CITY else f"{self.planned.office}-branch"

    @property
    def officers(self) -> tuple[str, str]:
        return f"{self.organ}-officer", f"{self.organ}-officer-2"

    @property
    def head(self) -> str:
        return f"{self.organ}-head"

    def do(self, act: str, by: str, days: int = 0, **fields: Any) -> Steps:
        """One act at an office's moment, where it still lies before today."""
        self.at = office_moment(self.rng, self.at, days)
        yield self.at
        self.stage.act(self.matter, act, by, self.at, **fields)
        return self.at


def _life(walk: _Walk) -> Life:
    planned = walk.planned
    yield walk.at
    if _used_up(walk):
        return
    _enter(walk)
    if planned.stop == "proposed":
        return
    if planned.kind == "special":
        yield from walk.do("approve", walk.head, 1)
        number = f"云环查备〔{walk.at.year}〕7号"
        yield from walk.do("file", walk.officers[0], 1, filing_number=number, filed_with="市司法局")
    if planned.stop == "cancel":
        yield from walk.do("cancel", walk.head, 1, why="养鸭场停养清栏，改期再查。")
        return
    for officer in walk.officers:
        yield from walk.do("declare", officer, interest="none")
    if planned.stop != "today":
        yield from _on_site(walk)


def _used_up(walk: _Walk) -> bool:
    """The draws of the year took the last visit the cap leaves."""
    day, exempt = walk.at.date() + timedelta(days=1), exemption(walk.planned.ground)
    line = line_of(_party(walk.planned.party).number, walk.organ, day.year)
    return line is not None and line.used_up and not exempt


def _enter(walk: _Walk) -> None:
    planned, one = walk.planned, walk.officers
    walk.party = _party(planned.party)
    day = walk.stage.today if planned.stop == "today" else walk.at.date() + timedelta(days=1)
    fields = {
        "subject": planned.subject,
        "party": walk.party.number,
        "area": walk.party.area.code if walk.party.area else "yunping",
        "kind": planned.kind,
        "ground": planned.ground,
        "planned_on": day.isoformat(),
        "officer_1": one[0],
        "officer_2": one[1],
        "checklist": planned.checklist,
        **planned.more,
    }
    walk.matter = open_proceeding(
        "inspection_visit",
        by=walk.stage.actor(one[0], walk.at.date()),
        on=walk.at.date(),
        now=walk.at,
        title=planned.subject,
        fields=fields,
        generated=True,
        reason=NOTED,
    )
    walk.stage.counted()


def _party(name: str) -> Party:
    """The unit of that name; where the city has none of it, the first of the key units."""
    named = Party.objects.select_related("area").filter(kind="unit")
    return named.filter(name=name).first() or named.order_by("-key_unit", "number")[0]


def _on_site(walk: _Walk) -> Steps:
    """Arrived, photographed, written down, sent in the evening; the record, the photo sheet, the result."""
    first, result = walk.officers[0], walk.planned.result
    walk.at = yield from walk.do("arrive", first, 1, arrived_at="9时10分", shown="1")
    walk.at = office_moment(walk.rng, walk.at, 0)
    yield walk.at
    _sealed(walk)
    found = dict(offers(walk.matter, "record"))
    yield from walk.do("record", first, **found, present="signed")
    yield from walk.do("show_photos", first, **offers(walk.matter, "show_photos"), proves=FOUND[result])
    told: dict[str, Any] = {"result": result, "found": FOUND[result]}
    if result == "told_to_correct":
        told["correct_by"] = (walk.at.date() + timedelta(days=20)).isoformat()
    yield from walk.do("conclude", first, 1, **told)
    if result == "told_to_correct":
        # the works is the one that did not
        done = "no" if walk.planned.kind == "case" else "yes"
        yield from walk.do("verify_correction", first, 18, correction=done, how="再到现场看过，照片入卷。")
    return walk.at


def _sealed(walk: _Walk) -> None:
    """What the phone brought home."""
    visit = Visit.objects.select_related("proceeding").get(proceeding=walk.matter)
    party, result = walk.party, walk.planned.result
    here = (float(party.longitude), float(party.latitude)) if party.longitude and party.latitude else None
    phone = FieldPhone(visit, here, walk.rng)
    minutes = (walk.at - timedelta(minutes=30 - 4 * n) for n in range(PHOTOS + 2))
    for _ in range(PHOTOS):
        phone.photograph(photo(walk.rng), next(minutes))
    answers = {
        "hood": "no" if result == "told_to_correct" else "yes",
        "treatment": "no" if result == "penalty_clue" else "yes",
    }
    phone.write("checklist", answers, next(minutes))
    phone.write("site", {"time": "9时10分至10时40分", "findings": FOUND[result]}, next(minutes))
    phone.send(walk.stage.actor(walk.officers[0], walk.at.date()), walk.at)
    walk.stage.counted()
