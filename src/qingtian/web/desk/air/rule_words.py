"""What admitted or refused a figure, in words. The names are those of the statistics (``rule``)."""

from __future__ import annotations

from qingtian.language import Text

#: why a period's or a day's figure is refused
WHY: dict[str, Text] = {
    "no_day": Text("一天有效的都没有", "not one valid day"),
    "least_days": Text("有效日不够", "too few valid days"),
    "least_month_days": Text("有一个月的有效日不够", "a month of it has too few valid days"),
    "share_of_days": Text("有效日不到应有的份额", "valid days below the share asked"),
    "station_share": Text("有效的站不够", "too few stations valid"),
    "least_hours": Text("有效小时不够", "too few valid hours"),
    "ozone_windows": Text("有效的 8 小时均值不够", "too few valid 8-hour means"),
    "no_hour": Text("一小时都没有", "not one hour"),
    "nothing_measured": Text("什么都没有测到", "nothing measured"),
    "none_of_needed": Text("两项颗粒物都没有", "neither particulate was measured"),
    "gap_and_not_above": Text(
        "有缺项且指数不超过 100，按规定不发布", "an item is missing and the index is not above 100"
    ),
}
OTHER = Text("数据不够", "too few data")


def why(rule: str) -> Text:
    """The words for a rule that refused."""
    return WHY.get(rule, OTHER)
