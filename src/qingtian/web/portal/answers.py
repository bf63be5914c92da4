"""Reading the answers of each step of a report: clean values, or a sentence beside the field that is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import QueryDict

from qingtian.apps.places.models import Area
from qingtian.language import Text
from qingtian.web.portal.kinds import WORDS
from qingtian.web.portal.settled import LONGEST_PLACE, LONGEST_REPORT, LONGEST_WHEN

TELL_US = Text("请写一两句：看到、闻到或听到了什么。", "Write a sentence or two: what did you see, smell or hear?")
TOO_LONG = Text(
    "超过 {limit} 字，现在是 {n} 字，请缩短。", "Longer than {limit} characters, now {n}; please shorten it."
)
NOWHERE = Text("请在图上标一下，或用话说，或选一个区县。", "Mark the map, say it in words, or choose a district.")
OFF_THE_MAP = Text(
    "图上的点读不出来，请重新标，或用话说。", "The point cannot be read; mark it again or say it in words."
)
WHEN_QUESTION = Text("请选一个，说不准也可以。", "Choose one; not being sure is fine too.")

#: when it happened: code → words; the day of reporting is added when the report is sent
WHENS: dict[str, Text] = {
    "now": Text("现在正在发生", "It is happening now"),
    "today": Text("今天早些时候", "Earlier today"),
    "yesterday": Text("昨天", "Yesterday"),
    "often": Text("这些天常有", "Often, these days"),
    "earlier": Text("更早以前", "Longer ago"),
    "unsure": Text("说不准", "Not sure"),
}


@dataclass(slots=True)
class Answers:
    """``values`` to keep in the draft, ``errors`` by field name. With errors the values are kept all the same."""

    values: dict[str, Any]
    errors: dict[str, Text] = field(default_factory=dict)

    def refuse_longer(self, name: str, limit: int) -> None:
        length = len(self.values[name])
        if length > limit:
            self.errors[name] = TOO_LONG.format(limit=limit, n=length)


def line(posted: QueryDict, name: str) -> str:
    """What was typed, without control characters; line ends as one kind."""
    words = posted.get(name, "").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in words if c >= " " or c in "\n\t").strip()


def what(posted: QueryDict) -> Answers:
    """Step 1: kinds (any number, also none) and the words."""
    kinds = [kind for kind in posted.getlist("kinds") if kind in WORDS]
    answers = Answers({"kinds": kinds, "report": line(posted, "report")})
    if not answers.values["report"]:
        answers.errors["report"] = TELL_US
    answers.refuse_longer("report", LONGEST_REPORT)
    return answers


def coordinate(words: str, bound: int) -> Decimal | None:
    """Degrees with six decimals; None when nothing was given. Raises ValueError when it is no such number."""
    if not words.strip():
        return None
    try:
        degrees = Decimal(words)
    except InvalidOperation:
        raise ValueError(words) from None
    if not degrees.is_finite() or abs(degrees) > bound:
        raise ValueError(words)
    return degrees.quantize(Decimal("0.000001"))


def point(posted: QueryDict) -> tuple[Decimal, Decimal] | None:
    """Longitude and latitude of the pin; None without one. Raises ValueError."""
    latitude, longitude = coordinate(posted.get("lat", ""), 90), coordinate(posted.get("lon", ""), 180)
    if (latitude is None) != (longitude is None):
        raise ValueError("half a point")
    return None if latitude is None or longitude is None else (longitude, latitude)


def where(posted: QueryDict) -> Answers:
    """Step 2: a pin, words or an area; one of them is enough, and "cannot say" is an answer too."""
    answers = Answers({"lat": "", "lon": "", "place": line(posted, "place"), "area": posted.get("area", "")})
    answers.values["where_unknown"] = "skip" in posted
    try:
        if pin := point(posted):
            answers.values |= {"lon": str(pin[0]), "lat": str(pin[1])}
    except ValueError:
        answers.errors["place"] = OFF_THE_MAP
    if not Area.objects.filter(code=answers.values["area"]).exists():
        answers.values["area"] = ""
    answers.refuse_longer("place", LONGEST_PLACE)
    if not any(answers.values[name] for name in ("lat", "place", "area", "where_unknown")):
        answers.errors.setdefault("place", NOWHERE)
    return answers


def when(posted: QueryDict) -> Answers:
    """Step 3: one of the choices, and words if there is more to say."""
    chosen = posted.get("when", "")
    answers = Answers({"when": chosen if chosen in WHENS else "", "when_words": line(posted, "when_words")})
    if not answers.values["when"]:
        answers.errors["when"] = WHEN_QUESTION
    answers.refuse_longer("when_words", LONGEST_WHEN)
    return answers
