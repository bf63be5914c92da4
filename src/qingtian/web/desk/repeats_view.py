"""What the page of repeats shows: suggestions, two reports side by side, decisions, all in words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.safestring import SafeString

from qingtian.apps.petitions.models import WorkingCopy
from qingtian.apps.petitions.policy import copies_read_by
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import procedure_of
from qingtian.apps.repeats.models import RepeatDecision
from qingtian.apps.repeats.queries import decisions, suggested
from qingtian.insight.likeness import Report, Verdict, sentence
from qingtian.insight.likeness.place import metres_between
from qingtian.language import Text
from qingtian.procedures.guards.petitions import ANSWERED_STATES, MAIN_STATES
from qingtian.procedures.who import Actor
from qingtian.web.desk.marked_words import shared_marked
from qingtian.web.desk.reporting import channel_title
from qingtian.web.desk.word_search import media

Choice = RepeatDecision.Choice
CHOICES = {
    Choice.MERGE: Text("同一件事，并入旧件", "The same event: merge into the earlier one"),
    Choice.RECURRENCE: Text("答复或办结后复发", "It came back after it was answered or closed"),
    Choice.PRESSING: Text("同一人又来反映", "The same person again"),
    Choice.NOT_THE_SAME: Text("不是一回事", "Not the same matter"),
}
HINTS = {
    Choice.MERGE: Text(
        "两份回执都有效，各自得到答复、各自评价；期限由旧件承担，分开时原样恢复。",
        "Both receipts stay valid, each is answered and rated; the earlier one carries the clocks until parted.",
    ),
    Choice.RECURRENCE: Text(
        "两件相连，旧件上写明又来了，重新追问责任。",
        "The two are linked, the earlier one shows that it came back, responsibility is asked anew.",
    ),
    Choice.PRESSING: Text(
        "两件相连，不写是谁；各自照常答复。", "The two are linked without saying who; each is answered."
    ),
    Choice.NOT_THE_SAME: Text("记住，不再提示这一对。", "Remembered: this pair is not suggested again."),
}
#: by kind of link and whether this matter is the later one
LINK_WORDS = {
    ("duplicate_of", True): Text("并入", "Merged into"),
    ("duplicate_of", False): Text("并来", "Merged here:"),
    ("recurrence_of", True): Text("复发自", "Came back from"),
    ("recurrence_of", False): Text("答复或办结后又来了：", "Came back after it was answered or closed:"),
    ("presses", True): Text("同一人先前反映过", "The same person reported before:"),
    ("presses", False): Text("同一人又来反映", "The same person again:"),
}
LINK_OF = {Choice.MERGE: "duplicate_of", Choice.RECURRENCE: "recurrence_of", Choice.PRESSING: "presses"}
IN_PANEL = 3
#: from these states a petition cannot be linked as a recurrence or a pressing
BEFORE_REGISTERED, CLOSED_TO_MERGE = ("received", "merged", "accusation"), ("merged", "accusation")


@dataclass(frozen=True, slots=True)
class Offer:
    """One suggestion in the list."""

    matter: Proceeding
    verdict: Text
    percent: int
    state: Text
    chosen: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two reports: nothing that is not in the working copy or the projection."""

    matter: Proceeding
    words: SafeString
    place: str
    media: Text
    channel: Text
    state: Text


@dataclass(frozen=True, slots=True)
class Pair:
    """Both reports, and what speaks for one matter. ``verdict`` empty: the officer chose the pair."""

    own: Side
    other: Side
    verdict: Text | None
    percent: int
    reasons: list[tuple[Text, bool]]
    days: int
    metres: int | None

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.own, self.other


@dataclass(frozen=True, slots=True)
class Returned:
    """A decision as the page tells it."""

    pk: int
    earlier: str
    words: Text
    at: datetime
    undone_at: datetime | None


def decided(choice: str) -> Text:
    """A decision in words."""
    return CHOICES[Choice(choice)]


