"""Report drafts (信访周报、月报、年报、12345 考核表): frozen figures, then words and tables written from them alone."""

from qingtian.apps.petition_figures.reports.composing import compose
from qingtian.apps.petition_figures.reports.computing import compute
from qingtian.apps.petition_figures.reports.kinds import KINDS, Kind
from qingtian.apps.petition_figures.reports.record import draft, read

__all__ = ["KINDS", "Kind", "compose", "compute", "draft", "read"]
