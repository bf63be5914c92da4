"""What officers, police and court write in the transfers of the invented city. Every number says it is invented."""

from __future__ import annotations

from typing import Any

WORDS: dict[str, dict[str, Any]] = {
    "form_team": {"officer": "yunping-enforcement-officer", "second_officer": "yunping-enforcement-officer-2"},
    "confirm_limb": {"answer": "confirmed", "evidence": "称重单三份、危险废物鉴定意见、现场勘查笔录、当事人询问笔录。"},
    "report": {
        "facts": "查明：在空地倾倒黑色油泥，称重和鉴定意见证明是危险废物，数量达到标准。",
        "proposal": "建议移送市公安局依法处理。",
    },
    "decide_transfer": {"decision": "approve"},
    "hand_over": {
        "police": "yunping-police",
        "procuratorate": "yunping-procuratorate",
        "pack": ["letter", "report", "records", "goods_list", "photos", "appraisal"],
        "goods": "油泥样品三份、铲车作业记录一册。",
    },
    "police_receipt": {"receipt_number": "云公（环）受案字演示 1 号"},
    "note_receipt": {"receipt_number": "云检收演示 1 号"},
    "ask_supplement": {"missing": "鉴定机构的资质证明。"},
    "supplement": {"given": "鉴定机构资质证明和鉴定人资格证明。"},
    "enter_platform": {"entered": "移送决定", "platform_number": "演示-0001"},
    "file_case": {"filing_number": "云公（环）立字演示 1 号"},
    "not_file": {"notice_number": "云公（环）不立字演示 2 号", "reasons": "认为现有证据不能证明处置人明知是危险废物。"},
    "ask_reconsideration": {"grounds": "处置人持有废酸来源单位的转运单，其上写明危险特性，足以证明明知。"},
    "answer_reconsideration": {"outcome": "upheld", "answer_number": "云公（环）复字演示 2 号"},
    "ask_supervision": {"procuratorate": "yunping-procuratorate", "grounds": "数量达到三吨，主观明知有书证。"},
    "answer_supervision": {"outcome": "ordered", "answer_number": "云检立监演示 2 号"},
    "hand_goods": {"goods_handed": "油泥样品三份、铲车作业记录一册、照片光盘一张。", "taken_by": "涉案财物管理岗"},
    "prosecute": {
        "procuratorate": "yunping-procuratorate",
        "court": "yunping-court",
        "indictment_number": "云检刑诉演示 1 号",
    },
    "judge": {
        "judgment_number": "（演示）云01刑初1号",
        "result": "犯污染环境罪，判处有期徒刑一年，并处罚金。",
        "criminal_fine": "50000",
    },
    "hold_meeting": {
        "present": "市公安局、市检察院、市法院、市生态环境局有关部门负责人。",
        "minutes": "通报第三季度线索移送和立案情况，会商两件危险废物线索的证据标准。",
    },
    "give_feedback": {"item": "1", "organ": "yunping-police", "feedback": "一件已立案，一件补充证据后再报。"},
}
DETENTION: dict[str, dict[str, Any]] = {
    "decide_detention_transfer": {"decision": "approve"},
    "hand_over": {
        "police": "wangxi-police",
        "pack": ["list", "letter", "report", "evidence", "goods_list", "decision", "other"],
        "originals": "yes",
    },
    "ask_supplement": {"missing": "设施停运时段的用电记录。"},
    "supplement": {"given": "供电单位出具的分时用电记录。"},
    "receive_copy": {"decision_number": "望公（治）行罚决字演示 1 号", "days": "5", "persons": "1"},
}
