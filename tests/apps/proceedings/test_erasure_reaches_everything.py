"""After an erasure no table holds a word of the matter: a new table that keeps some is found here by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.apps import apps
from django.db.models import CharField, Field, JSONField, Model, TextField
from django.utils import timezone

from qingtian.apps.append_only import lifted
from qingtian.apps.cases.models import Case, PlanVersion
from qingtian.apps.consultations.actions.receive_comment import receive_comment
from qingtian.apps.consultations.actions.sort_and_answer import new_point
from qingtian.apps.consultations.models import Consultation
from qingtian.apps.identities.vault import Identity
from qingtian.apps.petitions.models import Petition, PetitionPhoto, WorkingCopy
from qingtian.apps.proceedings.actions.finish_erasures import finish_erasures
from qingtian.apps.proceedings.models import Act, Proceeding, StoredFile
from qingtian.apps.proceedings.verification import verify_proceeding
from qingtian.apps.readings.models import Correction, Reading
from qingtian.apps.rectification.models import ComplaintBatch, Feedback, TransferredComplaint
from qingtian.apps.repeats.models import Candidate, RepeatDecision
from qingtian.apps.responsibility.actions.index_duty import index_duty
from qingtian.apps.schedules.actions.chase import chase
from qingtian.apps.tasks.actions import open_task
from qingtian.gateways.exchange.models import Counterpart, Line, Message
from qingtian.gateways.hotlines.models import HotlineOrder, OrderVersion, Outgoing
from qingtian.gateways.models import UpstreamImport
from qingtian.gateways.partners.models import Partner
from qingtian.gateways.wechat.models import Contact, Filing, Media
from qingtian.gateways.wechat.models import Outgoing as ChatAnswer
from tests.apps.compensation.walk import TO_AGREED, claim
from tests.apps.credit.listing import Walk as Listed
from tests.apps.credit.listing import decided_case, unit
from tests.apps.problem_lists.listing import drafted
from tests.apps.proceedings.driving import Drive, case, petition
from tests.apps.proceedings.test_retention_and_erasure import approved, archive, erase
from tests.apps.rectification.test_feedback_rules import enter, received
from tests.apps.rewards.test_reward_rules import Walk
from tests.apps.schedules.walking import FILL_BY, instruct, merge, open_month, rectifying
from tests.apps.schedules.walking import act as in_month
from tests.apps.suggestions.walk import Walk as Suggested
from tests.consulting import announced, do
from tests.days import at
from tests.publishing import act as step
from tests.publishing import published
from tests.rectification_plans import word_list

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

MARK = "标记甲乙丙"
#: the longest period, thirty years from the year after the end, and a day
FREE = date(2057, 1, 1)
#: what stays of an erased matter, and why
STAYS = {
    "air_consultations.AirConsultation": "place, quarter, codes of conclusion and effect; the words are in the acts",
    "air_consultations.ConsultationPack": "figures of a place's air with their digest; a word about nobody",
    "air_warnings.AirWarning": "tier, days and predicted AQI of an area; the words of it are in the acts",
    "air_warnings.Response": "goes with its warning, in the effect of its erasure",
    "air_warnings.WarningLook": "what tables say of an area's AQI; a word about nobody",
    "draws.RandomDraw": "pools of units and labels, emptied in the effect of its erasure; no reporter is in them",
    "draws.DrawnObject": "numbers of units and posts; it goes with its draw, in the effect of its erasure",
    "forecasts.AirForecast": "goes with its forecast, in the effect of its erasure",
    "forecasts.ForecastChange": "goes with its forecast, in the effect of its erasure",
    "forecasts.ForecastDay": "goes with its forecast, in the effect of its erasure",
    "forecasts.ForecastScore": "goes with its forecast, in the effect of its erasure",
    "targeting.PlannedVisit": "units by number, chances, results, so that the ranking can be judged; no words",
    "monitors.FieldCommand": "device, command and settings; a password goes before the matter ends; nobody's words",
    "integrity.Finding": "place, hours and measured values; a word about nobody",
    "monitors.MonitorNotice": "outlet, factor and hours of public measured data; a word about nobody",
    "indicators.CaseMark": "codes and days, so that past years still add up; a word about nobody",
    "indicators.CountedCase": "a number",
    "proceedings.Act": "codes, digests and days: the chain that proves something was said",
    "proceedings.ActContent": "contents are erased whole; that of archiving stays, it made the erasure lawful",
    "proceedings.CaseFile": "shelf mark and period, which made the erasure lawful",
    "proceedings.Erasure": "what admitted the erasure",
    "proceedings.DisposalItem": "that the file stood on a list",
    "proceedings.Party": "codes of the organs that may still see the row",
    "proceedings.TemplateVersion": "wordings of papers and a number of a matter each; no word of it",
    "inspections.Visit": "type, ground, level and year, so that caps of past years still add up; the party goes",
    "inspections.VisitOfficer": "goes with the visit, in the effect of its erasure",
    "inspections.FieldEvidence": "goes with the visit, in the effect of its erasure",
    "inspections.FieldChunk": "goes with its evidence",
    "parties.Party": "units and persons under supervision, by number; no word of a matter",
    "penalties.EvidenceItem": "goes with its case, in the effect of its erasure",
    "penalties.Custody": "goes with its item",
    "penalties.DiscretionSheet": "goes with its case, in the effect of its erasure",
    "penalties.CatalogueEntry": "what a law says, by article and source; no word of a matter",
    "penalties.LocalTable": "the text of a published table; no word of a matter",
    "penalties.FineEntry": "sums, days, references and codes of posts; no word about anybody",
    "petitions.ReportDraft": "goes when it is sent, or three days later by the sweep; the shortest period is ten years",
    "quality.Sample": "seed, days and a digest: whoever repeats the draw needs them",
    "quality.SampledFile": "codes of findings and of units; a word about nobody",
    "cases.DrawnCase": "codes, a ticket and reasons by rule of a public draw: whoever repeats the draw needs them",
    "quality.Mending": "the code of a unit",
    "oversight.OversightItem": "a line of the duty list, organs and days, so that past years still add up",
    "oversight.AnnualDraft": "figures and digest of a report to the congress; a word about nobody",
    "suggestions.CoHandling": "the code of a unit",
    "opinion.OpinionLink": "codes: that something said in public was evidence; who said it was never kept",
    "rectification.ComplaintBatch": "goes with its feedback; without one, the number and day of a batch, nobody's word",
    "rectification.Finding": "goes with its feedback, in the effect of its erasure",
    "rectification.Measure": "goes with its finding",
    "rectification.Milestone": "goes with its finding",
    "rectification.TransferredComplaint": "goes with its feedback; covered before it was kept",
    "rectification.Feedback": "level, round and day of an official inspection, so that past years add up",
    "transfers.JudicialMessage": "kinds, codes of organs and days, so that what went out still adds up",
    "transfers.CrimeFactSheet": "goes with the case, in the eraser of transfers",
    "supervision.Proposal": "figures, codes of units, why an office dismissed it; a word about nobody",
    "tasks.TrackedTask": "codes, days and a percentage, so that past years still add up; a word about nobody",
    "grid.GridEvent": "cell, kind, severity, time and position, so that figures by cell add up; words are in the acts",
    "grid.HiddenHazard": "object, kind, grade and days, so that a recurrence is still known; words are in the acts",
    "alerts.AlertEpisode": "what stations and outlets measured, and when: evidence of what the air and water were",
    "alerts.AlertRuleVersion": "numbers of a rule and the code of the post that entered it",
    "hot_issues.HotIssue": "codes and counts of a group of reports; a word about nobody",
    "petition_figures.CountedPetition": "codes and days, so that past years still add up; a word about nobody",
    "wechat.Contact": "somebody's digest and language; goes with the last of their reports",
    "proceedings.Link": "that two matters belonged together",
    "schedules.Schedule": "month and days; the merged table is a file of the matter and goes with its files",
    "water.WaterPublication": "figures the public was shown, and what they are computed from; a word about nobody",
    "air.AirPublication": "figures the public was shown, and what they are computed from; a word about nobody",
    "air.AirReview": "station, item and hours of a decision the data of record rest on",
    "air.DustCase": "stations and hours of a deduction the data of record rest on",
    "air.LakeDecision": "what the lake was told of some hours, and why; the lake keeps the same",
}
#: single columns that stay
STAYS_OF = {
    "proceedings.SafePaper": {"number", "safe", "holder"},  # the paper itself still lies there
    "petitions.Petition": {"receipt", "channel", "language"},  # counts of past years, and a reporter who asks
    "cases.Case": {"source"},  # counts of past years
    "schedules.ScheduleRow": {"unit", "county", "filled_by", "state", "source_level"},  # codes: shares of past years
    "schedules.Urging": {"unit"},
    "schedules.Instruction": {"handler"},
    "rectification.Feedback": {"round"},  # of an official inspection, so that past years add up
    "hotlines.HotlineOrder": {"system"},  # counts of past years, as the channel
    "publishing.Publication": {"kind", "kinds"},
    "problem_lists.ListItem": {"measured"},  # the code of a section of water
    "problem_lists.Leaving": {"measured"},
    "suggestions.Suggestion": {"session", "number", "lead"},  # so that the same item is not taken in a second time
    "credit.ListEntry": {"list_kind", "office"},  # codes, so that past years still add up
    "consultations.Consultation": {"kind"},
    "consultations.Comment": {"receipt", "language"},  # counts of past years
}


def free_text(model: type[Model]) -> list[Field[Any, Any]]:
    """Columns somebody's words may stand in."""
    found = [f for f in model._meta.concrete_fields if isinstance(f, (CharField, TextField, JSONField))]
    stays = STAYS_OF.get(model._meta.label, set())
    return [f for f in found if not f.choices and not f.unique and f.name not in stays]


