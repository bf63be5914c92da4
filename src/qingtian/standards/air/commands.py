"""``qingtian air aqi``: the air quality index on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import click

from qingtian.errors import UnusableInput
from qingtian.language import Text, terminal_language
from qingtian.standards.air.conversion import Tally, convert, rejects_beside

SUMMARY = Text(
    "共 {rows} 行：有指数 {published} 行，空白 {blank} 行，拒收 {rejected} 行（编码 {encoding}；版本 {editions}）",
    "{rows} rows: {published} with an index, {blank} blank, {rejected} rejected (encoding {encoding}; {editions})",
)
REJECTED = Text("拒收原因：{reasons}；原文见 {file}", "reasons: {reasons}; the rows are kept in {file}")


@click.command(epilog="Example: qingtian air aqi hour.csv.gz --out aqi.csv --json")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="CSV to write; replaced whole or not at all.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON on standard output.")
def aqi(file: Path, out: Path, as_json: bool) -> None:
    """Index, primary pollutant and level of every row of a national-feed FILE (.csv or .csv.gz).

    OUT has one row an input row, in order: station, time, aqi, primary, level; the last three are empty where no
    index may be published. A row that cannot be read is left out, counted, and kept in OUT's .rejects.csv. Exit 0: OUT
    written; 1: FILE unusable, OUT untouched; 2: wrong usage.
    """
    refuse_overwriting(file, out)
    tally = convert(file, out)
    report(tally, out)
    if as_json:
        click.echo(json.dumps(as_dict(tally, out), ensure_ascii=False))


def refuse_overwriting(file: Path, out: Path) -> None:
    """UnusableInput if an output would take the place of the input."""
    if not out.name:
        raise click.BadParameter("give the name of a file", param_hint="--out")
    if file.resolve() in (out.resolve(), rejects_beside(out).resolve()):
        raise UnusableInput(
            "air.same_file",
            Text("输出会覆盖输入文件。", "the output would replace the input."),
            where=out.name,
            remedy=Text("换一个输出文件名。", "Choose another name for the output."),
        )


def report(tally: Tally, out: Path) -> None:
    """The counts on standard error: one line, and one more if rows were rejected."""
    editions = ", ".join(f"{name} {count}" for name, count in sorted(tally.editions.items())) or "–"
    words = {"rows": tally.rows, "published": tally.published, "blank": tally.blank, "encoding": tally.encoding}
    click.echo(
        SUMMARY.format(**words, rejected=tally.rejected.total(), editions=editions).in_(terminal_language()), err=True
    )
    if tally.rejected:
        reasons = ", ".join(f"{reason} {count}" for reason, count in sorted(tally.rejected.items()))
        click.echo(REJECTED.format(reasons=reasons, file=rejects_beside(out).name).in_(terminal_language()), err=True)


def as_dict(tally: Tally, out: Path) -> dict[str, object]:
    """The counts for programs."""
    return {
        "out": str(out),
        "rejects": str(rejects_beside(out)) if tally.rejected else None,
        "encoding": tally.encoding,
        "rows": tally.rows,
        "published": tally.published,
        "blank": tally.blank,
        "rejected": dict(sorted(tally.rejected.items())),
        "editions": dict(sorted(tally.editions.items())),
    }
