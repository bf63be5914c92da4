"""``qingtian manage``: Django's own commands."""

from __future__ import annotations

import os

import click

from qingtian.web.commands.setup import SETTINGS


@click.command(
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
    epilog="Example: qingtian manage migrate identities --database identity",
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED, metavar="COMMAND [OPTIONS]")
def manage(arguments: tuple[str, ...]) -> None:
    """Django's own commands: migrate, collectstatic, createsuperuser, shell, …

    `qingtian manage help` lists them. Exit codes are Django's.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    from django.core.management import execute_from_command_line

    execute_from_command_line(["qingtian manage", *(arguments or ("help",))])
