"""Whether every place has who answers for it: areas, petition offices, principals, contracts, duties."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from qingtian.apps.cases.models import AreaContract
from qingtian.apps.people.models import DutyList, Organ, Post, Tenure
from qingtian.founding.checks.asking import OPINIONS, REGULATIONS, below_the_city, check, held_with_role, name_of
from qingtian.language import Text

#: organs whose duty is territorial: without an area none of their officers has any
TERRITORIAL = (Organ.Kind.GOVERNMENT, Organ.Kind.PARTY, Organ.Kind.COMMITTEE, Organ.Kind.BUREAU)
BELOW_THE_PROVINCE = (Organ.Level.CITY, Organ.Level.COUNTY, Organ.Level.TOWNSHIP)


def areas(on: date) -> Sequence[Text]:
    return [] if below_the_city() else [Text("一个区县都没有", "There is no district or county")]


def organs_without_area(on: date) -> Sequence[Text]:
    lost = Organ.objects.filter(kind__in=TERRITORIAL, level__in=BELOW_THE_PROVINCE, area=None)
    return [name_of(organ) for organ in lost]


def petition_offices(on: date) -> Sequence[Text]:
    have = set(Organ.objects.filter(kind=Organ.Kind.PETITION_OFFICE).values_list("area", flat=True))
    return [name_of(area) for area in below_the_city() if area.pk not in have]


def principals(on: date) -> Sequence[Text]:
    held = Tenure.objects.on(on).exclude(post__principal="").values_list("post__organ__area", "post__principal")
    found = set(held)
    lacking = []
    for area in below_the_city():
        for code, words in (
            (Post.Principal.PARTY, ("党委", "Party")),
            (Post.Principal.GOVERNMENT, ("政府", "government")),
        ):
            if (area.pk, code) not in found:
                lacking.append(Text(f"{area.name_zh}：{words[0]}", f"{area.name_en or area.name_zh}: {words[1]}"))
    return lacking


def contracts(on: date) -> Sequence[Text]:
    have = set(AreaContract.objects.filter(year=on.year).values_list("area", flat=True))
    return [name_of(area) for area in below_the_city() if area.pk not in have]


def inspection_office(on: date) -> Sequence[Text]:
    if any(t.post.organ.kind == Organ.Kind.INSPECTION_OFFICE for t in held_with_role("inspection_officer", on)):
        return []
    return [Text("没有设督察办，或督察办没有在任人员", "There is none, or nobody is in office there")]


def duty_list(on: date) -> Sequence[Text]:
    in_force = DutyList.objects.filter(in_force_from__lte=on, duties__isnull=False)
    return [] if in_force.exists() else [Text("没有施行中的清单", "There is none in force")]


CHECKS = (
    check(
        "areas",
        "有区县",
        "There are districts and counties",
        areas,
        ("属地责任没有地方落。", "Territorial duty has nowhere to rest."),
        ("导入区域，或装配置包。", "Import areas or load a pack."),
        mend="desk:ledger",
        args=("areas",),
    ),
    check(
        "petition_offices",
        "每个区县有信访工作机构",
        "Every area has a petition office",
        petition_offices,
        ("转到区县的件没有人接。", "What is forwarded to the area meets nobody."),
        ("导入机关，种类填“信访工作机构”。", "Import organs of kind “petition office”."),
        mend="desk:ledger",
        args=("organs",),
        basis=REGULATIONS,
        must=False,
    ),
    check(
        "principals",
        "党政主要负责人都在任",
        "Both principals of every area are in office",
        principals,
        ("问题清单没有人确认，包片没有人包。", "Nobody confirms the list of problems or answers for the area."),
        ("导入岗位（填“党政主要负责人”）和任职。", "Import posts (with “principal”) and tenures."),
        mend="desk:ledger",
        args=("tenures",),
        basis=OPINIONS,
    ),
    check(
        "contracts",
        "本年包片已登记",
        "This year's area contracts are entered",
        contracts,
        ("看不出哪位领导对哪里负责。", "It does not show which leader answers for which area."),
        ("导入包片。", "Import area contracts."),
        mend="desk:ledger",
        args=("area_contracts",),
        basis=OPINIONS,
        must=False,
    ),
    check(
        "inspection_office",
        "有督察办",
        "There is an inspection office",
        inspection_office,
        ("包案没有人定、没有人销号。", "Nobody contracts a case or closes it out."),
        ("导入机关、岗位和任职。", "Import the organ, its posts and tenures."),
        mend="desk:ledger",
        args=("organs",),
        basis=OPINIONS,
    ),
    check(
        "organs_without_area",
        "属地单位有区域",
        "Territorial organs have their area",
        organs_without_area,
        ("没有区域的单位看不到也办不了任何地方的事。", "An organ without an area sees and handles no place."),
        ("在机关台账里填“区域”，再导入。", "Fill in “area” in the ledger of organs; import it again."),
        mend="desk:ledger",
        args=("organs",),
    ),
    check(
        "duty_list",
        "责任清单在施行",
        "A duty list is in force",
        duty_list,
        ("说不出一个问题该哪个单位管。", "It cannot be said whose duty a problem is."),
        ("导入责任清单。", "Import the duty list."),
        mend="desk:ledger",
        args=("duties",),
        basis=("eco_env_code_2026", "28、29"),
        must=False,
    ),
)
