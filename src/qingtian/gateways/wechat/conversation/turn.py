"""One turn of the talk: what was noted so far and one more thing said, to what is noted now and what is said back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from qingtian.gateways.wechat.conversation import words
from qingtian.gateways.wechat.conversation.commands import DISCARD, GO_ON, SKIP, SUBMIT
from qingtian.gateways.wechat.conversation.said import Said
from qingtian.language import Text

Values = dict[str, Any]
LONGEST = {"report": 5000, "place": 300, "when_words": 120}
#: characters of a report read back in the chat
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Turn:
    """``deed``: submit, discard or nothing. ``begin`` is what a new draft then begins with."""

    values: Values
    replies: tuple[Text, ...] = ()
    deed: str = ""
    begin: tuple[Said, ...] = field(default_factory=tuple)


def has_begun(values: Values) -> bool:
    """Whether anything was noted."""
    return any(values.get(name) for name in ("report", "place", "lat", "when_words", "photos", "recordings"))


def turn(values: Values, said: Said, *, stale: bool, at: str, most_photos: int) -> Turn:
    """The next turn. ``stale``: the draft's last word lies longer back than messages are joined; ``at`` says when."""
    order = said.text.lower() if said.kind == "text" else ""
    if values.get("held"):
        return _settle(values, said, order, at, most_photos)
    if order in DISCARD:
        return (
            Turn({}, (words.DISCARDED,), "discard")
            if has_begun(values)
            else Turn(values, (words.NOTHING_TO_TAKE_BACK,))
        )
    if order in SUBMIT:
        return _submit(values)
    if stale and has_begun(values):
        return _hold(values, said, at)
    return taken(values, (said,), most_photos)


def _submit(values: Values, begin: tuple[Said, ...] = ()) -> Turn:
    """Submit what is whole enough: what and where, or that nobody can say where."""
    if not has_begun(values):
        return Turn(values, (words.NOTHING_TO_SUBMIT, words.QUESTIONS["what"]))
    if (asked := question(values)) in ("what", "where"):
        return Turn(values | {"asked": asked}, (words.QUESTIONS[asked],))
    return Turn(values, (), "submit", begin)


def _hold(values: Values, said: Said, at: str) -> Turn:
    """Put aside what may belong to another report, and ask."""
    held = [*values.get("held", ()), said.as_json()]
    return Turn(values | {"held": held}, (words.WHICH.format(at=at, what=shown(values)),))


def _settle(values: Values, said: Said, order: str, at: str, most_photos: int) -> Turn:
    """Go on, drop or submit the older draft; anything else is put aside too."""
    held = tuple(Said(**each) for each in values["held"])
    older = {name: value for name, value in values.items() if name != "held"}
    if order in GO_ON:
        return taken(older, held, most_photos)
    if order in DISCARD:
        return Turn({}, (words.DISCARDED,), "discard", held)
    if order in SUBMIT:
        settled = _submit(older, held)
        return settled if settled.deed else Turn(values | {"asked": settled.values["asked"]}, settled.replies)
    return _hold(values, said, at)


def taken(values: Values, said: Iterable[Said], most_photos: int) -> Turn:
    """Note one thing after another, say so, and ask for what is missing."""
    replies: list[Text] = []
    for each in said:
        values, reply = _noted(values, each, most_photos)
        replies.append(reply)
    asked = question(values)
    values = values | {"asked": asked}
    replies.append(summary(values) if asked == "confirm" else words.QUESTIONS[asked])
    return Turn(values, tuple(replies[-2:]))


def _noted(values: Values, said: Said, most_photos: int) -> tuple[Values, Text]:
    if said.kind == "photo":
        count = values.get("photos", 0)
        if count >= most_photos:
            return values, words.TOO_MANY_PHOTOS.format(n=most_photos)
        return values | {"photos": count + 1}, words.NOTED["photo"].format(n=count + 1)
    if said.kind == "recording":
        return values | {"recordings": values.get("recordings", 0) + 1}, words.NOTED["recording"]
    if said.kind == "place":
        place = values.get("place") or said.text[: LONGEST["place"]]
        return values | {"lat": said.latitude, "lon": said.longitude, "place": place}, words.NOTED["place"]
    return _noted_words(values, said.text)


#: what a question asks for, and what notes that it was passed over
ASKED_FOR = {
    "where": ("place", "where_unknown"),
    "when": ("when_words", "when_skipped"),
    "photo": ("report", "no_photos"),
}


def _noted_words(values: Values, text: str) -> tuple[Values, Text]:
    """Words answer the question that was asked; otherwise they go on with the report."""
    name, passed = ASKED_FOR.get(values.get("asked", ""), ("report", ""))
    if passed and text.lower().rstrip("。.") in SKIP:
        return values | {passed: True}, words.NOTED["text"]
    earlier = values.get("report", "") if name == "report" else ""
    joined = "\n".join(part for part in (earlier, text) if part)
    if len(joined) > LONGEST[name]:
        return values, words.TOO_LONG
    more = {"no_photos": True} if passed == "no_photos" else {}
    return values | {name: joined} | more, words.NOTED["text"]


def question(values: Values) -> str:
    """What is missing first; ``confirm`` where nothing is."""
    if not values.get("report"):
        return "what"
    if not (values.get("place") or values.get("lat") or values.get("where_unknown")):
        return "where"
    if not (values.get("when_words") or values.get("when_skipped")):
        return "when"
    return "confirm" if values.get("photos") or values.get("no_photos") else "photo"


def shown(values: Values) -> str:
    """The beginning of a report, to recognise it by."""
    report = values.get("report", "") or "…"
    return report if len(report) <= SHOWN else report[:SHOWN] + "…"


def summary(values: Values) -> Text:
    """Everything noted, to be confirmed."""
    place = values.get("place", "")
    where = place or (words.ON_THE_MAP if values.get("lat") else words.NOT_SAID)
    when, count = values.get("when_words", ""), values.get("recordings", 0)
    return words.CONFIRM.format(
        what=shown(values),
        where=where,
        when=when or words.NOT_SAID,
        photos=values.get("photos", 0),
        more=words.RECORDINGS.format(n=count) if count else "",
    )
