"""Pieces of the air's pages: ``{% load air_pieces %}``. Names of items, figures in thousandths, drawings."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from qingtian.measurements.scale import written
from qingtian.web.design import figures
from qingtian.web.design.months import Month
from qingtian.web.design.parts import Head, PartsBar
from qingtian.web.templatetags.words import page_language

register = template.Library()
#: how an item is written: letters, the figure set below them, and what follows
SYMBOLS = {
    "PM10": ("PM", "10", ""),
    "PM2_5": ("PM", "2.5", ""),
    "NO2": ("NO", "2", ""),
    "SO2": ("SO", "2", ""),
    "CO": ("CO", "", ""),
    "O3": ("O", "3", ""),
    "O3_8h": ("O", "3", " 8 h"),
    "O3_1h": ("O", "3", " 1 h"),
    "AQI": ("AQI", "", ""),
}


@register.filter
def item(code: str) -> SafeString:
    """PM<sub>10</sub>; ozone of a day as O<sub>3</sub> 8 h."""
    letters, below, after = SYMBOLS[code]
    return format_html("{}<sub>{}</sub>{}", letters, below, after) if below else format_html("{}{}", letters, after)


@register.filter
def plain_item(code: str) -> str:
    """PM10, PM2.5, O3: in charts and options, where nothing can be set lower (look §10)."""
    return "".join(SYMBOLS[code])


@register.filter
def thousandths(value: int | None, decimals: int = 0) -> str:
    """A figure in thousandths with so many decimals; ``NA`` where there is none: a gap, never zero."""
    return "NA" if value is None else figures.number(written(value, decimals))


@register.filter
def signed_thousandths(value: int | None, decimals: int = 0) -> str:
    """A change in thousandths with its sign; ``—`` where there is nothing to compare with."""
    return figures.ABSENT if value is None else figures.signed(written(value, decimals))


@register.inclusion_tag("components/parts_bar.html")
def parts_bar(bar: PartsBar) -> dict[str, Any]:
    """The parts of one composite index."""
    return {"bar": bar}


@register.inclusion_tag("components/parts_head.html")
def parts_head(head: Head) -> dict[str, Any]:
    """The head of the column of parts."""
    return {"head": head}


@register.inclusion_tag("components/month_grid.html")
def month_grid(month: Month) -> dict[str, Any]:
    """One month of the calendar of days."""
    letters = ("M", "T", "W", "T", "F", "S", "S") if page_language() == "en" else tuple(figures.WEEKDAYS_ZH)
    return {"month": month, "letters": letters}