def held(model: type[Model], path: str = "", seen: frozenset[type[Model]] = frozenset()) -> Iterator[tuple[Any, str]]:
    """Every model whose rows belong to a matter, however far away, and the path back to it."""
    for relation in model._meta.related_objects:
        owner = relation.related_model
        if owner is Proceeding or owner in seen or not relation.field.concrete:
            continue
        back = f"{relation.field.name}__{path}" if path else relation.field.name
        yield owner, back
        yield from held(owner, back, seen | {owner})


def models_held() -> dict[type[Model], set[str]]:
    found: dict[type[Model], set[str]] = {}
    for model, path in held(Proceeding):
        if model._meta.label not in STAYS and free_text(model):
            found.setdefault(model, set()).add(path)
    return found


def marked(matter: Proceeding) -> set[str]:
    """Write the mark into every free column of every row that belongs to the matter; the models that had rows."""
    reached = set()
    with lifted("default"):
        for model, paths in models_held().items():
            for path in paths:
                if path.rsplit("__", 1)[-1] in ("source", "disposal", "target"):
                    continue  # rows of another matter that only point here
                for pk in list(model.objects.filter(**{path: matter.pk}).values_list("pk", flat=True)):
                    model.objects.filter(pk=pk).update(**{f.name: _words(f, pk) for f in free_text(model)})
                    reached.add(model._meta.label)
    return reached


