"""Every schedule of this installation, declared in one list: what runs, at what hour or how often.

Hours are Shanghai time. A machine that was off at the hour runs the job once when it is on again, not once a day
missed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from qingtian.language import Text

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Declared:
    """``at``: every day at that hour; ``every``: that long after the last time. Exactly one of the two."""

    code: str
    title: Text
    at: time | None = None
    every: timedelta | None = None

    def after(self, moment: datetime) -> datetime:
        """The first time strictly after ``moment``."""
        if self.every is not None:
            return moment + self.every
        assert self.at is not None
        local = moment.astimezone(SHANGHAI)
        today = datetime.combine(local.date(), self.at, tzinfo=SHANGHAI)
        return today if today > local else today + DAY

    @property
    def rhythm(self) -> Text:
        """How often, in words."""
        if self.at is not None:
            return Text(f"每天 {self.at:%H:%M}", f"daily at {self.at:%H:%M}")
        assert self.every is not None
        minutes = int(self.every.total_seconds() // 60)
        return Text(f"每 {minutes} 分钟", f"every {minutes} minutes")


SCHEDULES: tuple[Declared, ...] = (
    Declared(
        "sweep", Text("到期自动的事，清理草稿和无主密封", "Acts by time; drafts and orphaned seals"), at=time(0, 20)
    ),
    Declared(
        "checkpoint",
        Text("核对全部动作链，写签名检查点", "Prove every trail, write a signed checkpoint"),
        at=time(1, 0),
    ),
    Declared("backup", Text("备份", "Backup"), at=time(2, 0)),
    Declared(
        "air_feed",
        Text("抓取实时空气数据，审核决定入湖", "Real-time air; decisions of review into the lake"),
        every=timedelta(minutes=10),
    ),
    Declared("weather_pull", Text("气象：向前置机拉取", "Weather: ask the front machine"), every=timedelta(minutes=10)),
    Declared("weather_files", Text("气象：收文件", "Weather: files dropped for us"), every=timedelta(minutes=10)),
    Declared(
        "weather_push", Text("气象：把空气小时数据送过去", "Weather: hand our air over"), every=timedelta(minutes=10)
    ),
    Declared(
        "text_index",
        Text("新来的、改过的信访入搜索索引，找疑似重复", "New and changed petitions into the search; repeats"),
        every=timedelta(minutes=5),
    ),
    Declared(
        "text_index_anew", Text("重建搜索索引，清掉旧文字", "Make the search anew, without old words"), at=time(4, 10)
    ),
    Declared(
        "petition_figures",
        Text("信访数字：补数没有数到的件", "Figures of petitions: count what was missed"),
        every=timedelta(minutes=10),
    ),
    Declared(
        "wechat", Text("微信：取照片、发回复、报进展", "WeChat: photos, answers, news"), every=timedelta(minutes=2)
    ),
    Declared(
        "exchange", Text("市县交换：该发的发，该收的收", "City and county: send and fetch"), every=timedelta(minutes=10)
    ),
    Declared(
        "hj212_settle", Text("自动监控报文入库", "Frames of monitors into hour values"), every=timedelta(minutes=2)
    ),
    Declared(
        "hj212_gaps",
        Text("自动监控缺数：向数采仪要历史数据", "Ask loggers for missing hours"),
        every=timedelta(minutes=30),
    ),
    Declared("hj212_archive", Text("旧报文打包归档", "Pack frames of old days"), at=time(4, 30)),
    Declared(
        "alerts",
        Text("监测告警：算规则、告知、提醒、报上一级", "Alerts: rules, telling, reminding, passing up"),
        every=timedelta(minutes=10),
    ),
    Declared(
        "air_consultations",
        Text("季度会商：做资料，数没有会商的季度", "Consultations: make packs, count quarters without one"),
        every=timedelta(minutes=2),
    ),
    Declared(
        "grid",
        Text("网格：到时没有交办的报上一级，对象归格", "Grid: pass up what was not assigned, place objects"),
        every=timedelta(minutes=30),
    ),
    Declared(
        "air_warnings",
        Text("重污染预警：拿预报和分级表比对，达到就提示", "Warnings: hold the forecast against the tiers, suggest"),
        at=time(20, 20),
    ),
    Declared("hot_issues", Text("计算热点难点", "Compute the hot issues"), at=time(5, 10)),
    Declared(
        "targeting",
        Text(
            "靶向监管：更新线索，排先去看哪里，月底提出下月计划",
            "Targeting: refresh events, rank where to look first, propose next month’s plans late in a month",
        ),
        at=time(5, 25),
    ),
    Declared("step_proposals", Text("按规则算督办建议", "Propose steps of supervision by rule"), at=time(5, 40)),
    Declared(
        "monthly_schedule",
        Text("开始当月调度，提醒过期没填的", "Open the month’s schedule, remind who owes"),
        at=time(6, 0),
    ),
    Declared(
        "classifier",
        Text("用本单位的件训练分类模型", "Train the classifier on the office's own petitions"),
        every=timedelta(days=7),
    ),
    Declared("air_forecast", Text("算当天的空气质量预报草稿", "Draft the air forecast of the day"), at=time(7, 30)),
    Declared(
        "forecast_scores",
        Text("检验预报：实况来了、改了的日子", "Score forecasts whose day came or was revised"),
        at=time(8, 10),
    ),
    Declared(
        "forecast_training", Text("重新训练预报模型", "Train the models of the air forecast"), every=timedelta(days=7)
    ),
    Declared("integrity", Text("找看起来太好的监测数据", "Look for data that look too good"), every=timedelta(days=7)),
    Declared("opinion", Text("删除到期的网络舆情", "Delete public opinion whose time is over"), at=time(3, 50)),
    Declared("tidy", Text("清理任务记录和过期的登录", "Old task records and ended sessions"), at=time(3, 30)),
)


def declared(code: str) -> Declared | None:
    """The schedule of that code; None for a row left over from another version."""
    return next((each for each in SCHEDULES if each.code == code), None)
