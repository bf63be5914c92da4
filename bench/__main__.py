"""``make bench [BENCH_MATTERS=100000]``: pages, look-ups, the map and the intake, on a city with very many matters.

On PostgreSQL (QINGTIAN_TEST_POSTGRES) with BENCH_MATTERS matters, served to sixteen officers at once; on SQLite with at
most 100,000, page by page. Beside each figure stands what a user would otherwise take in the same run: the ledger of
the same matters as a CSV file, sorted or searched, and the same page of a city of a hundredth. ``bench.backups``
measures backup and restore, ``bench.air`` (part of this) the statistics of a national year of air.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
MATTERS = int(os.environ.get("BENCH_MATTERS", "100000"))
#: reports among which ``bench.repeats`` looks for similar ones
REPORTS = os.environ.get("BENCH_REPORTS", "1000000")
SQLITE_MOST = 100_000
ROUNDS = 30
PACED_SECONDS = float(os.environ.get("BENCH_SECONDS", "40"))
DATABASES = ("qingtian_bench_{}", "qingtian_bench_{}_identity")


def set_up() -> None:
    """Django over a fresh data folder, migrated, with the static files a served page needs."""
    import django

    django.setup()
    from django.core.management import call_command

    for alias in ("default", "identity"):
        call_command("migrate", database=alias, verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


def in_process() -> dict[str, float]:
    """Every page in this process: times, and how many queries it asks; returns the medians."""
    from django.db import connection

    from bench.addresses import SHARES, Visitor
    from bench.city_of import TODAY
    from bench.figures import timed
    from bench.visitors import signed_in, visitors

    visitor: Visitor = visitors(TODAY)[0]
    client, rng, medians = signed_in(visitor.name), Random(1), {}
    for page in SHARES:
        asked: list[str] = []

        def note(execute, sql, params, many, context, asked=asked):  # type: ignore[no-untyped-def]
            asked.append(sql)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            client.get(visitor.address(page, Random(0)))
        times = timed(lambda page=page: client.get(visitor.address(page, rng)), ROUNDS)  # type: ignore[misc]
        medians[page] = times.median
        print(f"{times.line(page)}  {len(asked)} queries")
    print(neighbours().line("neighbours of a point"))
    return medians


def neighbours():  # type: ignore[no-untyped-def]
    """How many similar reports lie near a pin: what the report form asks while the pin is moved."""
    from bench.city_of import TODAY
    from bench.figures import timed
    from qingtian.apps.petitions.models import Petition
    from qingtian.web.portal.places import similar_near

    points = list(Petition.objects.exclude(longitude=None).values_list("longitude", "latitude")[:ROUNDS])
    rng = Random(3)

    def near() -> int:
        longitude, latitude = rng.choice(points)
        return similar_near(longitude + Decimal("0.0007"), latitude, ["air"], TODAY)

    return timed(near, ROUNDS)


def compare(medians: dict[str, float]) -> None:
    """The ledger an office would keep, in the same run."""
    from bench.figures import timed
    from bench.ledger import searched_ledger, sorted_ledger, written

    path = written()
    by_due = timed(lambda: sorted_ledger(path), 3)
    searched = timed(lambda: searched_ledger(path, "老粮站"), 3)
    print(by_due.line("ledger, sorted"))
    print(searched.line("ledger, searched"))
    print(f"  worklist / ledger sorted   {medians['worklist, mine'] / by_due.median:.3f}")
    print(f"  look-up / ledger searched  {medians['look-up by place'] / searched.median:.3f}")
    path.unlink()


def with_users() -> None:
    """Sixteen officers over HTTP: at a fast reader's pace, then without a pause."""
    from django.db import connections

    from bench.city_of import TODAY
    from bench.served import day, served
    from bench.visitors import visitors

    people = visitors(TODAY)
    connections.close_all()
    with served():
        day(people, 6, thinking=False)  # the workers have read their declarations
        for title, seconds, thinking in (
            ("16 users, a page a second each", PACED_SECONDS, True),
            ("16 users without a pause", PACED_SECONDS / 2, False),
        ):
            times, rate = day(people, seconds, thinking=thinking)
            print(f"{title}: {rate:.1f} pages a second")
            for page in sorted(times):
                print(times[page].line(page, promised=thinking))


