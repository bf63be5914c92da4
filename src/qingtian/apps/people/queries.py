"""Named questions about people: who held which post on that day."""

from __future__ import annotations

from datetime import date
from typing import Any

from qingtian.apps.people.models import Organ, Person, Post, Tenure
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.procedures.who import Actor


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
    if post.liaison_for is None:
        return {}
    leader = holder(post.liaison_for, on)
    return {
        "for_post": post.liaison_for.code,
        "for_person": leader.name_zh if leader else None,
        "for_person_id": leader.pk if leader else None,
        "for_title": Text(str(post.liaison_for), f"{post.liaison_for.title_en}, {post.liaison_for.organ.name_en}"),
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
            "for_person_code": _leader_code(post, on),
        },
        **_liaison(post, on),
    )
