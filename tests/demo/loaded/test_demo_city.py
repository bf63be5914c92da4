"""The generated city is complete, marked as generated, provable, and keeps every reporter sealed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.db import connection
from django.db.models import Count

from qingtian.apps.air.models import HourReading, Region, RegionStation
from qingtian.apps.cases.models import AreaContract
from qingtian.apps.identities.models import OpeningLog
from qingtian.apps.identities.vault import Opener, open_identity
from qingtian.apps.people.models import Organ, Person, Post, Tenure
from qingtian.apps.people.queries import actor_at, holder
from qingtian.apps.petitions.models import Petition
from qingtian.apps.petitions.queries import reporting
from qingtian.apps.places.models import Area, GridCell, Source, Station
from qingtian.apps.proceedings.models import (
    Act,
    ActContent,
    CaseFile,
    Link,
    Paper,
    Proceeding,
    SafePaper,
    UpstreamNumber,
)
from qingtian.apps.proceedings.policy import may_see
from qingtian.apps.proceedings.queries import worklist
from qingtian.apps.proceedings.verification import verify_all
from qingtian.apps.rectification.models import Feedback, TransferredComplaint
from qingtian.apps.tasks.models import TrackedTask
from qingtian.apps.tasks.queries import overdue_on
from qingtian.demo.plan import GROUP
from qingtian.demo.roles import ROLES
from qingtian.procedures import load_procedures
from qingtian.procedures.who import ROLES as KERNEL_ROLES
from qingtian.standards.air import hourly_index
from tests.conftest import TODAY, at

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.usefixtures("loaded")]
pytestmark += [pytest.mark.slow]
YESTERDAY = TODAY - timedelta(days=1)
#: what only the import of an earlier ledger enters; the invented city has none
OF_LEDGERS = {"carry_forward", "carry_accept", "carry_contract"}
#: acts that need a second installation, a hotline's answer or a reporter's own link: tried where they are built
BUILT_ELSEWHERE = {"county_accept", "county_object", "county_result", "order_due", "order_redo", "undo_import"}
BUILT_ELSEWHERE |= {"add_information", "press"}
#: a published decision that fell: tests/apps/credit
BUILT_ELSEWHERE |= {"note_undoing"}
STATES_ELSEWHERE = {"recalled"}


def test_the_city_has_the_structure_of_the_real_one() -> None:
    kinds = list(Area.objects.values_list("kind", flat=True))
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "city": 1,
        "district": 7,
        "county": 3,
        "autonomous_county": 3,
        "county_city": 1,
        "zone": 5,
    }


def test_no_real_place_of_the_pack_appears() -> None:
    from qingtian.packs import read_pack

    pack = read_pack("kunming")
    real = {entry.zh for entry in (pack.city, *pack.areas)} | {station.zh for station in pack.stations}
    invented = {*Area.objects.values_list("name_zh", flat=True), *Station.objects.values_list("name_zh", flat=True)}
    assert not real & invented


def test_branches_stand_under_the_bureau_while_duty_stays_with_the_area() -> None:
    branch = Organ.objects.get(code="wangxi-branch")
    assert branch.chain == ["province-government", "province-eeb", "yunping-eeb", "wangxi-branch"]
    assert branch.area == Organ.objects.get(code="wangxi-government").area


def test_a_zone_has_committees_and_no_congress() -> None:
    committee = Organ.objects.get(code="pinghu-government")
    assert (committee.kind, committee.name_zh) == ("committee", "屏湖度假区管理委员会")
    assert Organ.objects.get(code="pinghu-party").name_zh == "屏湖度假区党工委"
    assert not Area.objects.filter(kind="zone", has_congress=True).exists()


def test_every_post_is_held_and_some_changed_hands_this_year() -> None:
    assert [post.code for post in Post.objects.all() if holder(post, YESTERDAY) is None] == []
    changed = Tenure.objects.filter(ends__isnull=False)
    assert changed.count() == 4
    for tenure in changed:
        assert holder(tenure.post, tenure.ends) == tenure.person
        assert holder(tenure.post, tenure.ends + timedelta(days=1)) not in (None, tenure.person)


def test_both_principals_of_every_area_answer_for_it() -> None:
    for area in Area.objects.all():
        contracts = AreaContract.objects.filter(area=area, year=TODAY.year)
        assert sorted(contracts.values_list("post__principal", flat=True)) == ["government", "party"]


def test_grid_cells_lie_in_three_levels_and_each_has_a_leader() -> None:
    assert set(GridCell.objects.values_list("level", flat=True)) == {1, 2, 3}
    assert not GridCell.objects.filter(leader_post=None).exists()
    assert not GridCell.objects.filter(level=3, parent=None).exists()
    assert not Source.objects.filter(grid_cell=None).exists()


@pytest.mark.parametrize("procedure", ["petition", "five_ones_case", "publication", "leader_instruction"])
def test_every_state_of_the_procedure_occurs(procedure: str) -> None:
    states = set(load_procedures().editions(procedure)[-1].states)
    found = Proceeding.objects.filter(procedure=procedure).values_list("state", flat=True)
    assert states - set(found) - STATES_ELSEWHERE == set()


@pytest.mark.parametrize("procedure", ["petition", "five_ones_case", "publication", "leader_instruction"])
def test_every_act_of_the_procedure_occurs(procedure: str) -> None:
    declared = {t.act for t in load_procedures().editions(procedure)[-1].transitions if not t.kernel}
    done = set(Act.objects.filter(proceeding__procedure=procedure).values_list("act", flat=True))
    assert declared - done - BUILT_ELSEWHERE == (OF_LEDGERS & declared)


def test_every_trail_holds() -> None:
    assert [finding for finding in verify_all() if finding] == []


def test_everything_is_marked_as_generated() -> None:
    assert not Proceeding.objects.filter(generated=False).exists()


def test_nothing_has_happened_yet_on_the_day_of_loading() -> None:
    assert Act.objects.latest("recorded_at").recorded_at < at(TODAY, 0)


def test_acts_are_recorded_in_the_order_of_their_moments() -> None:
    moments = list(Act.objects.order_by("pk").values_list("recorded_at", flat=True))
    assert moments == sorted(moments)


def test_some_matters_are_overdue_and_some_due_today() -> None:
    open_ = Proceeding.objects.filter(ended_on=None)
    assert open_.filter(next_due__lt=TODAY).exists()
    assert open_.filter(next_due=TODAY).exists()


def test_papers_were_made_by_the_acts_that_declare_one() -> None:
    assert Paper.objects.filter(act__act="accept").exists()
    assert not Paper.objects.filter(act__act="register").exists()


def test_the_matter_that_keeps_coming_back_is_fourteen_reports_of_eleven_people_by_three_channels() -> None:
    main = Proceeding.objects.get(title="窑湾片区夜间焦糊气味反复出现", state="accepted")
    found = reporting(main)
    assert (found.reports, found.people, found.uncounted, len(found.channels)) == (14, 11, 0, 3)
    assert main.links_out.filter(kind=Link.Kind.RECURRENCE_OF, target__state="closed").count() == 1
    assert main.clocks.get(key="petitions.handling").due == TODAY + timedelta(days=4)


def _done(*acts: str, **fields: Any) -> Any:
    """Contents of those acts, by what was entered."""
    entered = {f"content__fields__{name}": value for name, value in fields.items()}
    return ActContent.objects.filter(act__act__in=acts, **entered)


def _ended_late(key: str) -> set[int]:
    """Matters in which that time limit was stopped after its day; a later start of the same clock hides none."""
    late: set[int] = set()
    due: dict[int, str] = {}
    for content in ActContent.objects.select_related("act").order_by("act__proceeding_id", "act__seq"):
        matter = content.act.proceeding_id
        for clock in content.content["clocks"]:
            if clock["key"] != key:
                continue
            if "due" in clock:
                due[matter] = clock["due"]
            elif clock["op"] == "stop" and clock["on"] > due.get(matter, "9"):
                late.add(matter)
    return late


def test_the_year_has_every_kind_of_honest_mess() -> None:
    """Late, returned, relapsed, group visits, second looks; of a year of 520 reports there are many of each."""
    objections = _done("object").filter(act__proceeding__procedure="petition")
    counts = {
        "accepted late": len(_ended_late("petitions.notification")),
        "concluded late": len(_ended_late("petitions.handling")),
        "late and still open": Proceeding.objects.filter(ended_on=None, next_due__lt=TODAY).count(),
        "returned by the unit it was forwarded to": objections.count(),
        "returned at the check of a paper": _done("check_paper", opinion="returned").count(),
        "registered wrongly and corrected": _done("correct").count(),
        "relapsed: reported again after it was closed": _done("recur").count(),
        "relapsed: a case reopened": _done("reopen").count(),
        "group visits": _done("receive", present__gte=GROUP).count(),
        "second looks": _done("second_look").count(),
    }
    assert [kind for kind, count in counts.items() if not count] == [], counts


def test_every_chapter_of_a_real_office_has_records_to_look_at() -> None:
    from qingtian.apps.catalogue.models import (
        Equipment,
        OfficeFunds,
        PetitionOffice,
        Qualification,
        Staffing,
        UseOfData,
    )
    from qingtian.apps.people.models import Absence

    waits = set(Paper.objects.values_list("waits_for", flat=True))
    assert {"check", "archive", "archived"} <= waits
    assert len(waits & {"number", "seal", "serve", "sign"}) >= 2
    assert UpstreamNumber.objects.exclude(number="").exists()
    assert UpstreamNumber.objects.exclude(difference="").exists()
    for table in (CaseFile, Absence, Equipment, OfficeFunds, PetitionOffice, Qualification, Staffing, UseOfData):
        assert table.objects.exists(), table
    assert SafePaper.objects.exists()
    assert OpeningLog.objects.exclude(reason="").count() >= 3
    assert CaseFile.objects.filter(retained_until__lt=TODAY).count() == 0


def test_petitions_gave_rise_to_cases() -> None:
    raised = Link.objects.filter(kind=Link.Kind.GAVE_RISE_TO, source__procedure="petition")
    assert set(raised.values_list("target__procedure", flat=True)) == {"five_ones_case"}
    assert raised.count() >= 2


def test_findings_are_followed_closed_returned_and_late() -> None:
    feedback = Feedback.objects.get(level="provincial")
    assert [one.number for one in feedback.findings.all()] == ["1", "2", "3", "4", "5", "6"], "the seventh says no time"
    followed = {one.followed_by.procedure for one in feedback.findings.all()}
    assert followed == {"tracked_task", "five_ones_case"}
    tasks = TrackedTask.objects.values_list("proceeding__state", flat=True)
    assert {"underway", "reported", "closed", "cancelled"} <= set(tasks)
    assert TrackedTask.objects.filter(overdue_on(TODAY), progress=None).exists(), "somebody says nothing and is late"
    returned = Proceeding.objects.filter(
        tracked_task__isnull=False, projection__facts__verified="surface_rectification"
    )
    assert returned.exists()
    assert TransferredComplaint.objects.filter(true="").exists()
    assert TransferredComplaint.objects.filter(true="partly").exists()


def test_a_hand_over_leaves_no_day_without_a_leader() -> None:
    case = Proceeding.objects.get(title="禾川精细化工园恶臭").case
    first, second = case.contracts.order_by("starts", "pk")
    assert first.ends == second.starts
    assert first.person != second.person


def _officer(post: str) -> Any:
    row = Post.objects.get(code=post)
    return actor_at(Person.objects.get(code=f"p-{post}"), row, YESTERDAY)


def test_an_accusation_is_seen_by_the_named_officer_alone() -> None:
    accusation = Proceeding.objects.get(state="accusation")
    seen = {role.post for role in ROLES if may_see(_officer(role.post), accusation)}
    assert seen == {"yunping-named-officer"}


def test_a_year_of_cases_is_counted(loaded: Any) -> None:
    assert loaded.counts["cases"] >= 22


def test_every_role_has_a_log_in_and_a_person_in_office(loaded: Any) -> None:
    assert set(loaded.passwords) == {role.username for role in ROLES}
    held: set[str] = set()
    for role in ROLES:
        person = Person.objects.get(user__username=role.username)
        assert check_password(loaded.passwords[role.username], person.user.password)
        assert holder(Post.objects.get(code=role.post), YESTERDAY) == person
        held |= set(Post.objects.get(code=role.post).roles)
    assert held == set(KERNEL_ROLES)


def test_the_tasks_of_the_log_ins_can_be_tried() -> None:
    """Officers who handle matters find some in their list."""
    for post in ("yunping-petition-head", "wangxi-branch-officer", "yunping-inspection-head", "wangxi-deputy"):
        assert worklist(_officer(post), "all", TODAY).exists(), post


def _every_text_of_the_records() -> str:
    labels = [config for config in apps.get_app_configs() if config.name.startswith("qingtian.apps")]
    tables = [m._meta.db_table for c in labels if c.label != "identities" for m in c.get_models(True)]
    rows = []
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")
            rows.extend(str(row) for row in cursor.fetchall())
    return "\n".join(rows)


def test_no_identity_stands_anywhere_outside_the_sealed_store() -> None:
    text = _every_text_of_the_records()
    assert "窑湾" in text
    for mark in ("演示居民", "Demo Resident", "139-0000"):
        assert mark not in text
    for folder in (settings.DATA / "files", settings.DATA / "sealed"):
        for file in folder.rglob("*"):
            if file.is_file():
                content = file.read_bytes()
                assert "演示居民".encode() not in content
                assert b"139-0000" not in content


def test_sealed_residents_are_visibly_invented() -> None:
    opener = Opener(1, "测试员", "post", "organ")
    named = Proceeding.objects.get(title="窑湾片区夜间焦糊气味反复出现", state="accepted").petition
    identity = open_identity(named.identity_token, by=opener, reason="核对演示数据", now=at(TODAY))
    assert identity.name.startswith("演示居民")
    assert identity.phone.startswith("139-0000-")


def test_reports_came_by_every_channel_and_with_photos() -> None:
    assert {"web", "wechat", "phone", "visit", "letter", "hotline_12345", "hotline_12369"} <= set(
        Petition.objects.values_list("channel", flat=True)
    )
    with_photos = Petition.objects.exclude(photos_token="")
    assert with_photos.exists()
    for petition in with_photos:
        assert all(photo.file.sealed_original for photo in petition.photos.all())


def test_stations_have_eight_days_of_hours_with_honest_gaps() -> None:
    assert Station.objects.count() == 16
    assert dict(Region.objects.filter(kind="area").values_list("group").annotate(Count("pk"))) == {
        "national": 9,
        "main-urban": 2,
        "other": 3,
    }
    assert Region.objects.get(kind="composed").members.count() == 6
    assert not RegionStation.objects.filter(station__code="YP16").exists()
    assert HourReading.objects.latest("hour").hour == at(TODAY, 8)
    assert HourReading.objects.earliest("hour").hour == at(TODAY - timedelta(days=8), 9)
    silent = 16 * 24 * 8 - HourReading.objects.count()
    blank = HourReading.objects.filter(pm2_5=None, pm10=None, so2=None, no2=None, o3=None, co=None).count()
    assert 0 < silent < 200
    assert 0 < blank < 200
    assert HourReading.objects.filter(o3=None, pm2_5__isnull=False).exists()
    for item in ("pm2_5", "pm10", "so2", "no2", "o3", "co"):
        assert not HourReading.objects.filter(**{f"{item}__lte": 0}).exists()


def test_the_hours_are_readings_an_index_can_be_computed_of() -> None:
    row = HourReading.objects.get(station__code="YP01", hour=at(TODAY, 8))
    read = {"PM2_5": row.pm2_5, "PM10": row.pm10, "SO2": row.so2, "NO2": row.no2, "O3": row.o3, "CO": row.co}
    index = hourly_index(read, TODAY)
    assert 10 < index.aqi < 200


def test_look_backs_were_drawn_and_the_next_list_waits_for_its_seed() -> None:
    draws = Proceeding.objects.filter(procedure="look_back_draw").order_by("pk")
    assert [draw.state for draw in draws] == ["drawn", "committed"]
    drawn = draws[0].drawn_cases.all()
    assert drawn
    assert {row.by for row in drawn} == {"random", "risk"}
