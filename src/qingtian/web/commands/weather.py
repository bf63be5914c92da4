"""``qingtian weather``: the exchange with the weather bureau, by hand: files in and out, a look, a simulated bureau."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import click

from qingtian.errors import UnusableInput
from qingtian.language import Text, terminal_language
from qingtian.web.commands.setup import as_json, city_moment, django_ready, note, print_json, say

REPORT = Text(
    "{file}：{received_rows} 行，新收 {taken}（修订 {revised}），重复 {repeated}，冲突 {conflicts}，"
    "拒收 {rejected}，存疑 {doubted}；批号 {code}。",
    "{file}: {received_rows} rows, {taken} new ({revised} revised), {repeated} repeated, {conflicts} conflicts, "
    "{rejected} rejected, {doubted} doubtful; batch {code}.",
)
LINE = Text("  第 {number} 行，{outcome}：{words}", "  row {number}, {outcome}: {words}")
MORE = Text("  还有 {n} 行，见 {path} 或批次页。", "  {n} more; see {path} or the page of the batch.")
REJECTS = Text("  拒收和冲突的行写在 {path}。", "  Rejected and conflicting rows are in {path}.")
STATIONS = Text("新登记 {new} 个站，改了 {changed} 个。", "{new} stations new, {changed} changed.")
NOTHING = Text("weather.yaml 里没有写“{name}”。", "weather.yaml declares no “{name}”.")
ROUND = Text("完成：{counts}", "Done: {counts}")
WRITTEN = Text("写了 {n} 个文件到 {folder}。", "{n} files written to {folder}.")
SERVING = Text("模拟气象部门在 {address}，按 Ctrl-C 停。", "A simulated weather bureau at {address}; Ctrl-C ends it.")
BAD_HOUR = Text("时间写成 2026-11-23T16。", "Write an hour like 2026-11-23T16.")
SHOWN = 20
SOURCE = "weather-bureau"


@click.group(epilog="Example: qingtian weather import met-obs_weather-bureau_2026112316_0.csv")
def weather() -> None:
    """Exchange with the weather bureau (气象交换)."""


@weather.command("import", epilog="Example: qingtian weather import --source weather-bureau export_2026_11.csv")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--source", default="", help="Code of the weather bureau; default: that of weather.yaml.")
@click.option("--climate-daily", is_flag=True, help="A climate daily set: tenths, and its own special numbers.")
@as_json
def import_(files: tuple[Path, ...], source: str, climate_daily: bool, as_json: bool) -> None:
    """Read FILES: met-obs CSV or Parquet with sidecar, met-obs/1 or MUSIC JSON, or a wide CSV with MUSIC names.

    Every row is new, a repeat, a conflict or rejected; those are kept in FILE.rejects.csv. Exit 1: a file cannot be
    used at all; files before it are taken.
    """
    django_ready()
    from qingtian.gateways.weather.importing import take_file, write_rejects

    told = []
    for file in files:
        delivery = take_file(file, _source(source), city_moment(), "climate_daily" if climate_daily else "music")
        rejects = write_rejects(delivery, file)
        told.append(_told(file, delivery))
        if not as_json:
            _report(file, delivery, rejects)
    if as_json:
        print_json(told)


@weather.command(epilog="Example: qingtian weather stations stations.csv")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def stations(file: Path) -> None:
    """Enter the weather stations of FILE (CSV).

    Columns: station_id,name,lon,lat,alt_m,wind_height_m,level,division,datum,valid_from,valid_to.
    """
    django_ready()
    from qingtian.apps.weather.actions.enter_stations import enter_stations
    from qingtian.measurements.weather.wide import csv_lines

    lines = csv_lines(file)
    heading = [name.strip() for name in next(lines, [])]
    rows = (dict(zip(heading, line, strict=False)) for line in lines if any(cell.strip() for cell in line))
    new, changed = enter_stations(rows)
    say(STATIONS, new=new, changed=changed)


@weather.command(epilog="Example: qingtian weather run pull")
@click.argument("what", type=click.Choice(["pull", "files", "push"]))
def run(what: str) -> None:
    """Do now what the schedule does by itself: ask the front machine, read the folder, or hand our air over."""
    django_ready()
    from qingtian.gateways.weather.importing import read_drop
    from qingtian.gateways.weather.pull import pull_weather
    from qingtian.gateways.weather.push import push_air

    jobs: dict[str, Any] = {"pull": pull_weather, "files": read_drop, "push": push_air}
    counts = jobs[what](city_moment())
    if not counts:
        raise UnusableInput("weather.not_declared", NOTHING.format(name={"files": "drop"}.get(what, what)))
    say(ROUND, counts=", ".join(f"{name} {value}" for name, value in counts.items()))


@weather.command(epilog="Example: qingtian weather export --from 2026-11-23T01 --to 2026-11-23T16 --out /srv/out")
@click.option("--from", "first", required=True, help="First hour, by its end: 2026-11-23T01.")
@click.option("--to", "last", required=True, help="Last hour.")
@click.option("--out", required=True, type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder.")
@click.option("--form", type=click.Choice(["csv", "parquet"]), default="csv", help="Form of the files.")
@click.option("--source", default="environment-bureau", help="Code of this office in the names of the files.")
def export(first: str, last: str, out: Path, form: Any, source: str) -> None:
    """Write our air as air-obs files, an hour each with its sidecar; the use is logged."""
    django_ready()
    from qingtian.apps.catalogue.actions.note_use import note_use
    from qingtian.gateways.weather.air_files import write
    from qingtian.gateways.weather.air_obs import air_rows
    from qingtian.gateways.weather.push import DATA_SET, PURPOSE
    from qingtian.procedures.who import Actor

    now, hours = city_moment(), air_rows(_hour(first), _hour(last))
    rows = sum(len(found) for found in hours.values())
    note_use(DATA_SET, by=Actor(kind="system"), rows=rows, way="air-obs/1 files", purpose=PURPOSE.zh, now=now)
    for period, found in hours.items():
        write(out, source, period.end, 0, found, now, form)
    say(WRITTEN, n=len(hours), folder=out)


@weather.command(epilog="Example: qingtian weather simulate --port 8212 --stations 57586,Y9001")
@click.option("--port", type=int, default=8212, show_default=True, help="Port on this machine.")
@click.option("--stations", default="57586", help="Numbers of its stations, separated by commas.")
@click.option("--secret", default="", help="Secret shared for the air we hand over.")
@click.option(
    "--faults/--no-faults", default=True, help="Late, sent twice, revised, out of range, other units, 999999."
)
def simulate(port: int, stations: str, secret: str, faults: bool) -> None:
    """Serve a simulated weather bureau: GET /music/api answers like MUSIC, POST /exchange/v1/batches takes our air."""
    from qingtian.gateways.weather.simulated.answering import Script
    from qingtian.gateways.weather.simulated.server import SimulatedBureau
    from qingtian.measurements.weather.periods import HOUR, SHANGHAI

    def clock() -> datetime:
        return datetime.now(SHANGHAI)

    last = clock().replace(minute=0, second=0, microsecond=0)
    late, twice, revised, wild, unit, missing = (last - number * HOUR for number in range(6))
    script = Script(
        late={late: 50}, twice=frozenset({twice}), revised={revised: 180}, out_of_range=frozenset({wild}),
        other_unit=frozenset({unit}), missing=frozenset({missing}),
    ) if faults else Script()  # fmt: skip
    bureau = SimulatedBureau(stations.split(","), script, clock, secret=secret, port=port)
    note(SERVING, address=f"{bureau.address}/music/api")
    bureau.serve()


def _source(given: str) -> str:
    from qingtian.gateways.weather.settings import weather_settings

    declared = weather_settings()
    return given or (declared.source if declared else SOURCE)


def _hour(text: str) -> datetime:
    from qingtian.measurements.weather.periods import SHANGHAI

    day, _, hour = text.partition("T")
    try:
        return datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=SHANGHAI) + timedelta(hours=int(hour))
    except ValueError:
        raise UnusableInput("weather.hour", BAD_HOUR, where=text) from None


def _told(file: Path, delivery: Any) -> dict[str, Any]:
    names = ("code", "received_rows", "sha256", "taken", "revised", "repeated", "conflicts", "rejected", "doubted")
    rows = [
        {"row": one.number, "outcome": one.outcome, "code": one.fault, "where": one.field, **one.words.as_dict()}
        for one in delivery.rows.all()
    ]
    return {"file": file.name, **{name: getattr(delivery, name) for name in names}, "rows": rows}


def _report(file: Path, delivery: Any, rejects: Path | None) -> None:
    told = _told(file, delivery)
    say(REPORT, **told)
    language = terminal_language()
    for one in delivery.rows.all()[:SHOWN]:
        say(LINE, number=one.number, outcome=one.outcome, words=one.words.in_(language))
    if len(told["rows"]) > SHOWN:
        say(MORE, n=len(told["rows"]) - SHOWN, path=rejects or delivery.code)
    if rejects:
        say(REJECTS, path=rejects)
