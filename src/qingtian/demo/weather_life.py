"""The exchange of the invented city with its invented weather bureau: two weeks of hours, what went wrong, forecasts.

The weeks are written at once, already read at the door; the last hours come through the door itself: one late, one
sent twice, one revised, one out of range and in another unit, one with 999999.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from qingtian.apps.accounts.logbook import Doer
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.weather.actions.take import Came, take
from qingtian.apps.weather.models import (
    AirHourSent,
    ContactPoint,
    Delivery,
    ExchangeLook,
    Product,
    WeatherReading,
    WeatherStation,
)
from qingtian.demo.declared import declared
from qingtian.demo.feeds.weather_rows import COLUMNS, weather_row
from qingtian.demo.positions import tiles_of
from qingtian.demo.schematic import inside
from qingtian.demo.sky import SKY
from qingtian.demo.sky.hours import HOUR, full_hour
from qingtian.demo.sky.noise import drawn
from qingtian.demo.stage import Life, Stage, moment
from qingtian.gateways.partners.actions.keep import Wanted, add_partner
from qingtian.measurements.weather.music import read_wide
from qingtian.measurements.weather.rows import Delivered, Reading, readings

BUREAU, DAYS = "weather-bureau", 14
#: stations whose hours are handed over, and columns of the export that are not
AGREED, LEFT_OUT = ("Y9001", "Y9002", "Y9005"), ("dpt", "vis_hor_10mi", "clo_cov")
#: how many of the last hours come through the door, each with its own fault
THROUGH = 6
USUAL, LATE = timedelta(minutes=8), timedelta(minutes=52)
ANALYST, HEAD = "yunping-analyst", "yunping-eeb-head"
CONTACTS = (
    ("weather", "市气象局", "预报科值班岗", "0000-6660101", "全天"),
    ("weather", "市气象局", "信息网络科数据岗", "0000-6660102", "工作日"),
    ("environment", "市监测中心", "预报室值班岗", "0000-6660201", "全天"),
)
PRODUCTS = (
    (1, "地面气象小时观测", "每小时", "整点后 10 分钟内", "前置机拉取，MUSIC 形式"),
    (0, "72 小时城市预报（风、降水、混合层、扩散条件）", "每天两次", "7:30、16:30 前", "会商系统"),
    (0, "重污染天气气象条件预警", "有就发", "立即", "电话和会商系统"),
    (2, "空气质量小时值（air-obs/1）", "每小时", "整点后 40 分钟内", "接口推送"),
)


def exchange_weather(until: datetime, today: date) -> int:
    """Stations, agreement, two weeks up to ``until`` and the rounds of the last hours; how many readings."""
    _agree(today)
    last = full_hour(until) - HOUR  # its lateness is over by now
    stations = _stations(today)
    hours = [last - number * HOUR for number in reversed(range(DAYS * 24))]
    _write(hours[:-THROUGH], stations)
    for number, hour in enumerate(hours[-THROUGH:]):
        _deliver(number, hour)
    _rounds(last)
    return WeatherReading.objects.count()


def _handed_over() -> list[dict[str, Any]]:
    """The stations the bureau agreed to hand over: fewer than it has."""
    return [one for one in declared("stations")["weather"] if one["code"] in AGREED]


def _agree(today: date) -> None:
    since = today - timedelta(days=200)
    names = Wanted(BUREAU, "市气象局（虚构）", "Weather bureau (invented)", ["weather_push", "air_reading"])
    add_partner(names, by=Doer(post="演示"), now=moment(since, 9))
    points = [
        ContactPoint.objects.create(side=side, organ=organ, post=post, phone=phone, hours=hours, valid_from=since)
        for side, organ, post, phone, hours in CONTACTS
    ]
    for contact, title, how_often, due, form in PRODUCTS:
        one = points[contact]
        Product.objects.create(
            side=one.side, title=title, how_often=how_often, due=due, form=form, contact=one, valid_from=since
        )


def _stations(today: date) -> dict[str, WeatherStation]:
    found = {}
    for one in _handed_over():
        longitude, latitude = inside(tiles_of(one["area"])[0], *one["at"])
        found[one["code"]] = WeatherStation.objects.create(
            code=one["code"], name_zh=f"{one['zh']}（虚构）", name_en=f"{one['en']} (invented)",
            longitude=round(Decimal(str(longitude)), 6), latitude=round(Decimal(str(latitude)), 6),
            altitude_m=one["above"], wind_height_m=10, level="区域站", valid_from=today - timedelta(days=3000),
        )  # fmt: skip
    return found


def _heard(hour: datetime, received: datetime) -> list[Reading]:
    """Every station's hour as it is read at the door."""
    names = [name.casefold() for name in COLUMNS]
    kept = [name for name in names if name not in LEFT_OUT]
    found: list[Reading] = []
    for station in _handed_over():
        cells = dict(zip(names, weather_row(SKY, station, hour), strict=True))
        found += readings(read_wide(1, {name: cells[name] for name in kept}, {}, received, "music"))
    return found


