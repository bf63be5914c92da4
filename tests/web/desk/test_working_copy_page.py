"""The working copy: the receiving office compares, changes the covers and confirms; before, nobody else reads it."""

from datetime import timedelta

import pytest

from qingtian.apps.catalogue.models import UseOfData
from qingtian.apps.identities.vault import Identity
from qingtian.apps.petitions.actions.add_information import add_information
from qingtian.apps.petitions.actions.confirm_copy import seen_of
from qingtian.apps.petitions.actions.receive import Report, receive
from qingtian.apps.petitions.models import WorkingCopy
from qingtian.apps.proceedings.models import Act
from tests.apps.proceedings.driving import MONDAY, REPORTER, Drive
from tests.conftest import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
WORDS = "我叫王小明，住窑湾小区3栋2单元502室，电话13912345678。窑湾砖厂李厂长夜里烧轮胎。"
WHO = Identity("王小明", "13912345678", "")


@pytest.fixture
def drive(city):
    report = Report(report=WORDS, channel="web", receiver="petitions", area="wangxi", place="窑湾砖厂，王小明家旁")
    received = receive(report, WHO, by=REPORTER, on=MONDAY, now=at(MONDAY), prefix="YP")
    return Drive(city, received.petition.proceeding)


def address(drive, more="working-copy/"):
    return f"/desk/{drive.matter.number}/{more}"


def seen() -> str:
    return seen_of(WorkingCopy.objects.get())


def text(response) -> str:
    return response.content.decode()


def test_the_receiving_office_sees_both_and_each_look_is_logged(drive, sign_in):
    answer = sign_in("petition-officer").get(address(drive))
    assert "13912345678" in text(answer)
    assert "〔电话〕" in text(answer)
    assert "no-store" in answer["Cache-Control"]
    [use] = UseOfData.objects.filter(way="working copy")
    assert use.identities
    assert drive.matter.number in use.purpose


def test_the_page_of_the_matter_shows_the_covered_words_only(drive, sign_in):
    drive.to("registered")
    page = text(sign_in("petition-officer").get(address(drive, "")))
    assert "窑湾砖厂" in page
    for secret in ("王小明", "13912345678", "3栋2单元502"):
        assert secret not in page


def test_nobody_else_has_the_page(drive, sign_in):
    drive.to("accepted")
    for post in ("handler", "vice-mayor"):
        assert sign_in(post).get(address(drive)).status_code == 404


def test_the_handler_reads_the_words_once_they_are_confirmed(drive, sign_in):
    drive.to("accepted")
    assert "〔电话〕" not in text(sign_in("handler").get(address(drive, "")))
    sign_in("petition-officer").post(address(drive), {"seen": seen(), "as_drafted": "1"})
    page = text(sign_in("handler").get(address(drive, "")))
    assert "〔电话〕" in page
    assert "13912345678" not in page


def test_a_cover_is_taken_off_and_another_put_on(drive, sign_in):
    copy = WorkingCopy.objects.get()
    kinds = [kind for _, _, kind in copy.marks]
    assert kinds == ["name", "home", "phone", "name"]
    said = {"seen": seen(), "kept": ["0", "1", "2"], "further": "轮胎\n", "place": "窑湾砖厂", "occurred": ""}
    assert sign_in("petition-officer").post(address(drive), said).status_code == 302
    copy.refresh_from_db()
    assert copy.text == "我叫〔姓名〕，住窑湾小区〔住处〕，电话〔电话〕。窑湾砖厂李厂长夜里烧〔其他〕。"
    assert (copy.place, copy.confirmed_by, copy.confirmed_at is not None) == ("窑湾砖厂", "petition-officer", True)
    assert all(copy.text[a:b].startswith("〔") for a, b, _ in copy.marks)


@pytest.mark.parametrize(
    ("said", "code"),
    [({"seen": "4", "kept": ["0"]}, "改过了"), ({"kept": ["0"], "further": "没写过的话"}, "不在正文里")],
)
def test_what_does_not_fit_is_refused_and_nothing_is_confirmed(drive, sign_in, said, code):
    answer = sign_in("petition-officer").post(address(drive), {"seen": seen()} | said)
    assert answer.status_code == 422
    assert code in text(answer)
    assert WorkingCopy.objects.get().confirmed_at is None


@pytest.mark.parametrize("form", [{"as_drafted": "1"}, {"kept": ["0"]}])
def test_words_added_while_the_form_is_open_are_shown_before_anything_is_confirmed(drive, sign_in, form):
    client, before = sign_in("petition-officer"), seen()
    assert f'name="seen" value="{before}"' in text(client.get(address(drive)))
    add_information(
        drive.matter.petition, "今天又冒黑烟了", by=REPORTER, on=MONDAY, now=at(MONDAY), expected_seq=drive.matter.seq
    )
    answer = client.post(address(drive), form | {"seen": before})
    page = text(answer)
    assert answer.status_code == 422
    assert "今天又冒黑烟了" in page
    assert f'name="seen" value="{seen()}"' in page
    assert page.count('name="kept"') == page.count(" checked") == 4
    assert WorkingCopy.objects.get().confirmed_at is None


def test_a_report_carried_over_was_with_the_handler_already(drive, sign_in):
    drive.do("carry_forward")
    assert "〔电话〕" in text(sign_in("handler").get(address(drive, "")))


def test_a_report_forwarded_before_there_were_working_copies_stays_readable(drive, sign_in):
    drive.to("accepted")
    WorkingCopy.objects.update(drafted_at=Act.objects.latest("recorded_at").recorded_at + timedelta(seconds=1))
    assert "〔电话〕" in text(sign_in("handler").get(address(drive, "")))


def test_the_trail_and_the_title_carry_the_place_covered(drive):
    fields = drive.matter.acts.get(seq=1).content.content["fields"]
    assert "王小明" not in fields["place"] + drive.matter.title
