"""The brief of public opinion (舆情专报) as a Word file: a draft that somebody finishes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from qingtian.apps.air.publications.composing import Document
from qingtian.apps.air.publications.composing.document import Part
from qingtian.apps.air.publications.writing import as_docx
from qingtian.apps.opinion.queries import Brief
from qingtian.config.city import city
from qingtian.language import Text
from qingtian.typeset import Column, Table
from qingtian.web.air_papers.files import fonts

TITLE = Text("网络舆情专报\n（{since} 至 {until}）", "Brief of public opinion\n({since} to {until})")
WHOLE = Text(
    "共收到 {items} 条，其中像环境问题的 {ours} 条；读出突发或群体迹象的 {alarming} 条，已关联到办理件的 {linked} 条。",
    "{items} items came in, {ours} of them seem environmental; {alarming} show signs of an incident or of many people, "
    "{linked} are linked to matters.",
)
HEADS = {
    "overview": Text("一、总体", "1. Overview"),
    "kinds": Text("二、要素和来源", "2. Kinds and sources"),
    "places": Text("三、提到最多的地方", "3. Places named most"),
    "alike": Text("四、和在办信访相近的", "4. Like open petitions"),
    "advice": Text("五、研判和建议", "5. Assessment and advice"),
}
WHAT, COUNT = Text("项目", "What"), Text("条", "Items")
SAID, PETITION = Text("内容（遮盖后）", "Words (covered)"), Text("信访件", "Petition")
NONE = Text("没有。", "None.")
TO_WRITE = Text("（由起草人填写）", "(to be written by the author of the brief)")
NOTES = (
    Text("不含作者信息：作者、账号在入口就丢掉了。", "Nothing tells of authors: they are dropped at the door."),
    Text(
        "要素、地方、相近由系统读出，是建议，用前核对。",
        "Kinds, places and likeness are read by the system: check before use.",
    ),
)
_LINES, _LETTERS = 10, 80


def brief_docx(made: Brief, kinds: Mapping[str, Text], language: str, *, on: date, generated: bool) -> bytes:
    """The draft in one language."""
    counted = WHOLE.format(items=made.items, ours=made.environmental, alarming=made.alarming, linked=made.linked)
    named = [*((kinds.get(code, Text(code, code)).in_(language), n) for code, n in made.kinds), *made.sources]
    alike = [(one.item.text[:_LETTERS], one.number) for one in made.alike[:_LINES]]
    parts = [
        Part(HEADS["overview"].in_(language), [counted.in_(language)]),
        _part("kinds", [(name, str(n)) for name, n in named], (WHAT, COUNT), language),
        _part("places", [(name, str(n)) for name, n in made.places], (WHAT, COUNT), language),
        _part("alike", alike, (SAID, PETITION), language),
        Part(HEADS["advice"].in_(language), [TO_WRITE.in_(language)]),
    ]
    document = Document(
        title=TITLE.format(since=made.since, until=made.until).in_(language),
        parts=parts,
        notes=[note.in_(language) for note in NOTES],
        language=language,
        organ=city().bureau.in_(language),
        day=str(on),
        generated=generated,
        draft=True,
    )
    return as_docx(document, fonts())


def _part(head: str, rows: Sequence[tuple[str, str]], titles: tuple[Text, Text], language: str) -> Part:
    if not rows:
        return Part(HEADS[head].in_(language), [NONE.in_(language)])
    columns = [Column(titles[0].in_(language), 6), Column(titles[1].in_(language), 2)]
    return Part(HEADS[head].in_(language), [], Table(columns, rows))
