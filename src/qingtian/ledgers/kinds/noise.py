"""Points and levels of noise (噪声): one row a point and class, one row a level of an hour, a day or a night."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from qingtian.apps.entered.queries import entries
from qingtian.apps.noise.actions.keep_levels import Sent, keep_levels, scaled_of
from qingtian.apps.noise.models import NoiseLevel, NoisePoint, NoisePointZone
from qingtian.apps.noise.settle import TABLES
from qingtian.apps.places.models import Area, Source
from qingtian.language import Text
from qingtian.ledgers.kinds.base import (
    ADMINISTRATORS,
    Kind,
    Outcome,
    RejectedRow,
    Setting,
    Values,
    choices,
    english,
    find,
    stored,
)
from qingtian.ledgers.kinds.columns import code, named, names
from qingtian.ledgers.kinds.places import coordinates, degrees
from qingtian.standards.air.feed import SHANGHAI
from qingtian.standards.noise.levels import hours_of
from qingtian.standards.noise.limits import PLACES, spans_on, zones
from qingtian.tables import Column

IMPORTERS = ADMINISTRATORS | {"analyst"}
HOME = "desk:noise"
ITEMS = {"Leq": "Hour", "Ld": "Day", "Ln": "Night", "Lmax": "Loudest of the night"}
ITEM_CHOICES = choices(
    NoiseLevel.Item,
    {item: ITEMS.get(item, item) for item in NoiseLevel.Item.values},
    {"Leq": "小时", "Ld": "昼间", "Ln": "夜间", "Lmax": "夜间最大声级"},
)
PLACE_CHOICES = choices(
    NoisePoint.Place,
    {place: words.en for place, words in PLACES.items()},
    {"zone": "功能区", "boundary": "厂界", "construction": "施工"},
)
WHY = {
    "unreadable": ("写成数，单位 dB(A)。", "Write a number, in dB(A)."),
    "out_of_range": ("声级应在 0 到 150 之间。", "A level lies from 0 to 150."),
    "too_fine": ("小数不能超过两位。", "No more than two decimals."),
    "missing": ("没有数。", "There is no number."),
}


def point(values: Values, setting: Setting) -> Outcome:
    """A point and the class it has from a day on."""
    setting.once(f"{values['code']}/{values['first_day']}")
    zone = (values["zone"] or ("site" if values["place"] == "construction" else "")).casefold()
    if zone not in zones(values["place"]):
        known = "、".join(zones(values["place"]))
        raise RejectedRow(f"类别写其中一个：{known}。", f"The class is one of: {known}.", "zone")
    outcome = stored(
        NoisePoint,
        {"code": values["code"]},
        {
            "name_zh": values["name_zh"],
            "name_en": english(values),
            "place": values["place"],
            "area": find(Area, values["area"], "area"),
            "source": find(Source, values["source"], "source"),
            "mn": values["mn"] or "",
            **degrees(values),
        },
    )
    at = NoisePoint.objects.get(code=values["code"])
    stay = stored(
        NoisePointZone,
        {"point": at, "first_day": values["first_day"]},
        {"zone": zone, "last_day": values["last_day"]},
    )
    return outcome if outcome != "unchanged" else "changed" if stay == "created" else stay


def level(values: Values, setting: Setting) -> Outcome:
    """A level; of a day or night its span follows from the rule of the day."""
    at = find(NoisePoint, values["point"], "point")
    item, hour = values["item"], values["hour"]
    start, end = _span(values["day"], item, hour)
    if start > setting.now:
        raise RejectedRow("时间在以后。", "It lies in the future.", "day")
    _, why = scaled_of(values["level"])
    if why:
        raise RejectedRow(*WHY[why], "level")
    setting.once(f"{at.code}/{item}/{start:%Y-%m-%d %H}")
    kept = keep_levels([Sent(at, item, start, end, values["level"].strip(), setting.now, setting.origin)])
    return "created" if kept.new else "changed" if kept.revised else "unchanged"


def _span(on: date, item: str, hour: int | None) -> tuple[datetime, datetime]:
    if item == NoiseLevel.Item.LEQ:
        if hour is None or not 0 <= hour <= 23:
            raise RejectedRow("小时值要写从几时起，0 到 23。", "An hour says when it begins, 0 to 23.", "hour")
        start = datetime(on.year, on.month, on.day, hour, tzinfo=SHANGHAI)
        return start, start + timedelta(hours=1)
    spans = hours_of(on, spans_on(on, entries(*TABLES)))
    hours = spans[0] if item == NoiseLevel.Item.LD else spans[1]
    return hours[0], hours[-1] + timedelta(hours=1)


NOISE_POINTS = Kind(
    "noise_points",
    Text("噪声点位", "Noise points"),
    Text(
        "功能区、厂界、施工场界的点位和类别，类别从哪天起；类别变了再写一行。",
        "Points of zones, boundaries and sites, with the class and since when; another class is another row.",
    ),
    (
        code(required=True, example="noise-0001"),
        *names("示例点位", "Example point", "点位名称"),
        Column(
            "place",
            Text("位置", "Place"),
            "choice",
            True,
            choices=PLACE_CHOICES,
            example="声环境功能区",
        ),
        Column("zone", Text("类别", "Class"), "code", aliases=("功能区类别",), example="2", longest=8),
        Column("first_day", Text("类别从", "Class from"), "date", True),
        Column("last_day", Text("类别到", "Class until"), "date"),
        named("area", "区县", "Area", "所属区域", required=True, example="示例区"),
        named("source", "污染源", "Source", "单位"),
        Column("mn", Text("设备编码 MN", "Logger (MN)"), "code", longest=40),
        *coordinates(),
    ),
    point,
    after=("areas",),
    roles=IMPORTERS,
    home=HOME,
)
NOISE_LEVELS = Kind(
    "noise_levels",
    Text("声级", "Noise levels"),
    Text(
        "每行一个声级：小时值写从几时起；昼间、夜间算在它开始的那一天。再导入不同的数，原来的留着。",
        "A level a row: an hour says when it begins; a night is of the day it begins on. Another value is kept beside.",
    ),
    (
        named("point", "点位", "Point", "点位代码", required=True, example="示例点位"),
        Column("day", Text("日期", "Day"), "date", True),
        Column(
            "item",
            Text("项目", "Item"),
            "choice",
            True,
            choices=ITEM_CHOICES,
            example="昼间等效声级",
        ),
        Column("hour", Text("从几时起", "Hour it begins"), "whole", aliases=("小时",)),
        Column(
            "level", Text("声级 dB(A)", "Level dB(A)"), required=True, aliases=("声级",), example="55.3", longest=20
        ),
    ),
    level,
    after=("noise_points",),
    roles=IMPORTERS,
    home=HOME,
)
