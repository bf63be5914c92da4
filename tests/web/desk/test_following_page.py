"""What was promised is followed after a petition has closed, and only by those who may see it."""

import pytest

from tests.apps.proceedings.driving import petition
from tests.conftest import TODAY

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.once]


def test_an_opinion_that_is_not_carried_out_is_listed_though_the_petition_is_closed(city, sign_in):
    drive = petition(city, TODAY).to("closed")
    number, client = drive.matter.number, sign_in("petition-officer")
    assert number in client.get("/desk/following/").content.decode()
    assert number in client.get("/desk/following/?clock=petitions.execution").content.decode()
    assert number not in client.get("/desk/following/?clock=petitions.supervision").content.decode()
    assert number not in sign_in("acceptor").get("/desk/following/").content.decode(), "out of sight"
    drive.do("carry_out")
    assert number not in client.get("/en/desk/following/").content.decode()
