"""The demonstration of entering once: some matters entered elsewhere, some changed since, some with a difference.

Also what each branch has and lacks. People, numbers and amounts are invented.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from qingtian.apps.catalogue.actions.note_use import note_use
from qingtian.apps.catalogue.models import Equipment, OfficeFunds, PetitionOffice, Qualification, Staffing
from qingtian.apps.people.models import Organ, Tenure
from qingtian.apps.proceedings.models import UpstreamNumber
from qingtian.demo.stage import Life, Stage, moment
from qingtian.gateways.upstream.noting import Entry, note
from qingtian.gateways.upstream.owed import owed
from qingtian.gateways.upstream.systems import system

OFFICER, INSPECTOR = "yunping-petition-officer", "yunping-inspector"
#: share of matters already entered, by system, and by which post
ENTERED = {"national_petitions": (0.8, OFFICER), "12345": (0.7, OFFICER), "12369": (0.75, OFFICER)}
#: days before the day of loading on which clerks sit down to it: every second week, once more lately
ROUNDS = (*range(355, 9, -14), 4)
#: part of its share that the last round gets through, so that some wait on the day of loading
LAST = 0.5
DIFFERING = 0.15
DIFFERENCES = ("那边的地址只能选到街道", "那边没有“噪声”这一类，选了“其他”", "那边承办单位写的是旧名称")
#: branches, in the order of their codes: what each lacks; the rest lack nothing
LACKING = {1: "no office", 2: "not independent", 3: "vacant", 4: "short of funds"}


def clerks_rounds(stage: Stage) -> Life:
    """On some afternoons the clerks enter what waits: what happens afterwards is changed since, and shows as such."""
    for before in ROUNDS:
        at = moment(stage.day(before), 16, 30)
        yield at
        for id_, (share, post) in ENTERED.items():
            _enter_what_waits(stage, id_, share * LAST if before == ROUNDS[-1] else share, post, at)


def _enter_what_waits(stage: Stage, id_: str, share: float, post: str, at: datetime) -> None:
    declared, rng = system(id_), stage.rng(f"upstream/{id_}/{at:%Y-%m-%d}")
    actor = stage.actor(post, at.date())
    waiting = [*owed(declared, actor, "enter", mine=True), *owed(declared, actor, "changed", mine=True)]
    for place, matter in enumerate(waiting):
        if rng.random() >= share:
            continue
        known = UpstreamNumber.objects.filter(proceeding=matter, system=id_).exists()
        number = "" if known else f"{at:%Y}53{rng.randrange(10**8):08d}"
        difference = DIFFERENCES[place % len(DIFFERENCES)] if rng.random() < DIFFERING else ""
        note(
            declared,
            Entry(matter, matter.seq, number, difference),
            by=actor,
            on=at.date(),
            now=at,
            once=f"demo-{id_}-{matter.pk}-{matter.seq}",
        )
        stage.counted()


def create_capability(rng: Random, today: date) -> int:
    """Petition offices, funds, staff, licences and equipment of the branches, with honest gaps."""
    branches = Organ.objects.filter(kind=Organ.Kind.BUREAU, level=Organ.Level.COUNTY).order_by("code")
    return sum(_branch(organ, LACKING.get(place, ""), rng, today) for place, organ in enumerate(branches))


def _branch(organ: Organ, lacking: str, rng: Random, today: date) -> int:
    exists, year = lacking != "no office", date(today.year, 1, 1)
    PetitionOffice.objects.create(
        department=organ,
        exists=exists,
        independent=exists and lacking != "not independent",
        since=date(2019, 3, 1) if exists else None,
        address=f"{organ.area.name_zh if organ.area else ''}政务中心一楼信访接待室" if exists else "",
        hours="工作日 9:00–12:00，13:30–17:00" if exists else "",
        phone=f"0000-{6200 + organ.pk}" if exists else "",
    )
    planned = rng.randrange(8, 20) * 1_000_000
    received = planned * 6 // 10 if lacking == "short of funds" else planned
    OfficeFunds.objects.create(department=organ, year=today.year, planned_cents=planned, received_cents=received)
    made = 2
    held = Tenure.objects.on(today).filter(post__organ=organ).select_related("person").order_by("post__code")
    for place, person in enumerate(dict.fromkeys(tenure.person for tenure in held)):
        work = Staffing.Work.PETITIONS if place == 0 and lacking != "vacant" else Staffing.Work.ENFORCEMENT
        Staffing.objects.create(person=person, organ=organ, work=work, full_time=place == 0, starts=year)
        until = today + timedelta(days=rng.randrange(-60, 900))
        Qualification.objects.create(
            person=person,
            organ=organ,
            kind=Qualification.Kind.ENFORCEMENT,
            number=f"YP-ZF-{organ.pk:03d}{place:02d}",
            valid_from=date(today.year - 4, 1, 1),
            valid_until=until,
        )
        made += 2
    return made + _equip(organ, rng, today)


def _equip(organ: Organ, rng: Random, today: date) -> int:
    things = [
        (Equipment.Kind.VEHICLE, "执法车", rng.randrange(1, 4)),
        (Equipment.Kind.MOBILE, "移动执法终端", rng.randrange(2, 6)),
        (Equipment.Kind.MONITORING, "便携式声级计", rng.randrange(1, 3)),
        (Equipment.Kind.MONITORING, "便携式烟气分析仪", 1),
        (Equipment.Kind.OFFICE, "接访录音录像设备", 1),
    ]
    made = 0
    for kind, name, number in things:
        for place in range(number):
            due = today + timedelta(days=rng.randrange(-40, 320)) if kind == Equipment.Kind.MONITORING else None
            Equipment.objects.create(
                organ=organ,
                kind=kind,
                name=name,
                number=f"{name[:2]}-{organ.pk:03d}-{made + place:02d}",
                for_petitions=kind == Equipment.Kind.OFFICE,
                in_use_from=date(today.year - 2, 6, 1),
                calibration_due=due,
            )
        made += number
    return made


def note_some_uses(stage: Stage) -> int:
    """A few lines in the log of use, so that its page shows how one reads."""
    at, rows = moment(stage.day(1), 17, 20), 12
    petition, case = stage.actor(OFFICER, at.date()), stage.actor(INSPECTOR, at.date())
    note_use("petition", by=petition, rows=rows, way="worklist CSV all", purpose="本单位清单导出", now=at)
    note_use("petition", by=petition, rows=6, way="upstream export 12345.xlsx", purpose="录入12345 热线系统", now=at)
    note_use("five_ones_case", by=case, rows=4, way="worklist CSV all", purpose="每月整改调度", now=at)
    return 3
