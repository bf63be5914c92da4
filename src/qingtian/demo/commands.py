"""``qingtian demo``: load the generated city."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click
import django

from qingtian.language import Text, terminal_language

FEEDS = Text(
    "{first} 到 {last}：{rows} 行，{files} 个文件，在 {folder}；其中 {planted} 行故意读不了，见 air/planted.csv。",
    "{first} to {last}: {rows} rows in {files} files, in {folder}; {planted} of them cannot be read on purpose, see "
    "air/planted.csv.",
)

if TYPE_CHECKING:
    from qingtian.demo.loading import Loaded

WORDS = {
    "areas": Text("个区域", "areas"),
    "organs": Text("个机关和单位", "organs and units"),
    "posts": Text("个岗位", "posts"),
    "people": Text("名人员（虚构）", "people, invented"),
    "parties": Text("个当事人（虚构）", "parties, invented"),
    "absences": Text("次离岗顶岗", "absences with a substitute"),
    "duties": Text("项职责", "duties"),
    "area contracts": Text("份包片", "area contracts"),
    "soil samples": Text("个土壤样品", "samples of soil"),
    "levels of noise": Text("个声级", "levels of noise"),
    "capability": Text("行能力台账", "rows of the capability register"),
    "grid cells": Text("个网格", "grid cells"),
    "members of the grid": Text("个网格员岗位", "posts of members of the grid"),
    "objects on the grid": Text("个归格的对象", "objects placed on the grid"),
    "patrols": Text("次巡查", "patrols"),
    "sources": Text("个污染源", "sources"),
    "stations": Text("个空气站", "air stations"),
    "regions": Text("个评价区域", "regions of evaluation"),
    "hourly readings": Text("行小时值", "rows of hourly values"),
    "hours of outlets": Text("行排放口小时值", "rows of hours of outlets"),
    "values of water": Text("个水质监测值", "values of water"),
    "values in the lake": Text("个小时值，在数据湖里", "hourly values in the lake"),
    "hours of wind": Text("小时的风向", "hours of wind direction"),
    "frames of loggers": Text("条数采仪报文", "frames of data loggers"),
    "weather readings": Text("个气象小时值", "hours of weather"),
    "acts": Text("个动作", "acts"),
    "petitions": Text("件信访", "petitions"),
    "cases": Text("个包案", "cases"),
    "copied matters": Text("件复制的事项", "copied matters"),
    "publications": Text("份公开稿", "publications"),
}
LOG_INS = Text("登录（只为演示；密码只显示这一次）：", "Log-ins (demonstration only; passwords are shown this once):")
AS_OF = Text("以 {today} 早上为准，种子 {seed}。", "As of the morning of {today}, seed {seed}.")

ASK = Text(
    "这里已有一个演示城市，重新装会把在里面做过的事全部删掉。继续吗？",
    "There is a demonstration here already; loading again deletes everything done in it. Go on?",
)
INTERRUPTED = Text(
    "上一次装载没有装完，从头再装一遍。",
    "The last load did not come to its end; it is loaded again from the beginning.",
)
LOADING = Text(
    "第一次要装一年的虚构数据，一两分钟……", "The first time a year of invented data is loaded: a minute or two …"
)
ONE_CLICK = Text("办公端 {address}，每个角色点一下就能登录。", "Desk: {address}, one click a role.")


#: how often the year may be there
SCALE = click.IntRange(1, 1000)
SCALE_ALONE = Text(
    "--scale 不和别的子命令一起用；写成 qingtian demo load --scale N。",
    "--scale goes with no other command; write qingtian demo load --scale N.",
)


@click.group(invoke_without_command=True)
@click.option("--scale", type=SCALE, default=None, help="Load so many times the year: short for load --scale.")
@click.pass_context
def demo(context: click.Context, scale: int | None) -> None:
    """The generated demonstration city, Yunping 云屏. Everything in it is invented and marked as generated."""
    if context.invoked_subcommand is None:
        if scale is None:
            click.echo(context.get_help())
            return
        context.invoke(load, scale=scale)
    elif scale is not None:
        raise click.UsageError(SCALE_ALONE.in_(terminal_language()))


def _say(what: str, number: int) -> None:
    click.echo(f"{number:>7} {WORDS[what].in_(terminal_language())}")


def _tell(loaded: Loaded) -> None:
    from qingtian.demo.roles import ROLES

    click.echo(AS_OF.format(today=loaded.today, seed=loaded.seed).in_(terminal_language()))
    click.echo(LOG_INS.in_(terminal_language()))
    for role in ROLES:
        title = f"{role.title.in_(terminal_language())}, {role.organ.in_(terminal_language())}"
        click.echo(f"  {role.username:<14} {loaded.passwords[role.username]:<14} {title}")


def _day(written: datetime | None) -> date:
    """The day asked for, else the day of the city (a fixed one where the demonstration stands still)."""
    from qingtian.web.middleware import city_now

    return written.date() if written else city_now().date()


def _until(today: date) -> datetime | None:
    """Up to this moment on the city's own day; on another day the usual morning."""
    from qingtian.web.middleware import city_now

    now = city_now()
    return now if now.date() == today else None


