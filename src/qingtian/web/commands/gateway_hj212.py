"""``qingtian gateway hj212``: listen for data loggers."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import json
import os
import resource
import signal

import click

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.web.commands.child import HELP, orphaned
from qingtian.web.commands.serve import NOT_BOUND, TAKEN
from qingtian.web.commands.setup import as_json, django_ready, note

LISTENING = Text(
    "在 {host}:{port} 接收数采仪（按 Ctrl+C 停止）", "Listening for data loggers on {host}:{port} (Ctrl+C stops it)"
)
OTHER = Text("换一个端口：--port {other}。", "Choose another port: --port {other}.")


@click.command(epilog="Example: qingtian gateway hj212 --port 9212")
@click.option("--port", type=click.IntRange(0, 65535), default=9212, show_default=True, help="0: any free one.")
@click.option("--host", default="0.0.0.0", show_default=True, help="Loggers connect from outside.")  # noqa: S104
@click.option("--from-one-address", type=click.IntRange(1), help="Most connections from one address; 1000 by default.")
@click.option("--child", type=int, metavar="PID", help=HELP)
@as_json
def hj212(port: int, host: str, from_one_address: int | None, child: int | None, as_json: bool) -> None:
    """Listen for data loggers (HJ/T 212-2005, HJ 212-2017, HJ 212-2025).

    Every frame is on the disk before it is answered. Profiles of loggers are read anew while it runs. SIGTERM stops it
    once what was read is written and answered.
    """
    django_ready()
    raise_open_files()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_listen(host, port, from_one_address, child, as_json))


def raise_open_files() -> None:
    """As many open files as the system lets us have: thousands of loggers are thousands of files."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


async def _listen(host: str, port: int, from_one_address: int | None, child: int | None, as_json: bool) -> None:
    from qingtian.gateways.hj212.listener.keeper import Keeper
    from qingtian.gateways.hj212.listener.limits import Limits
    from qingtian.gateways.hj212.listener.server import Listener
    from qingtian.gateways.hj212.office import office
    from qingtian.gateways.hj212.place import frames_folder, sign_path

    records = office()
    limits = Limits(from_one_address=from_one_address) if from_one_address else Limits()
    listener = Listener(frames_folder(), await asyncio.to_thread(records.profiles), limits)
    try:
        bound = await listener.start(host, port)
    except OSError as error:
        raise _not_bound(host, port, error) from error
    keeper = Keeper(listener, records, frames_folder(), sign_path(), bound)
    keeper.start()
    if as_json:
        click.echo(json.dumps({"host": host, "port": bound, "process": os.getpid()}))
    elif child is None:
        note(LISTENING, host=host, port=bound)
    await _until_stopped(child)
    await listener.stop()
    await asyncio.to_thread(keeper.stop)


async def _until_stopped(child: int | None) -> None:
    """Until a signal, or, beside a server, until that is gone."""
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    while not stopped.is_set() and not orphaned(child):
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stopped.wait(), 1.0)


def _not_bound(host: str, port: int, error: OSError) -> UnusableInput:
    if error.errno == errno.EADDRINUSE:
        return UnusableInput(
            "gateway.port_taken", TAKEN.format(port=port), remedy=OTHER.format(other=port + 1 if port < 65535 else 9212)
        )
    why = error.strerror or str(error)
    return UnusableInput("gateway.not_bound", NOT_BOUND.format(host=host, port=port, why=why))
