"""Components as template tags: ``{% load pieces %}``. What each takes is written in docs/reference/design-system.md."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import template
from django.core.paginator import Page

from qingtian.language import Text
from qingtian.web.design import charts
from qingtian.web.design.fields import FieldView, field_view
from qingtian.web.design.shapes import ActView, ClockView, Link, Table
from qingtian.web.design.weeks import DerivationView
from qingtian.web.templatetags.words import page_language

register = template.Library()


@register.inclusion_tag("components/clock.html")
def clock(view: ClockView, place: str = "row", headed: bool = False) -> dict[str, Any]:
    """Days left, due day, reason, bar. ``place="head"`` in the head of a proceeding; ``headed`` shows the title."""
    return {"clock": view, "place": place, "headed": headed, "width": max(0, min(100, view.elapsed))}


@register.inclusion_tag("components/derivation.html")
def derivation(view: DerivationView, open: bool = False) -> dict[str, Any]:
    """How the last day is reached, in place; ``weeks.derivation_view`` makes the view."""
    return {"derivation": view, "open": open, "units": UNITS_IN_WORDS}


#: a unit after a number (60 天, 5 个工作日), and how it is counted
UNITS_IN_WORDS = {
    "calendar_day": Text("自然日，休息日、节假日都算", "calendar days; rest days and holidays count"),
    "working_day": Text("工作日，休息日、节假日不算", "working days; rest days and holidays do not count"),
    "hour": Text("小时，按整日算", "hours, as whole days"),
    "month": Text("按月，到期月的同一日", "months, to the same date"),
    "year": Text("按年，到期年的同一日", "years, to the same date"),
}


@register.inclusion_tag("components/timeline_desk.html")
def timeline_desk(events: Iterable[Any]) -> dict[str, Any]:
    """What has happened; hand in newest first (Event)."""
    return {"events": list(events)}


@register.inclusion_tag("components/timeline_portal.html")
def timeline_portal(steps: Iterable[Any]) -> dict[str, Any]:
    """How far it has come; hand in oldest first, future steps included (Step)."""
    return {"steps": list(steps)}


@register.inclusion_tag("components/acts_now.html")
def acts_now(acts: Iterable[ActView]) -> dict[str, Any]:
    """What can be done now, each with article and consequence."""
    return {"acts": list(acts)}


@register.inclusion_tag("components/acts_missing.html")
def acts_missing(acts: Iterable[ActView]) -> dict[str, Any]:
    """What cannot be done yet, and what is missing."""
    return {"acts": list(acts)}


@register.inclusion_tag("components/facts.html")
def facts(pairs: Iterable[Any], close: bool = False) -> dict[str, Any]:
    """A list of facts (Fact); ``close`` sets it small."""
    return {"facts": list(pairs), "close": close}


@register.filter
def is_link(value: object) -> bool:
    """Whether words lead somewhere."""
    return isinstance(value, Link)


@register.filter
def is_clock(value: object) -> bool:
    """Whether a cell holds a clock."""
    return isinstance(value, ClockView)


@register.filter
def is_day(value: object) -> bool:
    """Whether a step's ``when`` is a date rather than words."""
    return isinstance(value, date)


@register.filter
def is_moment(value: object) -> bool:
    """Whether it also has an hour."""
    return hasattr(value, "hour")


@register.inclusion_tag("components/table.html")
def table(view: Table) -> dict[str, Any]:
    """The three-line table. Raises KeyError where a row leaves a cell blank."""
    groups = [
        (g, [(row, [(c, row.cells[c.key], row.second.get(c.key)) for c in view.columns]) for row in g.rows])
        for g in view.groups
    ]
    return {"table": view, "groups": groups, "two_line": any(row.second for g in view.groups for row in g.rows)}


@register.inclusion_tag("components/field.html")
def field(source: Any, **changes: Any) -> dict[str, Any]:
    """One question: a FieldView or a bound Django field; ``label=``, ``hint=``, ``kind=`` … may be given."""
    view = field_view(source, **changes)
    return {"field": view}


@register.inclusion_tag("components/in_principle.html")
def in_principle(sentence: Any, reason: FieldView | None = None, basis: Any = "") -> dict[str, Any]:
    """原则上: a warning with an ink bar and a field for the reason."""
    return {"sentence": sentence, "reason": reason, "basis": basis}


