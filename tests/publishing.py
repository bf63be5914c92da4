"""Publications as offices make them, through the acts people use: drafted, read, reviewed, approved, published."""

from __future__ import annotations

from datetime import date
from typing import Any

from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Proceeding
from tests.days import TODAY, at
from tests.small_city import SmallCity

DRAFT = {"kind": "notice", "subject": "关于夜间施工的通知", "text": "本月起夜间施工要先公告。", "reviewing": "eeb"}
STANDING = DRAFT | {
    "kind": "standing",
    "subject": "例行数据长期公开决定",
    "text": "以下例行数据一次审定，长期公开。",
    "kinds": [
        *("matter", "matter_count", "city_air", "station_hour", "air_days", "air_hours", "air_forecast"),
        *("office", "outline", "nearby_count", "open311_request"),
        *(
            "air_warning",
            "reward_scheme",
            "reward_totals",
            "duty_list",
            "random_draw",
            "problem_list",
            "violator_entry",
            "outlet_hour",
        ),
    ],
}
PASSED = {"result": "passed", "opinion": "没有问题。"}
#: the road of a text and who walks it in the small city: six people, no step by one who did an earlier one
ROAD: list[tuple[str, str, dict[str, Any]]] = [
    ("read_1", "discipline", PASSED),
    ("read_2", "reviewer", PASSED),
    ("read_3", "re-reviewer", PASSED),
    ("review", "secrecy", {"conclusion": "open", "opinion": "不涉密。"}),
    ("approve", "reviewer", {"approved": "yes"}),
]


def drafted(city: SmallCity, on: date = TODAY, **fields: Any) -> Proceeding:
    """A draft by the petition section."""
    values = DRAFT | fields
    by = city.actor("petition-officer", on)
    return open_proceeding("publication", by=by, on=on, now=at(on), title=values["subject"], fields=values)


def act(city: SmallCity, matter: Proceeding, name: str, post: str, on: date = TODAY, **fields: Any) -> Proceeding:
    """One act as the holder of a post."""
    matter.refresh_from_db()
    by = city.actor(post, on)
    perform(matter, name, by=by, on=on, now=at(on), fields=fields, expected_seq=matter.seq)
    matter.refresh_from_db()
    return matter


def walk(city: SmallCity, matter: Proceeding, until: str = "approve", on: date = TODAY, **changes: Any) -> Proceeding:
    """Along the road up to and with ``until``; ``changes`` are fields by act."""
    for name, post, fields in ROAD:
        act(city, matter, name, post, on, **(fields | changes.get(name, {})))
        if name == until:
            break
    return matter


def published(city: SmallCity, on: date = TODAY, **fields: Any) -> Proceeding:
    """A notice on the public pages."""
    return act(
        city, walk(city, drafted(city, on, **fields), on=on), "publish", "petition-officer", on, place="街道公告栏"
    )


def cleared_notice(
    city: SmallCity, case: Proceeding, text: str, on: date = TODAY, until: str = "approve", **more: Any
) -> Proceeding:
    """The notice of a case, approved and ready to be put up, or as far as ``until``."""
    about = {"kind": "case_notice", "subject": "整改情况公示", "source": case.number, "text": text}
    changes = more.pop("changes", {})
    return walk(city, drafted(city, on, **about, **more), until, on=on, **changes)


def standing(city: SmallCity, on: date = date(2026, 1, 5), **fields: Any) -> Proceeding:
    """A standing decision in force; by default for every kind of routine data."""
    matter = walk(city, drafted(city, on, **(STANDING | fields)), on=on)
    return act(city, matter, "put_in_force", "reviewer", on)