def _write(hours: list[datetime], stations: dict[str, WeatherStation]) -> None:
    """A delivery an hour, its readings at once; a few of them late."""
    deliveries, heard = [], []
    for hour in hours:
        late = drawn(SKY, "weather/late", int(hour.timestamp()) // 3600) > 0.985
        received = hour + (LATE if late else USUAL)
        came = _heard(hour, received)
        heard.append(came)
        deliveries.append(
            Delivery(
                code=_digest(hour)[:16],
                source=BUREAU,
                channel=Delivery.Channel.PULL,
                name="MUSIC",
                sha256=_digest(hour),
                received_at=received,
                received_rows=len(came),
                taken=len(came),
            )
        )
    kept = Delivery.objects.bulk_create(deliveries, batch_size=60)
    rows = (_row(delivery, one, stations) for delivery, came in zip(kept, heard, strict=True) for one in came)
    WeatherReading.objects.bulk_create(rows, batch_size=60)


def _row(delivery: Delivery, one: Reading, stations: dict[str, WeatherStation]) -> WeatherReading:
    return WeatherReading(
        source=BUREAU, station=stations[one.station], variable=one.variable, period_start=one.period.start,
        period_end=one.period.end, revision=0, value=one.value.thousandths, quality=one.value.quality,
        reason=one.value.reason, raw=one.value.raw, delivery=delivery, received_at=delivery.received_at,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Fault:
    """What is done to the cells of an hour: other texts by name."""

    cells: dict[str, str]


#: by number of the hour: plain, out of range, another unit, missing, plain (sent twice), plain (late)
FAULTS = (
    _Fault({}),
    _Fault({"rhu": "140", "win_s_avg_10mi": "250.0"}),
    _Fault({"tem": "288.4", "prs": "81040"}),
    _Fault({"tem": "999999", "rhu": "999999"}),
    _Fault({}),
    _Fault({}),
)


def _deliver(number: int, hour: datetime) -> None:
    """One hour through the door: the first is revised three hours later, the fifth comes twice, the last is late."""
    at = hour + (LATE if number == THROUGH - 1 else USUAL)
    _take(hour, at, FAULTS[number].cells)
    if number == THROUGH - 2:
        _take(hour, at + timedelta(minutes=10), FAULTS[number].cells)
    if number == 0:
        _take(hour, hour + timedelta(hours=3, minutes=8), {"win_s_avg_10mi": "3.3"})


def _take(hour: datetime, at: datetime, changed: dict[str, str]) -> None:
    names = [name.casefold() for name in COLUMNS]
    rows = []
    for station in _handed_over():
        cells = dict(zip(names, weather_row(SKY, station, hour), strict=True))
        own = changed if station["code"] == "Y9001" else {}
        kept = {name: cell for name, cell in (cells | own).items() if name not in LEFT_OUT}
        rows += read_wide(len(rows) + 1, kept, {}, at, "music")
    delivered = Delivered(BUREAU, tuple(rows), numbered=False)
    take(delivered, Came(Delivery.Channel.PULL, "MUSIC", _digest(at), at))


def _rounds(last: datetime) -> None:
    """The rounds of the last hours, one that failed and was made up for, and our air handed over."""
    looks = []
    for number in range(1, 7):
        hour = last - number * HOUR
        failed = number == 3
        looks.append(
            ExchangeLook(
                at=hour + USUAL,
                way=ExchangeLook.Way.PULL,
                rows=0 if failed else 18,
                tries=3 if failed else 1,
                outcome=ExchangeLook.Outcome.FAILED if failed else ExchangeLook.Outcome.TAKEN,
                error="weather.not_reached" if failed else "",
            )
        )
        looks.append(
            ExchangeLook(at=hour + timedelta(minutes=35), way=ExchangeLook.Way.PUSH, rows=128,
                         outcome=ExchangeLook.Outcome.TAKEN)
        )  # fmt: skip
    ExchangeLook.objects.bulk_create(looks)
    AirHourSent.objects.bulk_create(
        AirHourSent(
            partner=BUREAU, hour=last - number * HOUR, digest=_digest(last - number * HOUR), rows=128,
            batch=f"sim-{number}", tries=1, tried_at=last - (number - 1) * HOUR - timedelta(minutes=25),
            confirmed_at=last - (number - 1) * HOUR - timedelta(minutes=25),
        )
        for number in range(1, 48)
    )  # fmt: skip


def _digest(at: datetime) -> str:
    return hashlib.sha256(at.isoformat().encode()).hexdigest()


def joint_forecasts(stage: Stage) -> Iterator[Life]:
    """One issued and filed, one that waits for its signature."""
    yield _issued(stage)
    yield _waiting(stage)


def _draft(stage: Stage, at: datetime, text: str) -> Proceeding:
    first = at.date()
    fields = {
        "subject": f"{first:%m}月{first:%d}日起三天空气质量联合预报",
        "first_day": first.isoformat(),
        "last_day": (first + timedelta(days=2)).isoformat(),
        "weather_basis": "高压控制，夜间静稳，混合层 500 到 900 米，午后偏南风 2 级。用了气象局 72 小时城市预报。",
        "text": text,
    }
    matter = open_proceeding(
        "joint_forecast", by=stage.actor(ANALYST, first), on=first, now=at, title=fields["subject"], fields=fields,
        title_language="zh-Hans", generated=True,
    )  # fmt: skip
    stage.counted()
    return matter


def _confirmed(stage: Stage, matter: Proceeding, at: datetime) -> Life:
    at += timedelta(minutes=20)
    yield at
    stage.act(matter, "send_to_weather", ANALYST, at, sent_by="会商系统")
    at += timedelta(minutes=30)
    yield at
    stage.act(
        matter, "enter_confirmation", ANALYST, at, answer="agreed", confirmed_for="市气象局 预报科值班岗",
        confirmed_on=at.date().isoformat(), answer_text="同意。夜间注意逆温，第三天后半夜起东北风加大。",
    )  # fmt: skip


def _issued(stage: Stage) -> Life:
    at = moment(stage.day(6), 9, 10)
    yield at
    matter = _draft(stage, at, "三天以轻度污染为主，首要污染物 PM2.5，把握中等。")
    yield from _confirmed(stage, matter, at)
    at += timedelta(hours=2)
    yield at
    stage.act(matter, "sign_forecast", HEAD, at)
    at += timedelta(minutes=10)
    yield at
    stage.act(matter, "issue_forecast", ANALYST, at, organs=["yunping-eeb", "yunping-government"])
    at = moment(stage.day(3), 9)
    yield at
    stage.act(matter, "file_forecast", ANALYST, at, outcome="实况：良、轻度、轻度，首要污染物相符。")


def _waiting(stage: Stage) -> Life:
    at = moment(stage.day(1), 15, 40)
    yield at
    matter = _draft(stage, at, "明后两天良，第三天可能轻度污染，首要污染物 PM2.5，把握中等。")
    yield from _confirmed(stage, matter, at)
