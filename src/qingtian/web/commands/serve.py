"""``qingtian serve``: the city's pages from this machine."""

from __future__ import annotations

import errno
import os
import shutil
import socket

import click

from qingtian.config.logs import guard_crashes
from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.web.commands.child import listener_beside, worker_beside
from qingtian.web.commands.prepare import prepare_static_files
from qingtian.web.commands.setup import django_ready, note

APPLICATION = "qingtian.config.wsgi:application"
#: SQLite lets one writer in at a time: two processes keep a slow page from holding up the others, more would only wait
SQLITE_WORKERS = 2
THREADS = 4

TAKEN = Text("端口 {port} 已被占用。", "Port {port} is taken.")
OTHER_PORT = Text("换一个端口：qingtian serve --port {other}。", "Choose another port: qingtian serve --port {other}.")
NOT_BOUND = Text("不能在 {host}:{port} 上提供服务：{why}", "Cannot serve on {host}:{port}: {why}")
NO_CITY = Text(
    "这里还没有设立城市：运行 qingtian init；只想看看，运行 qingtian demo open。",
    "No city is set up here: run qingtian init; only to have a look, run qingtian demo open.",
)
SERVING = Text("网址：{address}（按 Ctrl+C 停止）", "Serving at {address} (Ctrl+C stops it)")


@click.command(epilog="Example: qingtian serve --port 8000")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, envvar="PORT", show_default=True, help="Else PORT."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 serves the whole network.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes; chosen by the database where left out.")
@click.option("--threads", type=click.IntRange(1, 64), default=THREADS, show_default=True, help="Threads a process.")
@click.option("--work/--no-work", default=True, show_default=True, help="Run schedules and tasks beside it.")
@click.option("--loggers", type=click.IntRange(1, 65535), envvar="QINGTIAN_HJ212_PORT", help="Listen for HJ 212 too.")
def serve(port: int, host: str, workers: int | None, threads: int, work: bool, loggers: int | None) -> None:
    """Serve the city's pages.

    Refuses, with exit 1, while the port is taken or a database is not set up. With --loggers PORT, or
    QINGTIAN_HJ212_PORT, it also receives data loggers on that port, on all addresses.
    """
    django_ready()
    check_installation()
    guard_crashes()
    check_declarations()
    check_port(host, port)
    prepare_static_files()
    note(SERVING, address=address(host, port))
    count_from_nought()
    with worker_beside(work), listener_beside(loggers):
        _run(host, port, workers or _workers(), threads)


def count_from_nought() -> None:
    """Where the processes of this server count requests together; numbers of an earlier server are gone with it."""
    from django.conf import settings

    folder = settings.DATA / "run" / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


def check_installation() -> None:
    """Raises Refused where a demonstration would be served as a city or a city as a demonstration."""
    from django.conf import settings

    from qingtian.apps.installation.kind import check_mode, kind

    check_mode()
    if kind() is None and not settings.DEMO:
        note(NO_CITY)


def check_declarations() -> None:
    """Raises DeclarationError where a file of the office (upstream system, data set) cannot be used."""
    from qingtian.apps.catalogue.data_sets import load_data_sets
    from qingtian.gateways.upstream.systems import load_systems

    load_systems()
    load_data_sets()


def check_port(host: str, port: int) -> None:
    """Raises UnusableInput where the address cannot be had: the server itself would share a taken port in silence."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            remedy = OTHER_PORT.format(other=port + 1 if port < 65535 else port - 1)
            raise UnusableInput("serve.port_taken", TAKEN.format(port=port), remedy=remedy) from error
        why = error.strerror or str(error)
        raise UnusableInput("serve.not_bound", NOT_BOUND.format(host=host, port=port, why=why)) from error


def address(host: str, port: int) -> str:
    """The address as a browser takes it."""
    name = "localhost" if host in ("0.0.0.0", "::", "127.0.0.1") else host  # noqa: S104 (shown, not bound)
    return f"http://{f'[{name}]' if ':' in name else name}:{port}/"


def _workers() -> int:
    from django.db import connection

    return SQLITE_WORKERS if connection.vendor == "sqlite" else max(2, os.cpu_count() or 2)


def _run(host: str, port: int, workers: int, threads: int) -> None:
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces

    connections.close_all()  # the workers open their own
    Granian(
        APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        websockets=False,
        log_enabled=False,
        respawn_failed_workers=True,
    ).serve()
