"""Which kind of installation this is, and whether a log-in belongs to it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings

from qingtian.apps.installation.models import Installation
from qingtian.apps.people.models import Organ
from qingtian.config.city import DEMO_CITY
from qingtian.errors import Refused
from qingtian.language import Text

REAL, DEMONSTRATION = Installation.Kind.REAL, Installation.Kind.DEMONSTRATION
#: stands in ``last_name`` of every log-in the demonstration makes: the mark travels with the row itself
MARK = "demonstration"
PREFIX = "demo-"

OTHER_KIND = {
    REAL: Text("这里是真实城市，不能当演示用。", "This is a real city; it does not serve as a demonstration."),
    DEMONSTRATION: Text(
        "这里是演示数据，不能当真实城市用。", "This is the demonstration; it does not serve as a city."
    ),
}
REMEDY = {
    REAL: Text(
        "去掉 QINGTIAN_DEMO；要看演示，换一个空的数据目录（QINGTIAN_DATA）。",
        "Unset QINGTIAN_DEMO; to see the demonstration use an empty data folder (QINGTIAN_DATA).",
    ),
    DEMONSTRATION: Text(
        "要看演示，设 QINGTIAN_DEMO=1；要办真事，换一个空的数据目录（QINGTIAN_DATA），运行 qingtian init。",
        "To see the demonstration set QINGTIAN_DEMO=1; for real work run qingtian init with an empty data folder "
        "(QINGTIAN_DATA).",
    ),
}


def kind() -> str | None:
    """``real``, ``demonstration``, or None while nothing was set up.

    A demonstration of release 0.1.0 left no mark, but its petition office is known.
    """
    marked = Installation.objects.first()
    if marked is not None:
        return marked.kind
    return DEMONSTRATION if Organ.objects.filter(code=DEMO_CITY.receiver).exists() else None


def refuse_other(wanted: str) -> None:
    """Raises Refused ``installation.other_kind`` where this installation is already the other kind."""
    here = kind()
    if here is not None and here != wanted:
        raise Refused("installation.other_kind", OTHER_KIND[Installation.Kind(here)], remedy=_remedy(here))


def _remedy(here: str) -> Text:
    return REMEDY[Installation.Kind(here)]


def mark(wanted: str, *, receiver: str, now: datetime) -> None:
    """Say what this database is, once. Raises Refused where it is the other kind."""
    refuse_other(wanted)
    Installation.objects.get_or_create(only=1, defaults={"kind": wanted, "receiver": receiver, "made_at": now})


def check_mode() -> None:
    """The mode the process runs in fits what the database holds. Raises Refused ``installation.other_kind``."""
    refuse_other(DEMONSTRATION if settings.DEMO else REAL)


def of_demonstration(user: Any) -> bool:
    """Whether the demonstration made this log-in."""
    return user.last_name == MARK or user.username.startswith(PREFIX)


def belongs_here(user: Any) -> bool:
    """A log-in of the demonstration is none anywhere else."""
    return bool(settings.DEMO) or not of_demonstration(user)
