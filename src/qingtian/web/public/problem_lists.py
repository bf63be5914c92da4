"""Problem lists as everybody may see them: the version published last of each area and year, and how each problem is.

Where a problem came from is not shown; who leads its case only once the list's own decision names the leaders.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from qingtian.apps.problem_lists.models import ListItem, ListVersion, ProblemList
from qingtian.apps.publishing.decisions import Admission
from qingtian.apps.publishing.gate import Gate, Publishable, Shown, sift
from qingtian.language import Text

KIND = "problem_list"
DONE, IN_HAND = Text("已销号", "Closed out"), Text("在办", "In hand")


def problem_lists_shown(gate: Gate) -> list[Shown]:
    """The published lists, latest year first, then in the order of the area tree; without their items."""
    if gate.closed(KIND) is not None:
        return []
    return gate.admit_all(Publishable(KIND, _head(one), one.proceeding.number) for one in _published())


def problem_list_shown(gate: Gate, year: int, area: str) -> list[Shown]:
    """One list with its items and, by its own decision, the leaders; none where the public sees none."""
    held = _published().filter(year=year, area__code=area).first()
    if held is None or gate.closed(KIND) is not None:
        return []
    version = ListVersion.objects.get(problem_list=held, version=held.published_version)
    with_case = held.items.select_related("case__case__leader_post__organ", "case__case__leader")
    items = {item.number: item for item in with_case}
    fields = _head(held) | {"items": [_line(row, items) for row in version.rows], "leaders": _leaders(version, items)}
    admission = Admission(held.proceeding.number, bool(held.leaders_decision))
    return [sift(Publishable(KIND, fields, held.proceeding.number), admission)]


def _published() -> QuerySet[ProblemList]:
    held = ProblemList.objects.filter(published_version__isnull=False, withdrawn_on=None)
    return held.select_related("proceeding", "area").order_by("-year", "area__path", "pk")


def _head(held: ProblemList) -> dict[str, object]:
    return {
        "area": Text(held.area.name_zh, held.area.name_en),
        "code": held.area.code,
        "year": held.year,
        "version": held.published_version,
        "published_on": held.published_on,
    }


def _line(row: Mapping[str, Any], items: Mapping[int, ListItem]) -> dict[str, object]:
    item = items.get(row["number"])
    ended = item is not None and item.case is not None and item.case.ended_on is not None
    return {
        "number": row["number"],
        "subject": row["subject"],
        "unit": Text.of(row["unit"]),
        "deadline": date.fromisoformat(str(row["deadline"])),
        "carried": bool(row["carried"]),
        "state": DONE if ended else IN_HAND,
    }


def _leaders(version: ListVersion, items: Mapping[int, ListItem]) -> list[dict[str, object]]:
    """Post and name of who leads each case, by number of the item."""
    found = []
    for row in version.rows:
        item = items.get(row["number"])
        case = getattr(item.case, "case", None) if item and item.case else None
        if case is not None and case.leader_post is not None and case.leader is not None:
            post = case.leader_post
            title = Text(f"{post.organ.name_zh}{post.title_zh}", f"{post.title_en}, {post.organ.name_en}")
            name = Text(case.leader.name_zh, case.leader.name_en)
            found.append({"number": row["number"], "post": title, "person": name})
    return found
