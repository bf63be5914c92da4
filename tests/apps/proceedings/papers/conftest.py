"""An invented matter in an invented city, with a plausible sentence for every datum a paper may ask for."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.apps.proceedings.papers.compensation_words import FIELDS

CONTEXT: dict[str, Any] = {
    "city": "云屏市",
    "organ": "云屏市生态环境局",
    "number_label": "",
    "language": "zh",
    "generated": False,
    "draft": False,
    "proceeding": {
        "number": "信-2026-000317",
        "title": "望溪区河西路夜间异味扰民",
        "procedure": "petition",
        "opened_on": "2026年9月28日",
        "area": "望溪区",
    },
    "act": {"title": "亲自督查", "date": "2026年11月23日", "by": "周立", "entered_for": None},
    "labels": {},
    "basis": ["《信访工作条例》第二十三条", "《信访工作条例》第三十四条"],
    "clock": {
        "title": "办理期限",
        "due": "2026年11月27日",
        "length": "自受理之日起60日",
        "basis": "《信访工作条例》第三十四条",
    },
    "remedy": "如对本意见不服，可以自收到本意见之日起三十日内，请求云屏市人民政府复查。",
    "fields": {
        "contact": "云屏市生态环境局信访科，0870-0000000，工作日9时至17时",
        "ground": "所反映事项已依法进入诉讼程序。",
        "where_to_go": "请向受理该案的人民法院提出。",
        "receiving_organ": "中共云屏市纪律检查委员会",
        "handler": {"name": {"zh": "云屏市生态环境局望溪分局", "en": "Wangxi Branch"}, "chain": ["city", "wangxi"]},
        "report_back_by": "2026-11-20",
        "request": "河西路一处喷涂车间夜间排放刺激性气味，附近居民不能开窗，要求查处并停止夜间生产。",
        "note": "依法调查核实，责令整改，查明是否具备排污许可。\n结果书面答复，并报我单位。",
        "why": "需委托有资质的机构在不同风向条件下开展三次臭气浓度监测，第三次监测安排在12月上旬。",
        "facts_and_reasons": "9月30日至10月25日，执法人员先后四次到现场检查。\n"
        "经查，该车间喷漆房废气收集罩密封不严，活性炭超过设计更换周期，夜间作业时未开启末端风机；"
        "厂界臭气浓度两次监测结果均超过排放限值。\n上述事实有现场检查笔录、监测报告、询问笔录为证。",
        "opinion": "请求予以支持。责令该单位立即改正违法行为，更换活性炭并修复集气罩。违法行为已另案立案调查。",
        "legal_basis": "《中华人民共和国生态环境法典》第五十一条",
        "reply": "您反映的情况属实。喷漆房的收集罩密封不严。\n已责令改正，10月26日复查时异味明显减轻。",
        "grounds": "处理意见只认定白天的监测结果，夜间没有监测。",
        "result": {"zh": "通过", "en": "Passed"},
        "source": {"zh": "省级生态环境保护督察", "en": "Provincial inspection"},
        "source_level": "省级",
        "problem": "河西路片区12家喷涂车间废气收集处理设施不完善，异味投诉持续三年，其中夜间投诉占六成。",
        "county": {"name": {"zh": "望溪区人民政府", "en": "Wangxi District Government"}, "chain": []},
        "confirmed_by": "区委书记、区长，区委常委会会议",
        "leader": {
            "name": {"zh": "望溪区人民政府", "en": "Wangxi District Government"},
            "post_title": {"zh": "区长", "en": "head"},
            "person_name": {"zh": "陈一鸣", "en": "Chen Yiming"},
        },
        "decision": "区委常委会会议纪要〔2026〕第9次",
        "goal": "2027年3月底前，12家车间废气全部收集处理并达标排放，夜间异味投诉归零。",
        "measures": "1.逐户制定治理方案；\n2.更换密封设施和活性炭；\n3.安装末端风机用电监控。",
        "milestones": [
            {"due": "2026-12-15", "title": "完成治理方案"},
            {"due": "2027-02-28", "title": "完成改造"},
        ],
        "deadline": "2027-03-31",
        "lead_unit": "云屏市生态环境局望溪分局",
        "team": ["望溪区城市管理局", "河西街道办事处"],
        "implementing": "望溪区河西街道办事处",
        "accepting": "云屏市生态环境局",
        "where": "望溪区河西路18号至64号",
        "what": "到18号、26号、40号三家车间现场检查，要求12月15日前完成治理方案，逾期停止喷涂作业。",
        "evidence": [{"id": 7, "name": "现场记录.pdf", "size": 1}, {"id": 8, "name": "整改后.jpg", "size": 2}],
        "planned": "完成12家治理方案。",
        "actual": "完成9家，3家正在修改。",
        "difficulty": "3家租赁厂房，业主不同意改造屋面。",
        "next_step": "由街道与业主协商，12月5日前确定。",
        "handed": "9家已完成改造，3家正在施工。\n26号、40号、58号车间末端风机未安装。",
        "signed": "双方签字交接单.pdf",
        "done": "12家车间全部更换密封设施和活性炭，安装末端风机用电监控。",
        "neighbours": "走访居民20户，19户表示异味消除。",
        "data": "厂界臭气浓度三次监测均低于限值。",
        "findings": "随机抽查5家，设施均正常运行，用电监控与生产记录一致。",
        "notice": "河西路片区12家喷涂车间已全部更换密封设施和活性炭，连续60日无夜间异味投诉。",
        "published_at": "望溪区人民政府网站",
        "confirmation": "经审核，整改目标已达到，公示异议已答复，关联信访均已答复，同意销号。",
        "relapse": "未反弹",
        "subject": "河西路喷涂车间夜间排放",
        "classes": ["较重"],
        "contribution": "直接证据",
        "conditions": ["最先举报", "查证属实"],
        "amount": 1000,
        "refusal": "不是最先举报",
        "voucher": "财〔2026〕88",
        "way": "凭领奖码到窗口领",
        "incident": "可能引发群体性事件",
        "told": "市生态环境局值班室",
        "told_at": "10时05分",
        "told_by": "电话",
        "responsible": {"name": {"zh": "望溪区城市管理局", "en": "Wangxi Urban Management"}, "chain": []},
        "reported_to": "省督察办",
        "report": "六项立案跟踪，一项已销号，一项退回重做。",
        "co_handler": {"name": {"zh": "望溪区城市管理局", "en": "Wangxi Urban Management"}, "chain": []},
        "settled": "协商一致",
        "official": {
            "name": {"zh": "望溪分局", "en": "Wangxi Branch"},
            "post_title": {"zh": "执法队员", "en": "Officer"},
            "person_name": {"zh": "钱七", "en": "Qian Qi"},
        },
        "planned_on": "2026-12-08",
        "topic": "夜间监测结果能否作为认定依据。",
        "record": "承办单位说明调查经过，信访人陈述，厂方答辩，出示夜间监测报告。",
        "held_on": "2026-11-20",
        "parties": "信访人代表两人、车间负责人一人、居委会一人",
        "answer_by": "2026-12-01",
        "summary": "反映属实，已责令改正，已书面答复信访人。",
        "session": "十五届六次会议",
        "reg_number": "127",
        "form": "登门走访",
        "attitude": "同意办理意见",
        "said": "说明了治理方案和工期，代表希望公布监测结果。",
        "class": "B 列入计划逐步解决",
        "publicity": "部分公开",
        "publicity_reason": "涉及企业未公开的工艺。",
        "answer": "一、已经做的：完成了排查。\n二、下一步：分两批改造。",
        "copied_to": "市人大常委会、市政府督查室",
        "addressee": {"name": {"zh": "望溪区人民政府", "en": "Wangxi District Government"}, "chain": []},
        "begins": "2026-12-01",
        "until": "2027-05-31",
        "demands": "逐户核查，12月20日前完成治理。",
        "higher": {"name": {"zh": "省生态环境厅", "en": "Provincial Department"}, "chain": []},
        "interviewed": "望溪区区长",
        "list_text": "1. 河西路喷涂车间夜间排放，责任单位望溪区河西街道办事处，时限2027年3月31日。",
        "minutes": "约谈对象说明了拖延的原因，表示按期完成。",
        "owing": "两件没有填：BA-2026-000011、BA-2026-000019。",
        "place": "市政府二号会议室",
        "reason": "两次退回以后仍未完成，逾期十二天。",
        "reply_by": "2026-12-15",
        "trigger": "逾期",
        "unit": {"name": {"zh": "望溪区河西街道办事处", "en": "Hexi Subdistrict"}, "chain": []},
        "year": 2026,
        "address": "望溪区河西路18号车间内",
        "count": "第1周期：2026-03-02送达，2026-03-05复查，3日\n第1日 2026-03-03\n第2日 2026-03-04\n第3日 2026-03-05",
        "days": 3,
        "decided_on": "2026-04-20",
        "executed_at": "2026-03-02 14:30",
        "fine": "100000.00",
        "found_on": "2026-03-05",
        "kind": "查封",
        "manner": "暗查，没有事先告知",
        "objects": "喷涂线（型号 PT-6），1，条\n配电柜，2，个",
        "officers": "周立 云01020304\n钱七 云01020305",
        "order_served_on": "2026-03-02",
        "party": {"number": "DSR-000007", "kind": "unit", "name": {"zh": "河西喷涂厂", "en": "Hexi Coating Works"}},
        "present": "当事人在场并签名",
        "reasons": "监测报告载明排放浓度超过限值一倍。\n上述事实有笔录、监测报告为证。",
        "release_ground": "期限届满",
        "violation": "超标准或者超总量排放",
        "act_on": "2026-10-20",
        "discovered_on": "2026-10-20",
        "filed_on": "2026-10-26",
        "served_on": "2026-11-23",
        "lead_officer": "望溪分局执法队员 林岸",
        "second_officer": "望溪分局监测员 乔木",
        "cards": "云屏执法 001、云屏执法 002",
        "harm": {"zh": "有危害后果", "en": "Harmful consequences"},
        "malicious": "不属于",
        "facts_found": "10月20日总排口化学需氧量为限值的一点六倍。",
        "evidence_list": "现场检查笔录、监测报告、询问笔录、照片四张。",
        "law_basis": "《中华人民共和国生态环境法典》有关超标排放的规定。",
        "law_choice": "行为在法典施行以后，适用法典。",
        "computed_fine": "310000",
        "discretion": "超标一倍至二倍，受纳水体三类，持续不足三天，两年内首次。",
        "proposed": "给予处罚",
        "checked": ["本机关有管辖权", "违法事实清楚"],
        "weight": ["情节疑难复杂、涉及多个法律关系"],
        "kinds": ["罚款"],
        "confiscation": "12000",
        "hearing_offered": True,
        "rights": "你单位有权陈述、申辩，有权要求听证。",
        "chair": "市生态环境局法制员 方正",
        "agents": 1,
        "meeting": "局长办公会第十二次会议",
        "participants": "局长、两名副局长、法规科科长",
        "qualification": "A20261101",
        "views": "一致同意。",
        "conclusion": "同意拟处罚意见。",
        "how_to_perform": "罚款缴至指定银行。",
        "remedy": "不服本决定的，可以申请行政复议或者提起行政诉讼。",
        "outcome": "轻微、及时改正、没有危害后果",
        "education": "已当面教育并签收告诫书。",
        "correction_facts": "总排口超标排放。",
        "correction_basis": "《中华人民共和国行政处罚法》关于责令改正的规定。",
        "correction_demands": "停止超标排放，恢复处理设施。",
        "correction_by": "2026-11-30",
        "warning": "我单位将以暗查方式复查。",
        "mode": "直接送达",
        "received_by": "厂办主任签收",
        "closing_ground": "已全部履行",
    },
}

CONTEXT["fields"] = FIELDS | CONTEXT["fields"]


@pytest.fixture
def matter() -> dict[str, Any]:
    """The invented matter, free to be changed."""
    return copy.deepcopy(CONTEXT)


@pytest.fixture
def text_of() -> Callable[[bytes], str]:
    """All text of a Word file, a paragraph a line: body, tables, headers and footers."""

    def read(docx: bytes) -> str:
        document = Document(io.BytesIO(docx))
        section = document.sections[0]
        parts = [document, section.header, section.even_page_header, section.footer, section.even_page_footer]
        lines = [paragraph for part in parts for paragraph in part._element.iter(qn("w:p"))]
        return "\n".join("".join(text.text or "" for text in line.iter(qn("w:t"))) for line in lines)

    return read
