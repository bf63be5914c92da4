"""What the offices write in the acts of a case. ``{subject}``, ``{goal}`` and ``{on}`` are filled in."""

from __future__ import annotations

_CHECK = {"where": "问题现场", "findings": "到现场看了，按方案逐项对照：{goal}"}

_NONE = {"dereliction": "none", "dereliction_reason": "过程台账齐全，没有发现失职失责的线索。"}

WORDS: dict[str, dict[str, str]] = {
    "list": {"confirmed_by": "党政主要负责人共同确认，{on} 区域生态环境保护专题会"},
    "contract": {"decision": "{on} 市督察工作领导小组会议纪要（演示）"},
    "plan": {"measures": "一、停止污染行为。二、改造设施。三、每月监测一次并公开。"},
    "replan": {"measures": "原措施不变，增加夜间巡查和下风向监测。", "why": "夏季监测显示夜间仍有影响，增加两项措施。"},
    "inquire": {"where": "政府会议室", "what": "批示：{subject}要在时限内改好，下周报进展。"},
    "coordinate": {"where": "问题现场", "what": "召集班子单位开现场会，定资金和先后次序。"},
    "inspect": {"where": "问题现场", "what": "夜间到现场看，查设施运行和台账，要求补齐监测。"},
    "handle": {"where": "政府会议室", "what": "签发处理决定：逾期不改的停产整治。"},
    "progress": {
        "planned": "完成本月节点。",
        "actual": "设备已到场，安装过半，监测一次。",
        "difficulty": "电力增容要等供电部门排期。",
        "next_step": "下月完成安装并试运行。",
    },
    "extend": {"why": "设备厂家因连续降雨推迟安装，需要延长。"},
    "hand_over": {"handed": "交接问题清单、方案、已完成节点和未办事项。"},
    "self_check": {
        "done": "方案列的措施全部完成。",
        "data": "连续三次监测达标。",
        "cost": "约六十万元（演示）",
        "neighbours": "走访三十户，二十七户满意，三户希望继续观察。",
    },
    "county_check": _CHECK,
    "preliminary_accept": _CHECK,
    "accept": _CHECK,
    "announce": {"published_at": "市政府门户网站、街道公告栏"},
    "object": {"objection": "白天是好了，夜里还有，请再看一次。"},
    "answer_objection": {"answer": "连续三个夜间到现场监测，未发现异常，监测结果附后。"},
    "close": {"confirmation": "材料齐全，现场与材料一致，同意销号。", **_NONE},
    "look_back": {"where": "问题现场", "findings": "不打招呼到现场，设施正常运行，附近居民没有新的意见。"},
    "reopen": {
        "relapse_facts": "连续三晚查到未密闭车辆，路面有新的泥土。",
        "dereliction": "suspected",
        "dereliction_reason": "夜查记录缺六个晚上，和台账对不上。",
    },
    "withdraw": {"note": "多次夜查未发现，监测无异常。"},
}
