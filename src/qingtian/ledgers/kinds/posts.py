"""Organs and posts (机关、岗位)."""

from __future__ import annotations

import re

from qingtian.apps.people.models import Organ, Post, Rank
from qingtian.apps.places.models import Area
from qingtian.language import Text
from qingtian.ledgers.kinds.base import (
    Kind,
    Outcome,
    RejectedRow,
    Setting,
    Values,
    choices,
    code_of,
    english,
    find,
    stored,
)
from qingtian.ledgers.kinds.columns import code, named, names
from qingtian.procedures.who import ROLES
from qingtian.tables import Column

ORGAN_KINDS = {
    "government": "Government",
    "party": "Party committee",
    "bureau": "Ecology and environment bureau or branch",
    "petition_office": "Petition office",
    "inspection_office": "Inspection office",
    "department": "Other department",
    "committee": "Zone committee",
    "congress": "People's congress",
    "cppcc": "CPPCC committee",
    "discipline": "Discipline and supervision commission",
    "enterprise": "Enterprise or institution",
    "other": "Other",
}
#: what old ledgers write instead, separated by blanks
ALSO_KINDS = {
    "government": "人民政府 区政府 县政府 市政府",
    "party": "区委 县委 市委 党工委 党委（党工委）",
    "bureau": "生态环境局 分局 生态环境分局 生态环境局、分局 环保局",
    "petition_office": "信访局 信访办 信访科 信访部门",
    "inspection_office": "督察办公室 督查办",
    "department": "部门 局 委 职能部门",
    "committee": "管委会",
    "congress": "人大常委会 人民代表大会",
    "cppcc": "政协委员会 市政协 县政协",
    "discipline": "纪委 监委 纪委监委",
    "enterprise": "企业 事业单位",
}
ALSO_LEVELS = {
    "central": "国家级 国家",
    "provincial": "省 省直",
    "city": "市 市直 地市级",
    "county": "县 区 区级 区县 区县级 县区级",
    "township": "乡镇 镇 街道 乡镇级",
}
LEVELS = {
    "central": "Central",
    "provincial": "Provincial",
    "city": "City",
    "county": "County",
    "township": "Township",
}
RANKS = {"10": "Staff", "20": "Township section", "30": "County division", "40": "Bureau department", "50": "Province"}
PRINCIPALS = {"party": "Party principal", "government": "Government principal"}
ALSO_RANKS = {
    "10": "科员 办事员 一般干部",
    "20": "科级 正科 副科 正科级 副科级 乡科",
    "30": "处级 正处 副处 正处级 副处级 县处",
    "40": "厅级 正厅 副厅 正厅级 副厅级",
}
ALSO_PRINCIPALS = {"party": "党委 书记 党", "government": "政府 行政 政"}
_SEPARATORS = re.compile(r"[、,，;；/\n]+")


def organ(values: Values, setting: Setting) -> Outcome:
    found = Organ.objects.filter(name_zh=values["name_zh"]).first() if not values["code"] else None
    key = found.code if found else code_of(values, "organ", values["name_zh"])
    setting.once(key)
    return stored(
        Organ,
        {"code": key},
        {
            "name_zh": values["name_zh"],
            "name_en": english(values),
            "kind": values["kind"],
            "level": values["level"],
            "parent": find(Organ, values["parent"], "parent"),
            "area": find(Area, values["area"], "area"),
            "phone": values["phone"] or "",
            "address": values["address"] or "",
            "hours": values["hours"] or "",
        },
    )


def post_named(written: str | None, column: str) -> Post | None:
    """The post somebody means: its code, or the organ's name and the title written together. Raises RejectedRow."""
    if not written:
        return None
    if by_code := Post.objects.filter(code=written).first():
        return by_code
    plain = "".join(written.split())
    ending = [p for p in Post.objects.select_related("organ") if f"{p.organ.name_zh}{p.title_zh}" == plain]
    if len(ending) == 1:
        return ending[0]
    zh = f"没有岗位“{written}”：写代码，或单位全称加岗位名称。"
    raise RejectedRow(zh, f"There is no post “{written}”: write its code, or organ and title together.", column)


