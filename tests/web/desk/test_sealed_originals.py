"""The sealed original of a photo or a video: opened with a reason by who may, and told to the reporter."""

import pytest
from django.test import Client

from qingtian.apps.identities.vault import Identity
from qingtian.apps.petitions.actions.receive import Report, receive
from qingtian.web.portal.drafts import Draft
from qingtian.web.portal.photos import take
from tests.conftest import TODAY, at
from tests.web.desk.conftest import REPORTER
from tests.web.portal.test_videos_and_places_of_photos import film

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.once]


@pytest.fixture
def sent(city):
    """A report with a video, and the address of its original."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    draft = Draft("k" * 40, None)
    draft.keep(at(TODAY))
    upload = SimpleUploadedFile("a.mp4", film())
    upload.field_name = "video"
    assert [one.refusal for one in take(draft, [upload], at(TODAY))] == [None]
    report = Report("有烟", "web", "petitions", photos=draft.files, photos_token=draft.row.photos_token)
    found = receive(report, Identity("", "", ""), by=REPORTER, on=TODAY, now=at(TODAY), prefix="YP")
    matter = found.petition.proceeding
    return found, f"/desk/{matter.number}/originals/{matter.files.get().pk}/"


def test_an_original_is_handed_over_with_a_reason_and_the_reporter_sees_it(sent, sign_in):
    found, address = sent
    officer = sign_in("petition-officer")
    assert address in officer.get(f"/desk/{found.petition.proceeding.number}/").content.decode()
    assert "看完就删" in officer.get(address).content.decode()
    assert officer.post(address, {"reason": " "}).status_code == 422
    answer = officer.post(address, {"reason": "看是哪家的烟囱", "purpose": "handling"})
    assert answer.content == film()
    assert answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"]
    page = Client().get(f"/r/{found.key}/").content.decode()
    assert "被打开过 <strong>1</strong> 次" in page
    assert "看是哪家的烟囱" not in page


@pytest.mark.parametrize("post", ["inspector", "handler", "administrator"])
def test_nobody_else_opens_it(sent, sign_in, post):
    found, address = sent
    assert sign_in(post).post(address, {"reason": "想看"}).status_code == 404
    assert str(len(Client().get(f"/r/{found.key}/").content.decode().split("被打开过")) - 1) == "0"
