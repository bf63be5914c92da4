"""Tables of the congress's and the CPPCC's own systems (建议、提案交办表): each row opens its matter on its own day."""

from __future__ import annotations

import re
from functools import partial

from django.views.decorators.debug import sensitive_variables

from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.suggestions.actions.assign import number_key, plain_key
from qingtian.apps.suggestions.models import Suggestion
from qingtian.language import Text
from qingtian.ledgers.kinds.base import ADMINISTRATORS, Kind, Outcome, RejectedRow, Setting, Values, find
from qingtian.ledgers.kinds.columns import named
from qingtian.ledgers.kinds.matters import GATEWAY, token
from qingtian.tables import Column

BATCH = 50
_SEPARATORS = re.compile(r"[、,，;；/\n]+")
#: the organ that assigns, where the table does not say and the city has exactly one
ASSIGNERS = {"suggestion": Organ.Kind.CONGRESS, "proposal": Organ.Kind.CPPCC}
KEPT_BACK = Text(
    "只给参与单位看，不进经过、导出和公开网页。", "For the units taking part; in no act, export or public page."
)


@sensitive_variables()
def take(kind: str, values: Values, setting: Setting) -> Outcome:
    """One row. A number of a session that is open already is left as it is; a table never changes a matter."""
    session, number = plain_key(values["session"]), number_key(values["number"])
    setting.once(f"{session}|{number}")
    lead = find(Organ, values["lead"], "lead")
    there = Suggestion.objects.filter(kind=kind, session=session, number=number).select_related("proceeding").first()
    if there:
        return _same(there, lead, values)
    assigner = find(Organ, values["assigner"], "assigner") or _only(ASSIGNERS[kind])
    fields = {
        "subject": values["title"],
        "session": values["session"],
        "reg_number": values["number"],
        "text": values["text"],
        "delegation": values["delegation"],
        "proposers": values["proposers"],
        "category": values["category"],
        "key": values["key"],
        "lead": lead.code,
        "co_handlers": [find(Organ, name, "co_handlers").code for name in _names(values["co_handlers"])],
        "assigner": assigner.code,
    }
    open_proceeding(
        kind,
        by=GATEWAY,
        on=values["on"],
        now=setting.now,
        title=values["title"][:200],
        fields={name: value for name, value in fields.items() if value},
        once=token(kind, session, number),
        reason=setting.origin,
    )
    return "created"


def _same(there: Suggestion, lead: Organ, values: Values) -> Outcome:
    matter = there.proceeding
    if matter.opened_on != values["on"]:
        zh = f"已经立为 {matter.number}，交办日期是 {matter.opened_on}；要改，到那件里更正。"
        raise RejectedRow(zh, f"It is open as {matter.number}, assigned {matter.opened_on}; correct it there.", "on")
    if there.lead != lead.code and matter.state == "assigned":
        zh = f"已经立为 {matter.number}，主办单位不同；要改，退回后重新交办。"
        raise RejectedRow(zh, f"It is open as {matter.number} with another lead; return and assign it anew.", "lead")
    return "unchanged"


def _names(written: str | None) -> list[str]:
    return list(dict.fromkeys(name.strip() for name in _SEPARATORS.split(written or "") if name.strip()))


def _only(kind: Organ.Kind) -> Organ:
    found = list(Organ.objects.filter(kind=kind, level=Organ.Level.CITY)[:2])
    if len(found) != 1:
        raise RejectedRow("请写交办机关的代码或全称。", "Write the assigning organ's code or name.", "assigner")
    return found[0]


def _columns(number: str, group: str, proposer: str, example: str) -> tuple[Column, ...]:
    """What both systems' tables hold; only the words of the headings differ."""
    return (
        Column(
            "number",
            Text(f"{number}号", "Number"),
            "code",
            True,
            ("编号", "序号", "案号", f"{number}编号"),
            example="示例-127",
            longest=40,
        ),
        Column(
            "session",
            Text("届次", "Session"),
            required=True,
            aliases=("会议", "届次会议", "大会"),
            example=example,
            longest=80,
        ),
        Column(
            "title",
            Text("标题", "Title"),
            required=True,
            aliases=("建议标题", "提案标题", "案由", "题目", "名称"),
            example="关于治理河西路异味的建议",
            longest=200,
        ),
        Column(
            "on",
            Text("交办日期", "Assigned on"),
            "date",
            True,
            ("交办时间", "分办日期", "转办日期"),
            note=Text("期限从这天算。", "The clocks run from it."),
            example="2026-03-16",
        ),
        Column(
            "text",
            Text("内容", "Text"),
            required=True,
            aliases=("建议内容", "提案内容", "正文", "具体内容"),
            example="建议……",
            longest=20_000,
        ),
        Column(
            "delegation",
            Text(group, "Delegation or sector"),
            aliases=("代表团", "界别", "党派", "提案单位", "选区"),
            example="示例代表团",
            longest=200,
        ),
        Column(
            "proposers",
            Text(f"{proposer}姓名", "Proposers"),
            aliases=("领衔代表", "代表", "提案人", "第一提案人", "提出人", "委员"),
            note=KEPT_BACK,
            longest=500,
            private=True,
        ),
        Column("category", Text("类别", "Category"), aliases=("分类", f"{number}类别"), example="生态环境", longest=60),
        named("lead", "主办单位", "Lead unit", "承办单位", "主办", required=True, example="示例分局"),
        Column(
            "co_handlers",
            Text("会办单位", "Co-handling units"),
            aliases=("协办单位", "分办单位", "会办"),
            note=Text("几个的用顿号隔开。", "Several, with commas between."),
            longest=500,
        ),
        named("assigner", "交办机关", "Assigning organ", "交办单位"),
        Column("key", Text("重点督办", "Key item"), "yes_no", aliases=("重点建议", "重点提案", "是否重点")),
    )


ABOUT = Text(
    "对方系统导出的交办表（Excel 或 Word）。同一届次同一编号只立一件，再导入一次不会重复。",
    "The table of assignments of the other system (Excel or Word). A number of a session opens one matter, once.",
)
SUGGESTIONS = Kind(
    "suggestions",
    Text("人大代表建议", "Deputies' suggestions"),
    ABOUT,
    _columns("建议", "代表团", "代表", "十五届六次会议"),
    partial(take, "suggestion"),
    batch=BATCH,
    after=("organs",),
    roles=ADMINISTRATORS | {"congress_staff", "clerk"},
    home="desk:suggestions",
)
PROPOSALS = Kind(
    "proposals",
    Text("政协提案", "CPPCC proposals"),
    ABOUT,
    _columns("提案", "界别或党派", "提案者", "十四届五次会议"),
    partial(take, "proposal"),
    batch=BATCH,
    after=("organs",),
    roles=ADMINISTRATORS | {"cppcc_staff", "clerk"},
    home="desk:suggestions",
)
