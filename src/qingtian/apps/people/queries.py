"""Named questions about people: who held which post on that day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from qingtian.apps.people.models import Absence, Organ, Person, Post, Rank, Tenure
from qingtian.apps.people.models.absence import lends
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.procedures.who import Actor, Substitution

#: a name of one character would be found in every sentence
SHORTEST_NAME = 2


def names_of_leaders() -> tuple[str, ...]:
    """Names of everybody who holds or held a post of county rank or above, in both languages."""
    held = Tenure.objects.filter(post__rank__gte=Rank.COUNTY).values_list("person__name_zh", "person__name_en")
    return tuple(sorted({name for pair in held for name in pair if len(name) >= SHORTEST_NAME}))


def holder(post: Post, on: date) -> Person | None:
    """Who held ``post`` on that day; the latest to take office where two overlap at a hand-over."""
    tenure = Tenure.objects.on(on).filter(post=post).select_related("person").order_by("-starts", "-pk").first()
    return tenure.person if tenure else None


def posts_of(person: Person, on: date) -> list[Post]:
    """Posts a person held on that day, the highest first."""
    held = Post.objects.filter(tenures__in=Tenure.objects.on(on).filter(person=person))
    return list(held.select_related("organ__parent", "organ__area", "liaison_for__organ").order_by("-rank", "code"))


def post_reference(post: Post, on: date) -> dict[str, Any]:
    """What an act keeps of a post: organ, title and holder of that day. ``person`` is None when it was vacant."""
    person = holder(post, on)
    return {
        **post.organ.reference(),
        "post": post.code,
        "post_title": {"zh": post.title_zh, "en": post.title_en},
        "person": person.code if person else None,
        "person_name": {"zh": person.name_zh, "en": person.name_en} if person else None,
        "county_rank_or_above": post.county_rank_or_above,
    }


def organ_reference(code: str) -> dict[str, Any]:
    """The reference of an organ by code; refuses an unknown code by name."""
    organ = Organ.objects.select_related("parent").filter(code=code).first()
    if organ is None:
        raise Refused("people.no_organ", Text(f"没有这个单位：{code}", f"no such organ: {code}"))
    return organ.reference()


def _liaison(post: Post, on: date) -> dict[str, Any]:
    """For whom the holder of a liaison post may enter acts that day."""
    return _for(post.liaison_for, holder(post.liaison_for, on)) if post.liaison_for else {}


def _for(post: Post, person: Person | None) -> dict[str, Any]:
    """The post somebody acts for, and who holds it."""
    return {
        "for_post": post.code,
        "for_person": person.name_zh if person else None,
        "for_person_id": person.pk if person else None,
        "for_title": Text(str(post), f"{post.title_en}, {post.organ.name_en}"),
    }


def _leader_code(post: Post, on: date) -> str | None:
    leader = holder(post.liaison_for, on) if post.liaison_for else None
    return leader.code if leader else None


def actor_at(person: Person, post: Post, on: date) -> Actor:
    """The person acting from that post on that day; refused when the post was not theirs then."""
    if not Tenure.objects.on(on).filter(person=person, post=post).exists():
        raise Refused(
            "people.not_in_office",
            Text(f"{person.name_zh}在 {on} 不任{post}。", f"{person.name_en} did not hold {post.title_en} on {on}."),
        )
    return acting(person, post, on)


def acting(person: Person, post: Post, on: date) -> Actor:
    """The person acting from a post that ``posts_of`` has just given for that day; nothing is asked about it again."""
    return _actor(person, post, for_person_code=_leader_code(post, on), **_liaison(post, on))


def standing_in(person: Person, on: date) -> list[Absence]:
    """Absences in which this person stands in on that day, the highest post first; none while absent oneself."""
    in_office = Tenure.objects.on(on).filter(person=OuterRef("person"), post=OuterRef("post"))
    found = Absence.objects.on(on).filter(Exists(in_office), substitute=person).order_by("-post__rank", "post__code")
    # nearly nobody stands in today: every page asks, so it asks for no more than the keys
    if not list(found.values_list("pk", flat=True)):
        return []
    lent = [a for a in found.select_related("person", "post__organ__parent", "post__organ__area") if lends(a.post)]
    if not lent or Absence.objects.on(on).filter(person=person).exists() or not posts_of(person, on):
        return []
    return lent


def substitute_at(person: Person, absence: Absence, on: date) -> Actor:
    """The person acting from the absent holder's post; refused outside the days of the absence.

    The actor has the post's roles and organ, and is recorded as "X for Y" like a liaison (procedures.who).
    """
    if absence.pk not in {each.pk for each in standing_in(person, on)}:
        raise Refused(
            "people.not_standing_in",
            Text(
                f"{person.name_zh}在 {on} 不顶{absence.post}的岗。",
                f"{person.name_en} did not stand in at {absence.post.title_en} on {on}.",
            ),
        )
    stands_in = Substitution(absence.starts, absence.ends, absence.decided_on, absence.decision)
    acting_for = _for(absence.post, absence.person)
    return _actor(person, absence.post, for_person_code=absence.person.code, substitution=stands_in, **acting_for)


def _actor(person: Person, post: Post, *, for_person_code: str | None, **acting_for: Any) -> Actor:
    organ = post.organ
    return Actor(
        kind="officer",
        person=person.name_zh,
        person_id=person.pk,
        post=post.code,
        post_title=Text(post.title_zh, post.title_en),
        organ=organ.code,
        organ_name=Text(organ.name_zh, organ.name_en),
        organ_chain=tuple(organ.chain),
        area=organ.area.code if organ.area else None,
        area_chain=tuple(organ.area.chain) if organ.area else (),
        roles=frozenset(post.roles),
        rank=post.rank,
        principal=post.principal or None,
        extra={
            "organ_level": organ.level,
            "above": organ.parent.reference() if organ.parent else None,
            "person_code": person.code,
            "for_person_code": for_person_code,
        },
        **acting_for,
    )
