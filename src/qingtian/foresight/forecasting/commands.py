"""``qingtian forecast``: what the forecasts of days past would have been."""

from __future__ import annotations

import math
from datetime import datetime
from pathlib import Path

import click

from qingtian.foresight.forecasting.backtest import backtest
from qingtian.foresight.forecasting.reading import read_days
from qingtian.language import Text, terminal_language
from qingtian.tables import CsvRows
from qingtian.tables.whole_file import WholeFile

HEADING = ("station", "origin", "target", "horizon", "predicted", "low", "high")
FURTHEST = 7
DOING = Text("重新训练 {done}/{of}", "refit {done} of {of}")
UPPER_BOUND = Text(
    "用了目标日的实测气象，等于完美的气象预报：结果是上限，不是能达到的水平。",
    "The measured weather of the target days was read, a perfect forecast of it: the result is an upper bound.",
)
DONE = Text(
    "{rows} 行；其中 {medians} 行模型曾不如月中位数，给的是月中位数。",
    "{rows} rows; of {medians} the model had lost to the month's median, which is given.",
)
NOT_HORIZONS = Text("“{given}”不是 1–7 之间的天数或范围。", "“{given}” is no day or span of days from 1 to 7.")


class Horizons(click.ParamType[tuple[int, ...]]):
    """``3``, ``1-7`` or ``1,2,5``."""

    name = "days"

    def convert(
        self, value: str | tuple[int, ...], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, ...]:
        if isinstance(value, tuple):
            return value
        found: set[int] = set()
        for part in value.split(","):
            first, dash, last = part.strip().partition("-")
            if not (first.isdecimal() and (last.isdecimal() or not dash)):
                self.fail(NOT_HORIZONS.format(given=value).in_(terminal_language()))
            found |= set(range(int(first), int(last or first) + 1))
        if not found or not found <= set(range(1, FURTHEST + 1)):
            self.fail(NOT_HORIZONS.format(given=value).in_(terminal_language()))
        return tuple(sorted(found))


DAY = click.DateTime(["%Y-%m-%d"])


@click.command(
    "backtest",
    epilog="Example: qingtian forecast backtest hours.parquet --item PM2_5 --from 2015-03-01 --to 2016-02-29 "
    "--horizons 1-7 --out forecasts.csv",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--item", type=click.Choice(["PM2_5", "PM10"]), required=True, help="Which pollutant.")
@click.option("--from", "first", type=DAY, required=True, metavar="DATE", help="First target day.")
@click.option("--to", "last", type=DAY, required=True, metavar="DATE", help="Last target day.")
@click.option("--horizons", type=Horizons(), default="1-7", show_default=True, help="Days ahead: 3, 1-7 or 1,2,5.")
@click.option("--with-weather", is_flag=True, help="Read the weather up to the target day: an upper bound.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Seed of the learning.")
@click.option("--workers", type=click.IntRange(1), default=2, show_default=True, help="Horizons learned at once.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="CSV to write.")
def backtest_command(
    file: Path,
    item: str,
    first: datetime,
    last: datetime,
    horizons: tuple[int, ...],
    with_weather: bool,
    seed: int,
    workers: int,
    out: Path,
) -> None:
    """Forecast every day from --from to --to as it would have been forecast before, from the hours in FILE (.parquet).

    Earlier rows of FILE are history. The origin is the last day known to 24:00; training sees targets up to the origin
    alone, refitted every four weeks. OUT has station, origin, target, horizon, predicted, low, high (µg/m³, 80 %) for
    every station, target and horizon. Equal FILE and seed give equal OUT.
    """
    if first > last:
        raise click.BadParameter("--from > --to")

    def told(done: int, of: int) -> None:
        click.echo(DOING.format(done=done, of=of).in_(terminal_language()), err=True)

    series = read_days(file, item, with_weather=with_weather)
    found = backtest(series, first.date(), last.date(), horizons, seed=seed, workers=workers, told=told)
    with WholeFile(out) as written:
        table = CsvRows(written.text, "\n")
        table.write(HEADING)
        for one in found:
            days = (one.origin.isoformat(), one.target.isoformat(), str(one.horizon))
            table.write((one.place, *days, *(_number(value) for value in (one.predicted, one.low, one.high))))
        written.commit()
    if with_weather:
        click.echo(UPPER_BOUND.in_(terminal_language()), err=True)
    medians = sum(one.way == "month_median" for one in found)
    click.echo(DONE.format(rows=len(found), medians=medians).in_(terminal_language()), err=True)


def _number(value: float) -> str:
    return "" if math.isnan(value) else f"{value:.2f}"
