"""A plausible sentence for every datum that papers of warnings, consultations and random draws ask for."""

FIELDS = {
    "headquarters": {"name": {"zh": "云屏市重污染天气应急指挥部", "en": "Headquarters"}, "chain": ["city"]},
    "tier": {"zh": "黄色（Ⅲ级）", "en": "Yellow (III)"},
    "first_day": "2026-11-25",
    "last_day": "2026-11-27",
    "announcement": "预计11月25日至27日全市空气质量达到中度污染，请公众减少户外活动。",
    "ends": "2026-11-28 09:00",
    "lifted_for": "预报转为良并持续两天以上，达到本市预案的解除条件。",
    "version": 2,
    "sm3": "5c" * 32,
    "causes": "静稳天气占本季度变化的三成，其余来自望溪区东部工地和道路扬尘。",
    "outlook": "冷空气偏弱，首要污染物仍为PM10，预计浓度与上年同期持平。",
    "quarter": {"zh": "第四季度", "en": "fourth quarter"},
    "seed_source": "中国福利彩票双色球第2026136期开奖号码",
    "seed": "03-09-14-21-27-30-11",
    "pool_digest": "7d" * 32,
    "shares": "一般单位每年不少于百分之五，重点单位每季度不少于百分之二十五",
    "counted": "抽取检查对象18家，完成17家，发现问题4家。",
}