def _words(field: Field[Any, Any], pk: int) -> Any:
    """The mark, told apart by row where rows must differ."""
    if isinstance(field, JSONField):
        return [MARK] if field.default is list else {"words": MARK}
    return f"{MARK}{pk}" if not field.max_length or field.max_length > 12 else MARK


def remaining() -> list[str]:
    """Every column of every table that still holds the mark."""
    found = []
    for model in apps.get_models():
        if not model._meta.app_config.name.startswith("qingtian") or model._meta.app_label == "identities":
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, (CharField, TextField, JSONField)):
                values = model._base_manager.values_list(field.attname, flat=True)
                found += [f"{model._meta.label}.{field.name}" for value in values if MARK in str(value)]
    return found


def of_a_petition(city: Any) -> Drive:
    drive = petition(city, report=f"{MARK}夜里有气味").to("declined")
    drive.do("note_upstream", fields={"system_number": "SJ-77", "difference": "状态不同"})
    drive.do("keep_in_safe", fields={"safe_title": "通报一份"})
    stored = StoredFile.objects.get(pk=drive._file()[0])
    StoredFile.objects.filter(pk=stored.pk).update(proceeding=drive.matter)
    reported = Petition.objects.get(proceeding=drive.matter)
    PetitionPhoto.objects.create(petition=reported, file=stored)
    WorkingCopy.objects.update_or_create(petition=reported, defaults={"text": MARK, "drafted_at": timezone.now()})
    Reading.objects.create(petition=reported, read={"words": MARK}, read_at=timezone.now())
    Correction.objects.create(petition=reported, field="kinds", agreed=True, act=1, chosen_at=timezone.now())
    pair = {"petition": drive.matter, "earlier": petition(city).matter}
    Candidate.objects.create(**pair, kind="same_event", confidence=0.9, found_at=timezone.now())
    RepeatDecision.objects.create(**pair, choice="not_the_same", post="x", decided_at=timezone.now())
    now = timezone.now()
    order = HotlineOrder.objects.create(
        proceeding=drive.matter, system="12345", number="1", taken_at=now, changed_at=now
    )
    OrderVersion.objects.create(order=order, digest="1", came_at=now)
    Outgoing.objects.create(order=order, kind="answer", key="1", made_at=now)
    chatted(reported)
    partner = Partner.objects.create(code="county", nonce=b"1", sealed_secret=b"1", added_at=now, renewed_at=now)
    line = Line.objects.create(partner=partner)
    Message.objects.create(line=line, way="out", number=1, ident="1", proceeding=drive.matter, made_at=now)
    Counterpart.objects.create(line=line, proceeding=drive.matter, given_by=1)
    return drive


