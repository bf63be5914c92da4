"""The left-hand column: what is so, from the records of the matter and of its chapter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from qingtian.apps.cases.models import AreaContract, Case
from qingtian.apps.consultations.models import Consultation
from qingtian.apps.consultations.policy import may_sort
from qingtian.apps.consultations.queries import tally
from qingtian.apps.measures.kinds import MEASURES
from qingtian.apps.parties.models import Party
from qingtian.apps.parties.policy import may_read as may_read_parties
from qingtian.apps.parties.queries import name_for
from qingtian.apps.people.models import Person
from qingtian.apps.people.queries import holder
from qingtian.apps.petitions.models import Petition
from qingtian.apps.proceedings.models import Link as MatterLink
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.proceedings.queries import Connection, connections, procedure_of
from qingtian.apps.proceedings.systems import title_of
from qingtian.apps.publishing.kinds import kinds
from qingtian.apps.publishing.models import Publication
from qingtian.apps.transfers.queries import PROCEDURES as TRANSFERS
from qingtian.language import Text
from qingtian.procedures import Procedure, Projection
from qingtian.web.design.shapes import Fact, Link, Words
from qingtian.web.desk.air_facts import air_facts
from qingtian.web.desk.case_facts import case_facts
from qingtian.web.desk.clock_views import long_day
from qingtian.web.desk.compensation.facts import compensation_facts
from qingtian.web.desk.fact_words import choice
from qingtian.web.desk.foresight.consultations.facts import consultation_facts
from qingtian.web.desk.foresight.forecasts.facts import air_forecast_facts
from qingtian.web.desk.foresight.warnings.facts import warning_facts
from qingtian.web.desk.grid.cells.matter_facts import event_facts, hazard_facts
from qingtian.web.desk.hot.facts import hot_facts
from qingtian.web.desk.inspections.facts import visit_facts
from qingtian.web.desk.lists.facts import list_facts
from qingtian.web.desk.measures.facts import measure_facts, openable
from qingtian.web.desk.monitoring.alerts.facts import alert_facts
from qingtian.web.desk.monitoring.outlets.facts import notice_facts
from qingtian.web.desk.penalties.facts import penalty_facts
from qingtian.web.desk.petition_facts import petition_facts
from qingtian.web.desk.quality.facts import quality_facts
from qingtian.web.desk.rectification.facts import feedback_facts, finding_facts, task_facts
from qingtian.web.desk.reporting import counted
from qingtian.web.desk.responsibility.facts import duty_facts
from qingtian.web.desk.rewards.facts import reward_facts
from qingtian.web.desk.schedule.facts import instructions_on, schedule_facts
from qingtian.web.desk.seat import DeskRequest
from qingtian.web.desk.suggestions.facts import suggestion_facts
from qingtian.web.desk.targeting.facts import plan_facts
from qingtian.web.desk.timeline_events import MARKS
from qingtian.web.desk.transfers.facts import crime_facts, transfer_facts
from qingtian.web.desk.weather.facts import forecast_facts

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


def facts_of(request: DeskRequest, proceeding: Proceeding, procedure: Procedure, projection: Projection) -> list[Fact]:
    """Facts in the order an officer asks for them: what, who said so, where, who answers, what hangs on it."""
    found = _own(request, proceeding, procedure, projection) + duty_facts(projection)
    found += crime_facts(request, proceeding)
    return [*found, *_publications_of(request, proceeding), *_common(request, proceeding, procedure, projection)]


def _own(request: DeskRequest, proceeding: Proceeding, procedure: Procedure, projection: Projection) -> list[Fact]:
    """Facts of the chapter the matter belongs to; no other chapter is asked."""
    of = proceeding.procedure
    if of == "petition" and (petition := Petition.objects.filter(proceeding=proceeding).first()):
        own = petition_facts(request, proceeding, petition, procedure, projection)
        return own + hot_facts(request.actor, proceeding)
    if of == "five_ones_case":
        cases = Case.objects.select_related("proceeding").filter(proceeding=proceeding)
        own = [fact for case in cases for fact in case_facts(request, case, procedure, projection)]
        return own + finding_facts(request.actor, proceeding)
    if of == "publication":
        publications = Publication.objects.select_related("source").filter(proceeding=proceeding)
        return [fact for each in publications for fact in _publication(request, each, procedure)]
    if of == "consultation":
        asked = Consultation.objects.filter(proceeding=proceeding)
        return [fact for each in asked for fact in _consultation(request, each)]
    if of in ("suggestion", "proposal", "co_handling"):
        return suggestion_facts(request.actor, proceeding, procedure, projection)
    if of == "reward":
        return reward_facts(request.actor, proceeding)
    if of == "penalty_case":
        return penalty_facts(procedure, projection) + openable(request.actor, proceeding)
    if of == "hot_issue":
        return hot_facts(request.actor, proceeding)
    if of == "inspection_feedback":
        return feedback_facts(proceeding)
    if of == "tracked_task":
        return task_facts(request.actor, proceeding, procedure)
    if of == "problem_list":
        return list_facts(request.actor, proceeding)
    if of in MEASURES:
        return measure_facts(request.actor, proceeding)
    if of in ("monthly_schedule", "leader_instruction"):
        return schedule_facts(proceeding)
    if of in TRANSFERS:
        return transfer_facts(request, proceeding, projection)
    if of == "compensation_claim":
        return compensation_facts(request.actor, proceeding, projection)
    if of == "inspection_visit":
        return visit_facts(proceeding)
    if of == "visit_plan":
        return plan_facts(proceeding)
    if of == "monitor_alert":
        return alert_facts(proceeding, projection)
    if of == "air_consultation":
        return consultation_facts(proceeding, projection)
    if of == "grid_event":
        return event_facts(proceeding)
    if of == "hidden_hazard":
        return hazard_facts(proceeding)
    if of == "air_warning":
        return warning_facts(proceeding, projection)
    if of == "air_forecast":
        return air_forecast_facts(proceeding)
    if of == "joint_forecast":
        return forecast_facts(projection)
    if of == "monitor_notice":
        return notice_facts(request.actor, proceeding)
    return air_facts(proceeding) or quality_facts(proceeding, projection)


def _publication(request: DeskRequest, publication: Publication, procedure: Procedure) -> list[Fact]:
    """The text as it stands, with the way to its earlier wordings."""
    texts = reverse("desk:publication_texts", args=[publication.proceeding.number])
    facts = [
        Fact(Text("公开什么", "What"), [choice(procedure, "draft", "kind", publication.kind)]),
        Fact(Text("现稿", "Text"), [publication.text, Link(Text("稿次对照", "Compare the wordings"), texts)]),
    ]
    if publication.proceeding.air_publications.exists():
        figures = reverse("desk:air_publication", args=[publication.proceeding.number])
        facts.append(Fact(Text("数字", "Figures"), [Link(Text("表、图和文件", "Tables, charts and files"), figures)]))
    if publication.proceeding.water_publications.exists():
        figures = reverse("desk:water_report", args=[publication.proceeding.number])
        facts.append(Fact(Text("数字", "Figures"), [Link(Text("表和文件", "Tables and files"), figures)]))
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


def _party(request: DeskRequest, proceeding: Proceeding) -> list[Fact]:
    """The party it is about: a unit by its name; a natural person's name only for who works with parties."""
    found = Party.objects.filter(number=proceeding.party).first() if proceeding.party else None
    if found is None:
        return []
    shown = name_for(found, request.actor)
    leads = may_read_parties(request.actor)
    held = Link(shown, reverse("desk:party", args=[found.number])) if leads else shown
    return [Fact(Text("当事人", "Party"), [held])]


def _common(request: DeskRequest, proceeding: Proceeding, procedure: Procedure, projection: Projection) -> list[Fact]:
    facts = _party(request, proceeding) + _relations(procedure, projection)
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
    # that a leader wrote an instruction is itself for those who take part: it is not even counted for others
    found = [c for c in found if c.other.pk in seen or c.other.procedure != "leader_instruction"]
    values: list[Words | Link] = [*[_connection(c) for c in found if c.other.pk in seen][:LINKS_SHOWN]]
    hidden = len(found) - len(values)
    if hidden:
        values.append(Text(f"另有 {hidden} 件", f"{hidden} more"))
    about = any(c.other.procedure == "leader_instruction" for c in found)
    instructions = instructions_on(request.actor, proceeding) if about else []
    return [*instructions, Fact(Text("牵连", "Links"), values)] if values else []


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
