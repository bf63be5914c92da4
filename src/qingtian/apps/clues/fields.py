"""What each step asks (登记簿的栏目): a field, and the fields of every kind of entry. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from qingtian.language import Text


@dataclass(frozen=True, slots=True)
class Asked:
    """One field of a step. ``kind``: text, long, date, post, circumstance, outcome (told by the receiving organ) or
    ended_here (an outcome without transfer)."""

    name: str
    kind: str
    title: Text
    required: bool = True
    hint: Text | None = None


REGISTRATION = (
    Asked("case", "text", Text("来源案件编号", "Number of the source case"), required=False),
    Asked(
        "conduct_on",
        "date",
        Text("行为发生日", "Day of the conduct"),
        hint=Text(
            "按这一天的任职认定岗位和人，以后调动不影响。",
            "Post and person are those of this day; a later move changes nothing.",
        ),
    ),
    Asked("post", "post", Text("当时的岗位（本系统内）", "Post at the time (in this system)"), required=False),
    Asked(
        "concerns",
        "text",
        Text("当时的单位、职务、姓名", "Organ, position and name at the time"),
        required=False,
        hint=Text("岗位不在本系统时填写。", "Where the post is not in this system."),
    ),
    Asked("circumstance", "circumstance", Text("追责情形", "Circumstance")),
    Asked("facts", "long", Text("事实", "Facts"), hint=Text("不写举报人。", "Never the complainant.")),
    Asked("evidence", "long", Text("证据目录", "List of evidence"), required=False),
    Asked("proposal", "long", Text("建议", "Proposed handling"), required=False),
)
LETTER = (
    Asked("letter", "text", Text("移送函文号", "Number of the letter")),
    Asked("on", "date", Text("移送日期", "Day of the transfer")),
    Asked("organ", "text", Text("受移送机关（纪检监察、组织人事等）", "Receiving organ (discipline, personnel …)")),
)
RECEIPT = (
    Asked("on", "date", Text("回执日期", "Day of the receipt")),
    Asked("number", "text", Text("回执文号", "Number of the receipt"), required=False),
)
RETURN = (
    Asked("on", "date", Text("退回日期", "Day it was sent back")),
    Asked("reason", "long", Text("退回理由", "Why")),
)
RESULT = (
    Asked("on", "date", Text("反馈日期", "Day of the slip")),
    Asked("outcome", "outcome", Text("结果", "Outcome")),
    Asked("form", "text", Text("反馈单写明的处理形式", "Form, as the slip states it")),
    Asked("basis", "text", Text("反馈单写明的依据", "Basis, as the slip states it")),
)
ENDED_HERE = (
    Asked("outcome", "ended_here", Text("结果", "Outcome")),
    Asked("reason", "long", Text("理由", "Reason")),
)
REMARK = (Asked("words", "long", Text("补记的内容（原记录不改）", "What is added; nothing entered changes")),)
WHY = Asked("why", "long", Text("为什么更正", "Why it is corrected"))
