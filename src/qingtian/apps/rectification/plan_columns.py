"""Columns of a rectification plan (整改方案), under the headings offices are known to print."""

from __future__ import annotations

from qingtian.language import Text
from qingtian.tables import Column

COLUMNS: tuple[Column, ...] = (
    Column(
        "number", Text("序号", "Number"), required=True, longest=40,
        aliases=("编号", "问题编号", "问题序号", "任务序号"),
    ),
    Column("category", Text("类别", "Category"), longest=120, aliases=("问题类别", "领域", "问题类型")),
    Column(
        "text", Text("整改任务", "Finding"), required=True, longest=8000,
        aliases=("反馈问题", "存在问题", "问题", "具体问题", "督察反馈问题", "督察反馈意见", "反馈意见",
                 "反馈意见指出的问题", "整改问题", "问题描述", "任务"),
    ),
    Column(
        "responsible", Text("责任单位", "Responsible unit"), required=True, longest=400,
        aliases=("整改责任单位", "牵头单位", "责任主体", "实施主体", "整改实施主体", "整改单位"),
    ),
    Column(
        "supervising", Text("督导单位", "Supervising unit"), longest=400,
        aliases=("督办单位", "牵头督导单位", "督导责任单位"),
    ),
    Column("goal", Text("整改目标", "Goal"), longest=4000, aliases=("目标", "目标要求")),
    Column(
        "deadline", Text("整改时限", "Deadline"), required=True, longest=200,
        aliases=("完成时限", "时限", "完成时间", "整改期限"),
    ),
    Column(
        "measures", Text("整改措施", "Measures"), longest=20000,
        aliases=("措施", "主要措施", "重点措施", "具体措施"),
    ),
    Column(
        "accepting", Text("验收销号单位", "Accepting unit"), longest=400,
        aliases=("验收单位", "销号单位", "验收责任单位", "验收（销号）单位", "验收主体"),
    ),
)  # fmt: skip
