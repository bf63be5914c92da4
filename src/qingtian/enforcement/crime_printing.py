"""Candidate crimes in words: the limb as it is cited, its threshold with its mark, and the page of the terminal."""

from __future__ import annotations

from qingtian.enforcement.candidate_crime import CandidateCrime, Finding
from qingtian.enforcement.crime_limbs import Limb, Limbs, load_limbs
from qingtian.language import Text
from qingtian.law.model import CERTAINTIES, UNITS, quantity
from qingtian.law.registry import Law
from qingtian.law.terminal import columns

OUTCOME_WORDS: dict[str, Text] = {
    "reached": Text("达到", "reached"),
    "doubtful": Text("一种算法达到，待认定", "reached on one reading, to be settled"),
    "not_known": Text("事实不明", "facts not known"),
    "not_reached": Text("未达到", "not reached"),
}
NO_VERDICT = Text(
    "以上只是候选情形，不是结论；由两名以上人员核实、书面报告，负责人决定是否移送。",
    "These are candidates and no verdict: two or more officers check them and report in writing; the head decides.",
)
NONE = Text("现有事实没有达到任何一种情形。", "The known facts reach no limb.")
RECALLED = Text("（项的序号凭记忆，须核实）", " (the item is from memory, must be verified)")
ITEM = Text("{article}（{item}）", "{article} ({item})")
AT_LEAST = Text("{amount}以上", "{amount} or more")
_NUMERALS = dict(zip("123456789", "一二三四五六七八九", strict=True)) | {"10": "十"}


def cited_limb(limb: Limb, law: Law) -> Text:
    """解释 1（二）, with the mark of an item that was recalled and not read."""
    article = law.cite(limb.basis, short=True)
    if not limb.item:
        return article
    item = Text(_NUMERALS[limb.item], limb.item)
    named = ITEM.format(article=article, item=item)
    mark = RECALLED if limb.item_certainty == "from_memory" else None
    return Text(named.zh + mark.zh, named.en + mark.en) if mark else named


def threshold_words(finding: Finding) -> Text | None:
    """3吨以上 / 3 tonnes or more, with its mark unless the figure was read in the text."""
    figure = finding.threshold
    if figure is None:
        return None
    words = AT_LEAST.format(amount=quantity(figure.value, figure.unit))
    if figure.certainty == "sure":
        return words
    mark = CERTAINTIES[figure.certainty]
    return Text(f"{words.zh}（{mark.zh}）", f"{words.en} ({mark.en})")


def of_candidate_crime(reckoned: CandidateCrime, law: Law, language: str) -> str:
    """The candidates, a line each, what is to be settled, how many limbs are open, and that this is no verdict."""
    grades = load_limbs().grades
    rows = [
        tuple(
            part.in_(language) if part else "—"
            for part in (
                grades[one.limb.grade],
                one.limb.title,
                one.found,
                threshold_words(one),
                OUTCOME_WORDS[one.outcome],
                cited_limb(one.limb, law),
            )
        )
        for one in reckoned.candidates
    ]
    asks = dict.fromkeys(ask.in_(language) for one in reckoned.candidates for ask in one.asks)
    unknown = sum(one.outcome == "not_known" for one in reckoned.findings)
    left = Text("另有 {n} 种情形事实不明。", "For {n} other limb(s) the facts are not known.").format(n=unknown)
    found = columns(rows) if rows else [NONE.in_(language)]
    return "\n".join([*found, "", *asks, left.in_(language), NO_VERDICT.in_(language)])


def of_known_facts(limbs: Limbs, language: str) -> str:
    """The names facts go by: amounts with their units, circumstances, pollutants, kinds of penalties."""
    rows = [
        (name, fact.title.in_(language), UNITS[fact.unit].in_(language) if fact.unit else "--yes / --no")
        for name, fact in limbs.facts.items()
    ]
    rows += [(name, title.in_(language), "--penalty") for name, title in limbs.penalties.items()]
    rows.append((",".join(limbs.metals), Text("污染物", "pollutants").in_(language), "--metal"))
    return "\n".join(columns(rows))
