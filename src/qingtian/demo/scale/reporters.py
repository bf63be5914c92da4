"""Reporters of copied petitions: invented like all others, sealed before the copies exist and claimed after."""

from __future__ import annotations

from datetime import datetime
from random import Random

from qingtian.apps.identities.vault import Identity, claim, seal
from qingtian.apps.petitions.models import Petition
from qingtian.apps.proceedings.models import Act
from qingtian.demo.residents import known

#: residents are numbered by four figures; those of copies lie apart from those of the year
FIRST, MANY = 5000, 4000


class Reporters:
    """A sealed reporter for the copy of every petition among ``keys``; sealing is on disk when this returns."""

    def __init__(self, keys: list[int], number: int) -> None:
        #: token by the key of the template's matter
        self.tokens: dict[int, str] = {}
        self._at: dict[str, datetime] = {}
        rng = Random(f"reporters/{number}")  # noqa: S311 (drawing, not a secret)
        received = dict(Act.objects.filter(proceeding__in=keys, seq=1).values_list("proceeding_id", "recorded_at"))
        rows = Petition.objects.filter(proceeding__in=keys).order_by("pk").select_related("proceeding")
        for petition in rows:
            key = petition.proceeding_id
            who = FIRST + rng.randrange(MANY)
            named = petition.proceeding.projection["facts"]["naming"] == "named"
            identity = known(who, petition.language) if named else Identity("", "", "")
            self.tokens[key] = seal(identity, now=received[key])
            self._at[self.tokens[key]] = received[key]

    def claim(self) -> None:
        """Say that the copies carrying the seals were written."""
        for token, at in self._at.items():
            claim(token, now=at)
