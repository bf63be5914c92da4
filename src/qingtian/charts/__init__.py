"""图的语法: every chart of pages and papers, from one grammar: Vega-Lite specifications as plain dictionaries.

May live here: the faces (screen, paper) charts are drawn in, one chart a file, and their drawing to SVG and PNG. Pure:
no Django, no clock, no network. Charts draw what they are given: figures come as the strings that are printed, words as
words, colours of the index from its standard. Nothing is rounded here; a string becomes a length and nothing else.
"""

from qingtian.charts.beside import BesideHour, beside
from qingtian.charts.calendar import CalendarDay, calendar
from qingtian.charts.days import DayBar, day_bars
from qingtian.charts.drawing import png, register_fonts, svg
from qingtian.charts.face import PAPER, SCREEN, Face
from qingtian.charts.heat import HeatArea, HeatCell, heat_areas, heat_grid
from qingtian.charts.limits import Against, against_limits
from qingtian.charts.ranking import RankBar, ranking
from qingtian.charts.rose import Sector, rose
from qingtian.charts.trend import TrendPoint, trend

__all__ = [
    "PAPER",
    "SCREEN",
    "Against",
    "BesideHour",
    "CalendarDay",
    "DayBar",
    "Face",
    "HeatArea",
    "HeatCell",
    "RankBar",
    "Sector",
    "TrendPoint",
    "against_limits",
    "beside",
    "calendar",
    "day_bars",
    "heat_areas",
    "heat_grid",
    "png",
    "ranking",
    "register_fonts",
    "rose",
    "svg",
    "trend",
]
