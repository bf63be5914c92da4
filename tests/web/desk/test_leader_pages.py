"""A leader sees his own cases and nobody else's; the page before a visit names no reporter; cases are handed over."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from qingtian.apps.cases.brief import open_objections, questions
from qingtian.apps.cases.look_back_risk import standing
from qingtian.apps.cases.models import AreaContract
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.models import Act
from qingtian.apps.proceedings.queries import projection_of
from qingtian.apps.proceedings.records import records_of
from tests.apps.proceedings.driving import MONDAY
from tests.apps.proceedings.driving import case as open_case

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
LEADER = "/desk/leader/"


def page(answer):
    return answer.content.decode()


@pytest.fixture
def led(city):
    return open_case(city).to("rectifying")


def test_a_leader_sees_his_areas_his_cases_and_the_acts_still_missing(city, led, sign_in):
    AreaContract.objects.create(
        area=Area.objects.get(code="wangxi"), post=city.posts["vice-mayor"], year=2026, decision="区委纪要第9次"
    )
    led.do("inspect", "vice-mayor")
    shown = page(sign_in("vice-mayor").get(LEADER))
    assert led.matter.number in shown
    assert "2026 年，在办包案 1 件" in shown
    assert shown.count("还没有</strong>") == 3
    assert f"/desk/{led.matter.number}/act/inquire/" in shown


def test_a_liaison_sees_the_same_page_and_for_whom_it_is(led, sign_in):
    shown = page(sign_in("liaison").get(LEADER))
    assert led.matter.number in shown
    assert "代 " in shown


def test_another_leader_does_not_see_it_and_other_posts_are_turned_away(led, sign_in):
    led.do("hand_over", fields={"leader": "mayor"})
    assert led.matter.number not in page(sign_in("vice-mayor").get(LEADER))
    assert sign_in("inspector").get(LEADER).status_code == 403


def test_a_contracted_case_waits_for_the_leaders_plan(city, sign_in):
    drive = open_case(city).to("contracted")
    assert f"/desk/{drive.matter.number}/act/plan/" in page(sign_in("vice-mayor").get(LEADER))


def test_the_page_before_a_visit_is_a_pdf_and_its_taking_is_logged(led, sign_in):
    answer = sign_in("vice-mayor").get(f"{LEADER}{led.matter.number}/brief/")
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF-")
    assert sign_in("vice-mayor").get(f"{LEADER}BA-2026-999999/brief/").status_code == 404


def test_questions_follow_from_what_is_missing(city, led):
    records = standing(records_of(led.matter))
    passed = [{"due": MONDAY.isoformat(), "title": "开工"}]
    asked = questions(projection_of(led.matter), records, passed, MONDAY)
    said = " ".join(one.zh for one in asked)
    assert "还没有做：亲自过问、亲自协调、亲自督查、亲自处理。" in said
    assert "开工" in said
    assert "监测数据" in said
    led.do("inspect", "vice-mayor")
    led.do("progress", "town", fields={"difficulty": "电力增容没批"})
    asked = questions(projection_of(led.matter), standing(records_of(led.matter)), passed, MONDAY)
    said = " ".join(one.zh for one in asked)
    assert "还没有做：亲自过问、亲自协调、亲自处理。" in said
    assert "电力增容没批" in said
    assert not any("开工" in one.zh for one in asked)


def test_an_answered_objection_is_open_no_more(city):
    drive = open_case(city).to("announced")
    drive.do("object", fields={"objection": "夜里还有"})
    assert "夜里还有" in open_objections(standing(records_of(drive.matter)))[0]
    drive.do("answer_objection", fields={"upheld": "no"})
    assert open_objections(standing(records_of(drive.matter))) == []


def signed():
    return SimpleUploadedFile("双方签字.pdf", b"%PDF-1.4 signed", content_type="application/pdf")


def handed(client, **more):
    fields = {"before": "vice-mayor", "leader": "mayor", "handed": "三家在施工", "on": "2026-11-23"}
    return client.post(f"{LEADER}hand-over/", {**fields, "files_mark": "internal", "signed": signed(), **more})


def test_all_open_cases_of_a_post_go_over_in_one_go_one_act_a_case(city, sign_in):
    drives = [open_case(city).to("contracted"), open_case(city).to("rectifying")]
    untouched = open_case(city).to("listed")
    client = sign_in("inspector")
    assert handed(client).status_code == 302
    for drive in drives:
        drive.matter.refresh_from_db()
        assert drive.matter.case.contracts.get(closed_by=None).post.code == "mayor"
        assert Act.objects.filter(proceeding=drive.matter, content__content__act="hand_over").count() == 1
        drive.holds()
    untouched.matter.refresh_from_db()
    assert untouched.state == "listed"


def test_without_the_paper_of_both_or_with_the_present_leader_no_case_goes_over(city, sign_in):
    drive = open_case(city).to("contracted")
    seq = drive.matter.seq
    client = sign_in("inspector")
    for more in ({"signed": ""}, {"leader": "vice-mayor"}, {"leader": "clerk"}, {"on": "昨天"}, {"handed": ""}):
        assert handed(client, **more).status_code == 422, more
        drive.matter.refresh_from_db()
        assert drive.matter.seq == seq
    assert sign_in("vice-mayor").get(f"{LEADER}hand-over/").status_code == 403


def test_a_list_is_fixed_on_the_page_and_shows_how_to_draw_again(city, sign_in):
    drive = open_case(city).to("closed")
    client = sign_in("inspector")
    first, last = drive.day.replace(day=1), drive.day
    form = {"subject": "二季度", "first_day": str(first), "last_day": str(last), "seed_source": "双色球"}
    answer = client.post(f"{LEADER}look-backs/new/", form)
    assert answer.status_code == 302
    shown = page(client.get(answer.headers["Location"]))
    assert drive.matter.number in shown
    assert "双色球" in shown
    assert "二季度" in page(client.get(f"{LEADER}look-backs/"))
    assert client.post(f"{LEADER}look-backs/new/", form | {"seed_source": ""}).status_code == 422
    assert sign_in("vice-mayor").get(f"{LEADER}look-backs/new/").status_code == 403
    assert client.get(f"{LEADER}look-backs/{drive.matter.number}/").status_code == 404


def test_the_evidence_pack_shows_distance_returns_and_what_is_missing(city, sign_in):
    drive = open_case(city).to("rectifying").prepare("self_check")
    placed = {"before_placed": "102.71,25.01 2026-05-01 09:00", "after_placed": "102.71,25.02 2026-06-01 09:00"}
    drive.do("self_check", fields={"before": drive._file(), "after": drive._file(), **placed})
    drive.do("county_check", fields={"result": "surface_rectification"})
    client = sign_in("inspector")
    shown = page(client.get(f"{LEADER}{drive.matter.number}/pack/"))
    assert "1112 米" in shown
    assert "退回：表面整改" in shown
    assert "m apart" in page(client.get(f"/en{LEADER}{drive.matter.number}/pack/"))
    assert "/pack/" in page(client.get(f"/desk/{drive.matter.number}/"))


def test_photos_sent_with_an_act_say_where_they_were_taken(city, led, sign_in):
    client = sign_in("vice-mayor")
    photo = SimpleUploadedFile("现场.jpg", jpeg_at(102.712345, 25.012345), content_type="image/jpeg")
    form = {"on": "2026-11-23", "expected_seq": str(led.matter.seq), "once": "token-photo", "files_mark": "internal"}
    form |= {"f_where": "河西路", "f_what": "看设施", "f_evidence": photo}
    assert client.post(f"/desk/{led.matter.number}/act/inspect/", form).status_code == 302
    placed = records_of(led.matter)[-1]["fields"]["evidence_placed"]
    assert placed == [
        {
            "longitude": "102.712345",
            "latitude": "25.012345",
            "at": "2026-11-20T09:30",
            "name": "102.712345,25.012345 2026-11-20 09:30",
        }
    ]
    kept = led.matter.files.get(media_type="image/jpeg")
    assert b"2026:11:20" not in kept.read()


def jpeg_at(longitude: float, latitude: float) -> bytes:
    """A photo as a telephone writes it."""
    image, out = Image.new("RGB", (64, 48), "grey"), io.BytesIO()
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: dms(latitude), 3: "E", 4: dms(longitude)}
    exif[0x8769] = {0x9003: "2026:11:20 09:30:00"}
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def dms(value: float) -> tuple[float, float, float]:
    seconds = round(value * 3600, 3)
    return (seconds // 3600, seconds % 3600 // 60, round(seconds % 60, 3))
