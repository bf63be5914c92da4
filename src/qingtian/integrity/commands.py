"""``qingtian integrity score``: which station-days look too good."""

from __future__ import annotations

import json
from pathlib import Path

import click

from qingtian.errors import UnusableInput
from qingtian.integrity.learning import Plan
from qingtian.integrity.scoring import score_file
from qingtian.language import Text, terminal_language

SUMMARY = Text(
    "{stations} 个站点、{days} 天：共 {rows} 行；点名可疑类型的 {named} 行。仅供查看，不是结论。",
    "{stations} stations, {days} days: {rows} rows; a kind is named in {named}. A reason to look, never a verdict.",
)


@click.command(epilog="Example: qingtian integrity score year.parquet --weather sky.parquet --out scores.csv")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--weather",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Parquet with TEMP, PRES, DEWP, RAIN, wd, WSPM by station and time; no other column is read.",
)
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="CSV to write.")
@click.option("--seed", type=int, default=Plan().seed, show_default=True, help="Of the falsified copies learnt from.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON on standard output.")
def score(file: Path, weather: Path | None, out: Path, seed: int, as_json: bool) -> None:
    """Score every station and calendar day of FILE (hourly, Parquet) by how much it resembles falsified data.

    FILE has station, time, PM2.5_reported, PM10, SO2, NO2, CO, O3. OUT gets station, date, score (0 to 1, higher is
    more suspicious) and kinds (joined by ; or empty); a day without any value has its row too. The score is learnt
    from falsifications of FILE itself, each station judged by models that have not seen it; no label is needed. A year
    of twelve stations takes some minutes. The same file and seed give the same scores. Exit 0: OUT written; 1: FILE
    unusable, OUT untouched; 2: wrong usage.
    """
    if out.resolve() in {file.resolve(), *([weather.resolve()] if weather else [])}:
        raise UnusableInput(
            "integrity.same_file",
            Text("输出会覆盖输入文件。", "the output would replace the input."),
            where=out.name,
            remedy=Text("换一个输出文件名。", "Choose another name for the output."),
        )
    scores = score_file(
        file, weather, out, Plan(seed=seed), lambda what: click.echo(what.in_(terminal_language()), err=True)
    )
    counts = {
        "stations": len({one.station for one in scores}),
        "days": len({one.day for one in scores}),
        "rows": len(scores),
        "named": sum(bool(one.kinds) for one in scores),
    }
    click.echo(SUMMARY.format(**counts).in_(terminal_language()), err=True)
    if as_json:
        click.echo(json.dumps({"out": str(out), **counts}, ensure_ascii=False))
