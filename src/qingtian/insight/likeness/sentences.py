"""Reasons as sentences for the officer."""

from __future__ import annotations

from collections.abc import Mapping

from qingtian.language import Text

SENTENCES = {
    "words_alike": Text("说的话有 {percent}% 相同，去掉套话以后", "{percent}% of the words agree, set phrases aside"),
    "words_generic": Text(
        "相同的 {percent}% 大多是套话，不能凭它认定", "{percent}% agree, mostly set phrases: no proof of anything"
    ),
    "words_none": Text("文字太少，比不出什么", "too few words to compare"),
    "name_shared": Text("写到同一个名字（小区、路、厂家）", "the same name of an estate, a road or a firm is written"),
    "place_same": Text("同一地点，相距 {metres} 米", "the same place, {metres} m apart"),
    "place_near": Text("离得近，相距 {metres} 米", "close, {metres} m apart"),
    "place_apart": Text("离得远，相距 {metres} 米", "{metres} m apart"),
    "place_same_words": Text("地点写法一致", "the places are written alike"),
    "place_near_words": Text("地点写法相近，门牌不全同", "the places are written nearly alike"),
    "place_apart_words": Text("地点写法不同", "the places are written differently"),
    "place_unknown": Text("有一边没写清地点", "one side does not say where"),
    "source_same": Text("点到同一家", "the same firm or site is named"),
    "source_other": Text("点到的不是同一家", "different firms or sites are named"),
    "problem_same": Text("同一类问题", "the same kind of problem"),
    "activity_same": Text("同一类来源", "the same kind of source"),
    "person_same": Text("同一人先前反映过（系统不显示是谁）", "reported before by the same person (not shown who)"),
    "soon": Text("相隔 {days} 天", "{days} days apart"),
    "apart": Text("相隔 {days} 天", "{days} days apart"),
    "after_close": Text("旧件办结后第 {days} 天", "{days} days after the earlier one was closed"),
}


def sentence(code: str, figures: Mapping[str, object]) -> Text:
    """One reason in words; a code of another version stands as itself."""
    known = SENTENCES.get(code)
    return known.format(**figures) if known else Text(code, code)
