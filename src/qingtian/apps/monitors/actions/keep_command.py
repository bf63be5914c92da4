"""What the acts of a command to the field keep beside the trail: its row, the sealed password, the day it was sent."""

from __future__ import annotations

from django.views.decorators.debug import sensitive_variables

from qingtian.apps.monitors.logger_key import seal_password
from qingtian.apps.monitors.models import DataLogger, FieldCommand
from qingtian.apps.proceedings.chapters import Performed
from qingtian.hj212.requests import PARAMETERS

PASSWORD = "new_password"  # noqa: S105 - the name of a field


@sensitive_variables()
def keep_command(performed: Performed) -> None:
    """The effect of ``propose``: the command with its values; the password apart and sealed."""
    values = performed.values
    command = FieldCommand(
        proceeding=performed.proceeding,
        logger=DataLogger.objects.get(mn=str(values["logger"]).strip()),
        request=values["command"],
        values={name: values[name] for name in PARAMETERS if name != PASSWORD and values.get(name) not in (None, "")},
    )
    if password := values.get(PASSWORD):
        seal_password(command, str(password))
        command.password_salt = performed.keepers_salt
    command.save()


def keep_sent(performed: Performed) -> None:
    """The effect of ``note_sent``: an answer is found by its request number."""
    FieldCommand.objects.filter(proceeding=performed.proceeding).update(
        qn=performed.values["qn"], sent_at=performed.act.recorded_at
    )


def forget_password(performed: Performed) -> None:
    """The effect of every act after which the password is not sent again: it goes, and the salt of its digest."""
    FieldCommand.objects.filter(proceeding=performed.proceeding).update(
        password_nonce=None, password_sealed=None, password_salt=""
    )


def keeps_password(performed: Performed) -> None:
    """The salt of a new password's digest is kept in its row by ``keep_command``, and nowhere else."""
