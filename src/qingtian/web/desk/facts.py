"""The left-hand column: what is so, from the records of the matter and of its chapter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.urls import reverse

from qingtian.apps.cases.models import AreaContract, Case, PlanVersion
from qingtian.apps.cases.queries import answerable_for_case, personal_acts
from qingtian.apps.consultations.models import Consultation
from qingtian.apps.consultations.policy import may_sort
from qingtian.apps.consultations.queries import tally
from qingtian.apps.identities.vault import kind_of, openings
from qingtian.apps.people.models import Person
from qingtian.apps.people.queries import holder
from qingtian.apps.petitions.actions.receive import LETTER
from qingtian.apps.petitions.models import Petition, WorkingCopy
from qingtian.apps.petitions.policy import may_confirm_copy, may_open_identity, may_read_copy
from qingtian.apps.petitions.queries import answers_for, reporting, reports_behind
from qingtian.apps.proceedings.models import Link as MatterLink
from qingtian.apps.proceedings.models import Proceeding, StoredFile
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.proceedings.queries import Connection, connections, procedure_of
from qingtian.apps.proceedings.systems import title_of
from qingtian.apps.publishing.kinds import kinds
from qingtian.apps.publishing.models import Publication
from qingtian.insight.reading.personal import cover
from qingtian.language import Text
from qingtian.procedures import Procedure, Projection
from qingtian.procedures.guards.cases import PERSONAL_ACTS
from qingtian.web.design.shapes import Fact, Link, Words
from qingtian.web.desk.air_facts import air_facts
from qingtian.web.desk.clock_views import long_day, short_day
from qingtian.web.desk.hot.facts import hot_facts
from qingtian.web.desk.quality.facts import quality_facts
from qingtian.web.desk.reporting import channel_title, counted
from qingtian.web.desk.rewards.facts import reward_facts, reward_of
from qingtian.web.desk.seat import DeskRequest
from qingtian.web.desk.timeline_events import MARKS, files_of, marked

LINK_WORDS = {
    (MatterLink.Kind.DUPLICATE_OF, True): Text("并入 {n}", "Merged into {n}"),
    (MatterLink.Kind.DUPLICATE_OF, False): Text("并来 {n}", "Merged here: {n}"),
    (MatterLink.Kind.RECURRENCE_OF, True): Text("复发自 {n}", "Recurrence of {n}"),
    (MatterLink.Kind.RECURRENCE_OF, False): Text("后来复发 {n}", "Came back as {n}"),
    (MatterLink.Kind.GAVE_RISE_TO, True): Text("引出 {n}", "Gave rise to {n}"),
    (MatterLink.Kind.GAVE_RISE_TO, False): Text("由 {n} 引出", "Raised by {n}"),
    (MatterLink.Kind.PRESSES, True): Text("同一人先前反映过 {n}", "The same person reported {n} before"),
    (MatterLink.Kind.PRESSES, False): Text("同一人又来反映 {n}", "The same person came again: {n}"),
    (MatterLink.Kind.EVIDENCE_FOR, True): Text("是 {n} 的证据", "Evidence for {n}"),
    (MatterLink.Kind.EVIDENCE_FOR, False): Text("证据 {n}", "Evidence: {n}"),
}
HANDLING = MARKS
LINKS_SHOWN = 12
NOT_CONFIRMED = Text(
    "收件单位还没有确认遮盖，确认后才看得到。", "The receiving office has not confirmed the covered words yet."
)
ERASED = Text("内容已销毁。", "The content was erased.")
CONFIRM_COPY = Text("确认工作副本", "Confirm the working copy")
CHECK_COPY = Text("核对遮盖", "Check what is covered")
OFTEN = {0: "never", 1: "once", 2: "twice"}


def facts_of(request: DeskRequest, proceeding: Proceeding, procedure: Procedure, projection: Projection) -> list[Fact]:
    """Facts in the order an officer asks for them: what, who said so, where, who answers, what hangs on it."""
    petition = Petition.objects.filter(proceeding=proceeding).first()
    case = Case.objects.select_related("proceeding").filter(proceeding=proceeding).first()
    found: list[Fact] = []
    if petition:
        found += _petition(request, proceeding, petition, procedure, projection)
    if case:
        found += _case(request, case, procedure, projection)
    if publication := Publication.objects.select_related("source").filter(proceeding=proceeding).first():
        found += _publication(request, publication, procedure)
    if consultation := Consultation.objects.filter(proceeding=proceeding).first():
        found += _consultation(request, consultation)
    found += reward_facts(request.actor, proceeding)
    found += air_facts(proceeding)
    found += hot_facts(request.actor, proceeding)
    found += quality_facts(proceeding, projection)
    return [*found, *_publications_of(request, proceeding), *_common(request, proceeding, procedure, projection)]


def _publication(request: DeskRequest, publication: Publication, procedure: Procedure) -> list[Fact]:
    """The text as it stands, with the way to its earlier wordings."""
    texts = reverse("desk:publication_texts", args=[publication.proceeding.number])
    facts = [
        Fact(Text("公开什么", "What"), [_choice(procedure, "draft", "kind", publication.kind)]),
        Fact(Text("现稿", "Text"), [publication.text, Link(Text("稿次对照", "Compare the wordings"), texts)]),
    ]
    if publication.proceeding.air_publications.exists():
        figures = reverse("desk:air_publication", args=[publication.proceeding.number])
        facts.append(Fact(Text("数字", "Figures"), [Link(Text("表、图和文件", "Tables, charts and files"), figures)]))
    if publication.masks:
        facts.append(Fact(Text("隐去", "Masked"), ["、".join(publication.masks)]))
    if publication.kinds:
        facts.append(Fact(Text("例行数据", "Routine data"), [kinds()[kind].title for kind in publication.kinds]))
    source = publication.source
    if source and visible(request.actor).filter(pk=source.pk).exists():
        facts.append(
            Fact(Text("关于", "About"), [Link(source.number, reverse("desk:proceeding", args=[source.number]))])
        )
    return facts


def _publications_of(request: DeskRequest, proceeding: Proceeding) -> list[Fact]:
    """Publications about this matter, as far as the reader may see them."""
    if not Publication.objects.filter(source=proceeding).exists():
        return []  # most matters have none: the whole rule of sight is not asked for nothing
    found = list(visible(request.actor).filter(publication__source=proceeding).order_by("pk"))
    values: list[Words | Link] = [
        Link(
            Text(f"{one.number} {state.zh}", f"{one.number}, {state.en}"), reverse("desk:proceeding", args=[one.number])
        )
        for one in found
        if (state := procedure_of(one).states[one.state].title)
    ]
    return [Fact(Text("公开稿", "Publications"), values)] if values else []


def _consultation(request: DeskRequest, consultation: Consultation) -> list[Fact]:
    """How many spoke and until when; the comments themselves stand on a page of their own."""
    number, counts = consultation.proceeding.number, tally(consultation)
    said: list[Words | Link] = [Text(f"{counts.comments} 条", counted(counts.comments, "comment"))]
    if may_sort(request.actor, consultation.proceeding):
        label = Text("意见和答复", "Comments and answers")
        said.append(Link(label, reverse("desk:consultation", args=[number])))
    facts = [Fact(Text("意见", "Comments"), said)]
    if consultation.closes_on:
        facts.append(Fact(Text("截止", "Closes"), [long_day(consultation.closes_on)]))
    if consultation.notice:
        public = reverse("portal:consultation", args=[number])
        facts.append(Fact(Text("公众看到的", "On the public pages"), [Link(Text("打开", "Open"), public)]))
    return facts


def _choice(procedure: Procedure, act: str, field: str, value: Any) -> Words:
    named = procedure.named(act)
    declared = named.field(field) if named else None
    title = declared.choices.get(str(value)) if declared else None
    return title or str(value)


def _petition(
    request: DeskRequest, proceeding: Proceeding, petition: Petition, procedure: Procedure, projection: Projection
) -> list[Fact]:
    copy = WorkingCopy.objects.filter(petition=petition).first()
    shown = copy if copy and may_read_copy(request.actor, proceeding, copy) else None
    facts = [_words(request, proceeding, shown)]
    kinds = [_choice(procedure, "receive", "kinds", k) for k in projection.facts.get("kinds") or ()]
    if kinds:
        facts.append(Fact(Text("类别", "Kind"), [_joined(kinds)]))
    facts.append(Fact(Text("反映", "Reports"), _reports(proceeding)))
    facts.append(_reporter(request, proceeding, petition))
    facts.append(_first_asked(projection))
    if shown and (shown.place or shown.occurred):
        facts.append(Fact(Text("地点", "Place"), [shown.place or "—"], shown.occurred))
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


def _first_asked(projection: Projection) -> Fact:
    """首问负责: whoever received it first answers to the reporter until another organ has accepted it."""
    relation = answers_for(projection)
    until = Text("首问负责，直到有单位受理", "Asked first: answers until another organ has accepted it")
    return Fact(
        Text("对反映人负责", "Answers to the reporter"),
        [Text.of(projection.relations[relation]["name"])],
        until if relation == "receiver" else "",
    )


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


def _safe_papers(proceeding: Proceeding) -> list[Fact]:
    """Papers that may not enter: number, place and keeper, never content."""
    held: list[Words | Link] = [
        Text(
            f"纸件存保险柜，编号 {one.number}：{one.title}（{one.safe}，{one.holder}保管，{one.kept_on} 起）",
            f"Paper held in safe, number {one.number}: {one.title} ({one.safe}, kept by {one.holder}, {one.kept_on})",
        )
        for one in proceeding.safe_papers.order_by("noted_by")
    ]
    return [Fact(Text("保险柜", "In the safe"), held)] if held else []


def _joined(parts: list[Words]) -> Text:
    both = [p if isinstance(p, Text) else Text(p, p) for p in parts]
    return Text("、".join(p.zh for p in both), ", ".join(p.en for p in both))


def _reports(proceeding: Proceeding) -> list[Words | Link]:
    found = reporting(proceeding)
    people_zh = f"{found.people} 人" + (f"，另 {found.uncounted} 件没留电话" if found.uncounted else "")
    people_en = counted(found.people, "person", "people") + (
        f", {found.uncounted} without a number" if found.uncounted else ""
    )
    head = Text(
        f"{found.reports} 件　{people_zh}　{len(found.channels)} 渠道",
        f"{counted(found.reports, 'report')}, {people_en}, {counted(len(found.channels), 'channel')}",
    )
    return [head, _joined([channel_title(c) for c in found.channels])] if found.channels else [head]


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


def _case(request: DeskRequest, case: Case, procedure: Procedure, projection: Projection) -> list[Fact]:
    facts = [
        Fact(Text("问题", "Problem"), [case.problem]),
        Fact(
            Text("来源", "Source"),
            [
                _joined(
                    [
                        _choice(procedure, "identify", "source", case.source),
                        _choice(procedure, "identify", "source_level", case.source_level),
                    ]
                )
            ],
            Text(f"{case.year} 年度", f"Year {case.year}"),
        ),
    ]
    if reports_behind(case.proceeding):
        facts.append(Fact(Text("反映", "Reports"), _reports(case.proceeding)))
    facts.append(_leader(request, case))
    plan = case.plans.filter(voided_by=None).order_by("-version").first()
    if plan:
        facts += [_team(case), _plan(plan)]
    facts.append(_four_acts(case))
    return facts


def _leader(request: DeskRequest, case: Case) -> Fact:
    """One leader, by post; who holds it on the day of the page."""
    answers = answerable_for_case(case, request.as_of)
    if answers is None:
        return Fact(Text("领导", "Leader"), [Text("还没有包案", "Not contracted yet")])
    post, person = answers.post, answers.person
    words = Text(
        f"{person.name_zh if person else '空缺'}　{post.organ.name_zh}{post.title_zh}",
        f"{person.name_en if person else 'vacant'}, {post.title_en}, {post.organ.name_en}",
    )
    withheld = Text("未经记录的决定，姓名不公开", "The name is withheld from the public until a recorded decision")
    return Fact(Text("领导", "Leader"), [words], withheld)


def _team(case: Case) -> Fact:
    members = list(case.team.select_related("organ"))
    words: list[Words | Link] = [
        Text(m.organ.name_zh + ("（牵头）" if m.lead else ""), m.organ.name_en + (" (lead)" if m.lead else ""))
        for m in members
    ]
    return Fact(Text("班子", "Team"), words)


def _plan(plan: PlanVersion) -> Fact:
    due = long_day(plan.deadline)
    head = Text(f"第 {plan.version} 版，{due.zh}前完成", f"Version {plan.version}, due {due.en}")
    steps: list[Words | Link] = [
        Text(f"{short_day(m['due']).zh} {m['title']}", f"{short_day(m['due']).en} {m['title']}")
        for m in plan.milestones
    ]
    return Fact(Text("方案", "Plan"), [head, plan.goal, *steps])


def _four_acts(case: Case) -> Fact:
    done = personal_acts(case)
    words = Text(
        "　".join(f"{title.zh} {done[act]}" for act, title in PERSONAL_ACTS.items()),
        ", ".join(f"{title.en} {done[act]}" for act, title in PERSONAL_ACTS.items()),
    )
    missing = [title for act, title in PERSONAL_ACTS.items() if not done[act]]
    second = (
        Text("还缺：" + "、".join(t.zh for t in missing), "Missing: " + ", ".join(t.en for t in missing))
        if missing
        else ""
    )
    return Fact(Text("四个亲自", "Four acts"), [words], second)


def _common(request: DeskRequest, proceeding: Proceeding, procedure: Procedure, projection: Projection) -> list[Fact]:
    facts = _relations(procedure, projection)
    if proceeding.area:
        facts.append(_area(request, proceeding))
    facts += _safe_papers(proceeding)
    facts += _connected(request, proceeding)
    numbers = list(proceeding.upstream_numbers.order_by("system"))
    if numbers:
        facts.append(Fact(Text("外部编号", "Elsewhere"), [_upstream(n) for n in numbers]))
    else:
        facts.append(Fact(Text("外部编号", "Elsewhere"), [Text("未录", "Not entered")]))
    mark = HANDLING[proceeding.handling_mark]
    limited = Text("，仅指定人员可见", ", named officers only") if proceeding.restricted else Text("。", ".")
    facts.append(
        Fact(Text("处理标记", "Mark"), [Text(mark.zh + limited.zh.rstrip("。"), mark.en + limited.en.rstrip("."))])
    )
    return facts


def _relations(procedure: Procedure, projection: Projection) -> list[Fact]:
    return [
        Fact(title, [Text.of(reference["name"])], _post(reference))
        for relation, title in procedure.relations.items()
        if (reference := projection.relations.get(relation)) and relation != "leader"
    ]


def _post(reference: Mapping[str, Any]) -> Words:
    if not reference.get("post_title"):
        return ""
    return Text.of(reference["post_title"])


def _area(request: DeskRequest, proceeding: Proceeding) -> Fact:
    """The area and the two principals who answer for it this year (包片)."""
    area = proceeding.area
    contracts = AreaContract.objects.filter(area=area, year=request.as_of.year).select_related("post__organ")
    held = [(c.post, holder(c.post, request.as_of)) for c in contracts]
    names: list[Words | Link] = [Text(area.name_zh, area.name_en)]
    names += [_principal(post.title_zh, post.title_en, person) for post, person in held]
    return Fact(Text("属地", "Area duty"), names)


def _principal(zh: str, en: str, person: Person | None) -> Text:
    return Text(f"{zh} {person.name_zh if person else '空缺'}", f"{en}, {person.name_en if person else 'vacant'}")


def _connected(request: DeskRequest, proceeding: Proceeding) -> list[Fact]:
    """Links to matters; those outside this actor's scope are counted, not named."""
    found = connections(proceeding)
    if not found:
        return []
    seen = set(visible(request.actor).filter(pk__in=[c.other.pk for c in found]).values_list("pk", flat=True))
    values: list[Words | Link] = [*[_connection(c) for c in found if c.other.pk in seen][:LINKS_SHOWN]]
    hidden = len(found) - len(values)
    if hidden:
        values.append(Text(f"另有 {hidden} 件", f"{hidden} more"))
    return [Fact(Text("牵连", "Links"), values)]


def _connection(connection: Connection) -> Link:
    words = LINK_WORDS[(MatterLink.Kind(connection.kind), connection.outward)]
    number = connection.other.number
    return Link(words.format(n=number), reverse("desk:proceeding", args=[number]))


def _upstream(number: Any) -> Text:
    system = title_of(number.system) or Text(number.system, number.system)
    day = f"{number.noted_on:%m-%d}"
    zh = f"{system.zh}：{number.number or '编号待填'}　{f'{day} 已上报' if number.uploaded else '未上报'}"
    en = f"{system.en}: {number.number or 'no number yet'}, {f'uploaded {day}' if number.uploaded else 'not uploaded'}"
    return Text(
        zh + (f"　{number.difference}" if number.difference else ""),
        en + (f"; {number.difference}" if number.difference else ""),
    )
