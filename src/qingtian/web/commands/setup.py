"""What every command that reads the records does first. Nothing of Django is imported before it is called."""

from __future__ import annotations

import json
import os
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from qingtian.errors import UnusableInput
from qingtian.language import Text, terminal_language

if TYPE_CHECKING:
    from django.db.migrations.executor import MigrationExecutor

SHANGHAI = ZoneInfo("Asia/Shanghai")
SETTINGS = "qingtian.config.settings"

NOT_MIGRATED = Text("数据库“{alias}”还没有建好或没有升级。", "The database “{alias}” is not set up or not up to date.")
PREPARE = Text("先运行 qingtian prepare。", "First run: qingtian prepare.")
UNREACHABLE = Text("连不上数据库“{alias}”：{why}", "The database “{alias}” cannot be reached: {why}")

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def set_up_django() -> None:
    """Set Django up on the product's settings, unless others are named."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django

    django.setup()


def django_ready() -> None:
    """Set Django up. Raises UnusableInput where a database is unreachable, a migration is missing, or the databases
    are newer than the program."""
    set_up_django()
    check_finished()
    check_migrations()


def check_finished() -> None:
    """No restore into this data folder was broken off. Raises restore.unfinished."""
    from django.conf import settings

    from qingtian.apps.operations import refusals
    from qingtian.apps.operations.backup.before_django import MARK

    if (settings.DATA / MARK).exists():
        raise refusals.unfinished(settings.DATA)


def check_migrations() -> None:
    """Every migration of its own is applied on every database."""
    from django.db import DatabaseError, connections
    from django.db.migrations.executor import MigrationExecutor

    from qingtian.apps.migrating import waiting

    for alias in connections:
        try:
            executor = MigrationExecutor(connections[alias])
        except DatabaseError as error:
            why = str(error).splitlines()[0]
            raise UnusableInput("database.unreachable", UNREACHABLE.format(alias=alias, why=why)) from error
        check_not_newer(alias, executor)
        if waiting(executor):
            raise UnusableInput("database.not_migrated", NOT_MIGRATED.format(alias=alias), remedy=PREPARE)


def check_not_newer(alias: str, executor: MigrationExecutor) -> None:
    """Every applied migration of an app of this program is one it knows. Raises prepare.newer_database."""
    from qingtian.apps.operations import refusals

    loader = executor.loader
    strange = [node for node in loader.applied_migrations if node[0] in loader.migrated_apps]
    for app, name in sorted(set(strange) - loader.disk_migrations.keys()):
        raise refusals.newer_database(alias, f"{app}.{name}")


def moment() -> datetime:
    """Now, in the city's own time. Commands are the edge where a clock may be read."""
    return datetime.now(SHANGHAI)


def city_moment() -> datetime:
    """Now, on the day the city is on: a demonstration may stand still. Django must be ready."""
    from qingtian.web.middleware import city_now

    return city_now()


def day(words: str) -> date:
    """A date written 2026-11-23."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise click.BadParameter(f"{words!r} is not a date like 2026-11-23") from None


def say(text: Text, **values: object) -> None:
    """One sentence on standard output."""
    click.echo(text.format(**values).in_(terminal_language()))


def note(text: Text, **values: object) -> None:
    """One sentence on standard error: progress and remarks, never results."""
    click.echo(text.format(**values).in_(terminal_language()), err=True)


def print_json(content: object) -> None:
    """The result for programs."""
    click.echo(json.dumps(content, ensure_ascii=False, indent=2))
