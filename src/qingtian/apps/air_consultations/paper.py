"""The pack as a document (会商资料): page, PDF and Word are written from it; figures come as the pack froze them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from qingtian.apps.air.publications.composing.document import Chart, Document, Part
from qingtian.apps.air_consultations.pack.effect import VERDICTS
from qingtian.charts import Sector, TrendPoint, rose, trend
from qingtian.foresight.hours import POINTS
from qingtian.foresight.wind import SPEEDS
from qingtian.language import Text
from qingtian.typeset import Column, Table

Pack = Mapping[str, Any]
NAMES = {"PM10": "PM10", "PM2_5": "PM2.5", "NO2": "NO2", "SO2": "SO2", "CO": "CO", "O3_8h": "O3", "AQI": "AQI"}
UNITS = {
    "CO": Text("mg/m³，第95百分位", "mg/m³, 95th percentile"),
    "O3_8h": Text("µg/m³，第90百分位", "µg/m³, 90th percentile"),
}
UNIT = Text("µg/m³，均值", "µg/m³, mean")
GOOD = {"good_days": Text("优良天数", "Good days"), "good_day_rate": Text("优良天数比例，%", "Good days, %")}
TITLE = Text("{place}{quarter}\n空气质量会商资料", "{place} {quarter}\nAir consultation: data pack")
HEADS = {
    "summary": Text("一、数字怎么说", "1. What the figures say"),
    "state": Text("二、状况：与去年同期、与目标", "2. State: against the year before and the target"),
    "weather": Text("三、气象影响了多少", "3. How much was the weather"),
    "causes": Text("四、从哪边来、几点高", "4. From where, at what hour"),
    "events": Text("五、这个季度发生的事", "5. Events"),
    "ahead": Text("六、展望和任务", "6. Outlook and tasks"),
    "effect": Text("七、上次提醒的效果", "7. Effect of the last reminder"),
    "missing": Text("资料缺什么", "What is missing"),
}
NONE = Text("没有。", "None.")
RANK = Text(
    "{group}第 {rank} 名，共 {of} 个。综合指数 {index}；没有去年同期可比。",
    "{group}: rank {rank} of {of}. Composite index {index}; no year before to compare with.",
)
RANK_AND_CHANGE = Text(
    "{group}第 {rank} 名，共 {of} 个；去年同期第 {rank_before} 名。综合指数 {index}，同比 {change}%，变化率排第 "
    "{change_rank}。",
    "{group}: rank {rank} of {of}, {rank_before} a year before. Composite index {index}, change {change} %, rank "
    "{change_rank} by change.",
)
NOT_KNOWN = Text("没有资料，见“资料缺什么”。", "No data; see what is missing.")
ASSOCIATION = Text(
    "风向和时段的均值只说什么时候高，不证明是谁排的。",
    "Means by wind and hour say when it is high; they prove no source.",
)
ESTIMATE = Text(
    "扣除气象影响的数是估计，和它的区间一起用。", "Adjusted figures are estimates; they go with their interval."
)
BASIS = Text(
    "数据快照 {snapshot}；限值 {edition}；程序 {program}；资料第 {version} 版，SM3 {sm3}。",
    "Snapshot {snapshot}; limits {edition}; program {program}; version {version} of the pack, SM3 {sm3}.",
)


def compose(pack: Pack, language: str, *, organ: Text, version: int, sm3: str, generated: bool = False) -> Document:
    """The document of a frozen pack in one language."""

    def say(text: Text) -> str:
        return text.in_(language)

    place = Text.of(pack["place"]["name"])
    basis = pack["basis"]
    note = BASIS.format(
        snapshot=basis["snapshot"] or "—", edition=basis["edition"] or "—", program=basis["program"],
        version=version, sm3=sm3,
    )  # fmt: skip
    makers = (_summary, _state, _targets, _weather, _wind, _hours, _events, _ahead, _tasks, _effect, _missing)
    parts = [part for make in makers for part in make(pack, language)]
    return Document(
        title=say(TITLE.format(place=place, quarter=pack["quarter"])),
        parts=parts,
        notes=[say(note), say(ESTIMATE), say(ASSOCIATION)],
        language=language,
        organ=say(organ),
        day=pack["made_on"],
        generated=generated,
    )


def _summary(pack: Pack, language: str) -> Iterator[Part]:
    words = Text.of(pack["summary"]).in_(language)
    yield Part(HEADS["summary"].in_(language), [words, *_ranking(pack, language)])


def _ranking(pack: Pack, language: str) -> list[str]:
    found = pack["ranking"]
    if not found:
        return []
    names = ("rank", "of", "index", "rank_before", "change", "change_rank")
    told = {name: found[name] if found[name] not in (None, "") else "—" for name in names}
    words = RANK if told["change"] == "—" else RANK_AND_CHANGE
    return [words.format(group=Text.of(found["group"]), **told).in_(language)]


def _state(pack: Pack, language: str) -> Iterator[Part]:
    state, head = pack["state"], HEADS["state"].in_(language)
    if not state:
        yield Part(head, [NOT_KNOWN.in_(language)])
        return
    heads = (
        Text("项目", "Item"), Text("单位", "Unit"), Text("本季度", "Quarter"), Text("去年同期", "Year before"),
        Text("变化，%", "Change, %"), Text("有效/应有天", "Valid/expected days"),
    )  # fmt: skip
    rows = [_state_row(row, language) for row in (*state["items"], *state["good"])]
    table = _table(heads, rows, language, Text("表1　与去年同期相比", "Table 1. Against the year before"), first=2)
    points = [TrendPoint(one["month"], one["value"], one["before"]) for one in state["months"]]
    years = Text("本年", "this year"), Text("上年", "year before")
    alt = Text("PM10 逐月，µg/m³", "PM10 by month, µg/m³").in_(language)
    chart = Chart(alt, lambda face: trend(face, alt, points, tuple(one.in_(language) for one in years)))  # type: ignore[arg-type]
    yield Part(head, (), table, [chart] if any(one.value for one in points) else [])


def _state_row(row: Mapping[str, Any], language: str) -> list[str]:
    good = GOOD.get(row["statistic"])
    name = good.in_(language) if good else NAMES[row["item"]]
    unit = "—" if good else UNITS.get(row["item"], UNIT).in_(language)
    figures = [row["value"] or "NA", row["before"] or "NA", _minus(row["percent"]) or "—"]
    return [name, unit, *figures, f"{row['valid']}/{row['expected']}"]


def _targets(pack: Pack, language: str) -> Iterator[Part]:
    if not pack["targets"]:
        return
    heads = (
        Text("目标项目", "Target"), Text("全年目标", "Year’s target"), Text("到目前", "So far"),
        Text("剩余日控制值", "Rest of the year"), Text("剩余天数", "Days left"), Text("依据", "Document"),
    )  # fmt: skip
    share = Text("优良率，%", "Good days, %")
    rows = [
        [share.in_(language) if one["item"] == "AQI" else NAMES[one["item"]], one["target"], one["so_far"] or "NA",
         _minus(one["rest"]) or "—", str(one["left"]), one["basis"]]
        for one in pack["targets"]
    ]  # fmt: skip
    caption = Text("表2　目标和剩余日控制值", "Table 2. Targets and what the rest must be")
    note = Text(
        "剩余日控制值 =（目标×全年有效天数−已有日均值之和）/剩余天数；优良率一行是还可以超标的天数，负数是已经达不到。",
        "The rest must average (target × days − sum so far) / days left; of good days: how many more may exceed, "
        "negative is out of reach.",
    )
    yield Part("", [note.in_(language)], _table(heads, rows, language, caption))


def _weather(pack: Pack, language: str) -> Iterator[Part]:
    found, head = pack["weather"], HEADS["weather"].in_(language)
    if not found:
        yield Part(head, [NOT_KNOWN.in_(language)])
        return
    heads = (
        Text("季度", "Quarter"), Text("小时数", "Hours"), Text("实测均值", "Measured"),
        Text("同等气象", "Equal weather"), Text("95% 区间", "95 % interval"),
    )  # fmt: skip
    rows = [
        [one["quarter"], str(one["hours"]), one["measured"] or "—", one["adjusted"] or "—",
         f"{one['low']}–{one['high']}" if one["adjusted"] else "—"]
        for one in found["quarters"]
    ]  # fmt: skip
    caption = Text(
        "表3　PM10 各季度，µg/m³（有气象资料的小时）", "Table 3. PM10 by quarter, µg/m³ (hours with weather)"
    )
    points = [TrendPoint(one["quarter"], one["adjusted"], one["measured"]) for one in found["quarters"]]
    alt = Text("PM10 按季度，µg/m³", "PM10 by quarter, µg/m³").in_(language)
    names = Text("同等气象", "equal weather").in_(language), Text("实测", "measured").in_(language)
    charts = [Chart(alt, lambda face: trend(face, alt, points, names))] if any(one.value for one in points) else []
    words = Text.of(found["sentence"]).in_(language)
    yield Part(head, [words], _table(heads, rows, language, caption), charts)


def _wind(pack: Pack, language: str) -> Iterator[Part]:
    found, head = pack["wind"], HEADS["causes"].in_(language)
    if not found or found["valued"] == found["windless"]:
        yield Part(head, [NOT_KNOWN.in_(language)])
        return
    words = Text(
        "有值 {valued} 小时，其中 {windless} 小时没有风的资料；静风 {calm} 小时，均值 {mean}。",
        "{valued} hours with a value, {windless} of them without wind; {calm} calm hours, mean {mean}.",
    ).format(
        valued=found["valued"],
        windless=found["windless"],
        calm=found["calm"]["hours"],
        mean=found["calm"]["mean"] or "—",
    )
    first = [words.in_(language)]
    if found["highest"] is not None:
        top = found["sectors"][found["highest"]]
        high = Text(
            "最高的是 {point} 风，均值 {mean} μg/m³（{hours} 小时）。",
            "Highest with wind from {point}: {mean} µg/m³ ({hours} hours).",
        )
        first.append(high.format(point=POINTS[found["highest"]], mean=top["mean"], hours=top["hours"]).in_(language))
    alt = Text("PM10 按风向，µg/m³", "PM10 by wind, µg/m³").in_(language)
    sectors = [Sector(POINTS[at], one["mean"], one["hours"]) for at, one in enumerate(found["sectors"])]
    heads = (Text("风向", "Wind from"), Text("小时", "Hours"), *_classes())
    rows = [
        [POINTS[at], str(found["sectors"][at]["hours"]), *(one["mean"] or "—" for one in row)]
        for at, row in enumerate(found["classes"])
    ]
    caption = Text(
        "表4　PM10 按风向和风速（m/s），µg/m³",
        "Table 4. PM10 by wind and speed (m/s), µg/m³",
    )
    yield Part(head, first, _table(heads, rows, language, caption), [Chart(alt, lambda face: rose(face, alt, sectors))])


def _classes() -> Sequence[Text]:
    bounds = [f"{one:g}" for one in SPEEDS]
    words = [
        f"<{bounds[0]}",
        *(f"{low}–{high}" for low, high in pairwise(bounds)),
        f"≥{bounds[-1]}",
    ]
    return [Text(one, one) for one in words]


def _hours(pack: Pack, language: str) -> Iterator[Part]:
    found = pack["wind"]
    if not found or not any(one["mean"] for one in found["by_hour"]):
        return
    alt = Text("PM10 按时段（0–23 时），µg/m³", "PM10 by hour of the day (0–23), µg/m³").in_(language)
    points = [TrendPoint(f"{at:02d}", one["mean"]) for at, one in enumerate(found["by_hour"])]
    high = max((one for one in found["by_hour"] if one["mean"]), key=lambda one: float(one["mean"]))
    at = found["by_hour"].index(high)
    words = Text("一天里 {at} 时最高，均值 {mean}。", "Within the day it is highest at {at}:00, mean {mean}.")
    yield Part(
        "",
        [words.format(at=at, mean=high["mean"]).in_(language)],
        None,
        [Chart(alt, lambda face: trend(face, alt, points))],
    )


def _events(pack: Pack, language: str) -> Iterator[Part]:
    events = pack["events"]
    dust = events["dust_days"]
    words = (
        [Text("沙尘 {n} 天：{days}。", "Days of dust: {n} ({days}).").format(n=len(dust), days="、".join(dust))]
        if dust
        else []
    )
    words += [
        Text("{title} {count} 件{numbers}。", "{title}: {count}{numbers}.").format(
            title=Text.of(one["title"]), count=one["count"], numbers=_numbers(one["numbers"])
        )
        for one in events["matters"]
    ]
    yield Part(HEADS["events"].in_(language), [one.in_(language) for one in words] or [NONE.in_(language)])


def _numbers(numbers: Sequence[str]) -> Text | str:
    return Text(f"（{'、'.join(numbers)}）", f" ({', '.join(numbers)})") if numbers else ""


def _ahead(pack: Pack, language: str) -> Iterator[Part]:
    rows = [
        [
            one["day"],
            f"{one['low']}–{one['high']}",
            " ~ ".join(Text.of(level).in_(language) for level in one["levels"]),
            ", ".join(NAMES.get(item, item) for item in one["primary"]) or "—",
        ]
        for one in pack["outlook"]
    ]
    heads = (Text("日期", "Day"), Text("AQI 范围", "AQI range"), Text("级别", "Level"), Text("首要污染物", "Primary"))
    caption = Text("表5　已发布的预报", "Table 5. The forecast issued")
    head = HEADS["ahead"].in_(language)
    if rows:
        yield Part(head, (), _table(heads, rows, language, caption))
    else:
        yield Part(
            head, [Text("没有发布过未来几天的预报。", "No forecast of the days ahead was issued.").in_(language)]
        )


def _tasks(pack: Pack, language: str) -> Iterator[Part]:
    if not pack["tasks"]:
        yield Part("", [Text("以前的会商没有定过任务。", "Earlier consultations set no task.").in_(language)])
        return
    heads = (
        Text("任务", "Task"),
        Text("编号", "Number"),
        Text("责任单位", "Unit"),
        Text("时限", "Due"),
        Text("办结", "Ended"),
    )
    key = "zh" if language == "zh" else "en"
    rows = [
        [one["title"], one["number"], one["organ"][key], one["deadline"], one["ended"] or "—"] for one in pack["tasks"]
    ]
    yield Part("", (), _table(heads, rows, language, Text("表6　以前会商定的任务", "Table 6. Tasks set before")))


def _effect(pack: Pack, language: str) -> Iterator[Part]:
    found = pack["effect"]
    if not found:
        return
    head = Text(
        "对照 {number}（{quarter}）的提醒：{verdict}。", "Against the reminder of {number} ({quarter}): {verdict}."
    )
    told = head.format(number=found["number"], quarter=found["quarter"], verdict=VERDICTS[found["verdict"]])
    lines = [told, Text.of(found["before"]), Text.of(found["after"])]
    yield Part(HEADS["effect"].in_(language), [one.in_(language) for one in lines])


def _missing(pack: Pack, language: str) -> Iterator[Part]:
    words = [Text.of(one).in_(language) for one in pack["missing"]]
    yield Part(HEADS["missing"].in_(language), words or [NONE.in_(language)])


def _table(
    heads: Sequence[Text], rows: Sequence[Sequence[str]], language: str, caption: Text, *, first: int = 1
) -> Table:
    """Figures stand to the right behind the first columns."""
    columns = [Column(one.in_(language), 3 if at < first else 2, figures=at >= first) for at, one in enumerate(heads)]
    return Table(columns, rows, caption.in_(language))


def _minus(text: str) -> str:
    return text.replace("-", "\u2212")
