"""Scope: who may see what. Authority follows the organ tree, duty the area tree, sight a rule over both.

One layer for lists and pages alike: a page asks ``may_see``, a list starts from ``visible``; both apply ``rule``.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.models import Handling, Party, Proceeding, StoredFile
from qingtian.procedures import load_procedures
from qingtian.procedures.who import Actor

#: roles that see every matter of the area their organ has duty for
AREA_ROLES = frozenset(
    {"petition_officer", "inspection_officer", "area_government", "area_principal", "legal_officer", "organ_head"}
)
#: roles that look at the work of the organs below their own; others see what their own organ or post takes part in
SUPERVISING_ROLES = frozenset(
    {"petition_officer", "inspection_officer", "organ_head", "review_officer", "discipline_liaison"}
)
#: roles that keep the system or look over its logs see no matter at all, whatever else their post carries
NO_MATTERS = frozenset({"administrator", "auditor"})
#: the only role that sees accusations of officials (检举控告), 信访工作条例 30
ACCUSATION_ROLE = "discipline_liaison"


def rule(actor: Actor) -> Q:
    """The filter for what this actor may see on that day.

    - matters in which the actor's organ takes part, for supervising roles also those of organs below it;
    - matters in which the actor's own post, or the one a liaison serves, takes part;
    - for area roles, matters of the areas their organ has duty for;
    - accusations and matters of confined procedures only for the named officers, work secrets only for parties,
      reports not sorted yet only for the very organs that received them.
    """
    if actor.kind != "officer" or not actor.organ_chain:
        return Q(pk__in=[])
    if actor.roles & NO_MATTERS:
        return Q(pk__in=[])
    path = "/".join(actor.organ_chain) + "/"
    posts = [p for p in (actor.post, actor.for_post) if p]
    own = Q(organ=actor.organ)
    below = Q(organ_path__startswith=path) if actor.roles & SUPERVISING_ROLES else own
    seen = _taking_part(below | Q(post__in=posts), wide=bool(actor.roles & SUPERVISING_ROLES))
    if actor.roles & AREA_ROLES and actor.area_chain:
        areas = Area.objects.filter(path__startswith="/".join(actor.area_chain) + "/").values_list("pk", flat=True)
        # the columns of the row first: parties are asked about what these leave
        seen = Q(area__in=list(areas)) & ~Q(handling_mark=Proceeding.Handling.WORK_SECRET) | seen
    seen &= ~_parties_only() | _taking_part(own, wide=True)
    return seen & _not_kept_from(actor)


def _not_kept_from(actor: Actor) -> Q:
    """Accusations for their named officers, matters of a confined procedure for the roles it names."""
    confined = {one.id: actor.roles & set(one.confined_to) for one in load_procedures() if one.confined_to}
    if ACCUSATION_ROLE in actor.roles:
        return ~Q(procedure__in=sorted(id for id, roles in confined.items() if not roles))
    named = sorted(id for id, roles in confined.items() if roles)
    return Q(restricted=False) | Q(procedure__in=named) if named else Q(restricted=False)


def _taking_part(parties: Q, *, wide: bool) -> Q:
    """Matters with such a party. Who sees much asks matter by matter; who sees little begins with the parties.

    The two say the same. Gathering the matters of a wide scope first would read every party of the city for one page.
    """
    if wide:
        # "from this matter to this matter", not "of this matter": PostgreSQL would turn an equality into reading all
        # parties once, which is right for a whole city and wrong for a page
        own = Party.objects.filter(parties, proceeding_id__gte=OuterRef("pk"), proceeding_id__lte=OuterRef("pk"))
        return Q(Exists(own))
    return Q(pk__in=Party.objects.filter(parties).values("proceeding"))


def _parties_only() -> Q:
    """Matters in a state that the declaration keeps to the organs taking part."""
    closed = Q(pk__in=[])
    for procedure in load_procedures():
        if states := [name for name, state in procedure.states.items() if state.parties_only]:
            closed |= Q(procedure=procedure.id, edition=procedure.edition, state__in=states)
    return closed


def visible(actor: Actor) -> QuerySet[Proceeding]:
    """Every matter the actor may see."""
    return Proceeding.objects.filter(rule(actor))


def takes_part(actor: Actor, proceeding: Proceeding) -> bool:
    """Whether the actor's own organ, post, or the post a liaison serves stands in a relation to the matter."""
    posts = [p for p in (actor.post, actor.for_post) if p]
    return proceeding.parties.filter(Q(organ=actor.organ or "") | Q(post__in=posts)).exists()


def may_see_file(actor: Actor, stored: StoredFile) -> bool:
    """Whether the actor may open this file: its matter in sight, and a work secret only for those who take part."""
    if stored.proceeding is None or not may_see(actor, stored.proceeding):
        return False
    return stored.handling_mark != Handling.WORK_SECRET or takes_part(actor, stored.proceeding)


def may_see(actor: Actor, proceeding: Proceeding) -> bool:
    """Whether the actor may open this matter."""
    return visible(actor).filter(pk=proceeding.pk).exists()
