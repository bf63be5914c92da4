"""Facts of a petition: its covered words, how often it was reported, and what lies sealed."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode

from qingtian.apps.identities.vault import kind_of, openings
from qingtian.apps.petitions.actions.receive import LETTER
from qingtian.apps.petitions.models import Petition, WorkingCopy
from qingtian.apps.petitions.policy import may_confirm_copy, may_open_identity, may_read_copy
from qingtian.apps.petitions.queries import answers_for, reporting
from qingtian.apps.proceedings.models import Proceeding, StoredFile
from qingtian.insight.reading.personal import cover
from qingtian.language import Text
from qingtian.procedures import Procedure, Projection
from qingtian.web.access import PAGES
from qingtian.web.design.shapes import Fact, Link, Words
from qingtian.web.desk.fact_words import choice, joined
from qingtian.web.desk.reporting import channel_title, counted
from qingtian.web.desk.rewards.facts import reward_of
from qingtian.web.desk.seat import DeskRequest
from qingtian.web.desk.timeline_events import files_of, marked

NOT_CONFIRMED = Text(
    "收件单位还没有确认遮盖，确认后才看得到。", "The receiving office has not confirmed the covered words yet."
)
ERASED = Text("内容已销毁。", "The content was erased.")
CONFIRM_COPY = Text("确认工作副本", "Confirm the working copy")
CHECK_COPY = Text("核对遮盖", "Check what is covered")
OFTEN = {0: "never", 1: "once", 2: "twice"}


def petition_facts(
    request: DeskRequest, proceeding: Proceeding, petition: Petition, procedure: Procedure, projection: Projection
) -> list[Fact]:
    """What was reported, by how many, who answers, and what lies sealed."""
    copy = WorkingCopy.objects.filter(petition=petition).first()
    shown = copy if copy and may_read_copy(request.actor, proceeding, copy) else None
    facts = [_words(request, proceeding, shown)]
    kinds = [choice(procedure, "receive", "kinds", k) for k in projection.facts.get("kinds") or ()]
    if kinds:
        facts.append(Fact(Text("类别", "Kind"), [joined(kinds)]))
    facts.append(Fact(Text("反映", "Reports"), reports(proceeding)))
    facts.append(_reporter(request, proceeding, petition))
    facts += _first_asked(projection)
    if shown and (shown.place or shown.occurred):
        facts.append(Fact(Text("地点", "Place"), [shown.place or "—"], shown.occurred))
    if smelt := _upwind(request, proceeding, petition, projection):
        facts.append(smelt)
    photos = list(petition.photos.select_related("file"))
    if photos:
        facts.append(Fact(Text("照片", "Photos"), _photos(request, proceeding, [photo.file for photo in photos])))
    facts += _originals(request, proceeding)
    facts += reward_of(request.actor, petition)
    facts += [
        Fact(label, [words])
        for label, words in (
            (Text("评价时说", "Remark"), cover(petition.remark).text),
            (Text("不服理由", "Grounds"), cover(petition.grounds).text),
        )
        if words
    ]
    return facts


def _upwind(request: DeskRequest, proceeding: Proceeding, petition: Petition, projection: Projection) -> Fact | None:
    """The way to who lies upwind, for whoever may look there: of a report about the air with its place on the map."""
    readers = PAGES["desk:target_upwind"].roles
    marked_place = petition.longitude is not None and petition.latitude is not None
    if not (marked_place and "air" in (projection.facts.get("kinds") or ()) and readers & request.actor.roles):
        return None
    address = f"{reverse('desk:target_upwind')}?{urlencode({'about': proceeding.number})}"
    return Fact(Text("从哪里来", "Where it came from"), [Link(Text("上风向排查", "Look upwind"), address)])


def _first_asked(projection: Projection) -> list[Fact]:
    """首问负责: whoever received it first answers to the reporter until another organ has accepted it."""
    relation = answers_for(projection)
    if relation not in projection.relations:
        return []  # erased
    until = Text("首问负责，直到有单位受理", "Asked first: answers until another organ has accepted it")
    name = Text.of(projection.relations[relation]["name"])
    return [Fact(Text("对反映人负责", "Answers to the reporter"), [name], until if relation == "receiver" else "")]


def _originals(request: DeskRequest, proceeding: Proceeding) -> list[Fact]:
    """The sealed originals, for those who may open them: a video has nothing else to look at."""
    kept = list(proceeding.files.exclude(sealed_original="").filter(sealed_by_reporter()).order_by("pk"))
    if not kept:
        return []
    if not may_open_identity(request.actor, proceeding):
        films = sum(one.media_type.startswith("video/") for one in kept)
        return [Fact(Text("视频", "Video"), [Text("密封", "Sealed")])] if films else []
    links: list[Words | Link] = [
        Link(Text(one.name, one.name), reverse("desk:original", args=[proceeding.number, one.pk])) for one in kept
    ]
    return [Fact(Text("密封的原件", "Sealed originals"), links)]


def sealed_by_reporter() -> Q:
    """Files a reporter sent: photos, whose sterile copy lies open, films and letters; not what an officer sealed
    besides."""
    return Q(petition_photo__isnull=False) | Q(media_type__startswith="video/") | Q(media_type=LETTER)


def _words(request: DeskRequest, proceeding: Proceeding, copy: WorkingCopy | None) -> Fact:
    """The covered words; the receiving office has the way to the raw ones and to confirming."""
    if copy is None:
        return Fact(Text("问题", "Problem"), [NOT_CONFIRMED if not proceeding.erased_on else ERASED])
    values: list[Words | Link] = [copy.text]
    if may_confirm_copy(request.actor, proceeding):
        label = CHECK_COPY if copy.confirmed_at else CONFIRM_COPY
        values.append(Link(label, reverse("desk:working_copy", args=[proceeding.number])))
    return Fact(Text("问题", "Problem"), values)


def _photos(request: DeskRequest, proceeding: Proceeding, photos: list[StoredFile]) -> list[Words | Link]:
    may_open = files_of(proceeding, request.actor).open
    return [
        Link(marked(Text(one.name, one.name), one.handling_mark), reverse("desk:file", args=[one.pk]))
        for one in photos
        if one.pk in may_open
    ]


def reports(proceeding: Proceeding) -> list[Words | Link]:
    """How many reports by how many people through which channels."""
    found = reporting(proceeding)
    people_zh = f"{found.people} 人" + (f"，另 {found.uncounted} 件没留电话" if found.uncounted else "")
    people_en = counted(found.people, "person", "people") + (
        f", {found.uncounted} without a number" if found.uncounted else ""
    )
    head = Text(
        f"{found.reports} 件　{people_zh}　{len(found.channels)} 渠道",
        f"{counted(found.reports, 'report')}, {people_en}, {counted(len(found.channels), 'channel')}",
    )
    return [head, joined([channel_title(c) for c in found.channels])] if found.channels else [head]


def _reporter(request: DeskRequest, proceeding: Proceeding, petition: Petition) -> Fact:
    """The identity itself is never here: only its kind, how often it was opened, and the way to ask for it."""
    token = petition.identity_token
    times = len(openings(token))
    values: list[Words | Link] = [
        kind_of(token).text,
        Text(f"身份已密封，被打开 {times} 次", f"Identity sealed, opened {OFTEN.get(times, f'{times} times')}"),
    ]
    if may_open_identity(request.actor, proceeding):
        address = reverse("desk:identity", args=[proceeding.number])
        values.append(Link(Text("回拨或写理由打开", "Call back, or open with a reason"), address))
    return Fact(Text("反映人", "Reporter"), values)
