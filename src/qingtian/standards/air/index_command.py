"""``qingtian air index``: composite index, primary pollutant and rank of a table of printed concentrations."""

from __future__ import annotations

import json
from pathlib import Path

import click

from qingtian.language import Text, terminal_language
from qingtian.standards.air.commands import REJECTED, refuse_overwriting
from qingtian.standards.air.conversion import rejects_beside
from qingtian.standards.air.index_file import IndexTally, convert_printed
from qingtian.standards.air.overlay import held_with

SUMMARY = Text(
    "共 {rows} 行：有综合指数 {indexed} 行，空白 {blank} 行，拒收 {rejected} 行（编码 {encoding}；版本 {editions}）",
    "{rows} rows: {indexed} with an index, {blank} blank, {rejected} rejected (encoding {encoding}; {editions})",
)
MISSING = Text("空白的原因：缺少浓度 {items}", "blank because a concentration is missing: {items}")
RENAMED = Text("输入中的同名列改名保留：{columns}", "columns of the input kept under another name: {columns}")


@click.command(epilog="Example: qingtian air index month.csv --out ranking.csv")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="CSV to write; replaced whole or not at all.",
)
@click.option("--edition", help="Edition of the limits (GB3095-2012 …) for every row, whatever its period.")
@click.option(
    "--rules",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    help="Folder with an administration's own editions and switches.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON on standard output.")
def index(file: Path, out: Path, edition: str | None, rules: Path | None, as_json: bool) -> None:
    """Composite index (综合指数), primary pollutant and rank of every row of FILE (.csv or .csv.gz).

    FILE has the columns place, period, so2, no2, pm10, pm2_5, co, o3_8h with concentrations as printed (µg/m³, CO
    mg/m³) and may have others, group among them. A period such as 2025, 2022-04, 2019-Q2, 2019-W17 or 2019-04 上旬
    chooses the edition in force on its last day. OUT keeps all columns and the order and adds composite_index, primary
    and rank, which are empty where a concentration is missing; ranks count within a period and group. A row that
    cannot be read is left out, counted, and kept in OUT's .rejects.csv. Exit 0: OUT written; 1: FILE unusable, OUT
    untouched; 2: wrong usage.
    """
    refuse_overwriting(file, out)
    tally = convert_printed(file, out, held_with(rules), edition)
    report(tally, out)
    if as_json:
        click.echo(json.dumps(as_dict(tally, out), ensure_ascii=False))


def report(tally: IndexTally, out: Path) -> None:
    """The counts on standard error: one line, and one for each thing out of the ordinary."""
    words = {"rows": tally.rows, "indexed": tally.indexed, "blank": tally.blank, "encoding": tally.encoding}
    lines = [SUMMARY.format(**words, rejected=tally.rejected.total(), editions=_counts(tally.editions) or "–")]
    if tally.missing:
        lines.append(MISSING.format(items=_counts(tally.missing)))
    if tally.renamed:
        lines.append(RENAMED.format(columns=", ".join(tally.renamed)))
    if tally.rejected:
        lines.append(REJECTED.format(reasons=_counts(tally.rejected), file=rejects_beside(out).name))
    for line in lines:
        click.echo(line.in_(terminal_language()), err=True)


def _counts(counted: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counted.items()))


def as_dict(tally: IndexTally, out: Path) -> dict[str, object]:
    """The counts for programs."""
    return {
        "out": str(out),
        "rejects": str(rejects_beside(out)) if tally.rejected else None,
        "encoding": tally.encoding,
        "rows": tally.rows,
        "indexed": tally.indexed,
        "blank": tally.blank,
        "missing": dict(sorted(tally.missing.items())),
        "rejected": dict(sorted(tally.rejected.items())),
        "editions": dict(sorted(tally.editions.items())),
    }
