"""The versions of a publication of air, and which of them the public may see: the matter's own versions decide.

Air keeps the figures, publishing the words and the road; they meet here, by the matter and the number of the act.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from qingtian.apps.air.models import AirPublication
from qingtian.apps.air.publications.issue import Issue
from qingtian.apps.air.publications.record import issue_of, shown
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.publishing.models import PublishedVersion
from qingtian.procedures import Actor


def versions(matter: Proceeding) -> list[AirPublication]:
    """Every version with its figures, the first first."""
    return list(AirPublication.objects.filter(proceeding=matter).order_by("version"))


def published_acts(matter: Proceeding) -> list[int]:
    """The acts by which the matter was published, in order."""
    found = PublishedVersion.objects.filter(publication__proceeding=matter)
    return list(found.order_by("version").values_list("by_act", flat=True))


class Versioned(Protocol):
    """A version of a publication with figures, of air or of water: brought by the act ``seq``."""

    @property
    def seq(self) -> int:
        """The act that brought it."""


Version = TypeVar("Version", bound=Versioned)


def public_versions(held: Sequence[Version], acts: Sequence[int]) -> list[Version]:
    """Of versions in order, those that were the latest when the matter was published, each once."""
    found: list[Version] = []
    for act in acts:
        before = [one for one in held if one.seq < act]
        if before and before[-1] not in found:
            found.append(before[-1])
    return found


def at_office(actor: Actor, matter: Proceeding) -> bool:
    """Whether the actor acts from the organ that drafted: it alone corrects what it published."""
    chain = (matter.projection["relations"].get("office") or {}).get("chain") or [""]
    return bool(chain[-1] == actor.organ)


def issue(record: AirPublication, held: Sequence[AirPublication], *, public: bool) -> Issue:
    """The issue of one version, with its correction against the version before; a draft until it is public."""
    before = next((one for one in reversed(held) if one.version < record.version), None)
    return issue_of(
        shown(record),
        number=record.proceeding.number,
        before=shown(before) if before else None,
        generated=record.proceeding.generated,
        draft=not public,
    )
