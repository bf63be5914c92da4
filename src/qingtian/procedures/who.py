"""Who acts, and whether a declared ``Who`` covers that actor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from qingtian.language import Text
from qingtian.procedures.model import Procedure, Transition, Who

#: words for roles, also the list of roles a post may carry
ROLES: dict[str, Text] = {
    "petition_officer": Text("信访工作人员", "petition officer"),
    "handling_officer": Text("承办人员", "handling officer"),
    "organ_head": Text("单位负责人", "head of the organ"),
    "review_officer": Text("复查复核人员", "review officer"),
    "inspection_officer": Text("督察办人员", "inspection-office officer"),
    "area_government": Text("属地政府工作人员", "officer of the area's government"),
    "area_principal": Text("属地党政主要负责人", "Party or government principal of the area"),
    "case_leader": Text("包案领导", "contracted leader"),
    "liaison": Text("领导联络员", "leader's liaison"),
    "penalty_officer": Text("办案人员", "penalty officer"),
    "penalty_reviewer": Text("案件审查人员", "case reviewer"),
    "implementing_officer": Text("整改单位人员", "officer of the implementing unit"),
    "accepting_officer": Text("验收单位人员", "officer of the accepting unit"),
    "integrity_officer": Text("数据核查人员", "named officer for the integrity of data"),
    "clue_keeper": Text("线索专管员", "keeper of the register of clues"),
    "discipline_liaison": Text("检举控告专办人员", "named officer for accusations"),
    "congress_staff": Text("人大机关工作人员", "staff of the people's congress"),
    "cppcc_staff": Text("政协机关工作人员", "staff of the CPPCC"),
    "legal_officer": Text("法制人员", "legal officer"),
    "analyst": Text("监测分析人员", "monitoring analyst"),
    "secrecy_reviewer": Text("保密审查人员", "confidentiality reviewer"),
    "administrator": Text("系统管理员", "administrator"),
    "auditor": Text("审计员", "auditor"),
    "grid_member": Text("网格员", "member of the grid"),
    "clerk": Text("经办人", "clerk"),
    "chief": Text("负责人", "chief"),
}

NOBODY = Text("无人", "nobody")


@dataclass(frozen=True, slots=True)
class Substitution:
    """顶岗 (AB角): the days, first and last included, on which somebody acts from an absent person's post."""

    since: date
    until: date
    decided_on: date
    decision: str = ""

    def holds(self, on: date) -> bool:
        return self.since <= on <= self.until

    def as_record(self) -> dict[str, str]:
        """What the trail keeps of it."""
        return {
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "decided_on": self.decided_on.isoformat(),
            "decision": self.decision,
        }


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody at one post on one date. ``organ_chain`` and ``area_chain`` run from the root to the own one.

    Whoever acts for somebody else has ``for_post``: a liaison the leader's post beside the own one, a substitute
    (``substitution``) the very post acted from.
    """

    kind: str
    person: str | None = None
    person_id: int | None = None
    post: str | None = None
    post_title: Text | None = None
    organ: str | None = None
    organ_name: Text | None = None
    organ_chain: tuple[str, ...] = ()
    area: str | None = None
    area_chain: tuple[str, ...] = ()
    roles: frozenset[str] = frozenset()
    rank: int = 0
    principal: str | None = None
    for_post: str | None = None
    for_person: str | None = None
    for_person_id: int | None = None
    for_title: Text | None = None
    substitution: Substitution | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)

    def as_record(self) -> dict[str, Any]:
        """What the trail keeps of the actor: codes and the wording of the day, no personal data of residents."""
        if self.kind != "officer":
            return {"kind": self.kind}
        record: dict[str, Any] = {
            "kind": "officer",
            "person": self.person,
            "person_id": self.person_id,
            "post": self.post,
            "post_title": self.post_title.as_dict() if self.post_title else None,
            "organ": self.organ,
            "organ_name": self.organ_name.as_dict() if self.organ_name else None,
        }
        if self.for_post:
            record["for"] = {
                "post": self.for_post,
                "person": self.for_person,
                "person_id": self.for_person_id,
                "post_title": self.for_title.as_dict() if self.for_title else None,
            }
            if self.substitution:
                record["for"]["substitution"] = self.substitution.as_record()
        return record


def covers(who: Who, actor: Actor, relations: Mapping[str, Any], area_chain: tuple[str, ...]) -> bool:
    """Whether the declared ``who`` admits this actor to a matter with these relations in this area."""
    if who.actor == "anyone":
        return True
    if who.actor != actor.kind:
        return False
    if actor.kind != "officer":
        return True
    if who.post and not _holds(who.post, actor, relations):
        return False
    if who.role and who.role not in actor.roles and not who.post:
        return False
    return _stands(who, actor, relations) and (not who.in_area or _in_area(actor, area_chain))


def admitted(transition: Transition, actor: Actor, relations: Mapping[str, Any], area_chain: tuple[str, ...]) -> bool:
    """Whether the actor is among those the act is for. A personal act (亲自) is nobody's but the leader's: a liaison
    enters it with the leader's paper, a substitute cannot do it."""
    if transition.personal and actor.substitution:
        return False
    return any(covers(who, actor, relations, area_chain) for who in transition.by)


