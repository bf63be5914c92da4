"""Registering a call or a visit, opening a case, papers, the calendar, the procedures, who holds which post."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from qingtian.apps.identities.models import OpeningLog, SealedIdentity
from qingtian.apps.petitions.models import Petition
from qingtian.apps.proceedings.models import CalendarDay, Clock, Proceeding
from tests.conftest import TODAY
from tests.web.desk.conftest import NAME, PHONE

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
REGISTER = "/desk/petitions/register/"


def page(response) -> str:
    return response.content.decode()


def call(**more):
    said = {"channel": "phone", "report": "夜里有焦糊味", "on": str(TODAY), "once": "call-1", "place": "窑湾"}
    return said | {"reporter_name": NAME, "reporter_phone": PHONE} | more


def test_a_call_is_registered_with_a_receipt_and_the_identity_is_sealed(city, sign_in):
    client = sign_in("petition-officer")
    answer = client.post(REGISTER, call())
    petition = Petition.objects.get()
    assert petition.receipt in page(answer)
    assert "no-store" in answer["Cache-Control"]
    assert petition.channel == "phone"
    assert petition.proceeding.projection["facts"]["naming"] == "named"
    assert NAME not in page(answer)
    assert PHONE not in str(petition.proceeding.acts.get().content.content)
    assert not OpeningLog.objects.exists()


def test_a_registration_sent_twice_receives_once(city, sign_in):
    client = sign_in("petition-officer")
    for _ in range(2):
        assert client.post(REGISTER, call()).status_code == 200
    assert Petition.objects.count() == 1


def test_a_group_visit_of_any_size_is_taken_but_five_speak_for_it(city, sign_in):
    client = sign_in("petition-officer")
    for representatives, status in (("5", 200), ("6", 422)):
        visit = call(channel="visit", present="40", representatives=representatives, once=f"visit-{representatives}")
        answer = client.post(REGISTER, visit)
        assert answer.status_code == status
    assert Petition.objects.count() == 1
    assert "夜里有焦糊味" in page(answer)


def test_a_refusal_keeps_what_was_typed_and_seals_nothing(city, sign_in):
    answer = sign_in("petition-officer").post(REGISTER, call(report="", place="窑湾旧厂区"))
    assert answer.status_code == 422
    assert "窑湾旧厂区" in page(answer)
    assert "no-store" in answer["Cache-Control"]
    assert not SealedIdentity.objects.exists()


def test_photos_of_a_visit_are_redrawn_and_their_originals_sealed(city, sign_in):
    out = io.BytesIO()
    Image.new("RGB", (20, 20)).save(out, "PNG")
    photo = SimpleUploadedFile("zhang-san-home.png", out.getvalue(), "image/png")
    assert sign_in("petition-officer").post(REGISTER, call(photos=photo, files_mark="internal")).status_code == 200
    kept = Petition.objects.get().photos.get().file
    assert (kept.name, kept.media_type) == ("photo-1.jpg", "image/jpeg")
    assert kept.sealed_original


def test_only_petition_officers_register(city, sign_in):
    assert sign_in("handler").get(REGISTER).status_code == 403
    assert sign_in("handler").post(REGISTER, call()).status_code == 403
    assert not Petition.objects.exists()


CASE = {
    "f_subject": "屏湖北岸污水直排", "f_problem": "直排入湖", "f_source": "petition", "f_source_level": "city",
    "f_year": "2026", "f_area": "wangxi", "f_county": "wangxi-government", "f_office": "office",
    "on": str(TODAY), "once": "case-1",
}  # fmt: skip


def test_a_case_is_opened_once_and_leads_to_its_page(city, sign_in):
    client = sign_in("inspector")
    locations = {client.post("/desk/cases/new/", CASE)["Location"] for _ in range(2)}
    opened = Proceeding.objects.get()
    assert locations == {f"/desk/{opened.number}/"}
    assert opened.title == "屏湖北岸污水直排"


def test_a_case_raised_by_a_petition_leads_on_to_the_act_that_links_them(accepted, sign_in):
    client = sign_in("handler")
    assert accepted.title in page(client.get(f"/desk/cases/new/?from={accepted.number}"))
    answer = client.post("/desk/cases/new/", CASE | {"from": accepted.number})
    opened = Proceeding.objects.get(procedure="five_ones_case")
    assert answer["Location"] == f"/desk/{accepted.number}/act/give_rise/?f_raised={opened.number}"
    assert f'value="{opened.number}"' in page(client.get(answer["Location"]))


def test_a_post_that_may_not_open_cases_is_told_whose_it_is(city, sign_in):
    assert sign_in("acceptor").get("/desk/cases/new/").status_code == 403


def test_a_case_shows_its_leader_team_plan_and_the_four_acts(case, sign_in, act):
    act(case, "inspect", "vice-mayor", TODAY, where="北岸", what="看管网")
    shown = page(sign_in("inspector").get(f"/desk/{case.number}/"))
    for words in ("副区长甲", "望溪区政府（牵头）", "第 1 版", "亲自督查 1", "还缺：亲自过问、亲自协调、亲自处理"):
        assert words in shown


def test_what_a_liaison_enters_says_for_whom(case, sign_in, act, city):
    paper = SimpleUploadedFile("批示.pdf", b"%PDF-1.7 x", "application/pdf")
    filled = {
        "on": str(TODAY), "expected_seq": str(case.seq), "once": "liaison-1",
        "f_where": "北岸", "f_what": "批示：月底前接通", "f_evidence": paper, "files_mark": "internal",
    }  # fmt: skip
    client = sign_in("liaison")
    assert client.post(f"/desk/{case.number}/act/inquire/", filled).status_code == 302
    assert "联络员甲 代" in page(client.get(f"/desk/{case.number}/"))
    assert "entered by Liaison A for" in page(client.get(f"/en/desk/{case.number}/"))


def test_a_paper_comes_as_word_and_where_no_libreoffice_is_it_says_so(accepted, sign_in, monkeypatch):
    client, paper = sign_in("handler"), accepted.papers.last()
    address = f"/desk/{accepted.number}/paper/{paper.pk}/"
    assert zipfile.ZipFile(io.BytesIO(client.get(address).content)).testzip() is None
    monkeypatch.setattr("qingtian.apps.proceedings.papers.conversion.shutil.which", lambda name: None)
    answer = client.get(address + "?as=pdf")
    assert answer.status_code == 503
    assert "LibreOffice" in page(answer)
    assert address in page(answer)


EDIT = {
    "day": "2026-11-26",
    "working": "no",
    "name_zh": "临时放假",
    "name_en": "Special holiday",
    "source": "云政〔2026〕1号",
}


def test_the_administrator_corrects_a_day_and_running_clocks_follow(accepted, sign_in):
    clock = Clock.objects.filter(status="running", derivation__unit="working_day").first()
    assert sign_in("administrator").post("/desk/calendar/", EDIT).status_code == 302
    assert CalendarDay.objects.get().source == EDIT["source"]
    assert "临时放假" in page(sign_in("handler").get("/desk/calendar/"))
    assert clock is None or Clock.objects.get(pk=clock.pk).due >= clock.due


def test_nobody_else_corrects_the_calendar_and_every_field_is_asked_for(city, sign_in):
    assert sign_in("handler").post("/desk/calendar/", EDIT).status_code == 403
    for name in EDIT:
        assert sign_in("administrator").post("/desk/calendar/", EDIT | {name: ""}).status_code == 422
    assert not CalendarDay.objects.exists()


@pytest.mark.parametrize("prefix", ["/desk/", "/en/desk/"])
@pytest.mark.parametrize(
    "address",
    ["procedures/", "procedures/petition/", "procedures/five_ones_case/", "calendar/", "calendar/?year=2025", "people/",
     "people/?on=2021-01-01&area=wangxi", "search/", "search/?q=x", "post/", "petitions/", "cases/"],
)  # fmt: skip
def test_every_page_around_opens_in_both_languages(city, sign_in, prefix, address):
    assert sign_in("handler").get(prefix + address).status_code == 200


def test_an_unknown_procedure_and_an_impossible_year_are_not_found(city, sign_in):
    client = sign_in("handler")
    assert client.get("/desk/procedures/nothing/").status_code == 404
    assert client.get("/desk/procedures/petition/1999-01-01/").status_code == 404
    assert client.get("/desk/calendar/?year=1900").status_code == 404


def test_who_held_a_post_is_told_for_the_day_asked(city, sign_in):
    client = sign_in("handler")
    assert "执法队员甲" in page(client.get("/desk/people/?on=2020-01-01"))
    assert "执法队员甲" not in page(client.get("/desk/people/?on=2019-12-31")).split("<main")[1]


def test_pages_for_errors_are_writing_in_both_languages(city, sign_in, client):
    assert "没有这一页" in page(client.get("/desk/no/such/page/"))
    assert "There is no such page" in page(client.get("/en/desk/no/such/page/"))


def test_a_fault_of_the_program_is_said_in_both_languages_without_any_context():
    from django.template.loader import render_to_string

    shown = render_to_string("500.html", {})
    assert "错在程序，不在您" in shown
    assert "The fault is the program’s" in shown
