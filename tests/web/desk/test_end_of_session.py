"""Staying signed in: what a page knows about the end of its session, and what being asked does to it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from qingtian.apps.accounts.actions.sittings import BEGUN
from qingtian.apps.accounts.models import Sitting

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


def left(answer) -> int:
    return int(re.search(r'data-left="(\d+)"', answer.content.decode())[1])


def seen_before(minutes: int) -> None:
    Sitting.objects.update(last_seen_at=timezone.now() - timedelta(minutes=minutes))


def test_a_page_says_how_long_its_session_lasts_less_the_minute_that_is_not_written_down(sign_in, settings):
    settings.IDLE_MINUTES = 30
    assert left(sign_in("handler").get("/desk/")) == 29 * 60


def test_near_the_end_of_the_working_day_the_rest_of_it_is_what_is_left(sign_in, settings):
    settings.SESSION_HOURS = 9
    client = sign_in("handler")
    session = client.session
    session[BEGUN] = (timezone.now() - timedelta(hours=8, minutes=50)).isoformat()
    session.save()
    assert 9 * 60 < left(client.get("/desk/")) <= 10 * 60


def test_being_asked_keeps_the_session_and_answers_how_long_it_now_lasts(sign_in, settings):
    settings.IDLE_MINUTES = 30
    client = sign_in("handler")
    client.get("/desk/")
    seen_before(29)
    answer = client.post("/desk/stay/")
    assert answer.json() == {"left": 29 * 60}
    assert timezone.now() - Sitting.objects.get().last_seen_at < timedelta(minutes=1)


def test_a_session_that_is_over_is_not_woken(sign_in, settings):
    settings.IDLE_MINUTES = 30
    client = sign_in("handler")
    client.get("/desk/")
    seen_before(31)
    answer = client.post("/desk/stay/")
    assert answer.status_code == 302
    assert "ended=idle" in answer["Location"]
    assert client.post("/desk/stay/").status_code == 302


@pytest.mark.parametrize(("prefix", "words"), [("", "没有存上"), ("/en", "was not saved")])
def test_a_form_sent_after_the_end_is_said_to_be_unsaved(sign_in, settings, prefix, words):
    settings.IDLE_MINUTES = 30
    client = sign_in("handler")
    client.get("/desk/")
    seen_before(31)
    answer = client.post(f"{prefix}/desk/cases/new/", {"subject": "x"}, follow=True)
    assert words in answer.content.decode()


def test_nobody_is_told_to_stay_who_is_not_signed_in(client):
    assert "data-stay" not in client.get("/desk/sign-in/").content.decode()