def _roles(written: str | None) -> list[str]:
    known = {words: role for role, text in ROLES.items() for words in (role, text.zh, text.en)}
    found = []
    for word in _SEPARATORS.split(written or ""):
        if not word.strip():
            continue
        if word.strip() not in known:
            all_ = "、".join(text.zh for text in ROLES.values())
            everything = ", ".join(text.en for text in ROLES.values())
            zh, en = f"没有角色“{word.strip()}”（可填：{all_}）", f"No role “{word.strip()}” (there are: {everything})"
            raise RejectedRow(zh, en, "roles")
        found.append(known[word.strip()])
    return sorted(set(found))


def post(values: Values, setting: Setting) -> Outcome:
    at = find(Organ, values["organ"], "organ")
    found = Post.objects.filter(organ=at, title_zh=values["title_zh"]).first() if not values["code"] else None
    key = found.code if found else code_of(values, "post", f"{at.code}/{values['title_zh']}")
    setting.once(key)
    return stored(
        Post,
        {"code": key},
        {
            "organ": at,
            "title_zh": values["title_zh"],
            "title_en": english(values, "title_zh", "title_en"),
            "rank": int(values["rank"] or Rank.STAFF),
            "principal": values["principal"] or "",
            "roles": _roles(values["roles"]),
            "liaison_for": post_named(values["liaison_for"], "liaison_for"),
        },
    )


ORGANS = Kind(
    "organs",
    Text("机关和单位", "Organs and units"),
    Text("上级先填。权限按这棵树。", "Those above first: authority follows this tree."),
    (
        code(example="example-branch"),
        *names("示例分局", "Example Branch", "单位名称", "机关名称", "单位"),
        Column(
            "kind",
            Text("种类", "Kind"),
            "choice",
            True,
            ("单位性质",),
            choices(Organ.Kind, ORGAN_KINDS, ALSO_KINDS),
            example="其他部门",
        ),
        Column(
            "level",
            Text("级别", "Level"),
            "choice",
            True,
            choices=choices(Organ.Level, LEVELS, ALSO_LEVELS),
            example="县级",
        ),
        named("parent", "上级", "Parent", "上级单位", "主管单位", example="示例局"),
        named("area", "区域", "Area", "属地", "所在区县", example="示例区"),
        Column("phone", Text("电话", "Telephone"), "text", aliases=("办公电话",), example="0000-0000", longest=40),
        Column("address", Text("地址", "Address"), aliases=("办公地址",), longest=200),
        Column("hours", Text("办公时间", "Office hours"), longest=120),
    ),
    organ,
    after=("areas",),
)
POSTS = Kind(
    "posts",
    Text("岗位", "Posts"),
    Text("岗位属于单位；能做什么由角色定。", "A post belongs to an organ; its roles say what it may do."),
    (
        code(example="example-officer"),
        named("organ", "单位", "Organ", "所在单位", required=True, example="示例分局"),
        Column(
            "title_zh",
            Text("岗位", "Post in Chinese"),
            required=True,
            aliases=("岗位名称", "职务"),
            example="信访干部",
            longest=80,
        ),
        Column("title_en", Text("英文岗位", "Post in English"), example="Petition officer", longest=120),
        Column(
            "rank",
            Text("级别", "Rank"),
            "choice",
            aliases=("职级",),
            choices=choices(Rank, RANKS, ALSO_RANKS),
            note=Text("空着算工作人员。", "Empty: staff."),
            example="工作人员",
        ),
        Column(
            "principal",
            Text("党政主要负责人", "Principal"),
            "choice",
            choices=choices(Post.Principal, PRINCIPALS, ALSO_PRINCIPALS),
        ),
        Column(
            "roles",
            Text("角色", "Roles"),
            note=Text(
                "几个角色用顿号分开：" + "、".join(text.zh for text in ROLES.values()),
                "Several with commas: " + ", ".join(text.en for text in ROLES.values()),
            ),
            example="信访工作人员、经办人",
        ),
        named("liaison_for", "联络哪个岗位", "Liaison for", "所联络领导岗位"),
    ),
    post,
    after=("organs",),
)
