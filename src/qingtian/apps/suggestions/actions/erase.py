"""Erase what an item holds beside its acts, after the retention of its file has ended (内容销毁)."""

from __future__ import annotations

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.suggestions.models import Suggestion


def erase(proceeding: Proceeding) -> None:
    """The names go; session and number stay, so that the same item is not taken in a second time."""
    Suggestion.objects.filter(proceeding=proceeding).update(proposers="")
