"""What can be chosen in a form: organs, posts and areas in sensible groups, matters and acts that fit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from qingtian.apps.parties.queries import suggested
from qingtian.apps.people.duty_lists import code_of, duties_in_force
from qingtian.apps.people.models import Duty, Organ, Post, Rank, Tenure
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.models import Handling, Paper, Proceeding
from qingtian.apps.proceedings.policy import takes_part, visible
from qingtian.apps.proceedings.queries import projection_of, timeline
from qingtian.apps.proceedings.world import world_of
from qingtian.language import Text
from qingtian.procedures.duties import NONE
from qingtian.procedures.model import FieldDeclaration
from qingtian.procedures.who import Actor
from qingtian.web.design.fields import Choice
from qingtian.web.desk.paper_words import WAITING
from qingtian.web.templatetags.words import name

NEAR = Text("属地", "The area's own")
NO_DUTY = Text("未找到职责（要写理由）", "No duty found (give the reason)")
LEVELS = {
    "city": Text("市级", "City"),
    "county": Text("县级", "County"),
    "township": Text("乡镇街道", "Township"),
    "provincial": Text("省级", "Provincial"),
    "central": Text("中央", "Central"),
}
#: acts whose matter must be of another procedure, or ended; the rest take an open matter of their own kind
WANTED_ENDED = {"earlier"}
WANTED_OTHER = {"raised"}
SUGGESTED = 30


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """Choices under one heading of a select."""

    title: Text | str
    choices: list[Choice]


def organs(area: Area | None) -> list[OptionGroup]:
    """The area's own organs first, then the city's, then the rest by level."""
    groups: dict[str, list[Choice]] = {"near": [], **{level: [] for level in LEVELS}}
    for organ in Organ.objects.select_related("area").order_by("path"):
        near = area is not None and organ.area_id == area.pk
        groups["near" if near else organ.level].append(Choice(organ.code, name(organ)))
    return [OptionGroup(NEAR if key == "near" else LEVELS[key], found) for key, found in groups.items() if found]


def leaders(area: Area | None, on: date) -> list[OptionGroup]:
    """Posts of county rank or above, with who holds them that day; the area's own first."""
    posts = Post.objects.filter(rank__gte=Rank.COUNTY).select_related("organ__area").order_by("organ__path", "-rank")
    held = {t.post_id: t.person for t in Tenure.objects.on(on).select_related("person").order_by("starts", "pk")}
    groups: dict[str, list[Choice]] = {"near": [], **{level: [] for level in LEVELS}}
    for post in posts:
        near = area is not None and post.organ.area_id == area.pk
        groups["near" if near else post.organ.level].append(Choice(post.code, _post(post, held.get(post.pk))))
    return [OptionGroup(NEAR if key == "near" else LEVELS[key], found) for key, found in groups.items() if found]


def colleagues(roles: Iterable[str], actor: Actor, on: date) -> list[OptionGroup]:
    """Posts with one of these roles in the actor's own organ and in those above it, with who holds them that day."""
    wanted = set(roles)
    posts = (
        Post.objects.filter(organ__code__in=actor.organ_chain).select_related("organ").order_by("-organ__path", "pk")
    )
    posts_held = [post for post in posts if wanted & set(post.roles)]
    tenures = Tenure.objects.on(on).filter(post__in=posts_held).select_related("person").order_by("starts", "pk")
    held = {tenure.post_id: tenure.person for tenure in tenures}
    groups = groupby(posts_held, key=lambda post: post.organ)
    return [
        OptionGroup(name(organ), [Choice(post.code, _post(post, held.get(post.pk))) for post in found])
        for organ, found in groups
    ]


def _post(post: Post, person: object) -> Text:
    zh = getattr(person, "name_zh", "（空缺）")
    en = getattr(person, "name_en", "(vacant)")
    return Text(f"{post.organ.name_zh}{post.title_zh}　{zh}", f"{post.title_en}, {post.organ.name_en}: {en}")


def duties(area: Area | None, on: date) -> list[OptionGroup]:
    """Duties of the list in force that day by organ, the area's own organs first; after them, that none was found."""
    near: list[OptionGroup] = []
    rest: list[OptionGroup] = []
    by_organ = groupby(duties_in_force(on), key=lambda duty: duty.organ)
    for organ, held in by_organ:
        group = OptionGroup(name(organ), [Choice(code_of(duty), _duty(duty)) for duty in held])
        (near if area is not None and organ.area_id == area.pk else rest).append(group)
    return [*near, *rest, OptionGroup(NO_DUTY, [Choice(NONE, NO_DUTY)])]


def _duty(duty: Duty) -> Text:
    zh, en = f"{duty.number} {duty.text_zh}", f"{duty.number} {duty.text_en}"
    return Text(f"{zh}（{duty.post.title_zh}）", f"{en} ({duty.post.title_en})") if duty.post else Text(zh, en)


def areas() -> list[Choice]:
    """Every area, the city first."""
    return [Choice(area.code, name(area)) for area in Area.objects.order_by("path")]


def matters(declared: FieldDeclaration, own: Proceeding, actor: Actor) -> list[Choice]:
    """Matters in scope that this field may mean, the nearest in place first; any number may be typed."""
    found = visible(actor).exclude(pk=own.pk).exclude(state="merged")
    found = found.filter(ended_on__isnull=declared.name not in WANTED_ENDED)
    same = own.procedure if declared.name not in WANTED_OTHER else None
    found = found.filter(procedure=same) if same else found.exclude(procedure=own.procedure)
    if own.area_id:
        found = found.filter(area=own.area_id)
    return [Choice(m.number, m.title) for m in found.order_by("-pk")[:SUGGESTED]]


def parties(area: Area | None) -> list[Choice]:
    """Units a form offers by number, of the matter's area where it has one; any other may be typed."""
    return [Choice(one.number, one.name) for one in suggested(area)]


def acts(declared: FieldDeclaration, own: Proceeding, on: date) -> list[Choice]:
    """Numbers of acts: those a correction may void, or those that have a paper."""
    if declared.name == "paper_of":
        papers = own.papers.exclude(waits_for="void").order_by("act__seq").select_related("act")
        return [_paper(paper) for paper in papers]
    allowed = set(world_of(own, projection_of(own), on, "correct")["voidable"])
    records = (entry.record for entry in timeline(own))
    return [_act(r["seq"], Text.of(r["title"]), r["on"]) for r in records if r["seq"] in allowed]


def files(own: Proceeding, actor: Actor) -> list[Choice]:
    """Files of the matter that this actor may open, the newest first."""
    held = own.files.order_by("-pk")
    if not takes_part(actor, own):
        held = held.exclude(handling_mark=Handling.WORK_SECRET)
    return [Choice(str(one.pk), one.name) for one in held]


def _paper(paper: Paper) -> Choice:
    """A paper with what it waits for, so that the right one is chosen."""
    waits = WAITING[paper.waits_for]
    seq = paper.act.seq
    return Choice(str(seq), Text(f"{seq}　{paper.title_zh}（{waits.zh}）", f"{seq}, {paper.title_en} ({waits.en})"))


def _act(seq: int, title: Text, on: str) -> Choice:
    return Choice(str(seq), Text(f"{seq}　{title.zh}（{on}）", f"{seq}, {title.en} ({on})"))


def values_of(groups: Iterable[OptionGroup]) -> list[Choice]:
    return [choice for group in groups for choice in group.choices]
