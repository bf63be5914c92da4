"""``qingtian petitions topics``: group a stream of reports on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import click

from qingtian.insight.telling import refuse_overwriting, told
from qingtian.insight.topics.grouping import topics_of
from qingtian.insight.topics.messages import Message
from qingtian.language import Text
from qingtian.tables.kept import KeptSheet, read_kept, write_kept

READ = Text("已读 {rows} 行，正在归并……", "{rows} rows read, grouping …")
GROUPED = Text(
    "{rows} 行中 {inside} 行属于 {topics} 个话题；最大的有 {largest} 行。",
    "{inside} of {rows} rows belong to {topics} topics; the largest has {largest}.",
)


@click.command(epilog="Example: qingtian petitions topics reports.csv --out topics.csv")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="CSV to write.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON on standard output.")
def topics(file: Path, out: Path, as_json: bool) -> None:
    """Group the reports of FILE (columns id, user, time, subject, text) by matter and place: adds topic.

    All columns and the order of rows are kept. Topics are numbered by size, 1 the largest; the cell is empty where a
    report belongs to none. Columns user and subject may be missing. Exit 0: OUT written; 1: FILE unusable, OUT
    untouched; 2: wrong usage.
    """
    refuse_overwriting(file, out)
    sheet = read_kept(file)
    told(READ.format(rows=len(sheet.rows)))
    numbers = topics_of(_messages(sheet))
    write_kept(out, sheet, ("topic",), (("" if number is None else str(number),) for number in numbers))
    found = [number for number in numbers if number is not None]
    counts = {"rows": len(numbers), "inside": len(found), "topics": max(found, default=0), "largest": found.count(1)}
    told(GROUPED.format(**counts))
    if as_json:
        click.echo(json.dumps({"out": str(out), **counts}, ensure_ascii=False))


def _messages(sheet: KeptSheet) -> list[Message]:
    columns = sheet.column("user", ""), sheet.column("subject", ""), sheet.column("text")
    return [Message(user, subject, text) for user, subject, text in zip(*columns, strict=True)]
