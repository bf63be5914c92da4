"""Words of the groups: kinds, classes and channels as the procedure declares them, weekdays, places, units."""

from __future__ import annotations

from collections.abc import Mapping

from qingtian.apps.people.models import Organ
from qingtian.apps.places.models import Area
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.web.desk.reporting import channel_title
from qingtian.web.templatetags.words import name

UNSORTED = Text("还没有分类", "Not sorted yet")
NO_AREA = Text("属地没定", "Area not settled")
NO_HANDLER = Text("还没有分给单位", "Not given to a unit yet")
WEEKDAYS = tuple(
    Text(f"周{zh}", en)
    for zh, en in zip("一二三四五六日", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), strict=True)
)


def _choices(act: str, state: str, field: str) -> Mapping[str, Text]:
    found = load_procedures().editions("petition")[-1].find(act, state)
    declared = found.field(field) if found else None
    return declared.choices if declared else {}


def kind_words(code: str) -> Text:
    """A kind of pollution."""
    return _choices("receive", "start", "kinds").get(code, Text(code, code))


def class_words(code: str) -> Text:
    """A class of petitions; empty: not sorted."""
    return _choices("sort", "registered", "class").get(code, Text(code, code)) if code else UNSORTED


def channel_words(code: str) -> Text:
    """A channel."""
    return channel_title(code)


def area_names() -> dict[int, tuple[str, str]]:
    """Code and name of every area by key."""
    return {area.pk: (area.code, name(area)) for area in Area.objects.all()}


def organ_names(codes: list[str]) -> dict[str, str]:
    """Names of organs by code."""
    return {organ.code: name(organ) for organ in Organ.objects.filter(code__in=codes)}
