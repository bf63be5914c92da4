"""Scope: what is out of an officer's sight does not exist; what is sealed is opened only by name and with a reason."""

import io
import json
import logging
import re
import zipfile
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from qingtian.apps.identities.models import OpeningLog
from qingtian.apps.proceedings.models import StoredFile
from qingtian.secrecy import Declaration
from tests.conftest import TODAY, at
from tests.web.desk.conftest import NAME, PHONE

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
REASON = "电话核实夜间时段"


def page(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize(
    "address", ["", "act/investigate/", "record/1/", "identity/", "verify/", "export/", "paper/1/"]
)
def test_a_matter_out_of_scope_is_not_found_on_any_of_its_pages(accepted, sign_in, address):
    assert sign_in("handler-2").get(f"/desk/{accepted.number}/{address}").status_code == 404
    assert sign_in("administrator").get(f"/desk/{accepted.number}/{address}").status_code == 404


def test_out_of_scope_and_never_existing_look_the_same(accepted, sign_in):
    client = sign_in("handler-2")
    hidden, absent = client.get(f"/desk/{accepted.number}/"), client.get("/desk/XF-1999-000001/")
    assert hidden.status_code == absent.status_code == 404
    bare = [re.sub(r'value="[A-Za-z0-9]{64}"|[A-Z]{2}-\d{4}-\d{6}', "", page(answer)) for answer in (hidden, absent)]
    assert bare[0] == bare[1]


def test_a_post_to_an_act_out_of_scope_writes_nothing(accepted, sign_in, form):
    filled = form(accepted, where="x", officers="y", findings="z")
    assert sign_in("handler-2").post(f"/desk/{accepted.number}/act/investigate/", filled).status_code == 404
    assert not accepted.acts.filter(act="investigate").exists()


def test_lists_search_and_export_keep_to_the_scope(accepted, sign_in):
    for address in ("/desk/?list=all", "/desk/search/?q=窑湾", "/desk/?list=all&format=csv", "/desk/petitions/"):
        assert accepted.number in page(sign_in("handler").get(address)), address
        assert accepted.number not in page(sign_in("handler-2").get(address)), address


def test_a_receipt_typed_into_the_search_leads_only_where_one_may_look(accepted, sign_in):
    address = f"/desk/search/?q={accepted.petition.receipt}"
    assert sign_in("handler").get(address)["Location"] == f"/desk/{accepted.number}/"
    assert sign_in("handler-2").get(address).status_code == 200


def test_a_file_follows_the_scope_of_its_matter(accepted, sign_in, tmp_path, settings):
    from qingtian.apps.proceedings.actions.store_file import store_file

    kept = store_file(
        b"%PDF-1.7",
        name="记录.pdf",
        media_type="application/pdf",
        now=at(TODAY),
        proceeding=accepted,
        declared=Declaration.INTERNAL,
    )
    loose = StoredFile.objects.create(sm3=kept.sm3, name="x", media_type="a/b", size=1, stored_at=at(TODAY))
    assert sign_in("handler").get(f"/desk/files/{kept.pk}/").status_code == 200
    assert sign_in("handler-2").get(f"/desk/files/{kept.pk}/").status_code == 404
    assert sign_in("handler").get(f"/desk/files/{loose.pk}/").status_code == 404


def test_an_attachment_that_is_no_picture_is_only_ever_downloaded(accepted, sign_in):
    from qingtian.apps.proceedings.actions.store_file import store_file

    kept = store_file(
        b"PK",
        name="表.xlsx",
        media_type="application/vnd.ms-excel",
        now=at(TODAY),
        proceeding=accepted,
        declared=Declaration.INTERNAL,
    )
    answer = sign_in("handler").get(f"/desk/files/{kept.pk}/")
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_nobody_signed_in_is_sent_to_sign_in(accepted):
    for address in ("/desk/", f"/desk/{accepted.number}/", "/desk/people/"):
        answer = Client().get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/desk/sign-in/?next=")


def test_a_user_without_a_post_gets_a_plain_page(city):
    user = get_user_model().objects.create_user("nobody", password="a long password")
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get("/desk/")
    assert answer.status_code == 403
    assert "您今天没有岗位" in page(answer)


def test_a_post_counts_from_its_first_day_to_its_last(city, sign_in):
    tenure = city.people["handler"].tenures.get()
    client = sign_in("handler")
    for ends, status in ((TODAY, 200), (TODAY - timedelta(days=1), 403)):
        tenure.ends = ends
        tenure.save()
        assert client.get("/desk/").status_code == status
    assert client.get("/desk/").status_code == 302  # the session ended with the office
    tenure.starts, tenure.ends = TODAY + timedelta(days=1), None
    tenure.save()
    assert sign_in("handler").get("/desk/").status_code == 403


def test_no_desk_page_is_kept_by_the_browser(accepted, sign_in):
    for address in ("/desk/", f"/desk/{accepted.number}/", "/desk/people/"):
        assert "no-store" in sign_in("handler").get(address)["Cache-Control"]


def test_the_matter_says_that_the_identity_is_sealed_and_shows_none_of_it(accepted, sign_in):
    for post in ("handler", "branch-head", "petition-officer", "inspector"):
        shown = page(sign_in(post).get(f"/desk/{accepted.number}/"))
        assert "身份已密封，被打开 0 次" in shown
        assert NAME not in shown
        assert PHONE not in shown


def test_looking_at_the_form_opens_nothing(accepted, sign_in):
    shown = page(sign_in("handler").get(f"/desk/{accepted.number}/identity/"))
    assert PHONE not in shown
    assert not OpeningLog.objects.exists()


def test_without_a_reason_nothing_is_opened(accepted, sign_in):
    answer = sign_in("handler").post(f"/desk/{accepted.number}/identity/", {"reason": "   ", "purpose": "reply"})
    assert answer.status_code == 422
    assert NAME not in page(answer)
    assert not OpeningLog.objects.exists()


def test_with_a_reason_it_is_shown_once_logged_and_never_stored_by_the_browser(accepted, sign_in, caplog):
    caplog.set_level(logging.DEBUG)
    client, address = sign_in("handler"), f"/desk/{accepted.number}/identity/"
    answer = client.post(address, {"reason": REASON, "purpose": "reply"})
    assert answer.status_code == 200
    assert NAME in page(answer)
    assert PHONE in page(answer)
    assert "no-store" in answer["Cache-Control"]
    entry = OpeningLog.objects.get()
    assert (entry.person, entry.organ, entry.reason) == ("执法队员甲", "望溪分局", REASON)
    assert PHONE not in page(client.get(address))
    assert PHONE not in caplog.text
    assert NAME not in caplog.text
    assert "被打开 1 次" in page(client.get(f"/desk/{accepted.number}/"))


def test_the_handler_calls_back_with_one_click_and_the_reason_is_written(accepted, sign_in):
    answer = sign_in("handler").post(f"/desk/{accepted.number}/identity/", {"call_back": "1"})
    assert PHONE in page(answer)
    assert OpeningLog.objects.get().reason == f"回拨反映人，核实 {accepted.number}"


def test_the_petition_officer_has_no_such_click_and_must_write(accepted, sign_in):
    answer = sign_in("petition-officer").post(f"/desk/{accepted.number}/identity/", {"call_back": "1"})
    assert answer.status_code == 422
    assert not OpeningLog.objects.exists()


def test_an_office_that_sees_the_matter_but_does_not_handle_it_cannot_ask(accepted, sign_in):
    assert sign_in("inspector").get(f"/desk/{accepted.number}/").status_code == 200
    assert sign_in("inspector").get(f"/desk/{accepted.number}/identity/").status_code == 404
    assert sign_in("inspector").post(f"/desk/{accepted.number}/identity/", {"reason": REASON}).status_code == 404


def test_an_export_is_withheld_where_it_would_carry_matters_out_of_sight(accepted, case, sign_in, act):
    act(accepted, "give_rise", "handler", TODAY, raised=case.number)
    assert sign_in("town").get(f"/desk/{case.number}/").status_code == 200
    answer = sign_in("town").get(f"/desk/{case.number}/export/")
    assert answer.status_code == 403
    assert accepted.number not in page(answer)


def test_the_exported_file_carries_the_program_that_proves_it(accepted, sign_in):
    answer = sign_in("petition-officer").get(f"/desk/{accepted.number}/export/")
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert archive.namelist() == [f"{accepted.number}.json", "case_file_verifier.py"]
    body = json.loads(archive.read(f"{accepted.number}.json"))["body"]
    assert [p["number"] for p in body["proceedings"]] == [accepted.number]
    assert NAME.encode() not in answer.content


def test_the_chain_is_proved_on_the_page_and_a_changed_row_is_found(accepted, sign_in):
    client, address = sign_in("handler"), f"/desk/{accepted.number}/verify/"
    assert f"链完整，{accepted.seq} 个动作" in page(client.get(address))
    assert "<html" not in page(client.get(address, headers={"HX-Request": "true"}))
    type(accepted).objects.filter(pk=accepted.pk).update(state="concluded")
    assert "链不完整" in page(client.get(address))


def test_beside_the_number_the_call_is_recorded_with_one_click(accepted, sign_in):
    client = sign_in("handler")
    shown = page(client.post(f"/desk/{accepted.number}/identity/", {"call_back": "1"}))
    assert f'href="tel:{PHONE}"' in shown
    values = {name: shown.split(f'name="{name}" value="')[1].split('"')[0] for name in ("expected_seq", "once", "on")}
    answer = client.post(f"/desk/{accepted.number}/act/call_back/", {**values, "f_result": "not_reached"})
    assert answer.status_code == 302
    accepted.refresh_from_db()
    assert accepted.projection["facts"]["called_back"] == "not_reached"
