"""The eight known ways of making hourly PM2.5 look better than it is."""

from __future__ import annotations

from typing import Final

from qingtian.language import Text

#: values above a limit pulled to just below it
CLIP: Final = "clip_below_limit"
#: one value repeated for hours
FREEZE: Final = "freeze"
#: high values multiplied by a factor below one
SCALE: Final = "scale_down_on_high"
#: the values of another station reported as one's own
COPY: Final = "neighbour_copy"
#: values held at a ceiling for some days, as while inspectors are there
CAP: Final = "percentile_cap_during_inspection"
#: values rounded to a multiple of five
ROUND: Final = "round_digit"
#: no values while the air is bad
OFFLINE: Final = "offline_when_high"
#: a running mean reported instead of the hour's value
SMOOTH: Final = "smooth"

KINDS: Final = (CLIP, FREEZE, SCALE, COPY, CAP, ROUND, OFFLINE, SMOOTH)

NAMES: Final[dict[str, Text]] = {
    CLIP: Text("压在限值之下", "held just below the limit"),
    FREEZE: Text("恒值不变", "one value repeated"),
    SCALE: Text("高值按比例压低", "scaled down when high"),
    COPY: Text("与邻站相同", "copied from a neighbour"),
    CAP: Text("检查期间封顶", "capped during an inspection"),
    ROUND: Text("末位取整", "last digit rounded"),
    OFFLINE: Text("高值时段缺数", "missing when high"),
    SMOOTH: Text("过度平滑", "smoothed"),
}
