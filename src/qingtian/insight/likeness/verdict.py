"""The verdict: what speaks for one matter and against it, added up."""

from __future__ import annotations

from math import exp

from qingtian.insight.likeness.background import Background
from qingtian.insight.likeness.letters import plain
from qingtian.insight.likeness.model import Kind, Reason, Report, Verdict
from qingtian.insight.likeness.names import shared_name
from qingtian.insight.likeness.place import PlaceAlike, Where, place_alike
from qingtian.insight.likeness.problem import ProblemAlike, problem_alike
from qingtian.insight.likeness.rules import rules
from qingtian.insight.likeness.words import WordsAlike, words_alike

#: hardly a word: under so many nats a report tells nothing of its own
HARDLY = 20.0


def compare(new: Report, earlier: Report, background: Background, *, same_person: bool | None = None) -> Verdict | None:
    """What ``new`` is to ``earlier``; None: nothing that should be shown to anybody.

    ``same_person`` says only whether both came from one person, as far as anybody can tell; never who.
    """
    words = words_alike(new.words, earlier.words, background)
    place, problem = place_alike(new, earlier), problem_alike(new, earlier)
    if problem.other or place.where is Where.FAR:
        return None
    reasons = [
        *_of_words(words),
        *_of_names(shared_name(plain(new.words + new.place), plain(earlier.words + earlier.place), background)),
        *_of_place(place),
        *_of_source(new, earlier),
        *_of_problem(problem),
        *_of_time(new, earlier),
    ]
    if same_person:
        reasons.append(_reason("person_same", "person"))
    confidence = 1 / (1 + exp(-(rules().points["base"] + sum(reason.points for reason in reasons))))
    if confidence < rules().propose:
        return None
    ordered = tuple(sorted(reasons, key=lambda reason: -abs(reason.points)))
    return Verdict(_kind(new, earlier, same_person), round(confidence, 3), ordered)


def _kind(new: Report, earlier: Report, same_person: bool | None) -> Kind:
    if earlier.ended is not None and new.received > earlier.ended:
        return Kind.RECURRENCE
    return Kind.PRESSING if same_person else Kind.SAME_EVENT


def _reason(code: str, weight: str, times: float = 1.0, **figures: float | str) -> Reason:
    return Reason(code, round(rules().points[weight] * times, 2), figures)


def _of_words(words: WordsAlike) -> list[Reason]:
    if words.told < HARDLY:
        return [_reason("words_none", "pin_only")]
    percent = round(100 * words.alike)
    generic = words.evidence < words.alike / 2
    return [_reason("words_generic" if generic else "words_alike", "text", words.evidence, percent=percent)]


def _of_names(told: float) -> list[Reason]:
    return [_reason("name_shared", "name", told)] if told else []


def _of_place(place: PlaceAlike) -> list[Reason]:
    named = {Where.SAME: "place_same", Where.NEAR: "place_near", Where.UNKNOWN: "place_unknown"}
    code = named.get(place.where, "place_apart")
    if place.metres is None:
        return [_reason(f"{code}_words" if place.where is not Where.UNKNOWN else code, code)]
    return [_reason(code, code, metres=round(place.metres))]


def _of_source(new: Report, earlier: Report) -> list[Reason]:
    if not new.sources or not earlier.sources:
        return []
    code = "source_same" if new.sources & earlier.sources else "source_other"
    return [_reason(code, code)]


def _of_problem(problem: ProblemAlike) -> list[Reason]:
    found = []
    if problem.noticed:
        found.append(_reason("problem_same", "problem_same", what=" ".join(sorted(problem.shared))))
    if problem.from_what:
        found.append(_reason("activity_same", "activity_same"))
    return found


def _of_time(new: Report, earlier: Report) -> list[Reason]:
    hours = abs((new.received - earlier.received).total_seconds()) / 3600
    figures = {"days": int(hours // 24), "hours": round(hours)}
    if earlier.ended is not None and new.received > earlier.ended:
        since = (new.received - earlier.ended).total_seconds() / 3600
        close = "soon" if since <= rules().soon_hours else "long_ago" if since > rules().long_ago_hours else None
        return [Reason("after_close", rules().points[close] if close else 0.0, {"days": int(since // 24)})]
    if hours <= rules().soon_hours:
        return [_reason("soon", "soon", **figures)]
    far = hours > rules().long_ago_hours
    return [_reason("apart", "long_ago", 1.0 if far else 0.0, **figures)]
