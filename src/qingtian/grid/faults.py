"""Words for what keeps a grid from tiling. Without geometry: whoever only says them loads none."""

from __future__ import annotations

from collections.abc import Mapping

from qingtian.language import Text

KINDS: Mapping[str, Text] = {
    "gap": Text("有空隙", "Gap"),
    "overlap": Text("重叠", "Overlap"),
    "outside": Text("超出上级网格", "Outside the cell above"),
    "no_outline": Text("没有边界", "No outline"),
    "no_parent": Text("上级网格不存在", "The cell above is not there"),
}
