"""What officers write in the measures of the invented city."""

from __future__ import annotations

from typing import Any

OFFICERS = "乔木 云屏执法 0417\n林岸 云屏执法 0423"
ORDER: dict[str, Any] = {
    "items": ["party", "facts", "provisions", "correction", "consequence", "remedies", "authority"],
}
LOOK: dict[str, Any] = {
    "manner": "covert",
    "officers": OFFICERS,
    "findings": "没有事先告知，到厂外排口和车间查看，拍摄视频，采样送检。",
}
DECISION: dict[str, Any] = {
    "reasons": "责令改正后两次暗查仍超标排放，视为拒不改正。事实有暗查记录、视频和监测报告为证。",
    "legal_review": "法规科审核：事实清楚，日数计算正确，程序合法。",
    "discussion": "局务会集体讨论，一致同意按日连续处罚。",
}
UNPAID: dict[str, dict[str, Any]] = {
    "clue": {"subject": "总排口废水超标排放", "what": "总排口水色发黄，快检超标。"},
    "report": {"facts": "总排口废水超标零点四倍，采样监测属实。", "law_basis": "水污染防治法第八十三条"},
    "notice": {
        "reasons": "违法事实清楚，没有从轻减轻情形。",
        "kinds": ["fine"],
        "fine": "100000",
        "fine_minimum": "100000",
        "fine_maximum": "1000000",
        "hearing_offered": "1",
    },
}
OBJECTS = "废水外排泵（型号 WQ-40），2，台\n暗管阀门，1，个\n控制柜，1，台"
SEALED: dict[str, dict[str, Any]] = {
    "proposal": {
        "subject": "私设暗管外排生产废水",
        "kind": "seal",
        "ground": "evasion",
        "object_kind": "equipment",
        "address": "厂区东侧泵房",
        "objects": OBJECTS,
        "reasons": "泵房内发现暗管通向雨水沟，正在外排，快检超标。现场检查笔录、视频为证。",
    },
    "execution": {
        "officers": OFFICERS,
        "present": "party",
        "objects": OBJECTS,
        "handed_over": "yes",
        "record": "泵房贴封条三处，设备逐件拍照，告知不得启封、动用。",
    },
}
STOPPED: dict[str, Any] = {
    "proposal": {
        "subject": "处理设施停运期间超标排放",
        "measure": "stop",
        "ground": "evasion_over",
        "reasons": "停运处理设施，逃避监管，总排口超标。",
    },
    "reasons": "停运污染处理设施排放，且超过排放标准。",
    "demands": "停止产生废水的生产工序，恢复并改造处理设施。",
    "plan": "更换曝气系统，总排口装在线监测，操作人员重新培训。",
    "completion": {
        "monitoring": "委托监测三次，总排口全部达标。",
        "comparison": "停产前月均用电 21.4 万度、用水 3200 吨；停产期间用电 1.8 万度、用水 210 吨，产量为零。",
        "report": "整改任务全部完成，附工程照片和培训记录。",
    },
}
LIMITED: dict[str, Any] = {
    "proposal": {
        "subject": "喷漆废气超标，限制喷漆线产量",
        "measure": "limit",
        "ground": "over_standard",
        "reasons": "废气监测超标零点七倍。",
    },
    "reasons": "喷漆废气超过排放标准。",
    "demands": "喷漆线由两班减为一班，旁通阀拆除。",
}
CLOSURE: dict[str, Any] = {
    "proposal": {
        "subject": "屡次超标排放有毒物质",
        "ground": "repeated",
        "reason": "两年内因含重金属废水超标两次受罚，这次又篡改监测数据掩盖超标排放。",
    },
    "demands": "建议责令关闭，断电断水，清空原料，注销排污许可证。",
    "findings": "供电、供水已断，原料、产品、危险废物清空，排污许可证已注销。",
}