@register.inclusion_tag("components/error_summary.html")
def error_summary(errors: Any) -> dict[str, Any]:
    """A list of links on top of a form: a Django form, or pairs (field id, sentence)."""
    if hasattr(errors, "errors") and hasattr(errors, "non_field_errors"):
        pairs = [("", sentence) for sentence in errors.non_field_errors()]
        pairs += [(f"id_{bound.html_name}", sentence) for bound in errors for sentence in bound.errors]
        return {"errors": pairs}
    return {"errors": list(errors or ())}


@register.inclusion_tag("components/progress.html")
def progress(step: int, total: int) -> dict[str, Any]:
    """第 2 步，共 5 步."""
    return {"step": step, "total": total, "steps": range(1, total + 1)}


@register.inclusion_tag("components/aqi_figure.html")
def aqi_figure(index: int | None, level: Any, levels: Sequence[Any], led_by: Any = "") -> dict[str, Any]:
    """The number, the square, the word, and the scale with a tick. ``levels`` = ``standards.air.categories(day)``."""
    bands, top = charts.scale_bands(levels)
    return {
        "index": index,
        "level": level,
        "bands": bands,
        "led_by": led_by,
        "end": charts.SCALE_WIDTH,
        "here": None if index is None else charts.marker(index, top),
    }


@register.inclusion_tag("components/aqi_bars.html")
def aqi_bars(hours: Sequence[charts.Hour], title: Any, table_href: str = "") -> dict[str, Any]:
    """Bars of past hours; the highest has its value written. A gap is a dotted line, and is said."""
    bars, grid = charts.hour_bars(hours)
    return {
        "bars": bars,
        "grid": grid,
        "title": title,
        "table_href": table_href,
        "width": charts.BARS_WIDTH,
        "floor": charts.BARS_HEIGHT,
        "gaps": sum(h.index is None for h in hours),
    }


@register.inclusion_tag("components/aqi_word.html")
def aqi_word(level: Any, index: int | None = None) -> dict[str, Any]:
    """Square, word and number: ``level`` has ``level`` and ``word``."""
    return {"level": level, "index": index}


@register.inclusion_tag("components/empty.html")
def empty(what: Any, then: Any = "", link: Link | None = None) -> dict[str, Any]:
    """What is so, what comes next, one link."""
    return {"what": what, "then": then, "link": link}


@register.inclusion_tag("components/slow.html")
def slow(sentence: Any, done: int = 0, total: int = 0) -> dict[str, Any]:
    """A sentence with progress in countable things."""
    return {"sentence": sentence, "done": done, "total": total, "width": done * 100 // total if total else 0}


@register.inclusion_tag("components/wrong.html")
def wrong(what: Any, safe: Any = "", links: Sequence[Link] = ()) -> dict[str, Any]:
    """What did not happen, what is safe, what to do."""
    return {"what": what, "safe": safe, "links": links}


@register.inclusion_tag("components/pages.html", takes_context=True)
def pages(context: Any, page: Page[Any], counted: str = "") -> dict[str, Any]:
    """第 1–15 件，共 46 件, with the page before and after; the rest of the address is kept. ``counted``: what, if
    not matters."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    return {"page": page, "query": query.urlencode(), "counted": counted}


@register.inclusion_tag("components/facets.html")
def facets(groups: Iterable[Any]) -> dict[str, Any]:
    """Plain lists with counts (FacetGroup)."""
    return {"groups": list(groups)}


@register.inclusion_tag("components/report_band.html")
def report_band(href: str) -> dict[str, Any]:
    """The only tinted block of the portal: report what one sees, smells or hears."""
    return {"href": href}


@register.inclusion_tag("components/map.html", takes_context=True)
def map_block(
    context: Any,
    areas: str,
    points: str = "",
    latitude: str = "",
    longitude: str = "",
    pin: bool = False,
    small: bool = False,
    label: Any = None,
) -> dict[str, Any]:
    """The schematic map. ``areas``, ``points``: addresses of GeoJSON; ``pin``: the reader sets lat and lon."""
    number = getattr(context.get("city"), "map_number", "")
    return {
        "areas": areas,
        "points": points,
        "latitude": latitude,
        "longitude": longitude,
        "pin": pin,
        "small": small,
        "label": label or Text("地图", "Map"),
        "map_number": number,
        "language": page_language(),
    }
