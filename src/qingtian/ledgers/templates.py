"""An empty sheet to fill in (空表): the headings, one row that is plainly an example, and what each column means."""

from __future__ import annotations

from pathlib import Path

from qingtian.language import Text
from qingtian.ledgers.importing import EXAMPLE
from qingtian.ledgers.kinds import Kind
from qingtian.tables import Column, write_xlsx

NOTES = "说明 Notes"
HEADINGS = ("列 Column", "必填 Required", "填什么 What", "例 Example")
TYPES = {
    "text": Text("文字", "Text"),
    "code": Text("代码，不带空格", "A code without blanks"),
    "date": Text("日期，如 2026-03-02", "A date such as 2026-03-02"),
    "whole": Text("整数", "A whole number"),
    "decimal": Text("数字", "A number"),
    "yes_no": Text("是 / 否", "Yes / no (是 / 否)"),
    "choice": Text("选一项", "One of"),
}


def write_template(kind: Kind, path: Path) -> None:
    """Write the empty sheet of a kind. Its example row begins with 示例 and is passed over by the import."""
    lines = [
        [f"{kind.title.zh}：{kind.about.zh}"],
        [f"{kind.title.en}: {kind.about.en}"],
        [f"以“{EXAMPLE}”开头的行不导入。 Rows that begin with {EXAMPLE} are not imported."],
        [],
        list(HEADINGS),
        *(_line(column) for column in kind.columns),
    ]
    examples = [column.example for column in kind.columns]
    if not any(example.startswith(EXAMPLE) for example in examples[:3]):
        examples[0] = EXAMPLE
    write_xlsx(path, [c.title.zh for c in kind.columns], [examples], title=kind.title.zh, notes=[(NOTES, lines)])


def _line(column: Column) -> list[str]:
    what = TYPES[column.type]
    if column.choices:
        zh = "、".join(choice.title.zh for choice in column.choices)
        en = ", ".join(choice.title.en for choice in column.choices)
        what = Text(f"{what.zh}：{zh}", f"{what.en}: {en}")
    note = f"{column.note.zh} {column.note.en}" if column.note else ""
    words = f"{what.zh} {what.en} {note}".strip()
    return [f"{column.title.zh} {column.title.en}", "是 yes" if column.required else "", words, column.example]
