"""Words the pages of the exchange share: ways, outcomes, errors, delays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from qingtian.language import Text

WAYS: Mapping[str, Text] = {
    "pull": Text("向前置机拉取", "asked the front machine"),
    "drop": Text("收文件", "read the folder"),
    "push": Text("送空气数据", "handed our air over"),
}
CHANNELS: Mapping[str, Text] = {
    "api": Text("接口推送", "pushed"),
    "file": Text("文件", "file"),
    "pull": Text("拉取", "pulled"),
}
OUTCOMES: Mapping[str, Text] = {
    "rejected": Text("拒收", "rejected"),
    "conflict": Text("冲突", "conflict"),
    "doubt": Text("存疑", "doubt"),
}
ERRORS: Mapping[str, Text] = {
    "weather.not_reached": Text("对方接不通", "cannot be reached"),
    "weather.not_confirmed": Text("对方没有按数确认", "not confirmed by count and digest"),
    "weather.music_error": Text("对方回答出错", "their answer is an error"),
    "weather.music": Text("回答读不懂", "their answer cannot be read"),
    "weather.no_partner": Text("对方没有登记成对接系统", "not entered as a connected system"),
    "weather.no_folder": Text("文件夹不在", "the folder is not there"),
    "weather.too_large": Text("太大", "too large"),
    "weather.digest": Text("SHA-256 不符", "another SHA-256"),
    "weather.count": Text("行数不符", "another count of rows"),
    "weather.source": Text("来源不是贵方", "another source"),
    "weather.heading": Text("表头读不懂", "unknown heading"),
    "weather.form": Text("格式读不懂", "unknown form"),
    "weather.encoding": Text("编码读不懂", "unknown encoding"),
    "weather.unreadable_file": Text("文件读不出来", "unreadable file"),
    "weather.sidecar": Text("说明文件读不出来", "unreadable sidecar"),
    "weather.schema": Text("schema 不符", "another schema"),
}


def said(code: str) -> Text | None:
    """An error in words; None where there is none."""
    return ERRORS.get(code, Text(code, code)) if code else None


def minutes(delay: timedelta | None) -> Text | None:
    """A delay as a page says it; None where nothing came."""
    if delay is None:
        return None
    found = int(delay.total_seconds() // 60)
    if found < 120:
        return Text(f"{found} 分", f"{found} min")
    return Text(f"{found // 60} 小时", f"{found // 60} h")