def chatted(reported: Petition) -> None:
    """It came by WeChat: somebody is told about it, and a photo of it was fetched."""
    now = timezone.now()
    contact = Contact.objects.create(digest="d" * 64, sealed=b"", since=now, heard_at=now)
    Filing.objects.create(contact=contact, petition=reported, told_seq=1)
    Media.objects.create(contact=contact, petition=reported, kind="photo", asked_at=now, next_at=now)
    ChatAnswer.objects.create(contact=contact, petition=reported, written_at=now, until=now, next_at=now)


def of_a_case(city: Any) -> Drive:
    drive = case(city, problem=f"{MARK}十二家车间").to("rectifying")
    open_month(city, drive.day, f"{drive.day:%Y-%m}")
    index_duty(drive.matter, {"none": True, "why": f"{MARK}没有写"}, drive.day)
    return drive.to("looked_back")


def of_a_reward(city: Any) -> Drive:
    walk = Walk(city, petition(city).to("closed")).do("refuse", why=f"{MARK}已在查")
    return Drive(city, walk.matter, walk.day)


def of_a_publication(city: Any) -> Drive:
    matter = published(city, date(2026, 6, 1), text=f"{MARK}先公告再施工。")
    step(city, matter, "take_down", "petition-officer", date(2026, 6, 2), why=f"{MARK}过期")
    return Drive(city, matter, date(2026, 6, 2))


def of_a_consultation(city: Any) -> Drive:
    day = date(2026, 6, 1)
    matter = announced(city, day, day + timedelta(days=40))
    held = Consultation.objects.get(proceeding=matter)
    said = {"language": "zh-Hans", "on": day, "now": at(day), "prefix": "YP"}
    comment = receive_comment(held, f"{MARK}同意", Identity("", "", ""), **said).comment
    new_point(held, f"{MARK}归纳", [comment.pk])
    do(city, matter, "withdraw_consultation", day + timedelta(days=1), why=f"{MARK}不办了")
    return Drive(city, matter, day + timedelta(days=1))


def of_a_suggestion(city: Any) -> Drive:
    walk = Suggested(city, proposers=f"{MARK}代表", text=f"{MARK}治理异味").do("accept").do("withdraw")
    return Drive(city, walk.matter, walk.day)


def of_a_month(city: Any) -> Drive:
    rectifying(city)
    schedule = open_month(city)
    owing = FILL_BY + timedelta(days=1)
    chase(
        schedule,
        ["wangxi-town"],
        words=MARK,
        by=city.actor("inspector", owing),
        on=owing,
        now=at(owing),
        expected_seq=1,
    )
    merge(city, schedule)
    on, matter = schedule.merged_on, schedule.proceeding
    in_month(city, matter, "send_up", "inspector", on, fields={"to_whom": MARK, "way": "x", "columns": "provincial"})
    in_month(city, matter, "close_month", "inspector", on)
    return Drive(city, matter, on)


def of_an_instruction(city: Any) -> Drive:
    drive = instruct(city, text=f"{MARK}请抓紧")
    in_month(city, drive.matter, "withdraw_instruction", "inspector", drive.day, fields={"ground": MARK})
    return drive


def of_a_feedback(city: Any) -> Drive:
    drive = received(city)
    with TemporaryDirectory() as folder:
        enter(drive, word_list(Path(folder) / "plan.docx"))
    drive.do("set_schedule", "inspector", fields={"finding": "1", "milestones": f"2026-12-01 {MARK}"})
    kept = {"inspection": MARK, "number": 1, "transferred_on": drive.day, "taken_at": at(drive.day), "rejected": 0}
    batch = ComplaintBatch.objects.create(feedback=Feedback.objects.get(proceeding=drive.matter), digest="0", **kept)
    TransferredComplaint.objects.create(batch=batch, number="D1", place=1, text=MARK)
    return drive.step("withdraw", "inspector")


