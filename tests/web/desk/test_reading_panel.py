"""What reading suggests stands beside the petition and the form; one link fills the form; alarms head the list."""

import re

import pytest

from qingtian.apps.identities.vault import Identity
from qingtian.apps.petitions.actions.receive import Report, receive
from qingtian.apps.petitions.models import WorkingCopy
from tests.apps.proceedings.driving import MONDAY, REPORTER, Drive
from tests.conftest import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
WORDS = "我叫王小明。望溪区窑湾砖厂烧轮胎，黑烟刺鼻，村民要聚集堵路。"


@pytest.fixture
def drive(city, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        report = Report(report=WORDS, channel="web", receiver="petitions", area="wangxi")
        got = receive(report, Identity("王小明", "", ""), by=REPORTER, on=MONDAY, now=at(MONDAY), prefix="YP")
    return Drive(city, got.petition.proceeding)


def test_the_form_shows_the_suggestions_and_one_link_fills_it(drive, sign_in):
    client = sign_in("petition-officer")
    page = client.get(f"/desk/{drive.matter.number}/act/register/").content.decode()
    assert "建议，不是决定" in page
    assert "“黑烟”" in page
    filled = client.get(
        f"/desk/{drive.matter.number}/act/register/?f_kinds=air&f_kinds=noise&f_urgent=1"
    ).content.decode()
    assert filled.count("checked") >= 3
    assert "f_kinds=air" in page
    assert "f_urgent=1" in page


def test_the_copy_is_confirmed_beside_the_form_in_one_click(drive, sign_in):
    client = sign_in("petition-officer")
    page = client.get(f"/desk/{drive.matter.number}/act/register/").content.decode()
    assert "确认工作副本" in page
    seen = re.search(r'name="seen" value="(\w{64})"', page)[1]
    client.post(f"/desk/{drive.matter.number}/working-copy/", {"seen": seen, "as_drafted": "1"})
    assert WorkingCopy.objects.get().confirmed_at


def test_nothing_is_suggested_to_whoever_may_not_read_the_words_or_after_the_opinion(drive, sign_in):
    drive.to("accepted")
    address = f"/desk/{drive.matter.number}/"
    assert "建议，不是决定" not in sign_in("handler").get(address).content.decode()
    drive.to("concluded")
    assert "建议，不是决定" not in sign_in("petition-officer").get(address).content.decode()


def test_an_alarm_heads_the_list(drive, sign_in):
    page = sign_in("petition-officer").get("/desk/petitions/").content.decode()
    assert "可能群体性" in page
    assert "“堵路”" in page
    assert "可能群体性" not in sign_in("handler").get("/desk/petitions/").content.decode()
