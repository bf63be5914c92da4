"""``qingtian hj212 simulate``: units for load and for demonstration."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime
from pathlib import Path

import click

from qingtian.errors import UnusableInput
from qingtian.hj212.editions import EDITIONS, Edition
from qingtian.hj212.encryption import read_key
from qingtian.hj212.simulation.client import OVER_TIME, Centre
from qingtian.hj212.simulation.run import Plan, invented_mns, simulate
from qingtian.hj212.times import read_time
from qingtian.language import Text, terminal_language

_SUMMARY = Text(
    "连接 {connected} 次（拒绝 {refused}，断开 {dropped}），发出 {sent} 包（重发 {sent_again}，补传 {back_filled}），"
    "应答 {answered}，未应答 {unanswered}；每秒 {answered_a_second} 包，应答时间中位 {wait_p50} 秒、99% {wait_p99} 秒",
    "{connected} connections ({refused} refused, {dropped} dropped), {sent} frames sent ({sent_again} again, "
    "{back_filled} back-filled), {answered} answered, {unanswered} not; {answered_a_second} a second, wait: median "
    "{wait_p50} s, 99 % {wait_p99} s",
)


@click.command(
    "simulate", epilog="Example: qingtian hj212 simulate --stations 200 --rate 50 --seconds 60 --port 9212 --json"
)
@click.option("--stations", type=click.IntRange(1, 20_000), default=10, show_default=True, help="Number of units.")
@click.option(
    "--rate", type=click.FloatRange(0.01, 100_000), default=1.0, show_default=True,
    help="Real-time frames a second of all units together; means come with them.",
)  # fmt: skip
@click.option("--seconds", type=click.FloatRange(0.1), default=60.0, show_default=True, help="How long.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65_535), default=9212, show_default=True)
@click.option(
    "--mn-file", type=click.Path(path_type=Path), help="Device identifiers to use, one a line; else invented."
)
@click.option("--edition", type=click.Choice(list(EDITIONS)), default="2017", show_default=True)
@click.option("--key", help="SM4 key in hexadecimal; data areas are encrypted (2025).")
@click.option("--ramp", type=click.FloatRange(0), default=5.0, show_default=True, help="Seconds in which all connect.")
@click.option(
    "--storm", type=click.FloatRange(0), help="At half time all hang up and come back within that many seconds."
)
@click.option(
    "--back-fill", type=click.IntRange(0, 24 * 31), default=0, show_default=True,
    help="Hours of minute and hour data each unit sends again after the storm.",
)  # fmt: skip
@click.option("--start", help="Invented time YYYYMMDDhhmmss that moves 30 s a frame; else the clock.")
@click.option("--seed", type=int, default=212, show_default=True, help="The same seed sends the same values.")
@click.option("--over-time", type=click.FloatRange(0.05), default=OVER_TIME, show_default=True, help="Answer timeout.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON on standard output.")
def simulate_command(
    stations: int, rate: float, seconds: float, host: str, port: int, mn_file: Path | None, edition: Edition,
    key: str | None, ramp: float, storm: float | None, back_fill: int, start: str | None, seed: int, over_time: float,
    as_json: bool,
) -> None:  # fmt: skip
    """Simulate units that connect to a gateway, send real-time, minute, hour and day data, and obey its commands.

    A frame not answered is sent again three times with the same QN. Exit 0: the run ended; 1: unusable input; 2: wrong
    usage.
    """
    plan = Plan(
        _mns(mn_file, stations, seed), rate, seconds, edition, read_key(key) if key is not None else None, seed, ramp,
        storm, back_fill, _start(start),
    )  # fmt: skip
    told = asyncio.run(simulate(plan, Centre(host, port, over_time))).as_dict(seconds)
    if as_json:
        click.echo(json.dumps(told))
        return
    click.echo(_SUMMARY.format(**told).in_(terminal_language()), err=True)


def _mns(file: Path | None, stations: int, seed: int) -> tuple[str, ...]:
    """The first ``stations`` of the file, or invented ones."""
    if file is None:
        return invented_mns(stations, seed)
    try:
        named = [line.strip() for line in file.read_text("utf-8-sig").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableInput(
            "hj212.file", Text("无法读取该文件", "this file cannot be read"), where=file.name
        ) from error
    return tuple(named[:stations])


def _start(text: str | None) -> datetime | None:
    if text is None:
        return None
    moment = read_time(text)
    if moment is None:
        raise click.BadParameter("write YYYYMMDDhhmmss", param_hint="--start")
    return moment
