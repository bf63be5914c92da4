"""Official tables as Word and Excel files hold them (公文里的表): a list, a table an item, or a paragraph a label.

Whatever the shape, ``read_official`` gives one ``Table`` with a row an item, so that mapping, faults and kept rejects
work the same for all. Items are told apart by a label that comes again: 责任单位 of the next item ends the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.tables.columns import Column
from qingtian.tables.limits import LIMITS, Limits
from qingtian.tables.mapping import guess
from qingtian.tables.table import RawRow, Table, read_rows, read_table
from qingtian.tables.word import Part, is_word, word_parts

#: headings known in one row before it is taken for the heading row of a list
_A_LIST = 3
#: 一、 （一） 1. 第一项 at the beginning of a paragraph
_NUMBERED = re.compile(
    r"^\s*(?:第?([一二三四五六七八九十百零〇\d]{1,5})(?:[、.．]|项|条|个问题)|[（(]([一二三四五六七八九十百\d]{1,5})[）)])[:：、]?\s*"
)
_LABEL = re.compile(r"^\s*([^:：\n]{2,16})[:：]\s*")
Block = dict[str, str]


def read_official(path: Path, columns: Sequence[Column], *, number: str, text: str, limits: Limits = LIMITS) -> Table:
    """The items of a Word or Excel file as rows; ``number`` and ``text`` name the columns a numbered title fills.

    Rows that go on with the item above (same number or none, one measure a row) are joined with it. Raises
    UnusableInput with a code ``tables.…``.
    """
    rows = read_rows(path, limits)  # refuses what is too large or no table at all, before anything else is asked
    if is_word(path):
        table = _of_document(word_parts(path, limits), columns, number, text, path.name)
    else:
        table = read_table(path, columns, limits=limits)
        if len(guess(columns, table.headings)) < _A_LIST:
            blocks = _pairs([tuple(c.strip() for c in row) for row in rows], columns)
            table = _table(blocks, path.name) if blocks else table
    return _joined(table, guess(columns, table.headings), number)


def _of_document(parts: Sequence[Part], columns: Sequence[Column], number: str, text: str, where: str) -> Table:
    listed = [part for part in parts if not isinstance(part, str) and _heading(part, columns) is not None]
    if listed:
        return _listed(listed, columns, where)
    blocks = [block for part in parts if not isinstance(part, str) for block in _pairs(part, columns)]
    if not blocks:
        blocks = _paragraphs([part for part in parts if isinstance(part, str)], columns, number, text)
    if not blocks:
        words = Text("没有找到问题表。", "No table of items was found.")
        remedy = Text(
            "表里要有“责任单位”“整改目标”“整改时限”这样的栏目。", "It needs headings such as 责任单位, 整改目标."
        )
        raise UnusableInput("tables.no_items", words, where=where, remedy=remedy)
    return _table(blocks, where)


def _heading(rows: Sequence[tuple[str, ...]], columns: Sequence[Column]) -> int | None:
    """Which of the first rows holds the headings of a list."""
    counts = [len(guess(columns, row)) for row in rows[:6]]
    best = max(counts, default=0)
    return counts.index(best) if best >= _A_LIST and len(rows) > counts.index(best) + 1 else None


def _listed(tables: Sequence[list[tuple[str, ...]]], columns: Sequence[Column], where: str) -> Table:
    """Tables that go on over pages, with the same headings or their own, one after the other."""
    blocks: list[Block] = []
    headings: dict[str, None] = {}
    for rows in tables:
        place = _heading(rows, columns) or 0
        heads = [" ".join(cell.split()) for cell in rows[place]]
        headings |= dict.fromkeys(head for head in heads if head)
        for row in rows[place + 1 :]:
            if any(row) and list(row) != list(rows[place]):
                blocks.append({head: cell for head, cell in zip(heads, row, strict=False) if head})
    return _table(blocks, where, list(headings))


def _pairs(rows: Iterable[tuple[str, ...]], columns: Sequence[Column]) -> list[Block]:
    """Label and value side by side; a row without a label goes on with the value above."""
    blocks: list[Block] = []
    label = ""
    for row in rows:
        for cell in (one for one in row if one):
            if guess(columns, [cell]):
                label = cell
                if not blocks or label in blocks[-1]:
                    blocks.append({})
                blocks[-1][label] = ""
            elif blocks and label:
                blocks[-1][label] = f"{blocks[-1][label]}\n{cell}".strip()
    return [block for block in blocks if len(block) >= _A_LIST]


def _paragraphs(lines: Sequence[str], columns: Sequence[Column], number: str, text: str) -> list[Block]:
    """Numbered titles with labelled paragraphs below them."""
    heads = {column.name: column.title.zh for column in columns}
    blocks: list[Block] = []
    pending: list[str] = []  # what stands under no label yet, or under the last one: the next title is among it
    label = ""
    for line in lines:
        found = _LABEL.match(line)
        known = found[1].strip() if found and guess(columns, [found[1]]) else ""
        if not known:
            pending.append(line)
            continue
        if not blocks or known in blocks[-1]:
            title = _last_title(pending)
            if blocks and label:
                _add(blocks[-1], label, pending[:title])
            blocks.append(_titled(pending[title:], heads[number], heads[text]) if title < len(pending) else {})
        elif label:
            _add(blocks[-1], label, pending)
        pending, label = [], known
        blocks[-1][label] = line[found.end() :].strip() if found else ""
    if blocks and label:
        _add(blocks[-1], label, pending)
    return [block for block in blocks if len(block) >= _A_LIST]


def _last_title(pending: Sequence[str]) -> int:
    """Where the title of the next item begins: the last numbered paragraph, else the last one."""
    numbered = [place for place, line in enumerate(pending) if _NUMBERED.match(line)]
    return numbered[-1] if numbered else max(len(pending) - 1, 0)


def _titled(lines: Sequence[str], number: str, text: str) -> Block:
    said = "\n".join(lines)
    match = _NUMBERED.match(said)
    if match is None:
        return {text: said}
    return {number: match[1] or match[2], text: said[match.end() :].strip()}


def _add(block: Block, label: str, lines: Sequence[str]) -> None:
    block[label] = "\n".join([block[label], *lines]).strip()


def _table(blocks: Sequence[Block], where: str, headings: Sequence[str] = ()) -> Table:
    """Rows are numbered as the items stand in the file."""
    heads = list(headings) or list(dict.fromkeys(head for block in blocks for head in block))
    rows = [RawRow(n, tuple(block.get(head, "") for head in heads)) for n, block in enumerate(blocks, 1)]
    return Table(where, tuple(heads), 0, tuple(rows))


def _joined(table: Table, mapping: dict[str, str], number: str) -> Table:
    """One row an item: what differs in the rows that go on stands below one another."""
    if number not in mapping:
        return table
    place = table.headings.index(mapping[number])
    rows: list[RawRow] = []
    for row in table.rows:
        own = row.cells[place] if place < len(row.cells) else ""
        if rows and (not own or own == rows[-1].cells[place]):
            rows[-1] = RawRow(rows[-1].number, _together(rows[-1].cells, row.cells))
        else:
            rows.append(row)
    return Table(table.where, table.headings, table.heading_row, tuple(rows))


def _together(above: Sequence[str], below: Sequence[str]) -> tuple[str, ...]:
    width = max(len(above), len(below))
    pairs = zip([*above, *[""] * (width - len(above))], [*below, *[""] * (width - len(below))], strict=True)
    return tuple(one if not two or two in one.split("\n") else f"{one}\n{two}".strip() for one, two in pairs)
