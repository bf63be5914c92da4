"""Begin and end a term of office, and hand a post over (任职、免职、交接)."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from qingtian.apps.people.models import Person, Post, Tenure
from qingtian.errors import Refused
from qingtian.language import Text


def _refused(code: str, zh: str, en: str, where: str) -> Refused:
    return Refused(f"people.{code}", Text(zh, en), where=where)


def _decided(decision: str) -> str:
    if not decision.strip():
        raise _refused("decision_missing", "写任免文号。", "Give the number of the decision.", "decision")
    return decision.strip()[:120]


@transaction.atomic
def begin_tenure(person: Person, post: Post, *, starts: date, decision: str) -> Tenure:
    """The person holds the post from that day on. Refused when they do already, or without a decision."""
    decided = _decided(decision)
    Post.objects.select_for_update().get(pk=post.pk)
    later = Tenure.objects.filter(person=person, post=post)
    if later.filter(ends=None).exists() or later.filter(ends__gte=starts).exists():
        raise _refused("holds_already", "此人那天已任这个岗位。", "This person holds the post on that day.", "starts")
    return Tenure.objects.create(person=person, post=post, starts=starts, decision=decided)


@transaction.atomic
def end_tenure(tenure: Tenure, *, ends: date, decision: str) -> Tenure:
    """``ends`` is the last day in office. Refused before the first day, and when it ended already."""
    decided = _decided(decision)
    tenure = Tenure.objects.select_for_update().get(pk=tenure.pk)
    if tenure.ends is not None:
        raise _refused("ended_already", "这次任职已登记免职。", "The end of this term is entered already.", "ends")
    if ends < tenure.starts:
        raise _refused("ends_before_it_starts", "最后一天早于任职第一天。", "The last day is before the first.", "ends")
    tenure.ends = ends
    # both decisions stand: appointed by one, released by the other
    tenure.decision = f"{tenure.decision}；免：{decided}".removeprefix("；")[:120]
    tenure.save(update_fields=["ends", "decision"])
    return tenure


@transaction.atomic
def hand_over(tenure: Tenure, to: Person, *, starts: date, decision: str) -> Tenure:
    """The post passes to ``to`` on ``starts``; the day before is the last of whoever holds it."""
    if to == tenure.person:
        raise _refused("same_person", "接任的就是现任。", "That is the present holder.", "person")
    end_tenure(tenure, ends=starts - timedelta(days=1), decision=decision)
    return begin_tenure(to, tenure.post, starts=starts, decision=decision)
