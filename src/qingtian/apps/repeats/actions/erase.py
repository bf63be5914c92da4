"""Erase what repeats keep of a matter (销毁): suggestions and decisions go with it; the index follows by itself."""

from __future__ import annotations

from django.db.models import Q

from qingtian.apps.proceedings.chapters import erased_by
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.repeats.models import Candidate, RepeatDecision


@erased_by
def erase_repeats(proceeding: Proceeding) -> None:
    """On either side of a pair. That two matters belonged together stays with their link."""
    either = Q(petition=proceeding) | Q(earlier=proceeding)
    Candidate.objects.filter(either).delete()
    RepeatDecision.objects.filter(either).delete()
