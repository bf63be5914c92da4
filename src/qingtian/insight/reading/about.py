"""What a report is about: the media and the sort of problem, pollutants, industry, urgency, environmental or not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from qingtian.insight.reading.lexicons import lexicon
from qingtian.insight.reading.suggestion import Suggestion, distinct, sure
from qingtian.insight.reading.words import WordTree
from qingtian.language import Text

#: the kinds of the petition procedure, with their titles there
MEDIA: dict[str, Text] = {
    "air": Text("大气", "Air"),
    "noise": Text("噪声", "Noise"),
    "water": Text("水", "Water"),
    "solid_waste": Text("固废", "Solid waste"),
    "ecology": Text("生态破坏", "Ecological damage"),
    "radiation": Text("辐射", "Radiation"),
}
ENVIRONMENTAL = Text("环境问题", "About the environment")
#: a medium is suggested from this weight on, and beside a stronger one only from this share of its weight
LEAST, SHARE = 1.0, 0.45
NEGATED_WITHIN = 4

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _List:
    """One list of words: its code and title, and the weight of each word in it."""

    code: str
    title: Text
    words: Weights


def _lists(read: Mapping[str, Any]) -> list[_List]:
    def weights(words: Any) -> Weights:
        return words if isinstance(words, dict) else dict.fromkeys(words, 1.0)

    return [_List(code, Text.of(one["title"]), weights(one["words"])) for code, one in read.items()]


@cache
def _tree(name: str) -> tuple[WordTree[tuple[tuple[str, float], ...]], dict[str, _List]]:
    """The tree of a group of lists: at each word, the lists it stands in and what it weighs there."""
    group = lexicon("media") if name == "media" else lexicon("about")[name]
    lists = _lists(group)
    at: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for one in lists:
        for word, weight in one.words.items():
            at[word].append((one.code, float(weight)))
    return WordTree((word, tuple(codes)) for word, codes in at.items()), {one.code: one for one in lists}


@cache
def _negations() -> WordTree[bool]:
    return WordTree((word, True) for word in lexicon("about")["negations"])


def negated(text: str, start: int) -> bool:
    """Whether a word that says it is not so stands right before ``start``, in the same clause."""
    before = text[max(0, start - NEGATED_WITHIN) : start]
    last = max((before.rfind(mark) for mark in "，。,.;；！!？?\n"), default=-1)
    return any(True for _ in _negations().hits(before[last + 1 :]))


def _weighed(text: str, name: str, *, skip_negated: bool = False) -> dict[str, tuple[float, list[str]]]:
    """By list: the summed weight of its words in the text, and those words. A word counts twice at most."""
    tree, _ = _tree(name)
    found: dict[str, tuple[float, list[str]]] = {}
    for hit in tree.hits(text):
        word = text[hit.start : hit.end]
        if skip_negated and negated(text, hit.start):
            continue
        for code, weight in hit.value:
            before, words = found.get(code, (0.0, []))
            times = words.count(word)
            found[code] = (before + (weight if times == 0 else weight * 0.5 if times == 1 else 0), [*words[:40], word])
    return found


def _suggested(found: Mapping[str, tuple[float, list[str]]], name: str, threshold: float) -> list[Suggestion]:
    titles = _tree(name)[1]
    ranked = sorted(found.items(), key=lambda item: (-item[1][0], item[0]))
    return [
        Suggestion(code, titles[code].title, distinct(words), sure(weight, threshold))
        for code, (weight, words) in ranked
        if weight >= threshold
    ]


def sorts(text: str) -> list[Suggestion]:
    """The sorts of problem, strongest first: odour, cooking fume, construction noise, waste water …"""
    return _suggested(_weighed(text, "media"), "media", LEAST)


def media(text: str) -> list[Suggestion]:
    """The media, strongest first; a second one only where it is not far weaker than the first."""
    read = lexicon("media")
    totals: dict[str, tuple[float, list[str]]] = {}
    for code, (weight, words) in _weighed(text, "media").items():
        medium = read[code]["medium"]
        before, earlier = totals.get(medium, (0.0, []))
        totals[medium] = (before + weight, [*earlier, *words])
    ranked = sorted(totals.items(), key=lambda item: (-item[1][0], item[0]))
    strongest = ranked[0][1][0] if ranked else 0.0
    return [
        Suggestion(code, MEDIA[code], distinct(words), sure(weight, LEAST))
        for code, (weight, words) in ranked
        if weight >= max(LEAST, SHARE * strongest)
    ]


def pollutants(text: str) -> list[Suggestion]:
    """Pollutants named or unmistakable by what they smell like."""
    return _suggested(_weighed(text, "pollutants"), "pollutants", 1.0)


def industries(text: str) -> list[Suggestion]:
    """The trades a report speaks of."""
    return _suggested(_weighed(text, "industries"), "industries", 1.0)


def urgency(text: str) -> list[Suggestion]:
    """``incident`` and ``mass``; what is said not to be so does not count."""
    read = lexicon("about")["urgency"]
    found = _weighed(text, "urgency", skip_negated=True)
    return [one for one in _suggested(found, "urgency", 1.0) if found[one.code][0] >= read[one.code]["threshold"]]


@cache
def _sides() -> WordTree[float]:
    """Words for and against an environmental matter, with their weight on that side."""
    read = lexicon("about")["environmental"]
    against: Iterable[tuple[str, float]] = ((word, -float(weight)) for word, weight in read["against"].items())
    return WordTree([*((word, float(weight)) for word, weight in read["for"].items()), *against])


def environmental(text: str) -> Suggestion:
    """Whether it is about the environment at all, by rules; a trained model says it better.

    Code ``0`` with no words: nothing speaks for it, nothing against it either.
    """
    read = lexicon("about")["environmental"]
    threshold = min(read["threshold_most"], read["threshold"] + read["threshold_a_letter"] * len(text))
    media_found = _weighed(text, "media")
    weight = sum(w for w, _ in media_found.values())
    words = [word for _, found in media_found.values() for word in found]
    seen: dict[str, int] = {}
    against: list[str] = []
    for hit in _sides().hits(text):
        word = text[hit.start : hit.end]
        seen[word] = seen.get(word, 0) + 1
        if seen[word] <= 2:
            weight += hit.value
            (words if hit.value > 0 else against).append(word)
    confidence = sure(weight, threshold)
    if weight >= threshold:
        return Suggestion("1", ENVIRONMENTAL, distinct(words), confidence)
    return Suggestion("0", ENVIRONMENTAL, distinct(against), confidence)
