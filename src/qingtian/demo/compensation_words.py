"""Words of the damage claims of the invented city: what was damaged, what it comes to, and what each act says."""

from __future__ import annotations

from typing import Any

#: by claim: the clue, the instalments in days after the agreement or judgment, and words of its own by act
CLUES: dict[str, dict[str, Any]] = {
    "small": {
        "subject": "桐浦填埋场渗滤液损害河道",
        "source": "petition",
        "sector": "water",
        "site": "填埋场下游河道四百米",
        "what": "暴雨后渗滤液溢流，河道底泥发黑，岸边植被枯死。",
        "party": "桐浦生活垃圾填埋场",
        "instalments": ((30, "26500.00"),),
        "acts": {
            "enter_losses": {
                "losses": "调查、鉴定评估费用｜26500.00｜合同价｜发票两张｜专家组\n"
                "清除污染、修复费用｜158000.00｜修复费用法｜清淤方案和预算｜专家组",
                "total": "184500.00",
            },
            "agree": {
                "amount": "184500.00",
                "payable": "26500.00",
                "duties": "清除四百米河道污染底泥，恢复岸边植被，九十日内完成。",
            },
            "pay": {"paid": "26500.00", "voucher": "云财票 2026-0113"},
            "note_publication": {"published": "agreement"},
        },
    },
    "big": {
        "subject": "三纬表面处理中心渗漏污染土壤和地下水",
        "source": "criminal",
        "sector": "ecology",
        "site": "电镀车间北侧地块",
        "what": "暗管渗漏含铬废水，土壤六价铬超标，地下水色度异常。",
        "party": "三纬表面处理中心",
        "instalments": ((10, "600000.00"), (25, "86400.00")),
        "acts": {
            "report_investigation": {"undisputed": "no"},
            "enter_losses": {
                "losses": "期间服务功能损失｜210000.00｜资源等值分析｜评估报告第四章｜省环境损害鉴定中心\n"
                "永久性损害｜320000.00｜虚拟治理成本法｜评估报告第五章｜省环境损害鉴定中心\n"
                "调查、鉴定评估费用｜156400.00｜合同价｜发票六张｜省环境损害鉴定中心\n"
                "清除污染、修复费用｜1950000.00｜修复费用法｜修复方案和预算｜省环境损害鉴定中心",
                "total": "2636400.00",
            },
            "assess": {"appraiser": "省环境损害鉴定中心"},
            "sue": {"claimed": "2636400.00"},
            "record_judgment": {
                "amount": "2636400.00",
                "payable": "686400.00",
                "fallback": "1950000.00",
                "duties": "六个月内修复地块土壤和地下水；逾期不修复的缴纳修复费用。",
            },
            "pay": {"paid": "686400.00", "voucher": "云财票 2026-0237"},
            "note_publication": {"published": "evaluation"},
        },
    },
    "slight": {
        "subject": "养鸭场粪水溢入水沟",
        "source": "inspection",
        "sector": "ecology",
        "site": "养鸭场东侧水沟",
        "what": "雨天少量粪水溢入水沟，当天清理。",
        "party": "白塘水库上游养鸭场",
    },
    "negotiating": {
        "subject": "云麓采石场毁坏林地",
        "source": "penalty",
        "sector": "forestry",
        "site": "采石场西坡林地",
        "what": "越界采石，毁坏林地约十一亩。",
        "party": "云麓采石场",
        "acts": {
            "enter_losses": {
                "losses": "期间服务功能损失｜63200.00｜当量因子法｜林业调查表｜市林业调查队\n"
                "清除污染、修复费用｜214800.00｜修复费用法｜复绿设计和预算｜市林业调查队",
                "total": "278000.00",
            },
        },
    },
    "screened": {
        "subject": "废水处理设施停运损害受纳沟渠",
        "source": "penalty",
        "sector": "ecology",
        "site": "总排口下游沟渠三百米",
        "what": "处理设施停运两天，未处理废水排入沟渠。",
        "penalty": "hearing",
    },
    "fresh": {
        "subject": "大坪机砖厂弃土占压河滩",
        "source": "procurator",
        "sector": "ecology",
        "site": "砖厂南侧河滩",
        "what": "弃土占压河滩约两亩。",
        "party": "大坪机砖厂",
    },
}

#: what every claim says in an act, unless it has words of its own
WORDS: dict[str, dict[str, Any]] = {
    "pay": {"account": "fiscal"},
    "check_clue": {"findings": "到现场看过，取样两次。", "red_line": "no", "major": "no", "opinion": "建议提请决定。"},
    "open_claim": {"remark": "同意启动索赔。"},
    "refuse_claim": {
        "ground": "clearly_slight",
        "slight_as": "no_effect",
        "evidence": "水沟上下游各取样一次，水质没有变化；粪水当天清理，有照片。",
    },
    "investigate": {"plan": "布点、取样、走访，委托评估。", "investigators": "经办人和执法队员各一名"},
    "report_investigation": {
        "acts_found": "违反环境保护管理规定排放、倾倒或者越界作业。",
        "damage_found": "样品超过基线水平，损害范围已测绘。",
        "causation": "来源唯一，特征一致。",
        "undisputed": "yes",
    },
    "assess": {
        "way": "experts",
        "experts": 3,
        "appraiser": "专家组三人",
        "unrelated": "yes",
        "conclusion": "各项损失见清单。",
    },
    "begin_negotiation": {"receipt": "直接送达，义务人签收", "meet_at": "市政府二号会议室"},
    "meet": {"present": "办理部门、赔偿义务人", "said": "就修复范围和期限交换意见。", "result": "继续磋商。"},
    "sue": {
        "court": "云屏市中级人民法院",
        "court_level": "intermediate",
        "suit_ground": "other_serious",
        "burden": "刑事案卷、监测报告、评估报告。",
    },
    "record_judgment": {"judgment": "granted", "judgment_number": "（2026）云01民初19号"},
    "enforce": {"enforced_by": "云屏市中级人民法院", "enforced_for": "赔偿金和逾期没有动工的修复。"},
    "plan_restoration": {
        "form": "commissioned",
        "plan": "清除污染，客土覆盖，恢复植被。",
        "monitoring": "每季度监测一次，由市监测中心承担。",
        "restorer": "云屏绿源工程公司",
    },
    "monitor": {"measured": "主要指标下降。", "stage": "during"},
    "finish_restoration": {"done": "按方案完成清除、覆盖和复绿。"},
    "evaluate": {
        "effect": "reached",
        "evaluator": "省环境规划院",
        "unrelated": "yes",
        "opinion": "各点位达到目标值，植被成活率九成以上。",
    },
    "restore_further": {"measures": "对两处点位补充清挖和覆盖。"},
    "close_claim": {"summary": "赔偿金缴清，修复达到目标。"},
    "report_major": {"reported_to": "省生态环境厅", "report_number": "云环报〔2025〕41号"},
    "note_public_interest": {"stage": "suspended", "plaintiff": "云屏市人民检察院", "covered": "0"},
}
