"""The annual environmental report (环境状况年度报告): figures frozen once, words, tables and charts from them alone."""

from qingtian.apps.oversight.annual.composing import compose
from qingtian.apps.oversight.annual.computing import compute
from qingtian.apps.oversight.annual.record import canonical, draft, read

__all__ = ["canonical", "compose", "compute", "draft", "read"]
