"""What officers write in the penalty cases of the invented city, by act; a life adds what is its own."""

from __future__ import annotations

from typing import Any

POINTS = ["jurisdiction", "facts", "evidence", "procedure", "limitation", "law"]
#: the same in every case unless the life says otherwise
WORDS: dict[str, dict[str, Any]] = {
    "check_clue": {
        "initial_evidence": "1",
        "punishable": "1",
        "own_jurisdiction": "1",
        "findings": "现场情况与线索一致，四项立案条件都符合。",
    },
    "file_case": {"opinion": "同意立案，依法调查。"},
    "begin_investigation": {"lead_card": "云屏执法 0417", "second_card": "云屏执法 0423", "no_interest": "1"},
    "add_evidence": {"shown_id": "1"},
    "review_case": {"checked": POINTS, "result": "passed", "opinion": "事实清楚，证据充分，程序合法，同意。"},
    "notify": {"mitigation": "none", "contact": "市生态环境局法规科"},
    "serve_notice": {"mode": "direct", "received_by": "单位负责人签收"},
    "record_defence": {"said": "已经更换滤料并恢复运行，请求从轻处罚。", "way": "written"},
    "answer_defence": {"adopted": "not_adopted", "answer": "整改情况裁量时已经考虑，不再从轻。"},
    "request_hearing": {"said": "对监测点位有异议，要求听证。"},
    "call_hearing": {"where": "市生态环境局二楼会议室", "publicity": "public"},
    "hold_hearing": {
        "present": "调查人员两人，当事人负责人和代理人",
        "agents": 1,
        "record": "调查人员陈述事实并出示监测报告，当事人对点位提出异议，双方质证。",
        "signed": "signed",
        "opinion": "点位设置符合规范，事实清楚，异议不成立。",
    },
    "legal_review": {"qualification": "A20185301", "result": "passed", "opinion": "证据充分，裁量适当，同意。"},
    "discuss": {
        "meeting": "局务会",
        "participants": "局长、副局长、法规负责人",
        "views": "一致同意承办意见。",
        "conclusion": "同意按告知的内容处罚。",
    },
    "serve_decision": {"mode": "direct", "received_by": "单位负责人签收"},
    "enter_spot_decision": {"opinion": "事实清楚，程序合法，准予备案。"},
    "record_performance": {"performed": "yes", "note": "罚款已经缴清，违法行为已经改正。"},
    "close_case": {"closing_ground": "performed", "summary": "处罚决定全部履行，准予结案。"},
}
