"""People, tenures, duty lists, area contracts (人员、任职、责任清单、包片)."""

from __future__ import annotations

from datetime import date

from qingtian.apps.cases.models import AreaContract
from qingtian.apps.people.models import Duty, DutyList, Organ, Person, Tenure
from qingtian.apps.places.models import Area
from qingtian.language import Text
from qingtian.ledgers.kinds.base import Kind, Outcome, RejectedRow, Setting, Values, code_of, english, find, stored
from qingtian.ledgers.kinds.columns import named
from qingtian.ledgers.kinds.posts import post_named
from qingtian.tables import Column


def person(values: Values, setting: Setting) -> Outcome:
    found = list(Person.objects.filter(name_zh=values["name_zh"])[:2]) if not values["code"] else []
    if len(found) > 1:
        raise RejectedRow("有同名的人，请写工号。", "Several bear this name; write the staff number.", "code")
    key = found[0].code if found else code_of(values, "person", values["name_zh"])
    setting.once(key)
    return stored(Person, {"code": key}, {"name_zh": values["name_zh"], "name_en": english(values)})


def _no_overlap(who: Person, starts: date, ends: date | None, found: Tenure | None, post: object) -> None:
    """One person holds one post once at a time."""
    others = Tenure.objects.filter(person=who, post=post)
    for other in others.exclude(pk=found.pk) if found else others:
        if (ends is None or other.starts <= ends) and (other.ends is None or other.ends >= starts):
            zh, en = f"和 {other.starts} 起的任职重叠。", f"It overlaps the tenure since {other.starts}."
            raise RejectedRow(zh, en, "starts")


def tenure(values: Values, setting: Setting) -> Outcome:
    who, at = find(Person, values["person"], "person"), post_named(values["post"], "post")
    starts, ends = values["starts"], values["ends"]
    assert at is not None  # the column is required
    setting.once(f"{who.code}/{at.code}/{starts}")
    if ends is not None and ends < starts:
        raise RejectedRow("离任早于到任。", "It ends before it starts.", "ends")
    key = {"person": who, "post": at, "starts": starts}
    _no_overlap(who, starts, ends, Tenure.objects.filter(**key).first(), at)
    return stored(Tenure, key, {"ends": ends, "decision": values["decision"] or ""})


def _list(values: Values) -> DutyList:
    found = DutyList.objects.filter(version=values["version"]).first()
    if found is None:
        if values["in_force_from"] is None:
            zh, en = "新的清单要写施行日期。", "A new list needs the day it comes into force."
            raise RejectedRow(zh, en, "in_force_from")
        title = values["list_title"] or f"生态环境保护责任清单 {values['version']}"
        found = DutyList.objects.create(
            version=values["version"], title_zh=title, title_en=title, in_force_from=values["in_force_from"]
        )
    return found


def duty(values: Values, setting: Setting) -> Outcome:
    setting.once(f"{values['version']}/{values['number']}")
    return stored(
        Duty,
        {"duty_list": _list(values), "number": values["number"]},
        {
            "organ": find(Organ, values["organ"], "organ"),
            "post": post_named(values["post"], "post"),
            "text_zh": values["text_zh"],
            "text_en": english(values, "text_zh", "text_en"),
            "basis": values["basis"],
        },
    )


def area_contract(values: Values, setting: Setting) -> Outcome:
    at = post_named(values["post"], "post")
    area = find(Area, values["area"], "area")
    assert at is not None  # the column is required
    setting.once(f"{area.code}/{at.code}/{values['year']}")
    if not at.principal:
        zh, en = "包片的是党委或政府主要负责人的岗位。", "An area is contracted to a post of a principal."
        raise RejectedRow(zh, en, "post")
    return stored(AreaContract, {"area": area, "post": at, "year": values["year"]}, {"decision": values["decision"]})


PEOPLE = Kind(
    "people",
    Text("人员", "People"),
    Text("只填公职人员；反映人从不在这里。", "Officials only; no reporter is ever kept here."),
    (
        Column(
            "code",
            Text("工号", "Staff number"),
            "code",
            aliases=("代码", "编号"),
            example="example-1",
            longest=60,
            note=Text("有同名的人时必填。", "Needed where two bear one name."),
        ),
        Column(
            "name_zh",
            Text("姓名", "Name in Chinese"),
            required=True,
            aliases=("人员姓名",),
            example="示例人",
            longest=60,
        ),
        Column(
            "name_en",
            Text("姓名拼音", "Name in Latin letters"),
            aliases=("拼音",),
            example="Example Person",
            longest=80,
        ),
    ),
    person,
)
TENURES = Kind(
    "tenures",
    Text("任职", "Tenures"),
    Text("谁从哪天起在哪个岗位；离任日填最后一天。", "Who holds which post since when; the end is the last day."),
    (
        named("person", "姓名", "Person", "工号", "人员", required=True, example="示例人"),
        named("post", "岗位", "Post", "职务", required=True, example="示例分局信访干部"),
        Column("starts", Text("任职自", "Since"), "date", True, ("任职日期", "到任日期"), example="2026-01-01"),
        Column("ends", Text("任职至", "Until"), "date", aliases=("离任日期",)),
        Column("decision", Text("任免文号", "Decision"), aliases=("文号",), longest=120),
    ),
    tenure,
    after=("people", "posts"),
)
DUTIES = Kind(
    "duties",
    Text("责任清单", "Duty list"),
    Text("每条职责属于一个单位，可以落到岗位。", "Each duty belongs to an organ, and may belong to a post."),
    (
        Column("version", Text("清单版本", "Version"), "code", True, ("版本",), example="2026", longest=40),
        Column("list_title", Text("清单名称", "Title of the list"), longest=160),
        Column("in_force_from", Text("施行日期", "In force from"), "date", example="2026-01-01"),
        Column("number", Text("序号", "Number"), "code", True, example="1", longest=20),
        named("organ", "责任单位", "Organ", "单位", required=True, example="示例分局"),
        named("post", "责任岗位", "Post", "岗位"),
        Column(
            "text_zh", Text("职责", "Duty"), required=True, aliases=("职责内容", "责任事项"), example="示例：负责……"
        ),
        Column("text_en", Text("英文职责", "Duty in English")),
        Column("basis", Text("依据", "Basis"), required=True, example="示例依据", longest=200),
    ),
    duty,
    after=("posts",),
)
AREA_CONTRACTS = Kind(
    "area_contracts",
    Text("包片", "Area contracts"),
    Text("每个区域由党委和政府两位主要负责人包。", "Each area is contracted to both principals."),
    (
        named("area", "区域", "Area", "片区", "属地", required=True, example="示例区"),
        named("post", "岗位", "Post", "包片领导岗位", required=True, example="示例区政府区长"),
        Column("year", Text("年度", "Year"), "whole", True, example="2026"),
        Column(
            "decision",
            Text("确定文件", "Decision"),
            required=True,
            aliases=("文号",),
            example="示例〔2026〕1号",
            longest=160,
        ),
    ),
    area_contract,
    after=("areas", "posts"),
)
