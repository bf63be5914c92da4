"""The forms that add to the catalogue and bring a table."""

from __future__ import annotations

from collections.abc import Mapping

from qingtian.apps.penalties.actions.add_rule import NewEntry
from qingtian.enforcement.violations.catalogue import MEASURES, MEDIA, PARTIES
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.law.model import CERTAINTIES
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.calculators.asked import Asked, read_day, read_sum
from qingtian.web.desk.calculators.law_choice import NOT_SAID

EVERY = Choice("", Text("— 不分 —", "— every —"))


def entry_fields(asked: Asked) -> list[FieldView]:
    """An edition: which violation, which days, which article, which range, read where and how surely."""
    instruments = [Choice(each.id, each.title) for each in load_law().instruments.values()]
    code = Text(
        "已有的代码补一个幅度，新的代码加一种行为。",
        "A code that is there adds a range; a new one a violation.",
    )
    return [
        _words(asked, "violation", Text("代码", "Code"), code),
        _select(asked, "instrument", Text("法律文件", "Instrument"), [NOT_SAID, *instruments]),
        _words(asked, "title_zh", Text("中文名称", "Name in Chinese")),
        _words(asked, "title_en", Text("英文名称", "Name in English")),
        _words(asked, "article", Text("条款", "Article"), Text("写成 83 或 83(3)。", "Like 83 or 83(3).")),
        _select(asked, "certainty", Text("核实程度", "Certainty"), [NOT_SAID, *_of(CERTAINTIES)]),
        FieldView("from_day", Text("起", "From"), "date", value=asked.words("from_day"), width="date"),
        FieldView("to_day", Text("止", "To"), "date", value=asked.words("to_day"), required=False, width="date"),
        _select(asked, "medium", Text("介质", "Medium"), [EVERY, *_of(MEDIA)]),
        _select(asked, "party", Text("当事人", "Party"), [EVERY, *_of(PARTIES)]),
        _words(asked, "minimum", Text("罚款下限（元）", "Minimum (yuan)"), required=False),
        _words(asked, "maximum", Text("罚款上限（元）", "Maximum (yuan)"), required=False),
        FieldView(
            "measures",
            Text("其他处罚和措施", "Other penalties and measures"),
            "checkboxes",
            value=asked.all("measures"),
            required=False,
            choices=_of(MEASURES),
        ),
        _words(asked, "source", Text("出处", "Source"), Text("从哪里读到的。", "Where it was read.")),
    ]


def entry_of(asked: Asked) -> NewEntry:
    """The entry as it was typed. Raises WrongField."""
    return NewEntry(
        violation=asked.words("violation"),
        title_zh=asked.words("title_zh")[:200],
        title_en=asked.words("title_en")[:200],
        from_day=asked.read("from_day", read_day),
        to_day=asked.perhaps("to_day", read_day),
        instrument=asked.words("instrument"),
        article=asked.words("article")[:60],
        medium=asked.words("medium"),
        party=asked.words("party"),
        minimum=asked.perhaps("minimum", read_sum),
        maximum=asked.perhaps("maximum", read_sum),
        measures=tuple(asked.all("measures")),
        certainty=asked.words("certainty"),
        source=asked.words("source")[:300],
    )


def table_form_fields(posted: Mapping[str, str]) -> list[FieldView]:
    """The text of a table and where it was published."""
    hint = Text("格式见操作指南“裁量表”。", "The shape is in the how-to on discretion tables.")
    return [
        FieldView("code", Text("代码", "Code"), value=posted.get("code", ""), width="medium"),
        FieldView("source", Text("出处", "Source"), value=posted.get("source", ""), maxlength=300),
        FieldView(
            "text", Text("全文（YAML）", "Text (YAML)"), "textarea", hint=hint, value=posted.get("text", ""), rows=20
        ),
    ]


def _of(words: Mapping[str, Text]) -> list[Choice]:
    return [Choice(code, each) for code, each in words.items()]


def _words(asked: Asked, name: str, label: Text, hint: Text | str = "", *, required: bool = True) -> FieldView:
    return FieldView(name, label, hint=hint, value=asked.words(name), required=required)


def _select(asked: Asked, name: str, label: Text, choices: list[Choice]) -> FieldView:
    return FieldView(name, label, "select", value=asked.words(name), required=False, choices=choices)
