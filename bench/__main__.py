"""``make bench [BENCH_MATTERS=100000]``: the desk's worklist, the intake of a report, start-up.

Figures are milliseconds and, beside them, ratios in the same run: the worklist against a ledger read and sorted from a
CSV file (what an office without this product does), and against the same page over a hundredth of the matters.
"""

from __future__ import annotations

import csv
import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MATTERS = int(os.environ.get("BENCH_MATTERS", "100000"))
ROUNDS = 40


def set_up(database: str | None) -> None:
    """A fresh data folder, migrated; on PostgreSQL the database named by QINGTIAN_TEST_POSTGRES with a suffix."""
    os.environ["QINGTIAN_DATA"] = tempfile.mkdtemp(prefix="qingtian-bench-")
    os.environ["DJANGO_SETTINGS_MODULE"] = "qingtian.config.settings"
    os.environ["QINGTIAN_DEBUG"] = "0"
    os.environ.pop("DATABASE_URL", None)
    if database:
        os.environ["DATABASE_URL"] = database
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", database="default", verbosity=0)
    call_command("migrate", database="identity", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


def timed(action: Callable[[], object], rounds: int = ROUNDS) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds."""
    action()
    spent = []
    for _ in range(rounds):
        begin = time.perf_counter()
        action()
        spent.append((time.perf_counter() - begin) * 1000)
    return statistics.median(spent), statistics.quantiles(spent, n=20)[18]


def ledger() -> bytes:
    """The open matters as the CSV ledger an office would keep."""
    from qingtian.apps.proceedings.models import Proceeding

    out = io.StringIO()
    writer = csv.writer(out)
    rows = Proceeding.objects.filter(ended_on__isnull=True)
    writer.writerows(rows.values_list("number", "title", "next_due", "owner_organ", "state").iterator())
    return out.getvalue().encode()


def sorted_ledger(data: bytes) -> object:
    """Open the ledger and put the earliest first."""
    rows = csv.reader(io.StringIO(data.decode()))
    return sorted(rows, key=lambda row: row[2] or "9999")[:50]


def measure(matters: int) -> dict[str, tuple[float, float] | float]:
    """All figures over one city of that size."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from bench.city_of import TODAY, at, fill
    from qingtian.apps.identities.vault import Identity
    from qingtian.apps.people.models import Person
    from qingtian.apps.petitions.actions.receive import Report, receive
    from qingtian.procedures.who import Actor

    fill(matters)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    client = signed_in(Client(), Person.objects.get(code="p-petition-officer"))
    page = lambda: client.get("/desk/", headers={"host": "localhost"})  # noqa: E731
    assert page().status_code == 200, page().status_code
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page()
    report = Report(report="夜里有气味", channel="web", receiver="petitions", kinds=["air"], area="wangxi")
    data = ledger()

    def intake() -> None:
        receive(report, Identity("", "", ""), by=Actor(kind="reporter"), on=TODAY, now=at(TODAY), prefix="YP")

    return {
        "worklist page": timed(page),
        "worklist queries": float(len(queries)),
        "report intake": timed(intake),
        "CSV ledger": timed(lambda: sorted_ledger(data), 5),
    }


def signed_in(client: object, person: object) -> object:
    """The test client with that officer signed in."""
    from django.contrib.auth.models import User

    user = User.objects.create_user("bench")
    person.user = user  # type: ignore[attr-defined]
    person.save()  # type: ignore[attr-defined]
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[attr-defined]
    return client


def start_up() -> float:
    """Seconds until ``qingtian --help`` and the Django part are loaded."""
    begin = time.perf_counter()
    subprocess.run([ROOT / ".venv/bin/qingtian", "manage", "check"], check=True, capture_output=True)
    return time.perf_counter() - begin


def report(name: str, matters: int, figures: dict[str, object]) -> None:
    page, csv_ledger = figures["worklist page"], figures["CSV ledger"]
    print(f"{name}, {matters:,} matters")
    for key, value in figures.items():
        shown = f"median {value[0]:8.1f} ms   p95 {value[1]:8.1f} ms" if isinstance(value, tuple) else f"{value:.0f}"
        print(f"  {key:18} {shown}")
    print(f"  worklist page / CSV ledger: {page[0] / csv_ledger[0]:.2f}")  # type: ignore[index]


def main() -> None:
    """Each database and size in a process of its own, so that nothing is warm from the one before."""
    if len(sys.argv) > 2:
        set_up(sys.argv[3] if len(sys.argv) > 3 else None)
        report(sys.argv[1], int(sys.argv[2]), measure(int(sys.argv[2])))  # type: ignore[arg-type]
        return
    print(f"start-up (command line with Django): {start_up():.2f} s")
    for matters in (MATTERS // 100, MATTERS):
        subprocess.run([sys.executable, "-m", "bench", "SQLite", str(matters)], check=True, cwd=ROOT)
    postgres = os.environ.get("QINGTIAN_TEST_POSTGRES")
    if not postgres:
        print("PostgreSQL not measured: set QINGTIAN_TEST_POSTGRES=postgres://user:password@host/database")
        return
    for matters in (MATTERS // 100, MATTERS):
        url = fresh_database(postgres, f"qingtian_bench_{matters}")
        subprocess.run([sys.executable, "-m", "bench", "PostgreSQL", str(matters), url], check=True, cwd=ROOT)


def fresh_database(url: str, name: str) -> str:
    """Drop and create a database of the benchmark's own; its name says what it is."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        connection.execute(f'CREATE DATABASE "{name}"')
    return url.rsplit("/", 1)[0] + "/" + name


if __name__ == "__main__":
    main()
