"""What may be in the database before the demonstration is loaded, and how an earlier demonstration is taken away."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.color import no_style
from django.db import connections, transaction

from qingtian.apps.air.lake import city_lake
from qingtian.apps.air.wind import wind_folder
from qingtian.apps.append_only import lifted
from qingtian.apps.installation.kind import REAL, kind
from qingtian.apps.people.models import Organ
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.models import Proceeding
from qingtian.config.city import city
from qingtian.demo.city import DEMO_CITY
from qingtian.demo.declared import declared
from qingtian.demo.roles import ROLES
from qingtian.demo.wind import INVENTED
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.measurements.lake.invented import is_invented

IDENTITY = "identity"
#: apps whose rows are records; Django's own content types and migrations stay
RECORDS = (
    "accounts",
    "people",
    "places",
    "proceedings",
    "parties",
    "petitions",
    "cases",
    "air",
    "entered",
    "soil",
    "noise",
    "hj212",
    "publishing",
    "consultations",
    "catalogue",
    "repeats",
    "petition_figures",
    "hot_issues",
    "quality",
    "schedules",
    "tasks",
    "rectification",
    "problem_lists",
    "supervision",
    "oversight",
    "suggestions",
    "responsibility",
    "clues",
    "indicators",
    "integrity",
    "monitors",
    "alerts",
    "air_consultations",
    "grid",
    "air_warnings",
    "water",
    "draws",
    "targeting",
    "inspections",
    "penalties",
    "remedies",
    "measures",
    "transfers",
    "credit",
    "compensation",
    "forecasts",
    "weather",
    "rewards",
    "readings",
    "opinion",
    "classifier",
    "gateways",
    "hotlines",
    "exchange",
    "partners",
    "wechat",
    "sessions",
    "axes",
)


def _refuse(what: Text) -> None:
    raise Refused(
        "demo.not_empty",
        Text("没有装入演示数据：{what}。", "The demonstration was not loaded: {what}.").format(what=what),
        remedy=Text(
            "换一个空的数据目录（QINGTIAN_DATA）再装。", "Use an empty data folder (QINGTIAN_DATA) and load again."
        ),
    )


def _check_migrated() -> None:
    if Proceeding._meta.db_table in connections["default"].introspection.table_names():
        return
    raise Refused(
        "demo.not_prepared",
        Text("数据库还没有建表。", "The databases have no tables yet."),
        remedy=Text("先运行 qingtian prepare。", "Run qingtian prepare first."),
    )


def check_only_generated() -> None:
    """Refuse a database that holds anything real: a matter, an area or an organ nobody generated, another city."""
    _check_migrated()
    if kind() == REAL:
        _refuse(Text("这里是一个真实城市", "this is a real city"))
    if city().receiver != DEMO_CITY.receiver:
        _refuse(Text("这里设的是另一个城市", "another city is configured here"))
    real = Proceeding.objects.filter(generated=False).count()
    if real:
        _refuse(Text(f"库里有 {real} 件真实事项", f"there are {real} real matters in the database"))
    known = {declared("areas")["city"]["code"], *(area["code"] for area in declared("areas")["areas"])}
    if other := Area.objects.exclude(code__in=known).first():
        _refuse(Text(f"库里有别的区域：{other.name_zh}", f"the database holds another area: {other.name_en}"))
    lake = city_lake()
    if lake.snapshot().number and not is_invented(lake.root):
        _refuse(Text("数据湖里是真实的空气数据", "the lake holds real air"))
    if Organ.objects.exists() and not Organ.objects.filter(code=DEMO_CITY.receiver).exists():
        _refuse(Text("库里有别的机关", "the database holds organs of another city"))


def is_empty() -> bool:
    """Nothing loaded yet."""
    return not (Proceeding.objects.exists() or Organ.objects.exists() or Area.objects.exists())


def clear_generated() -> None:
    """Take an earlier demonstration away, its sealed identities included. Only after ``check_only_generated``.

    Acts and openings are append-only by trigger; for generated records alone the triggers are lifted while this runs.
    """
    check_only_generated()
    for alias in ("default", IDENTITY):
        # one transaction: a process killed here leaves the records and their triggers as they were
        with transaction.atomic(using=alias), lifted(alias):
            _delete(alias)
    for folder in ("files", "sealed", "lake", "text-index", "frames"):
        shutil.rmtree(Path(settings.DATA) / folder, ignore_errors=True)
    (wind_folder() / INVENTED).unlink(missing_ok=True)


def _delete(alias: str) -> None:
    """Every row of the record tables, and the log-ins of the roles; foreign keys are checked at the end of it all."""
    labels = ("identities",) if alias == IDENTITY else RECORDS
    models = [model for label in labels for model in apps.get_app_config(label).get_models(include_auto_created=True)]
    tables = [model._meta.db_table for model in models]
    database = connections[alias]
    with database.cursor() as cursor:
        if database.vendor == "sqlite":
            cursor.execute("PRAGMA defer_foreign_keys = ON")
            for table in tables:
                cursor.execute(f"DELETE FROM {database.ops.quote_name(table)}")  # noqa: S608  (our own table names)
            for statement in database.ops.sequence_reset_by_name_sql(no_style(), [{"table": name} for name in tables]):
                cursor.execute(statement)
        else:
            names = ", ".join(database.ops.quote_name(table) for table in tables)
            cursor.execute(f"TRUNCATE {names} RESTART IDENTITY")
    if alias != IDENTITY:
        get_user_model().objects.filter(username__in=[role.username for role in ROLES]).delete()
