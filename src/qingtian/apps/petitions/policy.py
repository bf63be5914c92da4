"""Who may see what of a petition, beyond the kernel's scope."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q, QuerySet

from qingtian.apps.petitions.models import WorkingCopy
from qingtian.apps.proceedings.models import Act, ActContent, Party, Proceeding
from qingtian.apps.proceedings.queries import projection_of
from qingtian.procedures import Projection
from qingtian.procedures.who import Actor, has_withdrawn

#: the act that decides whether an official withdraws
DECIDED = "decide_withdrawal"

#: roles that may ask for a sealed identity at all; each opening is logged and shown to the reporter
OPENING_ROLES = frozenset({"petition_officer", "handling_officer", "organ_head"})
#: an accusation (检举控告) is opened by the named officer of the petition office alone
ACCUSATION_OPENING_ROLES = frozenset({"discipline_liaison"})
#: what rooms above know of a reporter who asked to be kept from the handling organ (保密), such as a hotline's order
WITHHELD: list[Callable[[Proceeding], bool]] = []


def withhold_from_handlers(asked: Callable[[Proceeding], bool]) -> None:
    """Ask ``asked`` before the handling organ opens an identity; called once by an app when Django is ready."""
    WITHHELD.append(asked)


def withdrawn(proceeding: Proceeding, projection: Projection) -> frozenset[str]:
    """Codes of the officials whose withdrawal (回避) was granted; asked of the trail only where one was decided."""
    if not projection.has_done(DECIDED):
        return frozenset()
    standing = {mark["seq"] for mark in projection.done[DECIDED]}
    decided = ActContent.objects.filter(act__proceeding=proceeding, act__seq__in=standing)
    fields = [content["fields"] for content in decided.values_list("content", flat=True)]
    return frozenset(one["official"]["person"] for one in fields if one["decision"] == "granted")


def may_open_identity(actor: Actor, proceeding: Proceeding) -> bool:
    """The office that received the matter and the organ that handles it, never anyone else in scope.

    Nor an official who withdrew from it; the receiving office alone where the reporter asked for confidence.
    """
    projection = projection_of(proceeding)
    if has_withdrawn(actor, {"withdrawn": withdrawn(proceeding, projection)}):
        return False
    holders = {projection.organ("receiver"), projection.organ("handler")} - {None}
    if actor.organ != projection.organ("receiver") and any(asked(proceeding) for asked in WITHHELD):
        return False
    roles = ACCUSATION_OPENING_ROLES if proceeding.restricted else OPENING_ROLES
    return bool(actor.roles & roles) and actor.organ in holders


#: who answers for the working copy, in the office that received the matter
CONFIRMING_ROLES = frozenset({"petition_officer"})


def may_confirm_copy(actor: Actor, proceeding: Proceeding) -> bool:
    """The receiving office alone sees the raw words beside the covered ones; of an accusation, the named officer.

    Nor an official who withdrew from it.
    """
    projection = projection_of(proceeding)
    if has_withdrawn(actor, {"withdrawn": withdrawn(proceeding, projection)}):
        return False
    roles = ACCUSATION_OPENING_ROLES if proceeding.restricted else CONFIRMING_ROLES
    return bool(actor.roles & roles) and actor.organ == projection.organ("receiver")


def copy_has_left(copy: WorkingCopy, proceeding: Proceeding) -> bool:
    """Whether the report was in other hands before its copy was drafted: carried over, or older than working copies."""
    if projection_of(proceeding).done.get("carry_forward"):
        return True
    handed = proceeding.acts.filter(act__in=("forward", "assign")).order_by("seq").first()
    return handed is not None and handed.recorded_at < copy.drafted_at


def may_read_copy(actor: Actor, proceeding: Proceeding, copy: WorkingCopy) -> bool:
    """The covered words leave the receiving office once an officer there has confirmed them."""
    if copy.confirmed_at is not None or actor.organ == projection_of(proceeding).organ("receiver"):
        return True
    return copy_has_left(copy, proceeding)


def copies_read_by(actor: Actor) -> QuerySet[WorkingCopy]:
    """``may_read_copy`` for many at once; that the matters themselves lie in scope is asked beside it."""
    own = Party.objects.filter(
        proceeding=OuterRef("petition__proceeding"), relation="receiver", organ=actor.organ or ""
    )
    acts = Act.objects.filter(proceeding=OuterRef("petition__proceeding"))
    handed = acts.filter(act__in=("forward", "assign"), recorded_at__lt=OuterRef("drafted_at"))
    left = Exists(handed) | Exists(acts.filter(act="carry_forward"))
    return WorkingCopy.objects.filter(Q(confirmed_at__isnull=False) | Exists(own) | left)
