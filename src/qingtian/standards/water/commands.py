"""``qingtian water``: class and indices of surface water on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import click

from qingtian.errors import UnusableInput
from qingtian.language import Text, terminal_language
from qingtian.standards.water.classify_file import Tally, classify_file

SUMMARY = Text(
    "共 {rows} 行：有类别 {classed} 行（{classes}），无可评价项目 {blank} 行，有错误 {faulty} 行；"
    "指数不完整 {incomplete} 行（编码 {encoding}）",
    "{rows} rows: {classed} with a class ({classes}), {blank} without any item of it, {faulty} faulty; "
    "{incomplete} with an incomplete index (encoding {encoding})",
)
STRANGE = Text("没有看懂、未使用的列：{columns}", "columns not understood and not used: {columns}")
PERIODS = Text(
    "没有看懂的时段（按唯一版本的标准评价）：{periods}",
    "periods not understood, judged by the only edition held: {periods}",
)
UNCLEAR = Text(
    "检出限高于较好类别的限值，按检出限的一半定类：{items}",
    "detection limits above the limit of a better class, counted by half: {items}",
)
FAULTY = Text("第 {row} 行：{faults}", "row {row}: {faults}")
MORE = Text("另有 {n} 行，见输出文件 error 列", "{n} more rows: see the column error of the output")
#: rows told one by one on the terminal; all of them are in the file
SHOWN = 20


@click.command(epilog="Example: qingtian water classify sections.csv --out classes.csv")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="CSV to write; replaced whole or not at all.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON on standard output.")
def classify(file: Path, out: Path, as_json: bool) -> None:
    """Class (水质类别), deciding items, exceedance and indices of every row of FILE (.csv or .csv.gz).

    FILE has the columns section, period, waterbody (river or lake) and items of GB 3838-2002 Table 1 in mg/L (fecal
    coliform /L, chla mg/m³, SD m, temperature ℃); empty is not measured, <x below detection. OUT keeps all columns
    and the order and adds class (I–V, 劣V), worst_items, exceedance (item:multiple of class III beyond it, greatest
    first), cwqi (or incomplete) and tli (lakes with all five items). A row that cannot be read keeps its cells, has
    empty results and says why in a column error. Exit 0: OUT written; 1: FILE unusable, OUT untouched; 2: wrong usage.
    """
    _refuse_overwriting(file, out)
    tally = classify_file(file, out)
    for line in lines(tally):
        click.echo(line.in_(terminal_language()), err=True)
    if as_json:
        click.echo(json.dumps(as_dict(tally, out), ensure_ascii=False))


def lines(tally: Tally) -> list[Text]:
    """What happened, for a terminal: one line, and one for each thing out of the ordinary."""
    told = [
        SUMMARY.format(
            rows=tally.rows,
            classed=tally.classes.total(),
            classes=_counts(tally.classes) or "–",
            blank=tally.blank,
            faulty=tally.faulty,
            incomplete=tally.incomplete,
            encoding=tally.encoding,
        )
    ]
    if tally.strange:
        told.append(STRANGE.format(columns=", ".join(tally.strange)))
    if tally.periods:
        told.append(PERIODS.format(periods=_counts(tally.periods)))
    if tally.unclear:
        told.append(UNCLEAR.format(items=_counts(tally.unclear)))
    told += [FAULTY.format(row=row, faults=faults) for row, faults in tally.faults[:SHOWN]]
    if len(tally.faults) > SHOWN:
        told.append(MORE.format(n=len(tally.faults) - SHOWN))
    return told


def as_dict(tally: Tally, out: Path) -> dict[str, object]:
    """The counts for programs."""
    return {
        "out": str(out),
        "encoding": tally.encoding,
        "rows": tally.rows,
        "classes": dict(sorted(tally.classes.items())),
        "blank": tally.blank,
        "faulty": tally.faulty,
        "reasons": dict(sorted(tally.reasons.items())),
        "incomplete": tally.incomplete,
        "not_understood": list(tally.strange),
        "periods_not_understood": dict(tally.periods),
        "unclear": dict(sorted(tally.unclear.items())),
    }


def _counts(counted: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counted.items()))


def _refuse_overwriting(file: Path, out: Path) -> None:
    if not out.name:
        raise click.BadParameter("give the name of a file", param_hint="--out")
    if file.resolve() == out.resolve():
        raise UnusableInput(
            "water.same_file",
            Text("输出会覆盖输入文件。", "the output would replace the input."),
            where=out.name,
            remedy=Text("换一个输出文件名。", "Choose another name for the output."),
        )