def has_withdrawn(actor: Actor, world: Mapping[str, Any]) -> bool:
    """Whether this person, or the one they act for, withdrew from the matter (回避): nothing more is theirs to do.

    ``world`` holds the codes of persons under ``withdrawn``, where the chapter knows of any.
    """
    own = {actor.extra.get("person_code"), actor.extra.get("for_person_code")} - {None}
    return bool(own & set(world.get("withdrawn", ())))


def _holds(relation: str, actor: Actor, relations: Mapping[str, Any]) -> bool:
    """The recorded post and the person recorded with it: a successor takes over by hand-over, not by title."""
    recorded = relations.get(relation) or {}
    post, person = recorded.get("post"), recorded.get("person")
    if post is None or post not in (actor.post, actor.for_post):
        return False
    acting = actor.extra.get("for_person_code" if post == actor.for_post else "person_code")
    return person is None or acting is None or person == acting


def _stands(who: Who, actor: Actor, relations: Mapping[str, Any]) -> bool:
    def chain(relation: str) -> list[str]:
        return list((relations.get(relation) or {}).get("chain", []))

    if who.at:
        own = chain(who.at)
        if not own or actor.organ != own[-1]:
            return False
    if who.above:
        own = chain(who.above)
        if not own or actor.organ not in own[:-1]:
            return False
    # another unit stands outside the branch of the unit whose work it checks
    return not who.not_at or not (chain(who.not_at) and chain(who.not_at)[-1] in actor.organ_chain)


def _in_area(actor: Actor, area_chain: tuple[str, ...]) -> bool:
    # an organ without an area of its own has duty for none
    return actor.area is not None and actor.area in area_chain


def describe(who: Who, procedure: Procedure) -> Text:
    """``who`` in words: "head of the organ, at the handling organ"."""
    if who.actor != "officer":
        return {
            "reporter": Text("反映人", "the reporter"),
            "gateway": Text("接口", "an interface"),
            "system": Text("到期自动", "by the clock"),
            "anyone": Text("任何人", "anyone"),
        }[who.actor]
    relations = procedure.relations
    if who.post:
        head = relations[who.post]
        return Text(f"{head.zh}或其联络员", f"{head.en}, or the liaison with the paper")
    role = ROLES[who.role] if who.role else Text("工作人员", "an officer")
    for prefix, relation in (
        (Text("{r}的{role}", "{role} of the {r}"), who.at),
        (Text("{r}上级的{role}", "{role} of an organ above the {r}"), who.above),
        (Text("{r}以外单位的{role}", "{role} of a unit other than the {r}"), who.not_at),
    ):
        if relation:
            r = relations[relation]
            return Text(prefix.zh.format(r=r.zh, role=role.zh), prefix.en.format(r=r.en.lower(), role=role.en))
    return Text(f"属地{role.zh}", f"{role.en} of the area") if who.in_area else role


def describe_all(transition: Transition, procedure: Procedure) -> Text:
    """Everyone who may perform the act, in words."""
    words = [describe(who, procedure) for who in transition.by] or [NOBODY]
    return Text("、".join(w.zh for w in words), "; ".join(w.en for w in words))
