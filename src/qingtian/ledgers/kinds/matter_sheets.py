"""The sheets of open matters: which columns an old ledger of petitions and of cases has."""

from __future__ import annotations

from collections.abc import Mapping

from qingtian.language import Text
from qingtian.ledgers.kinds.base import Kind
from qingtian.ledgers.kinds.columns import named
from qingtian.ledgers.kinds.matters import case, petition
from qingtian.procedures import load_procedures
from qingtian.tables import Choice, Column

#: rows of one transaction: what was imported before a kill stays, and the next run goes on behind it
BATCH = 100
SEALED = Text("只进密封库，别处不存。", "Goes into the sealed store and nowhere else.")
TRUE_DAY = Text("原来的日期；期限从这天算。", "The true day; the clocks run from it.")


#: what old ledgers write for the channels, separated by blanks
ALSO_CHANNELS = {
    "web": "网络 网信 网络举报",
    "phone": "电话 来电举报",
    "visit": "走访 上访 接访",
    "letter": "信件 信函 写信",
    "hotline_12369": "12369",
    "hotline_12345": "12345 市长热线",
    "hotline_12319": "12319",
}


def _choices(procedure: str, act: str, name: str, also: Mapping[str, str] = {}) -> tuple[Choice, ...]:
    """The choices a procedure declares for a field, in the newest edition, and what else offices write for them."""
    edition = load_procedures().editions(procedure)[-1]
    declared = next(t for t in edition.transitions if t.act == act).field(name)
    assert declared is not None
    return tuple(Choice(code, text, tuple(also.get(code, "").split())) for code, text in declared.choices.items())


def _private(name: str, zh: str, en: str, *aliases: str, longest: int) -> Column:
    return Column(name, Text(zh, en), aliases=aliases, note=SEALED, longest=longest, private=True)


PETITIONS = Kind(
    "petitions",
    Text("在办信访件", "Open petitions"),
    Text(
        "旧台账里还没办结的件。身份另存密封库。",
        "Matters of the old ledger not ended yet. Identities are sealed apart.",
    ),
    (
        Column(
            "number",
            Text("原编号", "Old number"),
            "code",
            True,
            ("信访编号", "登记号", "编号", "工单编号"),
            example="示例-001",
            longest=60,
        ),
        Column(
            "on",
            Text("收件日期", "Received on"),
            "date",
            True,
            ("登记日期", "来访日期", "信访日期", "受理时间"),
            note=TRUE_DAY,
            example="2026-11-02",
        ),
        Column(
            "channel",
            Text("渠道", "Channel"),
            "choice",
            True,
            ("信访形式", "来源"),
            _choices("petition", "receive", "channel", ALSO_CHANNELS),
            example="来访",
        ),
        Column(
            "report",
            Text("反映的内容", "What is reported"),
            required=True,
            aliases=("信访内容", "诉求内容", "反映内容"),
            example="示例：夜间有焦糊气味。",
            longest=20_000,
            private=True,
        ),
        Column("kinds", Text("类别", "Kinds"), aliases=("污染类型",), example="大气"),
        Column("place", Text("地点", "Place"), aliases=("发生地", "污染地点"), example="示例路 1 号", longest=300),
        Column("occurred", Text("什么时候", "When"), longest=200),
        named("area", "属地", "Area", "区县", "区域", example="示例区"),
        named("receiver", "信访工作机构", "Petition office"),
        _private(
            "reporter_name", "反映人姓名", "Reporter's name", "信访人", "信访人姓名", "举报人", "姓名", longest=100
        ),
        _private("reporter_phone", "反映人电话", "Reporter's telephone", "联系电话", "电话", "联系方式", longest=50),
        _private(
            "reporter_other",
            "反映人住址等",
            "Reporter's address and the like",
            "住址",
            "地址",
            "证件号码",
            longest=1000,
        ),
        Column("present", Text("来访人数", "Number present"), "whole"),
        Column("representatives", Text("代表人数", "Representatives"), "whole"),
        Column(
            "subject",
            Text("一句话事由", "Subject in one line"),
            aliases=("事由", "标题"),
            note=Text(
                "写地方和现象，不写反映人。已转送的必填。",
                "Place and phenomenon, never the reporter. Needed once forwarded.",
            ),
            example="示例路夜间焦糊气味",
            longest=200,
        ),
        Column("class", Text("分类", "Class"), "choice", choices=_choices("petition", "carry_forward", "class")),
        named("handler", "承办单位", "Handling organ", "责任单位", example="示例分局"),
        Column(
            "forwarded_on",
            Text("转送日期", "Forwarded on"),
            "date",
            aliases=("交办日期", "转办日期"),
            note=TRUE_DAY,
            example="2026-11-04",
        ),
        Column("accepted_on", Text("受理日期", "Accepted on"), "date", note=TRUE_DAY, example="2026-11-09"),
    ),
    petition,
    batch=BATCH,
    after=("organs", "areas"),
    private=True,
)
CASES = Kind(
    "cases",
    Text("在办包案", "Open cases"),
    Text("旧台账里还没销号的包案问题。", "Contracted problems of the old ledger not closed out yet."),
    (
        Column(
            "number",
            Text("原编号", "Old number"),
            "code",
            True,
            ("编号", "序号", "问题编号"),
            example="示例-01",
            longest=60,
        ),
        Column(
            "on",
            Text("发现日期", "Identified on"),
            "date",
            True,
            ("列入日期", "交办日期"),
            note=TRUE_DAY,
            example="2026-03-02",
        ),
        Column(
            "subject",
            Text("一个问题", "One problem"),
            required=True,
            aliases=("问题名称", "问题"),
            example="示例沟污水直排",
            longest=200,
        ),
        Column(
            "problem",
            Text("问题描述", "Description"),
            required=True,
            aliases=("具体问题", "问题内容"),
            example="示例：……",
            longest=20_000,
        ),
        Column(
            "source",
            Text("来源", "Source"),
            "choice",
            True,
            choices=_choices("five_ones_case", "identify", "source"),
            example="热点难点",
        ),
        Column(
            "source_level",
            Text("来源级别", "Level of the source"),
            "choice",
            True,
            choices=_choices("five_ones_case", "identify", "source_level"),
            example="市级",
        ),
        Column("year", Text("年度", "Year"), "whole", example="2026"),
        named("area", "属地", "Area", "区县", "区域", required=True, example="示例区"),
        named("county", "属地政府", "Government of the area", "责任主体", required=True, example="示例区政府"),
        named("office", "督察办", "Inspection office"),
        named("leader", "包案领导岗位", "Leader's post", "包案领导", example="示例区政府副区长"),
        Column("contracted_on", Text("包案日期", "Contracted on"), "date", note=TRUE_DAY),
        Column("decision", Text("确定文件", "Decision"), aliases=("文号",), longest=200),
    ),
    case,
    batch=BATCH,
    after=("organs", "areas", "posts", "tenures"),
)