def repeats_of(petition: Proceeding, actor: Actor) -> dict[str, object]:
    """The part about repeats on a petition's own page: what is suggested, what was decided."""
    offers = suggested(petition, actor) if petition.ended_on is None else []
    standing = decisions(petition, actor).filter(undone_at=None)
    return {
        "offers": [offer(other, verdict, False) for other, verdict in offers[:IN_PANEL]],
        "standing": [returned(one) for one in standing],
    }


def percent_of(verdict: Verdict) -> int:
    """The confidence in hundredths; never a hundred, for nothing here is certain."""
    return min(99, round(100 * verdict.confidence))


def offer(matter: Proceeding, verdict: Verdict, chosen: bool) -> Offer:
    """A suggestion as a line of the list."""
    return Offer(matter, verdict.kind.words, percent_of(verdict), _state(matter), chosen)


def returned(decision: RepeatDecision) -> Returned:
    """A decision as a line of the list."""
    words = decided(decision.choice)
    return Returned(decision.pk, decision.earlier.number, words, decision.decided_at, decision.undone_at)


def compared(actor: Actor, own: Proceeding, other: Proceeding, verdict: Verdict | None) -> Pair:
    """The two side by side as far as this actor may read them; stretches that stand in both are marked."""
    readable = copies_read_by(actor).select_related("petition")
    one, two = (readable.filter(petition__proceeding=matter).first() for matter in (own, other))
    left, right = shared_marked(one.text if one else "", two.text if two else "")
    assert own.opened_on
    assert other.opened_on
    return Pair(
        own=_side(own, one, left),
        other=_side(other, two, right),
        verdict=verdict.kind.words if verdict else None,
        percent=percent_of(verdict) if verdict else 0,
        reasons=[(sentence(r.code, r.figures), r.points >= 0) for r in verdict.reasons] if verdict else [],
        days=abs((own.opened_on - other.opened_on).days),
        metres=_metres(one, two),
    )


def _side(matter: Proceeding, copy: WorkingCopy | None, words: SafeString) -> Side:
    known = media()
    kinds = [known[kind] for kind in matter.projection.get("facts", {}).get("kinds") or () if kind in known]
    named = (
        Text("、".join(k.zh for k in kinds), ", ".join(k.en for k in kinds)) if kinds else Text("没有写", "not given")
    )
    return Side(matter, words, copy.place if copy else "", named, channel_title(matter.channel), _state(matter))


def _metres(one: WorkingCopy | None, two: WorkingCopy | None) -> int | None:
    """Between the two pins; None where one is missing."""
    if one is None or two is None:
        return None
    apart = metres_between(_pinned(one), _pinned(two))
    return None if apart is None else round(apart)


def _pinned(copy: WorkingCopy) -> Report:
    pin = copy.petition
    here = Report("", copy.drafted_at)
    if pin.longitude is None or pin.latitude is None:
        return here
    return replace(here, longitude=float(pin.longitude), latitude=float(pin.latitude))


def _state(matter: Proceeding) -> Text:
    return procedure_of(matter).states[matter.state].title


def _over(earlier: Proceeding) -> bool:
    """Answered or closed: what comes now is a recurrence."""
    return earlier.ended_on is not None or earlier.state in ANSWERED_STATES


def choices_for(petition: Proceeding, earlier: Proceeding, standing: Collection[str]) -> list[tuple[str, Text, Text]]:
    """What may be decided of this pair now: value, words, hint. ``standing``: kinds of link it has already."""
    open_ = petition.ended_on is None
    possible = {
        Choice.MERGE: open_ and petition.state not in CLOSED_TO_MERGE and earlier.state in MAIN_STATES,
        Choice.RECURRENCE: open_ and petition.state not in BEFORE_REGISTERED and _over(earlier),
        Choice.PRESSING: open_ and petition.state not in BEFORE_REGISTERED,
        Choice.NOT_THE_SAME: True,
    }
    return [
        (choice.value, CHOICES[choice], HINTS[choice])
        for choice, may in possible.items()
        if may and LINK_OF.get(choice) not in standing
    ]
