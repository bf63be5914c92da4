"""Commands to the field that wait to be sent, for the gateway: approved, not lapsed, with the values the wire takes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.views.decorators.debug import sensitive_variables

from qingtian.apps.monitors.logger_key import password_of
from qingtian.apps.monitors.models import FieldCommand
from qingtian.hj212.editions import Edition
from qingtian.hj212.requests import REQUESTS
from qingtian.procedures.guards.field_commands import values_of


@dataclass(frozen=True, repr=False)
class ReadyCommand:
    """One command: ``number`` of its file, device, key of the request, its values. They may hold a new password and
    are in no repr."""

    number: str
    mn: str
    request: str
    edition: Edition
    values: Mapping[str, Any]

    def __repr__(self) -> str:
        return f"ReadyCommand({self.number})"

    @property
    def is_notice(self) -> bool:
        """Answered by 9013 alone, which is its result."""
        return REQUESTS[self.request].notice


@sensitive_variables()
def ready_commands(on: date, mns: Collection[str] | None = None) -> list[ReadyCommand]:
    """Commands approved and not lapsed on that day, oldest first; ``mns``: only to these devices."""
    found = FieldCommand.objects.filter(proceeding__state="approved", proceeding__next_due__gte=on)
    if mns is not None:
        found = found.filter(logger__mn__in=mns)
    return [command_again(command) for command in found.select_related("proceeding", "logger").order_by("pk")]


@sensitive_variables()
def command_again(command: FieldCommand) -> ReadyCommand:
    """The command as it goes on the wire, the first time or again."""
    values = values_of(command.values)
    if password := password_of(command):
        values["new_password"] = password
    return ReadyCommand(
        command.proceeding.number,
        command.logger.mn,
        command.request,
        cast(Edition, command.logger.edition),
        values,
    )
