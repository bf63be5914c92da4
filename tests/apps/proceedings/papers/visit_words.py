"""A plausible sentence for every datum that papers of a visit and of source monitors ask for."""

FIELDS = {
    "outlet": "DA001",
    "anomaly": {"zh": "超标", "en": "Above the limit"},
    "from_hour": "2026-11-20 02:00",
    "to_hour": "2026-11-20 06:00",
    "address": "望溪区河西路18号",
    "asked_as": "环保管理人员",
    "asked_from": "10时05分至10时25分",
    "asked_where": "厂区办公室",
    "checked": "1. 喷涂、调漆在密闭空间内：符合\n2. 集气罩完好：不符合，缝隙5厘米",
    "method": "HJ 91.1",
    "officer_1": {
        "name": {"zh": "望溪分局", "en": "Wangxi Branch"},
        "post_title": {"zh": "执法队员", "en": "Officer"},
        "person_name": {"zh": "钱七", "en": "Qian Qi"},
    },
    "officer_2": {
        "name": {"zh": "望溪分局", "en": "Wangxi Branch"},
        "post_title": {"zh": "执法队员", "en": "Officer"},
        "person_name": {"zh": "孙六", "en": "Sun Liu"},
    },
    "party": {"number": "DSR-000012", "kind": "unit", "name": {"zh": "云屏涂装有限公司", "en": "云屏涂装有限公司"}},
    "photos": "1. 2026-11-23 09:12:05 102.712345,25.012345 ±8 m SHA-256 " + "3f" * 32,
    "points": "S1 厂区总排口 废水 化学需氧量 玻璃瓶 4℃ 09时30分",
    "present": "在场并签字",
    "proves": "末端风机停用，废气直接排放。",
    "remark": "情况属实，当天恢复。",
    "sealed_by": "现场封样，当事人确认，11时送监测站。",
    "visit_time": "9时10分至11时00分",
    "figures": "11月15日2时至6时二氧化硫小时值61至88毫克/立方米，许可限值35。",
}