def city(name: str, matters: int) -> None:
    """One database and size, in a process of its own."""
    set_up()
    from bench.city_of import fill

    begin = time.perf_counter()
    fill(matters)
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"{name}, {matters:,} matters, filled in {time.perf_counter() - begin:.0f} s; load {load}")
    medians = in_process()
    compare(medians)
    if name == "PostgreSQL":
        with_users()
        from django.utils import timezone

        from bench.intake import by_channel, rate
        from soak.channels import prepare_partners

        print(f"  intake, durable in both stores: {rate():.0f} reports a second")
        prepare_partners(timezone.now())
        for channel, speed in by_channel().items():
            print(f"  intake, {channel}, one process: {speed:.1f} reports a second")


def start_up() -> float:
    """Seconds until the command line with Django is loaded."""
    begin = time.perf_counter()
    command = [sys.executable, "-c", "from qingtian.cli import main; main()", "manage", "check"]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - begin


def _environment(urls: tuple[str, str] | None) -> dict[str, str]:
    own = {
        "QINGTIAN_DATA": tempfile.mkdtemp(prefix="qingtian-bench-"),
        "DJANGO_SETTINGS_MODULE": "qingtian.config.settings",
        "QINGTIAN_DEBUG": "0",
        "QINGTIAN_DEMO": "1",
        "QINGTIAN_TODAY": "2026-11-23",
    }
    kept = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "IDENTITY_DATABASE_URL")}
    if urls:
        own |= dict(zip(("DATABASE_URL", "IDENTITY_DATABASE_URL"), urls, strict=True))
    return kept | own


def fresh_databases(url: str, matters: int) -> tuple[str, str]:
    """Drop and create the benchmark's own databases; their names say what they are."""
    import psycopg

    names = [pattern.format(matters) for pattern in DATABASES]
    with psycopg.connect(url, autocommit=True) as connection:
        for name in names:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            connection.execute(f'CREATE DATABASE "{name}"')
    first, second = (url.rsplit("/", 1)[0] + "/" + name for name in names)
    return first, second


def drop(url: str, matters: int) -> None:
    """A million matters take some twenty gigabytes: nothing stays."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        for pattern in DATABASES:
            connection.execute(f'DROP DATABASE IF EXISTS "{pattern.format(matters)}" WITH (FORCE)')


def main() -> None:
    if len(sys.argv) > 2:
        city(sys.argv[1], int(sys.argv[2]))
        return
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    os.environ.update(_environment(None))
    print(f"start-up (command line with Django): {start_up():.2f} s", flush=True)
    postgres = os.environ.get("QINGTIAN_TEST_POSTGRES")
    for matters in (MATTERS // 100, MATTERS):
        small = min(matters, SQLITE_MOST)
        if os.environ.get("BENCH_SQLITE", "1") == "1":
            here = _environment(None)
            subprocess.run([sys.executable, "-m", "bench", "SQLite", str(small)], check=True, cwd=ROOT, env=here)
        if postgres:
            here = _environment(fresh_databases(postgres, matters))
            subprocess.run([sys.executable, "-m", "bench", "PostgreSQL", str(matters)], check=True, cwd=ROOT, env=here)
            drop(postgres, matters)
    subprocess.run([sys.executable, "-m", "bench.air"], check=True, cwd=ROOT)
    subprocess.run([sys.executable, "-m", "bench.air_import"], check=True, cwd=ROOT)
    subprocess.run([sys.executable, "-m", "bench.repeats", REPORTS], check=True, cwd=ROOT)
    subprocess.run([sys.executable, "-m", "bench.hj212"], check=True, cwd=ROOT)
    subprocess.run([sys.executable, "-m", "bench.integrity"], check=True, cwd=ROOT)
    subprocess.run([sys.executable, "-m", "bench.forecast"], check=True, cwd=ROOT)
    subprocess.run([sys.executable, "-m", "bench.targeting"], check=True, cwd=ROOT)
    if not postgres:
        print("PostgreSQL not measured: set QINGTIAN_TEST_POSTGRES=postgres://user:password@host/database")


if __name__ == "__main__":
    main()
