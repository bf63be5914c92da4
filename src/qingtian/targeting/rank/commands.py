"""``qingtian targeting rank``: a score for every row, higher = inspect first."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from qingtian.errors import UnusableInput
from qingtian.language import Text, terminal_language
from qingtian.tables import CsvRows
from qingtian.tables.whole_file import WholeFile
from qingtian.targeting.rank.learning import Ranker, learn
from qingtian.targeting.reading import Table, table

SCORE = "score"
DONE = Text(
    "{rows} 行有了分数；学自 {day} 以前的 {learned} 次检查，用了 {used} 列；没有用的列：{left_out}",
    "{rows} rows scored; learned from {learned} inspections before {day}, {used} columns used; left out: {left_out}",
)
HAS_SCORE = Text("文件已经有一列叫 score。", "the file already has a column named score.")
NO_ROWS = Text("文件里没有要排序的行。", "the file has no row to rank.")
NOTHING_IN_COMMON = Text("两个文件没有一列可以学。", "the files have no column in common to learn from.")


@click.command(
    "rank",
    epilog="Example: qingtian targeting rank --train past.csv --in due.csv --outcome found --date inspected_on "
    "--out ranked.csv",
)
@click.option("--train", required=True, type=click.Path(path_type=Path), help="Earlier inspections with their outcome.")
@click.option("--in", "due", required=True, type=click.Path(path_type=Path), help="Rows to rank, without an outcome.")
@click.option("--outcome", required=True, metavar="COL", help="Column of TRAIN: 1 found, 0 not.")
@click.option("--date", "day", required=True, metavar="COL", help="Column of dates in both.")
@click.option("--drop", default="", metavar="COL,COL", help="Columns not to look at.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="CSV to write.")
@click.option("--json", "as_json", is_flag=True, help="Print what was used and left out as JSON.")
def rank_command(train: Path, due: Path, outcome: str, day: str, drop: str, out: Path, as_json: bool) -> None:
    """Add the column score to the rows of IN, in their order: a calibrated probability, higher = inspect first.

    Rows of TRAIN dated on or after the first date of IN are never used; columns missing from either file, of one value,
    or naming single objects are not looked at. Equal files give an equal OUT. Which columns may be used (who inspected,
    and what is known of an inspection only afterwards, must not) is for the caller to say with --drop.
    """
    past, coming = table(train), table(due)
    if SCORE in coming.cells:
        raise UnusableInput("targeting.rank_score", HAS_SCORE, where=str(due))
    first = min(coming.days(day), default=None)
    if first is None:
        raise UnusableInput("targeting.rank_empty", NO_ROWS, where=str(due))
    dropped = {name.strip() for name in drop.split(",")} | {outcome, day}
    columns = [name for name in past.cells if name in coming.cells and name not in dropped]
    if not columns:
        raise UnusableInput("targeting.rank_columns", NOTHING_IN_COMMON, where=str(due))
    ranker = learn(past.cells, columns, past.days(day), past.outcomes(outcome), first)
    _write(out, coming, ranker.probability(coming.cells).tolist())
    used = sorted({one.column for one in ranker.encoding.features})
    left_out = [name for name in past.cells if name not in used and name not in (outcome, day)]
    told = {"rows": len(coming), "learned_from": ranker.rows, "before": str(first), "used": used, "left_out": left_out}
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        click.echo(_summary(coming, ranker, str(first), used, left_out).in_(terminal_language()), err=True)


def _summary(coming: Table, ranker: Ranker, first: str, used: Sequence[str], left_out: Sequence[str]) -> Text:
    return DONE.format(
        rows=len(coming), learned=ranker.rows, day=first, used=len(used), left_out=", ".join(left_out) or "-"
    )


def _write(out: Path, coming: Table, scores: Sequence[float]) -> None:
    """Every cell as it came, the score behind; the file is there whole or not at all."""
    with WholeFile(out) as file:
        rows = CsvRows(file.text, "\n")
        rows.write([*coming.cells, SCORE])
        for row in zip(*coming.cells.values(), [f"{score:.6f}" for score in scores], strict=True):
            rows.write(row)
        file.commit()