@demo.command("open", epilog="Example: qingtian demo open --port 8000")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, envvar="PORT", show_default=True, help="Else PORT."
)
def open_(port: int) -> None:
    """Set up the data folder, load the city if there is none yet, and serve it: everything `make run` does."""
    os.environ["QINGTIAN_DEMO"] = "1"
    from qingtian.web.commands.prepare import prepare_data_folder
    from qingtian.web.commands.serve import serve
    from qingtian.web.commands.setup import set_up_django

    set_up_django()
    prepare_data_folder(quick=True)
    context = click.get_current_context()
    context.invoke(load, if_empty=True)
    click.echo(ONE_CLICK.format(address=f"http://localhost:{port}/desk/").in_(terminal_language()))
    from qingtian.demo.hours import continue_hours
    from qingtian.demo.keeping_up import stations_report
    from qingtian.demo.lake_years import continue_lake
    from qingtian.demo.outlet_hours import continue_outlets
    from qingtian.web.middleware import city_now

    continue_hours(city_now())
    continue_lake(city_now())
    continue_outlets(city_now())
    with stations_report():
        context.invoke(serve, port=port)


@demo.command(epilog="Example: qingtian demo load --today 2026-11-23")
@click.option("--seed", type=int, default=None, help="Number the invented city is drawn from.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), default=None, help="Day it is loaded for; default today.")
@click.option("--reports", type=click.IntRange(0, 5000), default=None, help="How many reports (default 520).")
@click.option("--scale", type=SCALE, default=1, show_default=True, help="So many times the year, for load.")
@click.option(
    "--air-months",
    type=click.IntRange(0, 60),
    default=24,
    show_default=True,
    help="Months of air before this one; 0: no lake.",
)
@click.option("--if-empty", is_flag=True, help="Do nothing when there is anything in the database already.")
@click.option("--replace", is_flag=True, help="Replace an earlier demonstration without asking.")
@click.option("--json", "as_json", is_flag=True, help="Print counts and log-ins as JSON.")
def load(
    seed: int | None,
    today: datetime | None,
    reports: int | None,
    scale: int,
    air_months: int,
    if_empty: bool,
    replace: bool,
    as_json: bool,
) -> None:
    """Load the city, its people, a year of reports and cases.

    With --scale N every petition and case is there N times, each with its own number, chain and sealed reporter.

    Refuses a database that holds anything real; an earlier demonstration is replaced after asking. The databases must
    be migrated.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingtian.config.settings")
    django.setup()
    from qingtian.demo.clearing import check_only_generated, is_empty
    from qingtian.demo.interrupted import was_interrupted
    from qingtian.demo.loading import REPORTS, SEED, load_demo

    check_only_generated()
    if not is_empty():
        if was_interrupted():
            click.echo(INTERRUPTED.in_(terminal_language()), err=True)
        elif if_empty:
            return
        elif not replace:
            click.confirm(ASK.in_(terminal_language()), abort=True, err=True)
    if not as_json:
        click.echo(LOADING.in_(terminal_language()))
    loaded = load_demo(
        _day(today),
        seed=SEED if seed is None else seed,
        reports=REPORTS if reports is None else reports,
        progress=(lambda what, number: None) if as_json else _say,
        until=_until(_day(today)),
        scale=scale,
        air_months=air_months,
    )
    if as_json:
        found = {"today": loaded.today.isoformat(), "seed": loaded.seed, "counts": loaded.counts}
        click.echo(json.dumps(found | {"log_ins": loaded.passwords}, ensure_ascii=False, indent=2))
    else:
        _tell(loaded)


@demo.command(epilog="Example: qingtian demo feeds feeds --until 2026-11-22")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), default=None, help="Last day; default yesterday.")
@click.option("--days", type=click.IntRange(1, 3660), default=365, show_default=True, help="How many days.")
@click.option("--seed", type=int, default=None, help="Number the sky is drawn from; default that of the pages.")
@click.option("--json", "as_json", is_flag=True, help="Print files and rows as JSON.")
def feeds(folder: Path, until: datetime | None, days: int, seed: int | None, as_json: bool) -> None:
    """Write a year of hourly air and weather of the invented city as files, into FOLDER/air and FOLDER/weather.

    Air is in the columns of the national feed (read by `qingtian air aqi`), weather in those of the weather service.
    The same days and seed give the same bytes. No database is needed. Refuses a folder that holds anything else.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingtian.config.settings")
    from qingtian.demo.feeds.writing import write_feeds
    from qingtian.demo.sky import SKY

    last = until.date() if until else _day(None) - timedelta(days=1)
    written = write_feeds(folder, last, seed=SKY if seed is None else seed, days=days, progress=_say_file(as_json))
    if as_json:
        told = {"first": f"{written.first}", "last": f"{written.last}", "planted": written.planted}
        click.echo(json.dumps(told | {"rows": written.rows}, ensure_ascii=False, indent=2))
        return
    words = FEEDS.format(
        first=written.first,
        last=written.last,
        rows=sum(written.rows.values()),
        files=len(written.rows),
        folder=folder,
        planted=written.planted,
    )
    click.echo(words.in_(terminal_language()))


def _say_file(quiet: bool) -> Callable[[str, int], None]:
    return (lambda file, rows: None) if quiet else (lambda file, rows: click.echo(f"{rows:>7} {file}"))
