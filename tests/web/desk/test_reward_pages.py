"""Rewards on the desk: proposed from the report, listed by code, the payee opened once and logged."""

import pytest

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.models import LogEntry
from qingtian.apps.catalogue.models import UseOfData
from qingtian.apps.identities.models import OpeningLog
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.rewards.queries import of
from tests.apps.proceedings.driving import petition
from tests.apps.rewards.test_reward_rules import PAYEE, Walk
from tests.conftest import TODAY

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.once]


def test_a_reward_goes_from_the_page_of_the_report_to_the_payment(city, sign_in, monkeypatch):
    monkeypatch.setattr("qingtian.web.desk.rewards.payee_page.confirmation", lambda request, factor: None)
    drive = petition(city, TODAY).to("closed")
    officer = sign_in("petition-officer")
    link = f"/desk/rewards/new/?from={drive.matter.number}"
    assert link in officer.get(f"/desk/{drive.matter.number}/").content.decode()
    form = officer.get(link).content.decode()
    assert drive.matter.number in form
    once = form.split('name="once" value="')[1].split('"')[0]
    said = {"once": once, "on": TODAY.isoformat(), "f_petition": drive.matter.number, "f_subject": "河西路夜间排放"}
    assert officer.post("/desk/rewards/new/", said).status_code == 302
    matter = Proceeding.objects.get(procedure="reward")
    wrong = officer.post("/desk/rewards/new/", {**said, "once": "other"})
    assert (wrong.status_code, matter.number in wrong.content.decode()) == (422, True)

    walk = Walk.__new__(Walk)
    walk.city, walk.day, walk.matter, walk.petition = city, TODAY, matter, drive.matter.petition
    walk.to_claim().claim()
    listed = officer.get("/desk/rewards/?list=pay").content.decode()
    assert of(matter).pay_code in listed
    assert PAYEE.holder not in listed
    sheet = officer.get("/desk/rewards/?format=csv").content.decode()
    assert of(matter).pay_code in sheet
    assert not [word for word in (PAYEE.holder, "6222", drive.matter.number) if word in sheet]
    assert UseOfData.objects.get(data_set="reward").rows == 1
    assert LogEntry.objects.filter(kind=Kind.EXPORTED.value).exists()

    address = f"/desk/{matter.number}/payee/"
    assert sign_in("handler").get(address).status_code == 404
    assert not OpeningLog.objects.exists()
    assert PAYEE.holder not in officer.get(address).content.decode()
    opened = officer.post(address)
    assert PAYEE.holder in opened.content.decode()
    assert "no-store" in opened["Cache-Control"]
    assert OpeningLog.objects.get().purpose == "reward"


def test_a_report_out_of_sight_or_not_there_cannot_be_proposed(city, sign_in):
    said = {"on": TODAY.isoformat(), "f_petition": "XF-2026-999999", "f_subject": "x"}
    assert sign_in("petition-officer").post("/desk/rewards/new/", said).status_code == 422
    assert sign_in("handler").get("/desk/rewards/new/").status_code == 403
    assert not Proceeding.objects.filter(procedure="reward").exists()
