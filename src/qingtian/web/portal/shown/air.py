"""The air in words: which pollutant leads, what to do, how old the hour is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString

from qingtian.apps.air.queries import SHANGHAI, CityAir, CityHour, ItemNow, natural_day
from qingtian.apps.publishing.gate import Shown
from qingtian.language import Text
from qingtian.standards.air import categories, pollutants, sensitive_groups
from qingtian.standards.air.categories import Category
from qingtian.web.design.charts import Hour
from qingtian.web.portal.settled import AIR_STALE_AFTER
from qingtian.web.templatetags.words import page_language

#: how a pollutant is written: letters, and the figure set below them
SYMBOLS = {
    "PM10": ("PM", "10"),
    "PM2_5": ("PM", "2.5"),
    "O3": ("O", "3"),
    "NO2": ("NO", "2"),
    "SO2": ("SO", "2"),
    "CO": ("CO", ""),
}
BETWEEN_LABELS = 6  # hours; nearer to either end the words would touch


def symbol(pollutant: str) -> SafeString:
    """PM<sub>10</sub>."""
    letters, below = SYMBOLS[pollutant]
    return format_html("{}<sub>{}</sub>", letters, below) if below else format_html("{}", letters)


def led_by(hour: CityHour) -> SafeString | str:
    """主要是 PM10，80 µg/m³: the leading pollutants with their values; empty when none leads."""
    parts = [
        format_html(
            "{}，{} {}" if page_language() == "zh" else "{}, {} {}",
            symbol(code),
            hour.values[code],
            pollutants()[code].unit,
        )
        for code in hour.index.primary
    ]
    if not parts:
        return ""
    words, between = ("主要是 {}", "；") if page_language() == "zh" else ("Led by {}", "; ")
    joined = parts[0]
    for part in parts[1:]:
        joined = format_html("{}{}{}", joined, between, part)
    return format_html(words, joined)


def hour_words(hour: datetime, before: datetime | None = None) -> Text:
    """14 时 / 14:00; the last hour of a day is 24 时."""
    local = hour.astimezone(SHANGHAI)
    return Text(f"{local.hour} 时", f"{local.hour:02d}:00")


def _label(hour: datetime, place: int, count: int) -> Text | str:
    """Under the first bar, under midnight when it stands free, under the last."""
    local = hour.astimezone(SHANGHAI)
    if place == 0:
        return Text(f"昨天 {local.hour} 时", f"{local:%a} {local.hour:02d}:00")
    if place == count - 1:
        return hour_words(hour)
    free = BETWEEN_LABELS <= place < count - BETWEEN_LABELS + 2
    return Text("今天 0 时", f"{local:%a} 00:00") if local.hour == 0 and free else ""


def bars(air: CityAir) -> list[Hour]:
    """The past hours for the chart; the words stand over the highest."""
    shown = []
    for place, hour in enumerate(air.hours):
        index = hour.index
        words: Text | str = ""
        if index.category is not None:
            local, word = hour.hour.astimezone(SHANGHAI), index.category.word
            words = Text(
                f"{local.hour} 时 {index.aqi} {word.zh}", f"{local.hour:02d}:00, {index.aqi}, {word.en.lower()}"
            )
        shown.append(Hour(index.aqi, index.level, _label(hour.hour, place, len(air.hours)), words))
    return shown


@dataclass(frozen=True, slots=True)
class AirNow:
    """Everything the air section of a page shows. ``stale_hours`` is 0 while the latest hour is fresh.

    ``groups``: who should take most care, by each pollutant that is high; empty when none is.
    """

    city: CityAir
    levels: tuple[Category, ...]
    led_by: SafeString | str
    advice: Text | None
    effect: Text | None
    groups: list[tuple[SafeString, tuple[Text, ...]]]
    why_blank: Text | None
    bars: list[Hour]
    items: list[tuple[ItemNow, SafeString]]
    stale_hours: int


def air_now(shown: Shown, now: datetime) -> AirNow | None:
    """The air as a resident reads it; None when nothing was ever measured, or the gate holds any part of it back."""
    if not {"latest", "hours", "items", "standard"} <= shown.fields.keys():
        return None
    city = CityAir(**shown.fields)
    index = city.latest.index
    old = city.older_than(AIR_STALE_AFTER, now)
    return AirNow(
        city=city,
        levels=categories(natural_day(city.latest.hour)),
        led_by=led_by(city.latest),
        advice=index.category.advice if index.category else None,
        effect=index.category.effect if index.category else None,
        groups=[(symbol(code), who) for code, who in sensitive_groups(index, natural_day(city.latest.hour)).items()],
        why_blank=index.reason,
        bars=bars(city),
        items=[(item, symbol(item.pollutant)) for item in city.items],
        stale_hours=int((now - city.latest.hour).total_seconds() // 3600) if old else 0,
    )
