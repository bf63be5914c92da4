"""What happens to one petition of the demonstration: the rare things by hand, the ordinary run by chance."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

CHANNELS = {"web": 30, "wechat": 22, "hotline_12345": 26, "hotline_12369": 9, "phone": 7, "visit": 3, "letter": 3}
HOTLINES = ("hotline_12345", "hotline_12369", "hotline_12319")
CONCLUDED = {"supported": 7, "explained": 2, "not_supported": 1, "mediated": 1}
RATINGS = {"": 45, "satisfied": 27, "fairly": 17, "not": 11}
#: how an ordinary petition goes, in a hundred; the second word is the kind of report it needs
COURSES = {
    ("statutory_duty", ""): 82,
    ("petition_proper", ""): 8,
    ("suggestion", "suggestions"): 3,
    ("divert", "diverted"): 3,
    ("declined", "declined"): 3,
    ("accusation", "accusation"): 1,
}
#: from so many people on, a visit is one of a group (集体访), 信访工作条例 20
GROUP = 5


@dataclass(frozen=True)
class Plan:
    """What happens to one petition. ``stop`` is the state it rests in; ``brisk`` ones are answered within days.

    ``late`` ones are accepted and concluded after their days have run out; ``corrected`` ones were registered wrongly
    first; ``present`` people came to a visit.
    """

    channel: str = "web"
    stop: str = ""
    course: str = "statutory_duty"
    brisk: bool = False
    objected: bool = False
    extended: bool = False
    supervised: bool = False
    late: bool = False
    corrected: bool = False
    present: int = 0
    photos: int = 0
    rating: str = ""
    verified: bool = False
    reviewed: str = ""
    withdrawn: bool = False
    raises: str = ""
    recurs: str = ""
    key: str = ""
    #: code of the area it comes from; drawn where empty
    area: str = ""


def people_of_a_visit(rng: Random) -> int:
    """Most come alone or in pairs; one visit in four is a group."""
    return rng.choices([1, 2, 3, 7, 12, 23], [40, 25, 10, 12, 9, 4])[0]


def plan_of(rng: Random) -> tuple[Plan, str]:
    """What happens to an ordinary report, and the kind of report that takes. Hotline orders are brisk: their five
    working days are watched."""
    channel = rng.choices(list(CHANNELS), list(CHANNELS.values()))[0]
    course, kind = rng.choices(list(COURSES), list(COURSES.values()))[0]
    late = rng.random() < 0.05
    plan = Plan(
        channel=channel,
        stop=rng.choices(["", "accepted", "assigned"], [97, 2, 1])[0],
        course=course,
        brisk=not late and rng.random() < (0.88 if channel == "hotline_12345" else 0.15),
        objected=rng.random() < 0.05,
        extended=rng.random() < 0.04,
        supervised=late or rng.random() < 0.05,
        late=late,
        corrected=rng.random() < 0.02,
        present=people_of_a_visit(rng) if channel == "visit" else 0,
        photos=rng.choices([0, 1, 2], [92, 5, 3])[0] if channel in ("web", "wechat") else 0,
        rating=rng.choices(list(RATINGS), list(RATINGS.values()))[0],
        verified=rng.random() < 0.25,
        reviewed=rng.choices(["", "lapse", "plain", "hearing"], [95, 2, 2, 1])[0],
        withdrawn=not kind and rng.random() < 0.03,
    )
    return plan, kind
