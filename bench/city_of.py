"""A city with very many matters: some hundred lived through the kernel, then copied by the database itself.

Of the copies one in twenty is open, as in an office that keeps ten years of ended matters; the ended ones spread over
those years. Every copy has all its acts, clocks, parties, its petition and its sealed identity, with numbers and days
of its own; the contents of nine in ten ended ones are gone, as after their retention period. The seals of copies are
those of their template: they are for measuring and do not verify (``qingtian demo load --scale`` makes copies that do).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection, connections

from bench.copying import Series, copied
from qingtian.apps.identities.models import SealedIdentity
from qingtian.apps.petitions.models import Petition
from qingtian.apps.proceedings.models import Act, ActContent, Clock, Party, Proceeding
from qingtian.demo.loading import Loaded, load_city
from qingtian.demo.schedule import schedule_reports
from qingtian.demo.stage import Stage, moment

TODAY = date(2026, 11, 23)
TEMPLATES = 160
#: one matter in so many is still open
OPEN_ONE_IN = 20
YEARS = 10
#: acts of a copied matter at most: a million matters with their contents fit a small disk
LONGEST = 8
BATCH = 100_000


def templates() -> int:
    """The invented city and ``TEMPLATES`` matters lived through the kernel; returns how many there are."""
    stage = Stage(TODAY, 7)
    load_city(stage, Loaded(TODAY, 7), lambda what, number: None, moment(TODAY, 8), 0)
    schedule_reports(stage, TEMPLATES)
    stage.run()
    return Proceeding.objects.count()


def _usable() -> tuple[list[int], list[int]]:
    """Templates open and ended: petitions with a place on the map and few acts, the rare states among them."""
    found = Proceeding.objects.filter(procedure="petition", seq__lte=LONGEST, petition__longitude__isnull=False)
    return (
        list(found.filter(ended_on__isnull=True).order_by("pk").values_list("pk", flat=True)),
        list(found.filter(ended_on__isnull=False).order_by("pk").values_list("pk", flat=True)),
    )


COPIED = (Proceeding, Act, ActContent, Clock, Party, Petition)


def fill(matters: int, tables: tuple[str, ...] = ()) -> None:
    """Bring the city to ``matters`` matters; a few minutes for a million on PostgreSQL.

    ``tables``: only these of the copies' tables, by the name of their model.
    """
    made = Proceeding.objects.count() or templates()
    open_, ended = _usable()
    assert open_, "no open template"
    assert ended, "no ended template"
    series = Series(open_, ended, OPEN_ONE_IN, YEARS * 365, LONGEST)
    for begin in range(made, matters, BATCH):
        with series.of(begin, min(BATCH, matters - begin)):
            for model in COPIED:
                if not tables or model.__name__ in tables:
                    copied(model)
        series.identities(SealedIdentity, begin, min(BATCH, matters - begin))
        print(f"  {min(begin + BATCH, matters):,} matters", flush=True)
    settle()


def settle() -> None:
    """Sequences behind the copies, statistics for the planner, no dead rows."""
    for database in (connection, connections["identity"]):
        if database.vendor != "postgresql":
            with database.cursor() as cursor:
                cursor.execute("ANALYZE")
            continue
        models: list[Any] = [Proceeding, Act, Clock, Party, Petition] if database is connection else [SealedIdentity]
        with database.cursor() as cursor:
            for model in models:
                table = model._meta.db_table
                cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
            cursor.execute("VACUUM ANALYZE")