def of_a_task(city: Any) -> Drive:
    given = {"by": city.actor("inspector", date(2026, 6, 1)), "on": date(2026, 6, 1), "now": at(date(2026, 6, 1))}
    matter = open_task("list", f"{MARK}一件", "wangxi-town", date(2026, 9, 1), item=MARK, **given)
    return Drive(city, matter, date(2026, 6, 1)).step("cancel", "inspector")


def of_a_problem_list(city: Any) -> Drive:
    listing = drafted(city)
    listing.take(f"{MARK}河段黑臭")
    listing.confirmed()
    listing.held.imports.create(file_name=f"{MARK}.xlsx", at=at(listing.day), by=MARK, taken=1, rejected=0)
    listing.do("withdraw_list", why=f"{MARK}重起")
    listing.matter.refresh_from_db()
    return Drive(city, listing.matter, listing.day)


def of_a_claim(city: Any) -> Drive:
    walk = claim(city, TO_AGREED, what=f"{MARK}底泥").do("pay", paid="30000", voucher=MARK)
    walk.do("terminate", evidence=f"{MARK}注销")
    return Drive(city, walk.matter, walk.day)


def of_a_listing(city: Any) -> Drive:
    walk = Listed(city, decided_case("CF-2026-000001", unit()), subject=f"{MARK}超标排放").do("not_list")
    return Drive(city, walk.matter, walk.day)


OF_EACH = (
    of_a_listing,
    *(of_a_feedback, of_a_task),
    *(of_a_petition, of_a_case, of_a_publication, of_a_reward, of_a_consultation),
    *(of_a_suggestion, of_a_problem_list),
    *(of_a_month, of_an_instruction),
    of_a_claim,
)


@pytest.fixture
def reached(city) -> set[str]:
    """Models with rows in any of these, as the next test needs them all."""
    return set().union(*(marked(make(city).matter) for make in OF_EACH))


def test_every_table_that_keeps_words_of_a_matter_is_tried(reached):
    untried = {model._meta.label for model in models_held()} - reached
    assert untried == set(), "make a row of it above, or say in STAYS why it stays"


@pytest.mark.parametrize("make", OF_EACH)
def test_no_table_holds_a_word_of_an_erased_matter_and_the_chain_holds(city, make):
    drive = archive(make(city))
    disposal = approved(city, drive, on=FREE)
    marked(drive.matter)
    assert remaining()
    erase(city, disposal, FREE)
    finish_erasures()
    assert remaining() == []
    drive.matter.refresh_from_db()
    assert list(verify_proceeding(drive.matter)) == []
    assert Act.objects.filter(proceeding=drive.matter).count() == drive.matter.seq


def test_what_an_upstream_system_sent_about_an_erased_matter_goes_too(city):
    drive = archive(of_a_petition(city))
    other = petition(city).matter.number
    number = drive.matter.number
    receipt = Petition.objects.get(proceeding=drive.matter).receipt
    system = drive.matter.upstream_numbers.get().system
    rows = [{"row": 2, "number": "SJ-77", "compare_0": MARK}, {"row": 3, "ours": number.lower(), "compare_0": MARK}]
    rows += [{"row": 4, "receipt": receipt, "state": MARK}, {"row": 5, "ours": other, "compare_0": "别的事"}]
    report = [{"row": 3, "outcome": "new", "matter": number, "number": "SJ-77", "difference": MARK}]
    report += [{"row": 5, "outcome": "new", "matter": other, "number": "SJ-9", "difference": "别的"}]
    kept = UpstreamImport.objects.create(
        system=system, file_name="a.csv", organ="petitions", post="", read_by="", read_at=timezone.now(),
        rows=rows, report=report,
    )  # fmt: skip
    erase(city, approved(city, drive, on=FREE), FREE)
    kept.refresh_from_db()
    assert kept.rows == [{"row": 2}, {"row": 3}, {"row": 4}, rows[3]]
    assert kept.report == [{"row": 3, "outcome": "new", "matter": number, "number": "", "difference": ""}, report[1]]


def test_the_walk_finds_what_is_far_from_the_matter():
    assert {Case, PlanVersion, PetitionPhoto} <= {model for model, _ in held(Proceeding)}
