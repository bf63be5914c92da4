"""The spatial scan statistic (空间扫描统计量): where more cases lie together than chance would put there.

``zones`` draws the circles, ``circular`` finds the clusters and their p, ``reading`` and ``commands`` serve the file.
"""

from qingtian.targeting.scan.circular import Cluster, scan
from qingtian.targeting.scan.zones import Distance

__all__ = ["Cluster", "Distance", "scan"]
