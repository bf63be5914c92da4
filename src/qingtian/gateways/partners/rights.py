"""What a system that calls us may do. A system with several rights is several doors with one secret."""

from __future__ import annotations

from enum import StrEnum

from qingtian.language import Text


class Right(StrEnum):
    """One thing a system may do here."""

    HOTLINE = "hotline_push"
    OPINION = "opinion_push"
    OPEN311 = "open311"
    EXCHANGE = "exchange"
    JUDICIAL = "judicial"
    WEATHER = "weather_push"
    AIR_READING = "air_reading"

    @property
    def text(self) -> Text:
        return WORDS[self]


WORDS: dict[Right, Text] = {
    Right.HOTLINE: Text("推送热线工单，取办理结果", "push hotline orders, fetch the answers"),
    Right.OPINION: Text("推送网络舆情", "push public opinion from the web"),
    Right.OPEN311: Text("经 Open311 提交举报", "report through Open311"),
    Right.EXCHANGE: Text("市县两级交换", "exchange between city and county"),
    Right.JUDICIAL: Text("公安、检察、法院的答复文件", "answers of police, procuratorate or court, as files"),
    Right.WEATHER: Text("推送气象数据，取每批的核对结果", "push weather, fetch what became of each batch"),
    Right.AIR_READING: Text("拉取空气小时数据（air-obs/1）", "pull hours of air (air-obs/1)"),
}
