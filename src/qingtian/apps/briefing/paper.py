"""The two-page paper of the picture (周一早上的两页纸), set like every publication. Internal, never published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qingtian.apps.briefing.parts import Asked, LastTime, Line, Part
from qingtian.language import Text
from qingtian.typeset import Publication, Section

TITLE = Text("周一早上：一页看全", "Monday morning: the whole picture")
NUMERALS = "一二三四五六七八九十"
WEEK = Text(
    "{area}，{since} 至 {until} 的一周和接下来的一周", "{area}: the week of {since} to {until} and the one ahead"
)
LAST = Text("上次：{number}，{state}（{day}）", "last time: {number}, {state} ({day})")
NOTE = Text(
    "内部工作用纸。排在前面是先去看的理由，不是违法的结论；不写反映人；缺数据不等于没有问题。",
    "An internal working paper. A place near the top is a reason to look and no verdict; no reporter is named; missing "
    "data are no sign that all is well.",
)
#: lines a part and letters a line, so that six full parts stay two pages
LINES = 5
LONGEST = {"zh": 84, "en": 170}


def paper(parts: Sequence[Part], asked: Asked, area: Text, *, language: str, generated: bool) -> Publication:
    """The parts as paragraphs, compact; each line with its reason and the last time behind it."""
    week = WEEK.format(area=area, since=asked.since, until=asked.until).in_(language)
    sections = [Section(_head(at, part, language), list(_lines(part, language))) for at, part in enumerate(parts)]
    return Publication(
        title=TITLE.in_(language),
        sections=[Section("", [week]), *sections],
        notes=[NOTE.in_(language)],
        day=f"{asked.monday.year}年{asked.monday.month}月{asked.monday.day}日"
        if language == "zh"
        else f"{asked.monday.day} {asked.monday:%B %Y}",
        language=language,
        generated=generated,
        compact=True,
    )


def _head(at: int, part: Part, language: str) -> str:
    return f"{NUMERALS[at]}、{part.title.zh}" if language == "zh" else f"{at + 1}. {part.title.en}"


def _lines(part: Part, language: str) -> Iterator[str]:
    if not part.lines:
        yield part.nothing.in_(language)
    for line in part.lines[:LINES]:
        yield _sentence(line, language)


def _sentence(line: Line, language: str) -> str:
    most = LONGEST[language]
    more = line.number or line.why or line.last
    pieces = [_clipped(line.what.in_(language), most // 2 if more else most)]
    if line.number:
        pieces[0] += f"（{line.number}）" if language == "zh" else f" ({line.number})"
    if line.why:
        pieces.append(_going_on(line.why.in_(language)))
    if line.last:
        pieces.append(_last(line.last).in_(language))
    return _clipped(("；" if language == "zh" else "; ").join(pieces), most)


def _going_on(words: str) -> str:
    """After a semicolon no capital, save of a word that is all capitals or figures (AQI)."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def _clipped(words: str, most: int) -> str:
    return words if len(words) <= most else words[:most] + "…"


def _last(last: LastTime) -> Text:
    return LAST.format(number=last.number, state=last.state, day=last.ended_on)
